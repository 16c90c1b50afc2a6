//! How notes fit into English sentences.

mod address;
mod clause;
mod goal;
mod strength;
#[cfg(test)]
mod tests;
mod unfit;
mod words;

pub(crate) use self::unfit::{may_be_aside, unfit};
use super::{NoteForm, PhrasedNote, Subject};

/// Whether `word` is an abbreviation that keeps its stop.
pub(crate) fn abbreviates(word: &str) -> bool {
    words::ABBREVIATIONS.has(word)
}

/// `line` made fit for a sentence.
pub(crate) fn phrase_note(line: &str, subject: Subject<'_>) -> PhrasedNote {
    let line = without_that(without_stop(line));
    let line = match subject {
        Subject::Conversation(listener) => address::address_to(line, listener),
        Subject::Strength | Subject::Goal | Subject::Addition => line.to_owned(),
    };
    if clause::several_sentences(&line) {
        let form = if subject == Subject::Addition { NoteForm::Reply } else { NoteForm::Sentence };
        return PhrasedNote::new(line, form);
    }
    let line = with_small_start(without_frame(&line));
    match subject {
        Subject::Strength => strength::phrase_note(line),
        Subject::Goal => goal::phrase_note(line),
        Subject::Conversation(_) if unfit::is_aside(&line) => PhrasedNote::new(line, NoteForm::Aside),
        Subject::Conversation(_) => other(with_article(line), clause::is_yours),
        Subject::Addition if is_reply(&line) => PhrasedNote::new(line, NoteForm::Reply),
        Subject::Addition => other(strength::of_mine(&line).unwrap_or(line), clause::is_mine),
    }
}

/// "yes, from May", "I'm free from May".
fn is_reply(line: &str) -> bool {
    let bare = line.eq_ignore_ascii_case("yes") || line.eq_ignore_ascii_case("no");
    let contracted = line.starts_with("I'") || line.starts_with("I\u{2019}");
    bare || contracted || ["yes,", "no,"].contains(&line.split(' ').next().unwrap_or_default().to_lowercase().as_str())
}

/// `line` for what it is by its words.
fn other(line: String, is_statement: fn(&str) -> bool) -> PhrasedNote {
    let form = if clause::fragment(&line).is_some() {
        NoteForm::Phrase
    } else if is_statement(&line) {
        NoteForm::Statement
    } else {
        NoteForm::Sentence
    };
    PhrasedNote::new(line, form)
}

/// `line` without the marks at its end, except for a question mark and the stop of an abbreviation.
fn without_stop(line: &str) -> &str {
    let bare = line.trim_end_matches(['.', '!', ';', ',', ':', '…', ' ']);
    let last = bare.rsplit(' ').next().unwrap_or(bare);
    let abbreviated = words::ABBREVIATIONS.has(&last.to_lowercase()) || last.contains('.');
    let stop_follows = line[bare.len()..].starts_with('.') && !line[bare.len()..].starts_with("..");
    if bare.is_empty() {
        line
    } else if abbreviated && stop_follows {
        &line[..=bare.len()]
    } else {
        bare
    }
}

/// "that they hire" says that they hire.
fn without_that(line: &str) -> &str {
    let rest = line.strip_prefix("that ").or_else(|| line.strip_prefix("That "));
    let is_clause = |rest: &&str| {
        let subject = rest.split(' ').next().unwrap_or_default();
        words::PRONOUNS.has(subject) || ["the", "their", "your", "our"].contains(&subject)
    };
    rest.filter(is_clause).unwrap_or(line)
}

/// "team of five" is "the team of five".
fn with_article(line: String) -> String {
    let first = line.split(' ').next().unwrap_or(&line);
    let bare = first.starts_with(char::is_lowercase)
        && !words::DETERMINERS.has(first)
        && !clause::begins_with_possessive(&line)
        && words::SINGULARS.has(clause::head(&line));
    if bare && clause::fragment(&format!("the {line}")).is_some() { format!("the {line}") } else { line }
}

/// "our discussion of the rota" is about the rota, and so are "great chat about the rota" and "we talked about the
/// rota".
fn without_frame(line: &str) -> &str {
    let small = line.to_lowercase();
    let told = ["we talked about ", "we spoke about ", "we discussed ", "talked about ", "spoke about ", "discussed "];
    let rest_of = |start: &&str| small.starts_with(*start).then(|| line.get(start.len()..)).flatten();
    if let Some(rest) = told.iter().find_map(rest_of).filter(|rest| rest.len() > 1) {
        return rest;
    }
    let mut words = line.splitn(4, ' ');
    let mut next_is = |known: &[&str]| words.next().is_some_and(|word| known.contains(&word.to_lowercase().as_str()));
    let framed = next_is(&[
        "our",
        "the",
        "my",
        "your",
        "good",
        "great",
        "interesting",
        "long",
        "lovely",
        "nice",
        "fun",
        "brief",
        "short",
    ]) && next_is(&["chat", "conversation", "discussion", "talk"])
        && next_is(&["about", "of", "on"]);
    words.next().filter(|_| framed).unwrap_or(line)
}

/// `line` with a small first letter, where its first word is surely no name and no part of one.
fn with_small_start(line: &str) -> String {
    let first = line.split([' ', ',']).next().unwrap_or(line);
    let small = first.to_lowercase();
    // "IT" is no pronoun; "I" and "I'd" stay as they are.
    let in_capitals = first.chars().skip(1).any(char::is_uppercase);
    let own = small == "i" || small.starts_with("i'") || small.starts_with("i\u{2019}");
    // "The Hague", "Teach First", "Product Hunt".
    let in_name = line.split(' ').nth(1).is_some_and(|second| second.starts_with(char::is_uppercase));
    let begins_names = words::PREDICATES.has(&small)
        || words::ARTICLES.has(&small)
        || words::SMALL_STARTS.has(&small)
        || words::AIMS.has(&small);
    let known = [
        &words::ARTICLES,
        &words::DETERMINERS,
        &words::PRONOUNS,
        &words::PREPOSITIONS,
        &words::CONJUNCTIONS,
        &words::WH,
        &words::SMALL_STARTS,
        &words::GERUNDS,
        &words::PAST,
        &words::AIMS,
        &words::PREDICATES,
    ];
    if in_capitals || own || (in_name && begins_names) || !known.into_iter().any(|list| list.has(&small)) {
        return line.to_owned();
    }
    format!("{small}{}", &line[first.len()..])
}
