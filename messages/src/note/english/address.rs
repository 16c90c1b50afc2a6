//! Turns what was noted about somebody into what is said to them: "Ada's plan" is "your plan" to Ada.

use std::borrow::Cow;

use super::words;
use crate::{note::Listener, salutation::is_title};

/// `line` as said to `listener`.
pub(super) fn address_to(line: &str, listener: Listener<'_>) -> String {
    let mut line = line.to_owned();
    for name in names(listener) {
        line = with_you(&without_label(&line, &name), &name);
    }
    match line.split_once(' ') {
        // "They" are the employer, and so is the reader.
        Some(("They" | "they", rest)) => format!("you {rest}"),
        Some(("Their" | "their", rest)) => format!("your {rest}"),
        Some(("Her" | "her" | "His" | "his", rest)) if listener.alone => format!("your {rest}"),
        _ => line,
    }
}

/// The forms in which notes name somebody: Dr Ada Okafor, Dr Okafor, Ada, Okafor.
fn names(listener: Listener<'_>) -> Vec<String> {
    let Listener { name, given_name, family_name, .. } = listener;
    let mut names: Vec<String> = name.into_iter().map(str::to_owned).collect();
    let words: Vec<&str> = name.unwrap_or_default().split_whitespace().collect();
    let of_name = match words[..] {
        [first, .., last] => Some((first, last)),
        _ => None,
    };
    for (given, family) in of_name.into_iter().chain(given_name.zip(family_name)) {
        names.push(format!("{given} {family}"));
    }
    let parts = of_name.into_iter().flat_map(|(first, last)| [first, last]).chain(given_name).chain(family_name);
    names.extend(parts.filter(|part| part.len() > 2 && !is_title(part)).map(str::to_owned));
    names
}

/// Without "Ada: " before it and without " (Ada)" after it.
fn without_label(line: &str, name: &str) -> String {
    let label =
        |rest: &str| [": ", " - ", " – ", " — "].iter().find_map(|mark| rest.strip_prefix(mark).map(str::to_owned));
    let line = line.strip_prefix(name).and_then(label).unwrap_or_else(|| line.to_owned());
    line.strip_suffix(&format!(" ({name})")).map_or(line.clone(), str::to_owned)
}

/// The note with "your" instead of "Ada's", and "you" instead of "Ada" after a preposition or before a verb.
fn with_you(line: &str, name: &str) -> String {
    let line =
        ["'", "\u{2019}"].iter().fold(line.to_owned(), |line, mark| possessive(&line, &format!("{name}{mark}s ")));
    let Some((before, after)) = line.split_once(name) else { return line };
    if !(before.is_empty() || before.ends_with(' ')) {
        return line;
    }
    let previous = before.trim_end().rsplit(' ').next().unwrap_or_default();
    if words::PREPOSITIONS.has(previous) && (after.is_empty() || after.starts_with([' ', ','])) {
        return format!("{before}you{after}");
    }
    let Some(predicate) = after.strip_prefix(' ') else { return line };
    let (verb, rest) = predicate.split_at(predicate.find(' ').unwrap_or(predicate.len()));
    match second_person(verb) {
        Some(verb) => format!("{before}you {verb}{rest}"),
        None => line,
    }
}

/// "runs" as it is after "you"; `None` if `verb` doesn't look like a verb after a name.
fn second_person(verb: &str) -> Option<Cow<'_, str>> {
    let sibilant = ["ches", "shes", "sses", "xes", "zes", "oes"].iter().any(|end| verb.ends_with(end));
    match verb {
        "is" => Some("are".into()),
        "was" => Some("were".into()),
        "has" => Some("have".into()),
        _ if !verb.starts_with(char::is_lowercase) => None,
        _ if verb.ends_with("ed") || words::PAST.has(verb) => Some(verb.into()),
        _ if sibilant => verb.strip_suffix("es").map(Cow::from),
        _ if verb.ends_with("ies") => verb.strip_suffix("ies").map(|stem| format!("{stem}y").into()),
        _ if verb.ends_with("ss") || verb.ends_with("us") => None,
        _ if verb.ends_with('s') => verb.strip_suffix('s').map(Cow::from),
        _ => words::FINITE.has(verb).then(|| verb.into()),
    }
}

/// With "your " for `owner`, where that is no part of a longer word.
fn possessive(line: &str, owner: &str) -> String {
    match line.split_once(owner) {
        Some((before, after)) if before.is_empty() || before.ends_with(' ') => format!("{before}your {after}"),
        _ => line.to_owned(),
    }
}
