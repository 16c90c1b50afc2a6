//! Turns what was noted about somebody into what is said to them: "Ada's plan" is "your plan" to Ada.

use super::words::{self, is_one_of};
use crate::note::Listener;

/// `line` as said to `listener`.
pub(super) fn to(line: &str, listener: Listener<'_>) -> String {
    let mut line = line.to_owned();
    for name in names(listener.name) {
        line = without_label(&line, name);
        line = with_you(&line, name);
    }
    let (first, rest) = line.split_once(' ').unwrap_or((&line, ""));
    let theirs = match first {
        "Their" | "their" => true,
        "Her" | "his" | "His" | "her" => listener.alone,
        _ => false,
    };
    if theirs && !rest.is_empty() { format!("your {rest}") } else { line }
}

/// The whole name, and its first word if it has more: the forms in which notes name people.
fn names(name: Option<&str>) -> impl Iterator<Item = &str> {
    let first = name.and_then(|name| name.split_once(' ')).map(|(first, _)| first).filter(|first| first.len() > 2);
    name.into_iter().chain(first)
}

/// Without "Ada: " in front and without " (Ada)" behind.
fn without_label(line: &str, name: &str) -> String {
    let label = |rest: &str| [": ", " - ", " – ", " — "].iter().find_map(|mark| rest.strip_prefix(mark).map(str::to_owned));
    let line = line.strip_prefix(name).and_then(label).unwrap_or_else(|| line.to_owned());
    line.strip_suffix(&format!(" ({name})")).map_or(line.clone(), str::to_owned)
}

/// With "your" for "Ada's", and with "you" for "Ada" after a preposition or before a verb in the past.
fn with_you(line: &str, name: &str) -> String {
    let line = ["'", "\u{2019}"].iter().fold(line.to_owned(), |line, mark| possessive(&line, &format!("{name}{mark}s ")));
    let Some((before, after)) = line.split_once(name) else { return line };
    let previous = before.trim_end().rsplit(' ').next().unwrap_or_default();
    let next = after.trim_start().split(' ').next().unwrap_or_default();
    let apart = (before.is_empty() || before.ends_with(' ')) && (after.is_empty() || after.starts_with([' ', ',']));
    let object = is_one_of(words::PREPOSITIONS, previous);
    let subject = is_one_of(words::PAST, next) || ["said", "told", "mentioned", "described", "explained"].contains(&next);
    if apart && (object || subject) { format!("{before}you{after}") } else { line }
}

/// With "your " for `owner`, where that is no part of a longer word.
fn possessive(line: &str, owner: &str) -> String {
    match line.split_once(owner) {
        Some((before, after)) if before.is_empty() || before.ends_with(' ') => format!("{before}your {after}"),
        _ => line.to_owned(),
    }
}
