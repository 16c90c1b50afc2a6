//! Copying mistakes: placeholders, and names, companies, positions and dates of another message.

mod called_names;
mod companies;
mod dates;
mod misspelt_people;
mod names;
mod people_of_other_applications;
mod placeholders;
mod repeats;
mod signature;
mod unknown_people;

pub(crate) use self::placeholders::{Origin, Replacement};
pub(super) use self::repeats::likeness;
use super::{Finding, positions, prepared_text::PreparedText, resolved_context::ResolvedContext};

/// The copying mistakes in `passages`, all of one message.
pub(super) fn check(prepared_texts: &[PreparedText<'_>], context: &ResolvedContext<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for prepared in prepared_texts {
        findings.extend(placeholders::check(prepared, context));
        findings.extend(names::check(prepared, context));
        findings.extend(signature::check(prepared, context));
        let slips = misspelt_people::check(prepared, context);
        let persons = unknown_people::check(prepared, context);
        let fresh = |finding: &Finding| {
            findings.iter().chain(&slips).all(|other| other.check != finding.check || other.span != finding.span)
        };
        let persons: Vec<Finding> = persons.into_iter().filter(fresh).collect();
        findings.extend(slips);
        findings.extend(persons);
        findings.extend(companies::check(prepared, context));
        let positions = positions::check(prepared, context);
        findings.extend(positions.into_iter().filter(|finding| !prepared.is_above(finding.span)));
        findings.extend(dates::check(prepared, context));
    }
    findings.extend(repeats::check(prepared_texts, context));
    findings
}
