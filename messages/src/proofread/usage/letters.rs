//! Small and capital letters, and the marks behind greeting and sign-off.

use super::usage_check::{UsageCheck, group};
use crate::proofread::{Finding, UsageIssue, words};

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

pub(super) fn check(usage_check: &UsageCheck<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = behind_greeting(usage_check).into_iter().collect();
    findings.extend(colon(usage_check));
    findings.extend(comma(usage_check));
    findings.extend(days(usage_check));
    findings.extend(eszett(usage_check));
    findings
}

/// "Sehr geehrte Frau Meier,\n\nVielen Dank": the sentence goes on.
fn behind_greeting(usage_check: &UsageCheck<'_>) -> Option<Finding> {
    let prepared = usage_check.prepared;
    if !usage_check.greeting().ends_with(',') {
        return None;
    }
    let first = words::places(prepared.prose()).next()?;
    let at = prepared.layout.prose.start + first.start..prepared.layout.prose.start + first.end;
    let instead = prepared.plain[at.clone()].to_lowercase();
    let capital = prepared.plain[at.clone()].starts_with(char::is_uppercase);
    (capital && usage_check.usage.small_behind_greeting.contains(instead.as_str())).then(|| {
        let issue = UsageIssue::CapitalBehindGreeting { instead: &instead };
        usage_check.grammar(&at, Some(instead.clone()), &issue)
    })
}

/// "Estimada Sra. Ruiz, gracias".
fn colon(usage_check: &UsageCheck<'_>) -> Option<Finding> {
    let greeting = usage_check.prepared.layout.greeting.as_ref()?;
    let wanted = usage_check.usage.with_colon.as_ref()?.is_match(usage_check.greeting());
    (wanted && usage_check.greeting().ends_with(',')).then(|| {
        let at = greeting.at.end - 1..greeting.at.end;
        usage_check.grammar(&at, Some(":".to_owned()), &UsageIssue::CommaForColon)
    })
}

/// "Mit freundlichen Grüßen,".
fn comma(usage_check: &UsageCheck<'_>) -> Option<Finding> {
    let at = usage_check.prepared.layout.sign_off.clone()?;
    let words = &usage_check.prepared.plain[at.clone()];
    let bare = words.strip_suffix(',')?;
    // On one line with the name it parts these.
    let line_ends = usage_check.prepared.plain[at.end..].trim_start_matches([' ', '\r']).starts_with('\n');
    (line_ends && usage_check.usage.without_comma.as_ref()?.is_match(bare))
        .then(|| usage_check.grammar(&at, Some(bare.to_owned()), &UsageIssue::CommaBehindSignOff))
}

/// "el Martes 10 de Marzo".
fn days(usage_check: &UsageCheck<'_>) -> Vec<Finding> {
    let Some(days) = &usage_check.usage.capital_days else { return Vec::new() };
    let prose = usage_check.prepared.layout.prose.clone();
    let text = &usage_check.prepared.plain[prose.clone()];
    let found = days.captures_iter(text).filter_map(|found| group(&found)).filter_map(|at| {
        let at = prose.start + at.start..prose.start + at.end;
        let written = &usage_check.prepared.plain[at.clone()];
        let before = usage_check.prepared.plain[..at.start].trim_end();
        let begins = before.ends_with(['.', '!', '?', ':', '¿', '¡']) || before.len() <= prose.start;
        let instead = written.to_lowercase();
        let in_street = before.split_whitespace().rev().take(4).any(|word| STREETS.contains(&&*words::folded(word)));
        (!begins && !in_street && !usage_check.context.is_own(written))
            .then(|| usage_check.grammar(&at, Some(instead.clone()), &UsageIssue::CapitalDay { instead: &instead }))
    });
    found.collect()
}

/// "Grüße" in Switzerland, but not in names.
fn eszett(usage_check: &UsageCheck<'_>) -> Vec<Finding> {
    if usage_check.context.language.tag() != "de" || usage_check.context.locale.region() != "CH" {
        return Vec::new();
    }
    let text = usage_check.prepared.plain.as_str();
    let context = usage_check.context;
    let is_of_name = |word: &str| {
        let mut names = context.parts_of_names().chain(context.names());
        names.any(|name| words::split(name).any(|part| part == word))
    };
    let from = usage_check
        .prepared
        .layout
        .greeting
        .as_ref()
        .map_or(usage_check.prepared.layout.head.end, |greeting| greeting.at.end);
    let until = usage_check.prepared.layout.signature.start;
    let found = words::places(text.get(from..until).unwrap_or_default()).map(|at| from + at.start..from + at.end);
    found
        .filter(|at| text[at.clone()].contains('ß') && !is_of_name(&text[at.clone()]))
        .map(|at| {
            let (quote, instead) = (&text[at.clone()], text[at.clone()].replace('ß', "ss"));
            usage_check.grammar(&at, Some(instead.clone()), &UsageIssue::Eszett { quote, instead: &instead })
        })
        .collect()
}
