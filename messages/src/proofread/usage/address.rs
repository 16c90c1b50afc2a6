//! Forms of address that contradict each other, or the facts.

use std::ops::Range;

use planning::facts::FormOfAddress;

use super::usage_check::Customs;
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

pub(super) fn check(customs: &Customs<'_>) -> Vec<Finding> {
    let Some(greeting) = &customs.passage.layout.greeting else { return Vec::new() };
    let mut findings = disagreement(customs, &greeting.at);
    findings.extend(contrary(customs, &greeting.at));
    findings.extend(below(customs));
    findings.extend(last_surname(customs, &greeting.whom));
    findings.extend(given_name(customs, &greeting.at));
    findings.extend(casual(customs, &greeting.at));
    findings
}

/// "Sehr geehrter Frau".
fn disagreement(customs: &Customs<'_>, greeting: &Range<usize>) -> Vec<Finding> {
    let text = &customs.passage.plain[greeting.clone()];
    let found = customs.usage.contradictions.find(text).map(|hit| {
        let at = greeting.start + hit.at.start..greeting.start + hit.at.end;
        let instead = hit.instead.first().cloned().unwrap_or_default();
        let matter = UsageMatter::Disagreement { quote: &customs.passage.quote(&at), instead: &instead };
        customs.finding(Check::WrongName, Severity::Error, &at, Some(instead.clone()), &matter)
    });
    found.collect()
}

/// "Monsieur," to a woman.
fn contrary(customs: &Customs<'_>, greeting: &Range<usize>) -> Option<Finding> {
    let (surroundings, usage) = (customs.surroundings, customs.usage);
    let (recipient, address) = surroundings.recipient().zip(surroundings.contact?.address)?;
    let text = &customs.passage.plain[greeting.clone()];
    let (own, other) = match address {
        FormOfAddress::Ms => (&usage.of_ms, &usage.of_mr),
        FormOfAddress::Mr => (&usage.of_mr, &usage.of_ms),
        _ => return None,
    };
    let greets_several = words::of(text).any(|word| SEVERAL.contains(&words::folded(word).as_str()));
    if !other.is_match(text) || own.is_match(text) || greets_several {
        return None;
    }
    let matter = UsageMatter::OtherFormOfAddress { quote: &customs.passage.quote(greeting), recipient };
    Some(customs.finding(Check::WrongName, Severity::Error, greeting, customs.proper_greeting(), &matter))
}

/// "Madame, … Je vous prie d'agréer, Monsieur, …".
fn below(customs: &Customs<'_>) -> Option<Finding> {
    let sign_off = customs.passage.layout.sign_off.clone()?;
    let (above, text) = (customs.greeting(), &customs.passage.plain[sign_off.clone()]);
    let (ms, mr) = (&customs.usage.of_ms, &customs.usage.of_mr);
    let other = match (ms.is_match(above), mr.is_match(above), ms.is_match(text), mr.is_match(text)) {
        (true, false, false, true) => mr.find(text)?,
        (false, true, true, false) => ms.find(text)?,
        _ => return None,
    };
    let at = sign_off.start + other.start()..sign_off.start + other.end();
    let matter = UsageMatter::OtherFormBelow { quote: &customs.passage.quote(&at) };
    Some(customs.finding(Check::WrongName, Severity::Error, &at, None, &matter))
}

/// "Sra. Ortega" for Ana Ruiz Ortega.
fn last_surname(customs: &Customs<'_>, whom: &Range<usize>) -> Option<Finding> {
    if customs.surroundings.language.tag() != "es" {
        return None;
    }
    let surnames = customs.surroundings.contact?.family_name.as_deref()?;
    let (first, last) = surnames.split_once(' ').filter(|(_, last)| !last.contains(' '))?;
    let used: Vec<&str> = words::of(&customs.passage.plain[whom.clone()]).collect();
    let cut = used.last() == Some(&last) && !used.contains(&first);
    cut.then(|| {
        let matter = UsageMatter::OnlyLastSurname { quote: &customs.passage.quote(whom), surnames };
        customs.finding(Check::WrongName, Severity::Hint, whom, None, &matter)
    })
}

/// "Sehr geehrte Frau Anke," to Anke Meier: a family name follows the form of address.
fn given_name(customs: &Customs<'_>, greeting: &Range<usize>) -> Option<Finding> {
    const FORMS: [&str; 17] = [
        "dhr", "frau", "heer", "herr", "herrn", "madame", "meneer", "mevr", "mevrouw", "mme", "monsieur", "mw",
        "senor", "senora", "sr", "sra", "srta",
    ];
    let (surroundings, contact) = (customs.surroundings, customs.surroundings.contact?);
    let (given, family) = (contact.given_name.as_deref()?, contact.family_name.as_deref()?);
    let recipient = surroundings.recipient()?;
    let used: Vec<String> = words::of(&customs.passage.plain[greeting.clone()]).map(words::folded).collect();
    let first = words::folded(given.split([' ', '-']).next()?);
    let calls = used.windows(2).any(|pair| FORMS.contains(&pair[0].as_str()) && pair[1] == first);
    let has_family = words::of(family).any(|part| used.contains(&words::folded(part)));
    (calls && !has_family).then(|| {
        let matter = UsageMatter::OtherFormOfAddress { quote: &customs.passage.quote(greeting), recipient };
        customs.finding(Check::WrongName, Severity::Warning, greeting, customs.proper_greeting(), &matter)
    })
}

/// "Hi Anke," where the facts don't say that one is on such terms.
fn casual(customs: &Customs<'_>, greeting: &Range<usize>) -> Option<Finding> {
    let found = customs.usage.casual_greeting.as_ref()?.find(&customs.passage.plain[greeting.clone()])?;
    if customs.surroundings.is_familiar() == Some(true) {
        return None;
    }
    let at = greeting.start..greeting.start + found.as_str().trim_end().len();
    let matter = UsageMatter::CasualGreeting { quote: &customs.passage.quote(&at) };
    Some(customs.finding(Check::Casual, Severity::Hint, &at, None, &matter))
}

impl Customs<'_> {
    fn proper_greeting(&self) -> Option<String> {
        self.surroundings.proper_greeting(self.passage)
    }
}
