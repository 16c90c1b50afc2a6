//! The names of fields in form letters.

use std::{collections::HashSet, sync::LazyLock};

use super::unfilled::Replacement;
use crate::proofread::words;

/// Words that name a value: "company", "fname".
static HEADS: LazyLock<HashSet<&str>> = LazyLock::new(|| words::listed(include_str!("vocabulary/heads.txt")).collect());
/// Words that only are next to those: "first", "hiring", "contact".
static BESIDE: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words::listed(include_str!("vocabulary/beside.txt")).collect());
/// Words with which an instruction to the writer begins.
static INSTRUCTIONS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words::listed(include_str!("vocabulary/instructions.txt")).collect());
/// The value that an instruction asks for.
static ASKED_FOR: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words::listed(include_str!("vocabulary/asked_for.txt")).collect());

/// The words of an identifier or phrase, in small letters: `First_Name`, `firstName` and "first name" have the same.
pub(super) fn parts(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for word in text.split(|c: char| !c.is_alphabetic() && c != '\'').filter(|word| !word.is_empty()) {
        let mut part = String::new();
        let mut before_is_lower = false;
        for c in word.chars() {
            if c.is_uppercase() && before_is_lower && !part.is_empty() {
                parts.push(std::mem::take(&mut part));
            }
            before_is_lower = c.is_lowercase();
            part.extend(c.to_lowercase());
        }
        parts.push(part);
    }
    for part in &mut parts {
        *part = words::bare(part.trim_matches('\''));
    }
    parts.retain(|part| !part.is_empty());
    parts
}

pub(super) fn is_head(part: &str) -> bool {
    HEADS.contains(part)
}

/// Whether a word can occur in the name of a field.
pub(super) fn is_of_fields(part: &str) -> bool {
    is_head(part) || BESIDE.contains(part)
}

/// Whether one of `parts` names a value.
pub(super) fn has_head(parts: &[String]) -> bool {
    parts.iter().any(|part| is_head(part))
}

/// Whether `parts` are the name of a field and nothing else.
pub(super) fn is_field_name(parts: &[String]) -> bool {
    !parts.is_empty() && parts.len() <= 6 && has_head(parts) && parts.iter().all(|part| is_of_fields(part))
}

/// Whether `parts` tell the writer what to put there: "insert your topic", "something specific we discussed".
pub(super) fn is_instruction(parts: &[String]) -> bool {
    let begins = parts.first().is_some_and(|part| INSTRUCTIONS.contains(part.as_str()));
    begins && parts.iter().skip(1).any(|part| is_asked_for(part))
}

/// Whether an instruction may ask for that.
pub(super) fn is_asked_for(part: &str) -> bool {
    is_head(part) || ASKED_FOR.contains(part)
}

/// Whether `part` begins an instruction.
pub(super) fn is_imperative(part: &str) -> bool {
    INSTRUCTIONS.contains(part)
}

/// The value of a field with that name.
pub(super) fn wanted(parts: &[String]) -> Replacement {
    let has = |words: &[&str]| parts.iter().any(|part| words.contains(&part.as_str()));
    if has(&["phone", "telephone", "tel", "mobile"]) {
        Replacement::Phone
    } else if has(&["email", "mail"]) {
        Replacement::Email
    } else if has(&["date", "day", "month", "year", "datum", "fecha", "weekday"]) {
        Replacement::Date
    } else if has(&["company", "organisation", "organization", "employer", "account", "firma", "empresa", "org"]) {
        Replacement::Company
    } else if has(&["position", "role", "job", "title", "jobtitle", "vacancy", "poste"]) {
        Replacement::Position
    } else if has(&[
        "name",
        "firstname",
        "lastname",
        "fname",
        "lname",
        "fullname",
        "surname",
        "manager",
        "recruiter",
        "interviewer",
        "recipient",
        "vorname",
        "nachname",
        "prenom",
        "nom",
        "nombre",
        "first",
        "last",
        "salutation",
        "contactfield",
    ]) {
        Replacement::Name
    } else {
        Replacement::Value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_fields_are_split_into_words() {
        assert_eq!(parts("First_Name"), ["first", "name"]);
        assert_eq!(parts("lead.firstName"), ["lead", "first", "name"]);
        assert_eq!(parts("Hiring Manager's Name"), ["hiring", "manager", "name"]);
        assert_eq!(parts("FNAME"), ["fname"]);
        assert!(parts("0, 1").is_empty());
    }
}
