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
use super::{Finding, prepared_text::PreparedText, resolved_context::ResolvedContext};

/// Findings about the conventions of the language of a text; none in English.
pub(super) fn check(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> Vec<Finding> {
    let Some(usage) = context.language.usage() else { return Vec::new() };
    let usage_check = UsageCheck { usage, prepared, context };
    let mut findings = foreign::check(&usage_check);
    if is_in_other_language(prepared, context) {
        return findings;
    }
    findings.extend(repeated_words::check(&usage_check));
    findings.extend(letters::check(&usage_check));
    findings.extend(elision::check(&usage_check));
    if prepared.is_written() {
        findings.extend(address::check(&usage_check));
        findings.extend(register::check(&usage_check));
        findings.extend(marks::check(&usage_check));
    }
    findings
}

/// Whether a farewell among friends is usual here: in the region, or to somebody who is addressed familiarly.
pub(super) fn is_usual_farewell(words: &str, context: &ResolvedContext<'_>) -> bool {
    let usual = context.language.usage().and_then(|usage| usage.usual_farewells.as_ref());
    usual.is_some_and(|(region, farewells)| {
        farewells.is_match(words) && (context.locale.region() == *region || context.is_familiar() == Some(true))
    })
}
