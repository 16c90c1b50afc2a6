//! The end of a letter: the sign-off, the name and the contact details.

use std::sync::LazyLock;

use planning::facts::Channel;
use regex::Regex;

use crate::proofread::{Check, Finding, Matter, Severity, passage::Passage, surroundings::Surroundings, usage};

/// A phone number, an e-mail address or a web page.
static DETAILS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[\w.+%-]+@[\w-]+\.\w+|\+?\(?\d[\d\s().\-/]{5,}\d|linkedin\.com/|https?://\S+")
        .expect("it is a regular expression")
});

/// A line of an address with a postal code: "69002 Lyon", "1012 AB Amsterdam".
static POSTAL_CODE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?m)^[ \t]*(?:[A-Z]{1,2}-)?\d{4,5}(?: [A-Z]{2})? \p{Lu}|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b")
        .expect("it is a regular expression")
});

pub(super) fn check(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Vec<Finding> {
    let layout = &passage.layout;
    let lexicon = surroundings.language.lexicon();
    let spelt = |words: &str| surroundings.language.spelt(words, &[], surroundings.locale).into_owned();
    let listed = |words: &[&str]| words.iter().map(|words| spelt(words)).collect();
    let mut findings = Vec::new();
    match &layout.sign_off {
        Some(at) if is_casual(&passage.plain[at.clone()], surroundings) => findings.push(Finding {
            span: Some(passage.span(at)),
            suggestions: listed(lexicon.farewells),
            ..Finding::new(
                Check::SignOff,
                Severity::Warning,
                passage.part,
                surroundings.says(Matter::CasualFarewell { quote: &passage.quote(at) }),
            )
        }),
        Some(_) => {}
        None => {
            // Without a known name of the candidate it can't be checked.
            let unnamed = surroundings.facts.is_some() && surroundings.candidate().is_none();
            let severity = if unnamed { Severity::Hint } else { Severity::Warning };
            findings.push(Finding {
                suggestions: listed(lexicon.sign_offs),
                ..Finding::new(Check::SignOff, severity, passage.part, surroundings.says(Matter::NoSignOff))
            });
        }
    }
    if layout.sign_off.is_some() && !passage.plain[layout.signature.clone()].chars().any(char::is_alphabetic) {
        findings.push(Finding {
            suggestions: surroundings.candidate().map(str::to_owned).into_iter().collect(),
            ..Finding::new(Check::SignOff, Severity::Warning, passage.part, surroundings.says(Matter::NoNameBelow))
        });
    }
    findings.extend(details(passage, surroundings));
    findings
}

/// Whether a farewell is one among friends that isn't usual here.
fn is_casual(farewell: &str, surroundings: &Surroundings<'_>) -> bool {
    surroundings.language.lexicon().casual_farewells.is_in(farewell)
        && !usage::is_usual_farewell(farewell, surroundings)
}

/// Whether a letter has the postal address of its sender: behind the name at its end, or above the greeting beside that of
/// the recipient. English letters have a telephone number or an e-mail address, too.
fn has_sender_address(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> bool {
    let above = passage.layout.greeting.as_ref().map_or("", |greeting| &passage.plain[..greeting.at.start]);
    let below = &passage.plain[passage.layout.signature.clone()];
    surroundings.language.usage().is_some() && (POSTAL_CODE.is_match(below) || POSTAL_CODE.find_iter(above).count() > 1)
}

/// The contact details, which an e-mail and a letter should contain.
fn details(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Option<Finding> {
    if !matches!(surroundings.channel, Some(Channel::Email | Channel::Letter)) || DETAILS.is_match(&passage.plain) {
        return None;
    }
    if surroundings.channel == Some(Channel::Letter) && has_sender_address(passage, surroundings) {
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
        ..Finding::new(Check::ContactDetails, severity, passage.part, surroundings.says(Matter::NoContactDetails))
    })
}
