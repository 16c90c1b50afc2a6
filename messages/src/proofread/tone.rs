//! The tone of a text.

mod emoticons;
mod model;
mod phrase_lists;
mod shouting;

use super::{Finding, prepared_text::PreparedText, resolved_context::ResolvedContext};

/// Findings about the tone of a text: phrases and sentences that are too casual, pushy or eager, complain, or speak of
/// pay.
pub(super) fn check(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> Vec<Finding> {
    let mut findings = emoticons::check(prepared, context);
    let mut listed = phrase_lists::check(prepared, context);
    model::reduce_severity(&mut listed, prepared, context);
    findings.extend(model::check(prepared, context, &listed));
    findings.extend(listed);
    findings.extend(shouting::check(prepared, context));
    findings
}
