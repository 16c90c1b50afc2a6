//! Conventions of languages other than English: one language and one form of address in a letter, marks with their
//! spaces, small and capital letters, repeated words.

mod address;
mod elision;
mod foreign;
mod letters;
mod marks;
mod register;
mod repeated_words;
mod usage_check;

pub(super) use self::foreign::is_whole as is_in_other_language;
use self::usage_check::UsageCheck;
use super::{Finding, passage::Passage, surroundings::Surroundings};

/// The findings on `passage`; none in English.
pub(super) fn check(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Vec<Finding> {
    let Some(usage) = surroundings.language.usage() else { return Vec::new() };
    let usage_check = UsageCheck { usage, passage, surroundings };
    let mut findings = foreign::check(&usage_check);
    if is_in_other_language(passage, surroundings) {
        return findings;
    }
    findings.extend(repeated_words::check(&usage_check));
    findings.extend(letters::check(&usage_check));
    findings.extend(elision::check(&usage_check));
    if passage.is_written() {
        findings.extend(address::check(&usage_check));
        findings.extend(register::check(&usage_check));
        findings.extend(marks::check(&usage_check));
    }
    findings
}

/// Whether a farewell among friends is usual here: in the region, or to somebody who is addressed familiarly.
pub(super) fn is_usual_farewell(words: &str, surroundings: &Surroundings<'_>) -> bool {
    let usual = surroundings.language.usage().and_then(|usage| usage.usual_farewells.as_ref());
    usual.is_some_and(|(region, farewells)| {
        farewells.is_match(words)
            && (surroundings.locale.region() == *region || surroundings.is_familiar() == Some(true))
    })
}
