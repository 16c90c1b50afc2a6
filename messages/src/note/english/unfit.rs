//! Recognises English notes that can't be used in a sentence.

use super::{clause, words};
use crate::note::{Subject, unfit_reason::Unfit};

/// Words that anybody can call themselves by.
const TRAIT_NOUNS: [&str; 9] = ["fast", "good", "great", "hard", "learner", "player", "team", "thinker", "worker"];

/// Faces made of punctuation marks.
const EMOTICONS: [&str; 12] = [":(", ":)", ":-(", ":-)", ";)", ";-)", ":D", ":/", ":P", ":'(", "<3", "^^"];

/// Why `line` is left out of messages, if it is.
pub(crate) fn unfit(line: &str, subject: Subject<'_>) -> Option<Unfit> {
    // What the candidate adds is meant for the employer, and it may be about money where they asked.
    if subject == Subject::Addition {
        return None;
    }
    let words = line.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let talked_about = matches!(subject, Subject::Conversation(_));
    if talked_about && is_private(&words) {
        Some(Unfit::Private)
    } else if has_link(line) {
        Some(Unfit::Link)
    } else if has_emoticon(line) {
        Some(Unfit::Emoticon)
    } else if talked_about && is_duty(&words) || is_reminder(line, &words) && subject != Subject::Goal {
        Some(Unfit::Reminder)
    } else if line.trim_end_matches([' ', '!', '"', '”']).ends_with('?') {
        Some(Unfit::Question)
    } else if breaks_off(line) {
        Some(Unfit::Unfinished)
    } else if subject == Subject::Strength && is_trait(&words, |word| TRAIT_NOUNS.contains(&word)) {
        Some(Unfit::Trait)
    } else if talked_about && is_trait(&words, |_| false) {
        Some(Unfit::Description)
    } else if talked_about && is_about_oneself(line) {
        Some(Unfit::Oneself)
    } else {
        None
    }
}

/// Whether `line`, as said to the recipient, is about somebody's life outside work: "your dog".
pub(super) fn is_aside(line: &str) -> bool {
    let owned = ["your ", "his ", "her ", "their "].iter().any(|owner| line.starts_with(owner));
    words::ASIDES.has(line)
        || owned && words::ASIDES.has(clause::head(line.split_once(' ').map_or(line, |(_, rest)| rest)))
}

/// Whether a word of `note` is about somebody's life outside work.
pub(crate) fn may_be_aside(note: &str) -> bool {
    note.split_whitespace().any(|word| words::ASIDES.has(word.trim_end_matches(|c: char| !c.is_alphanumeric())))
}

fn is_private(words: &[&str]) -> bool {
    // "Apple Pay" is a product.
    let product = |index: usize, word: &str| index > 0 && word.starts_with(char::is_uppercase) && word != "PTO";
    words.iter().enumerate().any(|(index, word)| words::PRIVATE.has(word) && !product(index, word))
}

/// "call back re: the start date", "ask about remote work", "don't mention Acme"; but not "research into bees".
fn is_reminder(line: &str, words: &[&str]) -> bool {
    let next = words.get(1).copied().unwrap_or_default();
    let objects = [
        "about", "back", "for", "her", "him", "if", "me", "my", "the", "them", "to", "up", "when", "whether", "why",
        "a", "an", "mention", "forget", "say", "again", "whole",
    ];
    let first = words.first().copied().unwrap_or_default();
    let marked = first.eq_ignore_ascii_case("todo") || line.contains(" re: ");
    let to_self = first.eq_ignore_ascii_case("note") && next.eq_ignore_ascii_case("to");
    marked || to_self || (words::REMINDERS.has(first) && objects.contains(&next.to_lowercase().as_str()))
}

/// Whether `line` has three dots that aren't its end.
fn breaks_off(line: &str) -> bool {
    let kept = line.trim_end_matches(['.', '…', ' ']);
    kept.contains("...") || kept.contains('…')
}

fn has_link(line: &str) -> bool {
    line.contains("://") || line.split_whitespace().any(|word| word.to_lowercase().starts_with("www."))
}

/// "budget cuts :("
fn has_emoticon(line: &str) -> bool {
    line.split_whitespace().any(|word| EMOTICONS.contains(&word))
}

/// "I should send my portfolio".
fn is_duty(words: &[&str]) -> bool {
    matches!(words, ["I" | "i", "should" | "must" | "need" | "ought" | "have", ..])
}

/// "my presentation went well", "I liked the demo".
fn is_about_oneself(line: &str) -> bool {
    let first = line.split(' ').next().unwrap_or(line);
    first == "I" || clause::is_mine(&line.replacen("My ", "my ", 1))
}

/// "hard-working", "reliable and punctual", "very motivated"; with what is a trait as well, "team player".
fn is_trait(words: &[&str], is_one_too: impl Fn(&str) -> bool) -> bool {
    let mut told = words
        .iter()
        .filter(|word| !["and", "very", "highly", "really", "a", "i", "am"].contains(&&*word.to_lowercase()));
    told.clone().next().is_some() && told.all(|word| words::TRAITS.has(word) || is_one_too(&word.to_lowercase()))
}
