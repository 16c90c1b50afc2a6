//! Forms of address that contradict each other, or the facts.

use std::ops::Range;

use planning::facts::FormOfAddress;

use super::usage_check::UsageCheck;
use crate::proofread::{Check, Finding, Severity, UsageIssue, words};

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
    let Some(greeting) = &usage_check.prepared.layout.greeting else { return Vec::new() };
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
    let text = &usage_check.prepared.plain[greeting.clone()];
    let found = usage_check.usage.contradictions.find(text).map(|hit| {
        let at = greeting.start + hit.at.start..greeting.start + hit.at.end;
        let instead = hit.instead.first().cloned().unwrap_or_default();
        let issue = UsageIssue::Disagreement { quote: &usage_check.prepared.quote(&at), instead: &instead };
        usage_check.finding(Check::WrongName, Severity::Error, &at, Some(instead.clone()), &issue)
    });
    found.collect()
}

/// "Monsieur," to a woman.
fn wrong_form_in_greeting(usage_check: &UsageCheck<'_>, greeting: &Range<usize>) -> Option<Finding> {
    let (context, usage) = (usage_check.context, usage_check.usage);
    let (recipient, address) = context.recipient().zip(context.contact?.address)?;
    let text = &usage_check.prepared.plain[greeting.clone()];
    let (own, other) = match address {
        FormOfAddress::Ms => (&usage.of_ms, &usage.of_mr),
        FormOfAddress::Mr => (&usage.of_mr, &usage.of_ms),
        _ => return None,
    };
    let greets_several = words::split(text).any(|word| SEVERAL.contains(&words::folded(word).as_str()));
    if !other.is_match(text) || own.is_match(text) || greets_several {
        return None;
    }
    let issue = UsageIssue::OtherFormOfAddress { quote: &usage_check.prepared.quote(greeting), recipient };
    Some(usage_check.finding(Check::WrongName, Severity::Error, greeting, usage_check.proper_greeting(), &issue))
}

/// "Madame, … Je vous prie d'agréer, Monsieur, …".
fn wrong_form_in_sign_off(usage_check: &UsageCheck<'_>) -> Option<Finding> {
    let sign_off = usage_check.prepared.layout.sign_off.clone()?;
    let (above, text) = (usage_check.greeting(), &usage_check.prepared.plain[sign_off.clone()]);
    let (ms, mr) = (&usage_check.usage.of_ms, &usage_check.usage.of_mr);
    let other = match (ms.is_match(above), mr.is_match(above), ms.is_match(text), mr.is_match(text)) {
        (true, false, false, true) => mr.find(text)?,
        (false, true, true, false) => ms.find(text)?,
        _ => return None,
    };
    let at = sign_off.start + other.start()..sign_off.start + other.end();
    let issue = UsageIssue::OtherFormBelow { quote: &usage_check.prepared.quote(&at) };
    Some(usage_check.finding(Check::WrongName, Severity::Error, &at, None, &issue))
}

/// "Sra. Ortega" for Ana Ruiz Ortega.
fn last_surname(usage_check: &UsageCheck<'_>, whom: &Range<usize>) -> Option<Finding> {
    if usage_check.context.language.tag() != "es" {
        return None;
    }
    let surnames = usage_check.context.contact?.family_name.as_deref()?;
    // A particle is no surname: "'t Hart", "van Dijk".
    let (first, last) = surnames
        .split_once(' ')
        .filter(|(first, last)| first.starts_with(char::is_uppercase) && !last.contains(' '))?;
    let used: Vec<String> = words::split(&usage_check.prepared.plain[whom.clone()]).map(words::folded).collect();
    let cut = used.last() == Some(&words::folded(last)) && !used.contains(&words::folded(first));
    cut.then(|| {
        let issue = UsageIssue::OnlyLastSurname { quote: &usage_check.prepared.quote(whom), surnames };
        usage_check.finding(Check::WrongName, Severity::Hint, whom, None, &issue)
    })
}

/// "Sehr geehrte Frau Anke," to Anke Meier: a family name follows the form of address.
fn given_name(usage_check: &UsageCheck<'_>, greeting: &Range<usize>) -> Option<Finding> {
    const FORMS: [&str; 17] = [
        "dhr", "frau", "heer", "herr", "herrn", "madame", "meneer", "mevr", "mevrouw", "mme", "monsieur", "mw",
        "senor", "senora", "sr", "sra", "srta",
    ];
    let (context, contact) = (usage_check.context, usage_check.context.contact?);
    let (given, family) = (contact.given_name.as_deref()?, contact.family_name.as_deref()?);
    let recipient = context.recipient()?;
    let used: Vec<String> = words::split(&usage_check.prepared.plain[greeting.clone()]).map(words::folded).collect();
    let first = words::folded(given.split([' ', '-']).next()?);
    let calls = used.windows(2).any(|pair| FORMS.contains(&pair[0].as_str()) && pair[1] == first);
    let has_family = words::split(family).any(|part| used.contains(&words::folded(part)));
    (calls && !has_family).then(|| {
        let issue = UsageIssue::OtherFormOfAddress { quote: &usage_check.prepared.quote(greeting), recipient };
        usage_check.finding(Check::WrongName, Severity::Warning, greeting, usage_check.proper_greeting(), &issue)
    })
}

/// "Hi Anke," where the facts don't say that one is on such terms.
fn casual(usage_check: &UsageCheck<'_>, greeting: &Range<usize>) -> Option<Finding> {
    let found = usage_check.usage.casual_greeting.as_ref()?.find(&usage_check.prepared.plain[greeting.clone()])?;
    if usage_check.context.is_familiar() == Some(true) {
        return None;
    }
    let at = greeting.start..greeting.start + found.as_str().trim_end().len();
    let issue = UsageIssue::CasualGreeting { quote: &usage_check.prepared.quote(&at) };
    Some(usage_check.finding(Check::Casual, Severity::Hint, &at, None, &issue))
}

impl UsageCheck<'_> {
    fn proper_greeting(&self) -> Option<String> {
        self.context.proper_greeting(self.prepared)
    }
}
