//! The end of a letter: the sign-off, the name and the contact details.

use std::sync::LazyLock;

use planning::facts::Channel;
use regex::Regex;

use crate::proofread::{Check, Finding, Severity, passage::Passage, phrases::Phrases, surroundings::Surroundings};

/// Informal words of farewell.
static CASUAL: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(include_str!("casual_farewells.txt")));

/// A phone number, an e-mail address or a web page.
static DETAILS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[\w.+%-]+@[\w-]+\.\w+|\+?\(?\d[\d\s().\-/]{5,}\d|linkedin\.com/|https?://\S+")
        .expect("it is a regular expression")
});

pub(super) fn check(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Vec<Finding> {
    let layout = &passage.layout;
    let mut findings = Vec::new();
    match &layout.sign_off {
        Some(at) if CASUAL.is_in(&passage.plain[at.clone()]) => findings.push(Finding {
            span: Some(passage.span(at)),
            suggestions: ["Best regards,", "Kind regards,"].map(str::to_owned).to_vec(),
            ..Finding::new(
                Check::SignOff,
                Severity::Warning,
                passage.part,
                format!("\"{}\" is a farewell among friends; \"Best regards\" suits an employer.", passage.quote(at)),
            )
        }),
        Some(_) => {}
        None => {
            // Without a known name of the candidate it can't be checked.
            let unnamed = surroundings.facts.is_some() && surroundings.candidate().is_none();
            let severity = if unnamed { Severity::Hint } else { Severity::Warning };
            findings.push(Finding {
                suggestions: vec!["Best regards,".to_owned(), "Sincerely,".to_owned()],
                ..Finding::new(
                    Check::SignOff,
                    severity,
                    passage.part,
                    "There is no professional sign-off, such as \"Best regards\" with your name below.".to_owned(),
                )
            });
        }
    }
    if layout.sign_off.is_some() && !passage.plain[layout.signature.clone()].chars().any(char::is_alphabetic) {
        findings.push(Finding {
            suggestions: surroundings.candidate().map(str::to_owned).into_iter().collect(),
            ..Finding::new(
                Check::SignOff,
                Severity::Warning,
                passage.part,
                "The name is missing below the sign-off.".to_owned(),
            )
        });
    }
    findings.extend(details(passage, surroundings));
    findings
}

/// The contact details, which an e-mail and a letter should contain.
fn details(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Option<Finding> {
    if !matches!(surroundings.channel, Some(Channel::Email | Channel::Letter)) || DETAILS.is_match(&passage.plain) {
        return None;
    }
    let candidate = surroundings.facts.map(|facts| &facts.candidate);
    let known = candidate.and_then(|candidate| candidate.phone.as_deref().or(candidate.email.as_deref()));
    // A letter has no other reply address. An e-mail has at least its sender's.
    let severity = match (candidate, known) {
        (Some(_), None) => Severity::Hint,
        _ => Severity::Warning,
    };
    let suggestions: Vec<String> = known.map(str::to_owned).into_iter().collect();
    Some(Finding {
        suggestions,
        ..Finding::new(
            Check::ContactDetails,
            severity,
            passage.part,
            "There is no number or address to answer to below the name.".to_owned(),
        )
    })
}
