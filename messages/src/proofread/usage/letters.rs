//! Small and capital letters, and the marks behind greeting and sign-off.

use super::usage_check::{Customs, group};
use crate::proofread::{Finding, UsageMatter, words};

/// Words for what is named after a day: "rue du 8 Mai", "Avenida 9 de Julio".
const STREETS: [&str; 16] = [
    "avenida",
    "avenue",
    "barrio",
    "boulevard",
    "calle",
    "colonia",
    "estadio",
    "fete",
    "hospital",
    "paseo",
    "place",
    "plaza",
    "plein",
    "quai",
    "rue",
    "straat",
];

pub(super) fn check(customs: &Customs<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = behind_greeting(customs).into_iter().collect();
    findings.extend(colon(customs));
    findings.extend(comma(customs));
    findings.extend(days(customs));
    findings.extend(eszett(customs));
    findings
}

/// "Sehr geehrte Frau Meier,\n\nVielen Dank": the sentence goes on.
fn behind_greeting(customs: &Customs<'_>) -> Option<Finding> {
    let passage = customs.passage;
    if !customs.greeting().ends_with(',') {
        return None;
    }
    let first = words::places(passage.prose()).next()?;
    let at = passage.layout.prose.start + first.start..passage.layout.prose.start + first.end;
    let instead = passage.plain[at.clone()].to_lowercase();
    let capital = passage.plain[at.clone()].starts_with(char::is_uppercase);
    (capital && customs.usage.small_behind_greeting.contains(instead.as_str())).then(|| {
        let matter = UsageMatter::CapitalBehindGreeting { instead: &instead };
        customs.grammar(&at, Some(instead.clone()), &matter)
    })
}

/// "Estimada Sra. Ruiz, gracias".
fn colon(customs: &Customs<'_>) -> Option<Finding> {
    let greeting = customs.passage.layout.greeting.as_ref()?;
    let wanted = customs.usage.with_colon.as_ref()?.is_match(customs.greeting());
    (wanted && customs.greeting().ends_with(',')).then(|| {
        let at = greeting.at.end - 1..greeting.at.end;
        customs.grammar(&at, Some(":".to_owned()), &UsageMatter::CommaForColon)
    })
}

/// "Mit freundlichen Grüßen,".
fn comma(customs: &Customs<'_>) -> Option<Finding> {
    let at = customs.passage.layout.sign_off.clone()?;
    let words = &customs.passage.plain[at.clone()];
    let bare = words.strip_suffix(',')?;
    // On one line with the name it parts these.
    let line_ends = customs.passage.plain[at.end..].trim_start_matches([' ', '\r']).starts_with('\n');
    (line_ends && customs.usage.without_comma.as_ref()?.is_match(bare))
        .then(|| customs.grammar(&at, Some(bare.to_owned()), &UsageMatter::CommaBehindSignOff))
}

/// "el Martes 10 de Marzo".
fn days(customs: &Customs<'_>) -> Vec<Finding> {
    let Some(days) = &customs.usage.capital_days else { return Vec::new() };
    let prose = customs.passage.layout.prose.clone();
    let text = &customs.passage.plain[prose.clone()];
    let found = days.captures_iter(text).filter_map(|found| group(&found)).filter_map(|at| {
        let at = prose.start + at.start..prose.start + at.end;
        let written = &customs.passage.plain[at.clone()];
        let before = customs.passage.plain[..at.start].trim_end();
        let begins = before.ends_with(['.', '!', '?', ':', '¿', '¡']) || before.len() <= prose.start;
        let instead = written.to_lowercase();
        let in_street = before.split_whitespace().rev().take(4).any(|word| STREETS.contains(&&*words::folded(word)));
        (!begins && !in_street && !customs.surroundings.is_own(written))
            .then(|| customs.grammar(&at, Some(instead.clone()), &UsageMatter::CapitalDay { instead: &instead }))
    });
    found.collect()
}

/// "Grüße" in Switzerland, but not in names.
fn eszett(customs: &Customs<'_>) -> Vec<Finding> {
    if customs.surroundings.language.tag() != "de" || customs.surroundings.locale.region() != "CH" {
        return Vec::new();
    }
    let text = customs.passage.plain.as_str();
    let surroundings = customs.surroundings;
    let is_of_name = |word: &str| {
        let mut names = surroundings.parts_of_names().chain(surroundings.names());
        names.any(|name| words::of(name).any(|part| part == word))
    };
    let from =
        customs.passage.layout.greeting.as_ref().map_or(customs.passage.layout.head.end, |greeting| greeting.at.end);
    let until = customs.passage.layout.signature.start;
    let found = words::places(text.get(from..until).unwrap_or_default()).map(|at| from + at.start..from + at.end);
    found
        .filter(|at| text[at.clone()].contains('ß') && !is_of_name(&text[at.clone()]))
        .map(|at| {
            let (quote, instead) = (&text[at.clone()], text[at.clone()].replace('ß', "ss"));
            customs.grammar(&at, Some(instead.clone()), &UsageMatter::Eszett { quote, instead: &instead })
        })
        .collect()
}
