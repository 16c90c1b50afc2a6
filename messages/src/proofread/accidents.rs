//! Copying mistakes: placeholders, and names, companies, positions and dates of another message.

mod companies;
mod dates;
mod names;
mod persons;
mod placeholders;
mod repeats;
mod signature;
mod slips;

pub(crate) use self::placeholders::{Origin, Replacement};
pub(super) use self::repeats::likeness;
use super::{Finding, passage::Passage, positions, surroundings::Surroundings};

/// The copying mistakes in `passages`, all of one message.
pub(super) fn check(passages: &[Passage<'_>], surroundings: &Surroundings<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for passage in passages {
        findings.extend(placeholders::check(passage, surroundings));
        findings.extend(names::check(passage, surroundings));
        findings.extend(signature::check(passage, surroundings));
        let slips = slips::check(passage, surroundings);
        let persons = persons::check(passage, surroundings);
        let fresh = |finding: &Finding| {
            findings.iter().chain(&slips).all(|other| other.check != finding.check || other.span != finding.span)
        };
        let persons: Vec<Finding> = persons.into_iter().filter(fresh).collect();
        findings.extend(slips);
        findings.extend(persons);
        findings.extend(companies::check(passage, surroundings));
        let positions = positions::check(passage, surroundings);
        findings.extend(positions.into_iter().filter(|finding| !passage.is_above(finding.span)));
        findings.extend(dates::check(passage, surroundings));
    }
    findings.extend(repeats::check(passages, surroundings));
    findings
}
