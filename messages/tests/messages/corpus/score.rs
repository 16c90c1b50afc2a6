//! What proofreading found, against what it should have.

use std::collections::BTreeSet;

use messages::proofread::{Check, Finding, Severity, Texts};

use super::entry::{CHECKS, Corpus, Entry, Expected, name};

/// The results of one check, or of all.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Flaws in the corpus.
    pub(crate) planted: usize,
    /// The flaws that were found.
    pub(crate) found: usize,
    /// How bad they were found to be.
    pub(crate) severities: BTreeSet<Severity>,
    /// The rules of the guidance ledger that were named.
    pub(crate) rules: BTreeSet<&'static str>,
    /// Errors and warnings in sound messages.
    pub(crate) false_alarms: usize,
    /// Hints in sound messages.
    pub(crate) hints: usize,
}

/// The results for the whole corpus.
#[derive(Default)]
pub(crate) struct Score {
    tallies: [Tally; CHECKS.len()],
    /// How many messages are flawed.
    pub(crate) flawed: usize,
    /// How many messages are sound.
    pub(crate) sound: usize,
    /// How many sound messages have an error or a warning.
    pub(crate) alarmed: usize,
    /// Flaws that weren't found.
    pub(crate) missed: Vec<String>,
    /// Errors and warnings in sound messages.
    pub(crate) false_alarms: Vec<String>,
    /// Errors in flawed messages that have to do with none of the flaws.
    pub(crate) unexpected: Vec<String>,
}

impl Score {
    pub(crate) fn of(corpus: &Corpus) -> Self {
        let (flawed, sound) = (corpus.flawed.len(), corpus.sound.len());
        let mut score = Self { flawed, sound, ..Self::default() };
        for entry in &corpus.flawed {
            score.add_flawed(entry, &corpus.findings(entry));
        }
        for entry in &corpus.sound {
            score.add_sound(entry, &corpus.findings(entry));
        }
        score
    }

    /// The results of each check.
    pub(crate) fn tallies(&self) -> impl Iterator<Item = (Check, &Tally)> {
        CHECKS.into_iter().zip(&self.tallies)
    }

    /// The figures of all checks together.
    pub(crate) fn total(&self) -> Tally {
        self.tallies.iter().fold(Tally::default(), |sum, tally| Tally {
            planted: sum.planted + tally.planted,
            found: sum.found + tally.found,
            false_alarms: sum.false_alarms + tally.false_alarms,
            hints: sum.hints + tally.hints,
            ..sum
        })
    }

    fn add_flawed(&mut self, entry: &Entry, findings: &[Finding]) {
        for expected in &entry.expected {
            let mut found = findings.iter().filter(|finding| is_found(&entry.texts, expected, finding)).peekable();
            if found.peek().is_none() {
                let words = expected.span_text.as_deref().unwrap_or("the whole");
                self.missed.push(format!("{}: {} ({words})", entry.id, name(expected.check)));
            }
            let tally = self.tally(expected.check);
            tally.planted += 1;
            tally.found += usize::from(found.peek().is_some());
            for finding in found {
                tally.severities.insert(finding.severity);
                tally.rules.insert(finding.rule);
            }
        }
        let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
        let unexpected =
            errors.filter(|finding| !entry.expected.iter().any(|expected| is_found(&entry.texts, expected, finding)));
        self.unexpected.extend(unexpected.map(|finding| line(entry, finding)));
    }

    fn add_sound(&mut self, entry: &Entry, findings: &[Finding]) {
        let (hints, alarms): (Vec<_>, Vec<_>) = findings.iter().partition(|finding| finding.severity == Severity::Hint);
        for hint in hints {
            self.tally(hint.check).hints += 1;
        }
        self.alarmed += usize::from(!alarms.is_empty());
        for alarm in alarms {
            self.tally(alarm.check).false_alarms += 1;
            self.false_alarms.push(line(entry, alarm));
        }
    }

    fn tally(&mut self, check: Check) -> &mut Tally {
        let place = CHECKS.iter().position(|other| *other == check);
        &mut self.tallies[place.expect("CHECKS has every check")]
    }
}

/// A finding on one line: where, which, what about.
fn line(entry: &Entry, finding: &Finding) -> String {
    let words = words(&entry.texts, finding).unwrap_or_default();
    format!("{}: {} in {} ({words}): {}", entry.id, name(finding.check), finding.part, finding.text)
}

/// The text that a finding is in.
fn text<'t>(texts: &'t Texts, finding: &Finding) -> Option<&'t str> {
    texts.parts().find_map(|(part, text)| (part == finding.part).then_some(text))
}

/// The words that a finding is about.
fn words(texts: &Texts, finding: &Finding) -> Option<String> {
    let span = finding.span?;
    Some(text(texts, finding)?.chars().skip(span.start).take(span.end.saturating_sub(span.start)).collect())
}

/// Whether `finding` is the one that was expected.
fn is_found(texts: &Texts, expected: &Expected, finding: &Finding) -> bool {
    let bad_enough = expected.severity.is_none_or(|least| finding.severity >= least);
    let in_place = expected.span_text.as_deref().is_none_or(|words| overlaps(texts, words, finding));
    is_one(finding.check, expected.check) && bad_enough && in_place
}

/// Whether a finding of one check may count as one of the other: a wrong word is as well a matter of spelling as of
/// grammar.
fn is_one(found: Check, expected: Check) -> bool {
    let of_language = |check| matches!(check, Check::Spelling | Check::Grammar);
    found == expected || of_language(found) && of_language(expected)
}

/// Whether the span of `finding` has a character in common with `words`, wherever they are in its text.
fn overlaps(texts: &Texts, words: &str, finding: &Finding) -> bool {
    let (Some(span), Some(text)) = (finding.span, text(texts, finding)) else { return false };
    text.match_indices(words).any(|(index, _)| {
        let start = text[..index].chars().count();
        let end = start + words.chars().count();
        span.start < end && start < span.end
    })
}
