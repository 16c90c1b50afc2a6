//! Distinguishes noun phrases from sentences. In doubt a note is not a noun phrase.

use super::words;

/// Whether `line` is more than one sentence.
pub(super) fn several_sentences(line: &str) -> bool {
    line.match_indices(['.', '?', '!']).any(|(at, _)| {
        let mut after = line[at + 1..].chars();
        let before = line[..at].rsplit(' ').next().unwrap_or_default();
        let abbreviated = words::ABBREVIATIONS.has(before) || before.chars().count() < 2;
        after.next() == Some(' ') && after.next().is_some_and(char::is_uppercase) && !abbreviated
    })
}

/// The kind of a fragment, decided by its first words.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Fragment {
    /// "the move to event sourcing"
    Noun,
    /// "splitting the monolith"
    Gerund,
    /// "how your team works"
    Clause,
}

/// The kind of `line`, which is at most one sentence, if it is surely a fragment that can replace a noun.
pub(super) fn fragment(line: &str) -> Option<Fragment> {
    let words: Vec<&str> = line.split(' ').collect();
    let first = words[0];
    if ["yes,", "no,"].contains(&first)
        || line.ends_with('?')
        || line.contains([':', ';', '(', '"', '“'])
        || line.contains(" - ")
        || line.contains(" – ")
    {
        None
    } else if words.len() == 1 && first.chars().all(char::is_lowercase) && !is_function_word(first) {
        Some(Fragment::Noun)
    } else if words::WH.has(first) {
        (words.len() > 2).then_some(Fragment::Clause)
    } else if words::GERUNDS.has(first) {
        (!has_verb(&words[1..])).then_some(Fragment::Gerund)
    } else {
        let noun = can_begin_a_phrase(first, &words) && !has_verb(&words) && has_noun_at_its_head(&words);
        noun.then_some(Fragment::Noun)
    }
}

/// Whether `line`, one sentence at most, is surely a whole one of the writer's, which can stand after "that" and that
/// something can follow: "I led a team", "my notice period is a month".
pub(super) fn is_mine(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    is_whole(line, &words) && (words[0] == "I" || (words[0] == "my" && has_finite(&words)))
}

/// The same of one about the reader: "you want to open an office in Lisbon", but not "you talked about Lisbon".
pub(super) fn is_yours(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    let told = words[0] == "you" && words.get(1).is_some_and(|verb| is_small_word(verb) && !verb.ends_with("ing"));
    let yours = ["you", "your"].contains(&words[0]) && (told || has_finite(&words));
    is_whole(line, &words) && yours && !words.iter().take(4).any(|word| words::REPORTS.has(word))
}

fn is_whole(line: &str, words: &[&str]) -> bool {
    words.len() > 2 && !line.contains([':', ';', '?', '—'])
}

/// Whether a phrase with this first word can be put into the middle of a sentence. It can't if the word may have its
/// capital letter only because it is the first.
fn can_begin_a_phrase(first: &str, words: &[&str]) -> bool {
    let other = [&words::PRONOUNS, &words::PREPOSITIONS, &words::CONJUNCTIONS];
    if other.into_iter().any(|list| list.has(first)) {
        return false;
    }
    let capital = first.starts_with(char::is_uppercase);
    if capital && words::ARTICLES.has(first) {
        return false;
    }
    let name = first.chars().skip(1).any(|c| c.is_uppercase() || c.is_ascii_digit()) || is_possessive(first);
    let title = words.get(1).is_some_and(|second| second.starts_with(char::is_uppercase));
    !capital || name || title
}

/// Whether `line` says for how long or since when: "registered nurse for twelve years".
pub(super) fn lasts(line: &str) -> bool {
    let spans = ["years", "months", "decades"];
    line.contains(" since ") || (line.contains(" for ") && spans.iter().any(|span| line.ends_with(span)))
}

/// Whether `word` is in small letters, and neither a number nor a word that joins others.
fn is_small_word(word: &str) -> bool {
    word.chars().all(char::is_lowercase) && !is_function_word(word) && !words::COUNTS.has(word)
}

/// "Ada's plan".
pub(super) fn begins_with_possessive(line: &str) -> bool {
    line.split(' ').next().is_some_and(is_possessive)
}

fn is_possessive(word: &str) -> bool {
    let word = word.replace('\u{2019}', "'");
    word.ends_with("'s") || word.ends_with("s'")
}

fn is_function_word(word: &str) -> bool {
    let lists = [
        &words::DETERMINERS,
        &words::PREPOSITIONS,
        &words::CONJUNCTIONS,
        &words::WH,
        &words::PRONOUNS,
        &words::COMPARATIVES,
    ];
    lists.into_iter().any(|list| list.has(word))
}

/// Whether one of `words` may be a finite verb.
fn has_verb(words: &[&str]) -> bool {
    let words = after_counted(words);
    has_finite(words)
        || ending_in_a_noun(words).windows(2).any(|pair| may_be_subject_and_verb(pair[0], pair[1]))
        || words.windows(2).any(|pair| may_be_verb_and_object(pair[0], pair[1]))
}

/// Whether one of `words` is a finite verb, and not as "plans" in "the firm's plans".
fn has_finite(words: &[&str]) -> bool {
    let after_owner = |index: usize| index.checked_sub(1).is_some_and(|before| is_possessive(words[before]));
    words.iter().enumerate().any(|(index, word)| words::FINITE.has(bare(word)) && !after_owner(index))
}

/// `words` after what is counted: after "six" the first plural, in "six field seasons", is a noun.
fn after_counted<'w, 'a>(words: &'w [&'a str]) -> &'w [&'a str] {
    match words.iter().position(|word| is_plural(bare(word))) {
        Some(noun) if words::COUNTS.has(words[0]) => &words[noun..],
        _ => words,
    }
}

/// `words` without the last, if that is a noun in the plural: after a preposition a phrase rather ends in "exam boards"
/// than a sentence in "boards".
fn ending_in_a_noun<'w, 'a>(words: &'w [&'a str]) -> &'w [&'a str] {
    match words {
        [before @ .., last]
            if is_plural(last)
                && !words::VERBS_LIKE_NOUNS.has(last)
                && before.iter().any(|word| words::PREPOSITIONS.has(word)) =>
        {
            before
        }
        _ => words,
    }
}

fn bare(word: &str) -> &str {
    word.trim_end_matches([',', '.'])
}

/// "team owns", "engineers rotate", "Daniel built"; but not "the plans", "team's plans", "of services".
fn may_be_subject_and_verb(subject: &str, verb: &str) -> bool {
    if subject.ends_with(',') || is_possessive(subject) || is_function_word(subject) || is_function_word(bare(verb)) {
        return false;
    }
    let (subject, verb) = (bare(subject), bare(verb));
    let several = is_plural(subject);
    if is_surely_noun(verb) {
        return false;
    }
    let past = verb.ends_with("ed") || words::PAST.has(verb);
    let other = verb.ends_with("ing") || verb.ends_with("ly") || verb.ends_with("tion");
    (past && !is_possessive(verb)) || (!several && is_plural(verb) && !describes(subject)) || (several && !other)
}

/// "owns the", "want our"; but not "to own the", "splitting the", "all the".
fn may_be_verb_and_object(verb: &str, object: &str) -> bool {
    let object_begins = ["a", "an", "the", "my", "our", "your", "his", "her", "its", "their"].contains(&object);
    object_begins && !verb.ends_with(',') && !verb.ends_with("ing") && !is_function_word(verb)
}

/// Whether `word` is a noun in the plural by its ending: "readers", "regulations".
fn is_surely_noun(word: &str) -> bool {
    let ends = [
        "ers", "ors", "ists", "ians", "ities", "tions", "sions", "ments", "nesses", "nships", "rships", "dships",
        "ings", "ologies",
    ];
    words::THINGS.has(word) || (ends.iter().any(|end| word.ends_with(end)) && !words::VERBS_LIKE_NOUNS.has(word))
}

fn is_plural(word: &str) -> bool {
    word.ends_with('s') && !["ss", "us", "is", "ics", "'s", "\u{2019}s"].iter().any(|end| word.ends_with(end))
}

/// Whether `word` is an adjective by its ending or a number, so that what follows is a noun.
fn describes(word: &str) -> bool {
    let ends = ["al", "ive", "ous", "ful", "ic", "able", "ible", "ary", "less", "ing", "ed"];
    ends.iter().any(|end| word.ends_with(end)) || words::ADJECTIVES.has(word) || word.ends_with(char::is_numeric)
}

/// The noun that the beginning of `line` comes down to: "a track *record* of", "registered *nurse* at".
pub(super) fn head(line: &str) -> &str {
    head_of(&line.split(' ').collect::<Vec<_>>())
}

fn head_of<'a>(words: &[&'a str]) -> &'a str {
    let head = words.iter().take_while(|word| !is_function_word(word)).last();
    bare(head.or_else(|| words.first()).copied().unwrap_or_default())
}

/// Whether the first noun needs no article that isn't there: "migration to Postgres", but not "strong communicator".
fn has_noun_at_its_head(words: &[&str]) -> bool {
    if words::DETERMINERS.has(words[0]) || is_possessive(words[0]) {
        return words.len() > 1;
    }
    let head = head_of(words);
    let abstract_ends = [
        "tion", "sion", "ment", "ing", "ness", "ity", "ance", "ence", "ship", "ure", "sis", "work", "ics", "ism",
        "age", "cy", "gy", "th", "ware",
    ];
    is_plural(head)
        || abstract_ends.iter().any(|end| head.ends_with(end))
        || head.chars().any(|c| c.is_uppercase() || c.is_ascii_digit())
        || (words.len() > 2 && words.get(1).is_some_and(|second| words::PREPOSITIONS.has(second)))
}

/// Whether `rest` begins with a word that holds sentences together, or with an adverb.
pub(super) fn begins_with_function_word(rest: &str) -> bool {
    let next = rest.split(' ').next().unwrap_or(rest);
    words::DETERMINERS.has(next)
        || words::PREPOSITIONS.has(next)
        || words::COMPARATIVES.has(next)
        || next.ends_with("ly")
}
