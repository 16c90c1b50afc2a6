//! One register in a letter: "du" and "Sie" don't go together.

use std::ops::Range;

use regex::Regex;

use super::usage_check::{UsageCheck, group};
use crate::proofread::{Finding, UsageIssue, words};

pub(super) fn check(usage_check: &UsageCheck<'_>) -> Vec<Finding> {
    let usage = usage_check.usage;
    let prose = usage_check.prepared.layout.prose.clone();
    let text = &usage_check.prepared.plain[prose.clone()];
    let found = |words: &Regex| -> Vec<Range<usize>> {
        let found = words.captures_iter(text).filter_map(|found| group(&found));
        found.map(|at| prose.start + at.start..prose.start + at.end).filter(|at| !usage_check.is_quoted(at)).collect()
    };
    let (familiar, formal) = (found(&usage.familiar), found(&usage.formal));
    let known = usage_check.context.is_familiar();
    // Somebody who is on familiar terms may be called "Herr Meier", where the facts have no given name.
    let greeting = usage_check.prepared.layout.greeting.as_ref();
    let greeting = greeting.filter(|_| known != Some(true) && usage.formal_greeting.is_match(usage_check.greeting()));
    let mut findings = Vec::new();
    let formal_words = formal.len() + usize::from(greeting.is_some());
    if !familiar.is_empty() && formal_words > 0 {
        let blames_familiar = match known {
            Some(known) => !known,
            None => familiar.len() <= formal_words,
        };
        let at = if blames_familiar { familiar.first() } else { formal.first() };
        let at = at.cloned().or_else(|| greeting.map(|greeting| greeting.at.clone()));
        findings.extend(at.map(|at| {
            let quote = &usage_check.prepared.quote(&at);
            usage_check.grammar(&at, None, &UsageIssue::OtherRegister { quote, familiar: blames_familiar })
        }));
    }
    if familiar.is_empty() && (formal_words > 0 || known == Some(false)) {
        let small = usage.small_you.iter().flat_map(found);
        findings.extend(small.map(|at| {
            let quote = &usage_check.prepared.quote(&at);
            let instead = words::capitalised(quote);
            usage_check.grammar(&at, Some(instead.clone()), &UsageIssue::SmallYou { quote, instead: &instead })
        }));
    }
    findings
}
