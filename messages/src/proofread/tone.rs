//! The tone of a text.

mod emoticons;
mod lists;
mod model;
mod shouting;

use super::{Finding, passage::Passage, surroundings::Surroundings};

/// The phrases in `passage` that are too casual, too pushy or too eager, or should be left out.
pub(super) fn check(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Vec<Finding> {
    let mut findings = emoticons::check(passage, surroundings);
    let mut listed = lists::check(passage, surroundings);
    model::soften(&mut listed, passage, surroundings);
    findings.extend(model::check(passage, surroundings, &listed));
    findings.extend(listed);
    findings.extend(shouting::check(passage, surroundings));
    findings
}
