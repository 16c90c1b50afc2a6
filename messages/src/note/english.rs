//! How notes fit into English sentences.

mod address;
mod clause;
#[cfg(test)]
mod tests;
mod words;

use self::{clause::Fragment, words::is_one_of};
use super::{Form, Subject, Woven};

/// `line` made fit for a sentence.
pub(super) fn woven(line: &str, subject: Subject<'_>) -> Woven {
    let line = without_stop(line);
    let line = match subject {
        Subject::Conversation(listener) => address::to(line, listener),
        Subject::Strength | Subject::Goal | Subject::Addition => line.to_owned(),
    };
    if clause::several_sentences(&line) {
        return Woven { text: line, form: Form::Sentence };
    }
    let line = with_small_start(without_frame(&line));
    let (first, rest) = line.split_once(' ').unwrap_or((&line, ""));
    let (text, form) = match (subject, clause::fragment(&line)) {
        (Subject::Strength, _) if is_one_of(words::PAST, first) && !rest.is_empty() => {
            (format!("I {line}"), Form::Sentence)
        }
        (Subject::Strength, _) if is_one_of(words::PREDICATES, first) && begins_with_function_word(rest) => {
            (format!("I am {line}"), Form::Sentence)
        }
        (Subject::Strength, Some(Fragment::Gerund)) => (format!("experience in {line}"), Form::Phrase),
        (Subject::Strength | Subject::Goal, Some(Fragment::Clause)) => (line, Form::Sentence),
        (Subject::Goal, _) if first == "to" => (line, Form::Infinitive),
        (Subject::Goal, _) if is_one_of(words::AIMS, first) && begins_with_function_word(rest) => {
            (format!("to {line}"), Form::Infinitive)
        }
        (_, Some(_)) => (line, Form::Phrase),
        (_, None) => (line, Form::Sentence),
    };
    Woven { text, form }
}

/// `line` without the marks at its end, but for a question mark and the stop of an abbreviation.
fn without_stop(line: &str) -> &str {
    let bare = line.trim_end_matches(['.', '!', ';', ',', ':', '…', ' ']);
    let last = bare.rsplit(' ').next().unwrap_or(bare);
    let abbreviated = is_one_of(words::ABBREVIATIONS, &last.to_lowercase()) || last.contains('.');
    let stop_follows = line[bare.len()..].starts_with('.') && !line[bare.len()..].starts_with("..");
    if bare.is_empty() {
        line
    } else if abbreviated && stop_follows {
        &line[..=bare.len()]
    } else {
        bare
    }
}

/// "our discussion of the rota" is about the rota.
fn without_frame(line: &str) -> &str {
    let mut words = line.splitn(4, ' ');
    let mut next_is = |known: &[&str]| words.next().is_some_and(|word| known.contains(&word.to_lowercase().as_str()));
    let framed = next_is(&["our", "the", "my", "your"])
        && next_is(&["chat", "conversation", "discussion", "talk"])
        && next_is(&["about", "of", "on"]);
    words.next().filter(|_| framed).unwrap_or(line)
}

/// `line` with a small first letter, where its first word is surely no name.
fn with_small_start(line: &str) -> String {
    let first = line.split([' ', ',']).next().unwrap_or(line);
    let small = first.to_lowercase();
    let known = [words::DETERMINERS, words::PRONOUNS, words::SMALL_STARTS, words::GERUNDS, words::PAST, words::AIMS]
        .into_iter()
        .chain([words::PREPOSITIONS, words::CONJUNCTIONS, words::WH, words::PREDICATES])
        .any(|list| is_one_of(list, &small));
    if known && first != "I" { format!("{small}{}", &line[first.len()..]) } else { line.to_owned() }
}

fn begins_with_function_word(rest: &str) -> bool {
    let next = rest.split(' ').next().unwrap_or(rest);
    is_one_of(words::DETERMINERS, next)
        || is_one_of(words::PREPOSITIONS, next)
        || is_one_of(words::COMPARATIVES, next)
        || next.ends_with("ly")
}
