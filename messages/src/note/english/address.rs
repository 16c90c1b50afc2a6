//! Turns what was noted about somebody into what is said to them: "Ada's plan" is "your plan" to Ada.

use super::words;
use crate::{note::Listener, salutation::is_title};

/// `line` as said to `listener`.
pub(super) fn to(line: &str, listener: Listener<'_>) -> String {
    let mut line = line.to_owned();
    for name in names(listener.name) {
        line = with_you(&without_label(&line, &name), &name);
    }
    match line.split_once(' ') {
        // "They" are the employer, and so is whoever reads this.
        Some(("They" | "they", rest)) => format!("you {rest}"),
        Some(("Their" | "their", rest)) => format!("your {rest}"),
        Some(("Her" | "her" | "His" | "his", rest)) if listener.alone => format!("your {rest}"),
        _ => line,
    }
}

/// The forms in which notes name somebody: Dr Ada Okafor, Dr Okafor, Ada, Okafor.
fn names(name: Option<&str>) -> Vec<String> {
    let Some(name) = name else { return Vec::new() };
    let words: Vec<&str> = name.split_whitespace().collect();
    let mut names = vec![name.to_owned()];
    if let [first, .., last] = words[..] {
        names.push(format!("{first} {last}"));
        names.extend([first, last].into_iter().filter(|word| word.len() > 2 && !is_title(word)).map(str::to_owned));
    }
    names
}

/// Without "Ada: " in front and without " (Ada)" behind.
fn without_label(line: &str, name: &str) -> String {
    let label =
        |rest: &str| [": ", " - ", " – ", " — "].iter().find_map(|mark| rest.strip_prefix(mark).map(str::to_owned));
    let line = line.strip_prefix(name).and_then(label).unwrap_or_else(|| line.to_owned());
    line.strip_suffix(&format!(" ({name})")).map_or(line.clone(), str::to_owned)
}

/// With "your" for "Ada's", and with "you" for "Ada" after a preposition or before a verb in the past.
fn with_you(line: &str, name: &str) -> String {
    let line =
        ["'", "\u{2019}"].iter().fold(line.to_owned(), |line, mark| possessive(&line, &format!("{name}{mark}s ")));
    let Some((before, after)) = line.split_once(name) else { return line };
    let previous = before.trim_end().rsplit(' ').next().unwrap_or_default();
    let next = after.trim_start().split(' ').next().unwrap_or_default();
    let apart = (before.is_empty() || before.ends_with(' ')) && (after.is_empty() || after.starts_with([' ', ',']));
    let object = words::PREPOSITIONS.has(previous);
    let subject = next.ends_with("ed") || words::PAST.has(next) || ["said", "told"].contains(&next);
    if apart && (object || subject) { format!("{before}you{after}") } else { line }
}

/// With "your " for `owner`, where that is no part of a longer word.
fn possessive(line: &str, owner: &str) -> String {
    match line.split_once(owner) {
        Some((before, after)) if before.is_empty() || before.ends_with(' ') => format!("{before}your {after}"),
        _ => line.to_owned(),
    }
}
