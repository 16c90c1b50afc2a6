//! The end of a letter: the sign-off, the name and the contact details.

use std::sync::LazyLock;

use planning::facts::Channel;
use regex::Regex;

use crate::proofread::{
    Check, Finding, Issue, Severity, people, prepared_text::PreparedText, resolved_context::ResolvedContext, usage,
    words,
};

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

pub(super) fn check(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> Vec<Finding> {
    let layout = &prepared.layout;
    let lexicon = context.language.lexicon();
    let spelt = |words: &str| context.language.spelt(words, &[], context.locale).into_owned();
    let listed = |words: &[&str]| words.iter().map(|words| spelt(words)).collect();
    let mut findings = Vec::new();
    match &layout.sign_off {
        Some(at) if is_casual(&prepared.plain[at.clone()], context) => findings.push(Finding {
            span: Some(prepared.span(at)),
            suggestions: listed(lexicon.farewells),
            ..Finding::new(
                Check::SignOff,
                if context.is_easy_going() { Severity::Hint } else { Severity::Warning },
                prepared.part,
                context.describe(Issue::CasualFarewell { quote: &prepared.quote(at) }),
            )
        }),
        Some(_) => {}
        None => {
            // Without a known name of the candidate it can't be checked.
            let unnamed = context.facts.is_some() && context.candidate().is_none();
            let unsure = unnamed || is_signed_note(prepared, context) || has_words_above_name(prepared, context);
            let severity = if unsure { Severity::Hint } else { Severity::Warning };
            findings.push(Finding {
                suggestions: listed(lexicon.sign_offs),
                ..Finding::new(Check::SignOff, severity, prepared.part, context.describe(Issue::NoSignOff))
            });
        }
    }
    if layout.sign_off.is_some() && !prepared.plain[layout.signature.clone()].chars().any(char::is_alphabetic) {
        findings.push(Finding {
            suggestions: context.candidate().map(str::to_owned).into_iter().collect(),
            ..Finding::new(Check::SignOff, Severity::Warning, prepared.part, context.describe(Issue::NoNameBelow))
        });
    }
    findings.extend(details(prepared, context));
    findings
}

/// Whether an English note on LinkedIn ends with its sender's name: "I would love to cut for you. Ada Lind,
/// 506-555-0127".
fn is_signed_note(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> bool {
    const LONGEST_END: usize = 80;
    let end = &prepared.plain[prepared.plain.floor_char_boundary(prepared.plain.len().saturating_sub(LONGEST_END))..];
    context.channel == Some(Channel::Linkedin)
        && context.language.usage().is_none()
        && context.candidate().is_some_and(|name| words::split(name).any(|word| words::contains(end, word)))
}

/// Whether a short line that ends no sentence stands above the sender's name in an English letter: a farewell in
/// another language, such as "Nāku noa, nā".
fn has_words_above_name(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> bool {
    const MOST_WORDS: usize = 6;
    let Some(candidate) = context.candidate().filter(|_| context.language.usage().is_none()) else { return false };
    let lines: Vec<&str> = prepared.plain.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let is_name = |line: &str| people::likeness(line, candidate) == people::NameMatch::Same;
    let named = lines.iter().rposition(|line| !line.contains(char::is_numeric) && is_name(line));
    let above = named.and_then(|name| name.checked_sub(1)).map(|above| lines[above]);
    above.is_some_and(|line| {
        let greets =
            prepared.layout.greeting.as_ref().is_some_and(|greeting| prepared.plain[greeting.at.clone()] == *line);
        !greets
            && line.split_whitespace().count() <= MOST_WORDS
            && line.starts_with(char::is_uppercase)
            && !line.ends_with(['.', '!', '?', ':'])
            && !line.contains(char::is_numeric)
    })
}

/// Whether a farewell is one among friends that isn't usual here.
fn is_casual(farewell: &str, context: &ResolvedContext<'_>) -> bool {
    context.language.lexicon().casual_farewells.is_in(farewell) && !usage::is_usual_farewell(farewell, context)
}

/// Whether a letter has the postal address of its sender: behind the name at its end, or above the greeting beside that
/// of the recipient. English letters have a telephone number or an e-mail address, too.
fn has_sender_address(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> bool {
    let above = prepared.layout.greeting.as_ref().map_or("", |greeting| &prepared.plain[..greeting.at.start]);
    let below = &prepared.plain[prepared.layout.signature.clone()];
    context.language.usage().is_some() && (POSTAL_CODE.is_match(below) || POSTAL_CODE.find_iter(above).count() > 1)
}

/// The contact details, which an e-mail and a letter should contain.
fn details(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> Option<Finding> {
    if !matches!(context.channel, Some(Channel::Email | Channel::Letter)) || DETAILS.is_match(&prepared.plain) {
        return None;
    }
    if context.channel == Some(Channel::Letter) && has_sender_address(prepared, context) {
        return None;
    }
    let candidate = context.facts.map(|facts| &facts.candidate);
    let known = candidate.and_then(|candidate| candidate.phone.as_deref().or(candidate.email.as_deref()));
    // A letter has no other reply address. An e-mail has at least its sender's.
    let severity = match (candidate, known) {
        (Some(_), None) => Severity::Hint,
        _ => Severity::Warning,
    };
    let suggestions: Vec<String> = known.map(str::to_owned).into_iter().collect();
    Some(Finding {
        suggestions,
        ..Finding::new(Check::ContactDetails, severity, prepared.part, context.describe(Issue::NoContactDetails))
    })
}
