//! Forms of address that contradict each other, or the facts.

use std::ops::Range;

use planning::facts::FormOfAddress;

use super::usage_check::UsageCheck;
use crate::proofread::{Check, Finding, Severity, UsageMatter, words};

/// Words in a greeting for a team.
const SEVERAL: [&str; 13] = [
    "abteilung",
    "damen",
    "departamento",
    "dames",
    "equipe",
    "equipo",
    "kollegen",
    "recursos",
    "rrhh",
    "senores",
    "service",
    "team",
    "todos",
];

pub(super) fn check(usage_check: &UsageCheck<'_>) -> Vec<Finding> {
    let Some(greeting) = &usage_check.passage.layout.greeting else { return Vec::new() };
    let mut findings = inconsistent_greeting(usage_check, &greeting.at);
    findings.extend(wrong_form_in_greeting(usage_check, &greeting.at));
    findings.extend(wrong_form_in_sign_off(usage_check));
    findings.extend(last_surname(usage_check, &greeting.whom));
    findings.extend(given_name(usage_check, &greeting.at));
    findings.extend(casual(usage_check, &greeting.at));
    findings
}

/// "Sehr geehrter Frau".
fn inconsistent_greeting(usage_check: &UsageCheck<'_>, greeting: &Range<usize>) -> Vec<Finding> {
    let text = &usage_check.passage.plain[greeting.clone()];
    let found = usage_check.usage.contradictions.find(text).map(|hit| {
        let at = greeting.start + hit.at.start..greeting.start + hit.at.end;
        let instead = hit.instead.first().cloned().unwrap_or_default();
        let matter = UsageMatter::Disagreement { quote: &usage_check.passage.quote(&at), instead: &instead };
        usage_check.finding(Check::WrongName, Severity::Error, &at, Some(instead.clone()), &matter)
    });
    found.collect()
}

/// "Monsieur," to a woman.
fn wrong_form_in_greeting(usage_check: &UsageCheck<'_>, greeting: &Range<usize>) -> Option<Finding> {
    let (surroundings, usage) = (usage_check.surroundings, usage_check.usage);
    let (recipient, address) = surroundings.recipient().zip(surroundings.contact?.address)?;
    let text = &usage_check.passage.plain[greeting.clone()];
    let (own, other) = match address {
        FormOfAddress::Ms => (&usage.of_ms, &usage.of_mr),
        FormOfAddress::Mr => (&usage.of_mr, &usage.of_ms),
        _ => return None,
    };
    let greets_several = words::of(text).any(|word| SEVERAL.contains(&words::folded(word).as_str()));
    if !other.is_match(text) || own.is_match(text) || greets_several {
        return None;
    }
    let matter = UsageMatter::OtherFormOfAddress { quote: &usage_check.passage.quote(greeting), recipient };
    Some(usage_check.finding(Check::WrongName, Severity::Error, greeting, usage_check.proper_greeting(), &matter))
}

/// "Madame, … Je vous prie d'agréer, Monsieur, …".
fn wrong_form_in_sign_off(usage_check: &UsageCheck<'_>) -> Option<Finding> {
    let sign_off = usage_check.passage.layout.sign_off.clone()?;
    let (above, text) = (usage_check.greeting(), &usage_check.passage.plain[sign_off.clone()]);
    let (ms, mr) = (&usage_check.usage.of_ms, &usage_check.usage.of_mr);
    let other = match (ms.is_match(above), mr.is_match(above), ms.is_match(text), mr.is_match(text)) {
        (true, false, false, true) => mr.find(text)?,
        (false, true, true, false) => ms.find(text)?,
        _ => return None,
    };
    let at = sign_off.start + other.start()..sign_off.start + other.end();
    let matter = UsageMatter::OtherFormBelow { quote: &usage_check.passage.quote(&at) };
    Some(usage_check.finding(Check::WrongName, Severity::Error, &at, None, &matter))
}

/// "Sra. Ortega" for Ana Ruiz Ortega.
fn last_surname(usage_check: &UsageCheck<'_>, whom: &Range<usize>) -> Option<Finding> {
    if usage_check.surroundings.language.tag() != "es" {
        return None;
    }
    let surnames = usage_check.surroundings.contact?.family_name.as_deref()?;
    // A particle is no surname: "'t Hart", "van Dijk".
    let (first, last) = surnames
        .split_once(' ')
        .filter(|(first, last)| first.starts_with(char::is_uppercase) && !last.contains(' '))?;
    let used: Vec<String> = words::of(&usage_check.passage.plain[whom.clone()]).map(words::folded).collect();
    let cut = used.last() == Some(&words::folded(last)) && !used.contains(&words::folded(first));
    cut.then(|| {
        let matter = UsageMatter::OnlyLastSurname { quote: &usage_check.passage.quote(whom), surnames };
        usage_check.finding(Check::WrongName, Severity::Hint, whom, None, &matter)
    })
}

/// "Sehr geehrte Frau Anke," to Anke Meier: a family name follows the form of address.
fn given_name(usage_check: &UsageCheck<'_>, greeting: &Range<usize>) -> Option<Finding> {
    const FORMS: [&str; 17] = [
        "dhr", "frau", "heer", "herr", "herrn", "madame", "meneer", "mevr", "mevrouw", "mme", "monsieur", "mw",
        "senor", "senora", "sr", "sra", "srta",
    ];
    let (surroundings, contact) = (usage_check.surroundings, usage_check.surroundings.contact?);
    let (given, family) = (contact.given_name.as_deref()?, contact.family_name.as_deref()?);
    let recipient = surroundings.recipient()?;
    let used: Vec<String> = words::of(&usage_check.passage.plain[greeting.clone()]).map(words::folded).collect();
    let first = words::folded(given.split([' ', '-']).next()?);
    let calls = used.windows(2).any(|pair| FORMS.contains(&pair[0].as_str()) && pair[1] == first);
    let has_family = words::of(family).any(|part| used.contains(&words::folded(part)));
    (calls && !has_family).then(|| {
        let matter = UsageMatter::OtherFormOfAddress { quote: &usage_check.passage.quote(greeting), recipient };
        usage_check.finding(Check::WrongName, Severity::Warning, greeting, usage_check.proper_greeting(), &matter)
    })
}

/// "Hi Anke," where the facts don't say that one is on such terms.
fn casual(usage_check: &UsageCheck<'_>, greeting: &Range<usize>) -> Option<Finding> {
    let found = usage_check.usage.casual_greeting.as_ref()?.find(&usage_check.passage.plain[greeting.clone()])?;
    if usage_check.surroundings.is_familiar() == Some(true) {
        return None;
    }
    let at = greeting.start..greeting.start + found.as_str().trim_end().len();
    let matter = UsageMatter::CasualGreeting { quote: &usage_check.passage.quote(&at) };
    Some(usage_check.finding(Check::Casual, Severity::Hint, &at, None, &matter))
}

impl UsageCheck<'_> {
    fn proper_greeting(&self) -> Option<String> {
        self.surroundings.proper_greeting(self.passage)
    }
}
