//! How a text sounds.

mod emoticons;
mod lists;
mod shouting;

use super::{Finding, passage::Passage, surroundings::Surroundings};

/// What in `passage` is too casual, too pushy, too eager, or better left unsaid.
pub(super) fn check(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Vec<Finding> {
    let mut findings = emoticons::check(passage, surroundings);
    findings.extend(lists::check(passage, surroundings));
    findings.extend(shouting::check(passage, surroundings));
    findings
}
