//! Classifies sentences that no phrase list matches, but that complain, beg, press or speak of pay.
//!
//! A linear model over the words of a sentence and their neighbours, which `messages/training/train.py` makes of
//! sentences written for it. It knows English only.

mod features;
mod sentences;
mod weights;

use std::ops::Range;

use super::phrase_lists;
use crate::{
    Part, Span,
    proofread::{
        Check, Finding, Issue, Severity, ToneIssue, prepared_text::PreparedText, resolved_context::ResolvedContext,
    },
};

/// The probability from which a sentence is a warning. `docs/proofreading.md` says how many sound sentences reach it.
const WARNING: f32 = 0.94;

/// The probability from which a sentence is worth a hint.
const HINT: f32 = 0.4;

/// The probability from which the least sound sentence of a text is worth a hint, if none reaches [`HINT`].
const LEAST_SOUND_HINT: f32 = 0.25;

/// The probability from which a clause makes its sentence worth a hint. A clause alone says less than a sentence.
const CLAUSE: f32 = 0.88;

/// Below this probability a sentence counts as sound: matches of the phrase lists in it are hints, and its clauses are
/// not classified separately.
const SOUND: f32 = 0.2;

/// Sentences with fewer tokens are not classified.
const FEWEST_TOKENS: usize = 7;

/// Sentences with fewer tokens get no more than a hint: they say too little to be sure.
const FEWEST_TOKENS_FOR_WARNING: usize = 12;

/// The most likely category of a sentence, and the probability (0 to 1) that it is not sound; none for short sentences.
fn classify(sentence: &str) -> Option<(ToneIssue, f32)> {
    const CATEGORIES: [ToneIssue; 4] = [ToneIssue::Complaints, ToneIssue::Begging, ToneIssue::Demands, ToneIssue::Pay];
    let tokens = features::tokens(sentence);
    if tokens.len() < FEWEST_TOKENS {
        return None;
    }
    let [sound, others @ ..] = weights::english().probabilities(&tokens);
    let likeliest = CATEGORIES.into_iter().zip(others).max_by(|(_, one), (_, two)| one.total_cmp(two));
    likeliest.map(|(tone, _)| (tone, 1.0 - sound))
}

/// The category and the probability of the clause that is least likely to be sound; none for a sentence of one clause.
/// A complaint may stand between clauses about the job.
fn classify_clauses(sentence: &str) -> Option<(ToneIssue, f32)> {
    let clauses = sentences::clauses_of(sentence);
    let several = clauses.len() > 1;
    let found = clauses.into_iter().filter(|_| several).filter_map(|at| classify(&sentence[at]));
    found.max_by(|(_, one), (_, two)| one.total_cmp(two))
}

/// The category and the probability of a sentence, if that reaches [`LEAST_SOUND_HINT`]: of the whole sentence, or
/// [`HINT`] for one of its clauses.
fn classify_with_clauses(sentence: &str) -> Option<(ToneIssue, f32)> {
    let (tone, probability) = classify(sentence)?;
    if probability >= HINT {
        return Some((tone, probability));
    }
    if probability < SOUND {
        return None;
    }
    match classify_clauses(sentence) {
        Some((tone, clause)) if clause >= CLAUSE => Some((tone, HINT)),
        _ => (probability >= LEAST_SOUND_HINT).then_some((tone, probability)),
    }
}

/// The byte ranges of the sentences of the prose; none, if it is not English.
fn sentence_ranges<'p>(
    prepared: &'p PreparedText<'_>,
    context: &ResolvedContext<'_>,
) -> impl Iterator<Item = Range<usize>> + 'p {
    let is_known = context.language.tag() == "en" && prepared.part != Part::Subject;
    let prose = if is_known { prepared.layout.prose.clone() } else { 0..0 };
    let start = prose.start;
    sentences::split(&prepared.plain[prose]).map(move |at| start + at.start..start + at.end)
}

/// Whether the model has a class for this check.
const fn is_modelled(check: Check) -> bool {
    matches!(check, Check::Complaint | Check::Desperate | Check::Pushy | Check::Pay)
}

/// Whether `finding` is within the sentence at `span`, at least partly.
fn is_within(finding: &Finding, span: Span) -> bool {
    finding.span.is_some_and(|other| other.start < span.end && span.start < other.end)
}

/// Reduces warnings of the phrase lists to hints, if the model classifies their sentence as sound: "I need to know your
/// allergies".
pub(super) fn reduce_severity(listed: &mut [Finding], prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) {
    let is_warning = |finding: &Finding| finding.severity == Severity::Warning && is_modelled(finding.check);
    if !listed.iter().any(is_warning) {
        return;
    }
    for at in sentence_ranges(prepared, context) {
        let span = prepared.span(&at);
        let mut inside = listed.iter_mut().filter(|finding| is_warning(finding) && is_within(finding, span)).peekable();
        let is_sound = || classify(&prepared.plain[at]).is_some_and(|(_, probability)| probability < SOUND);
        if inside.peek().is_some() && is_sound() {
            inside.for_each(|finding| finding.severity = Severity::Hint);
        }
    }
}

/// A finding for each sentence that is not sound, except for those that have one of the findings `listed` already. If
/// there is none of either, the least sound sentence may get a hint: a text seldom has two such sentences, so one of
/// less probability is worth a second look.
pub(super) fn check(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>, listed: &[Finding]) -> Vec<Finding> {
    let mut least_sound: Option<(f32, Finding)> = None;
    let mut findings = Vec::new();
    for at in sentence_ranges(prepared, context) {
        let Some((tone, probability)) = classify_with_clauses(&prepared.plain[at.clone()]) else { continue };
        if let Some(finding) = finding(prepared, context, listed, (&at, tone, probability)) {
            if probability >= HINT {
                findings.push(finding);
            } else if least_sound.as_ref().is_none_or(|(other, _)| *other < probability) {
                least_sound = Some((probability, finding));
            }
        }
    }
    let others = listed.iter().any(|finding| is_modelled(finding.check) && finding.part == prepared.part);
    if findings.is_empty() && !others {
        findings.extend(least_sound.map(|(_, finding)| finding));
    }
    findings
}

/// The finding about the sentence at `at`, unless a finding in `listed` or the job explains it.
fn finding(
    prepared: &PreparedText<'_>,
    context: &ResolvedContext<'_>,
    listed: &[Finding],
    (at, tone, probability): (&Range<usize>, ToneIssue, f32),
) -> Option<Finding> {
    let (span, (check, _)) = (prepared.span(at), phrase_lists::check_and_severity(tone));
    let is_listed = listed.iter().any(|finding| is_modelled(finding.check) && is_within(finding, span));
    if is_listed || phrase_lists::is_about_the_job(check, at, prepared, context) {
        return None;
    }
    let is_long = features::tokens(&prepared.plain[at.clone()]).len() >= FEWEST_TOKENS_FOR_WARNING;
    let usual = if probability >= WARNING && is_long { Severity::Warning } else { Severity::Hint };
    let severity = phrase_lists::severity((check, usual), &prepared.plain[at.clone()], context);
    let description = context.describe(Issue::ToneOfSentence { quote: &prepared.quote(at), tone });
    Some(Finding { span: Some(span), ..Finding::new(check, severity, prepared.part, description) })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{HINT, WARNING, classify_with_clauses, features::tokens, weights};

    /// Of the flawed sentences of each class, how many must be at least a hint.
    const LEAST_HINTED: f64 = 0.8;

    /// Of the sound sentences, how many may be a warning.
    const MOST_WARNED: f64 = 0.0025;

    /// Of the sound sentences, how many may be a warning or a hint.
    const MOST_HINTED: f64 = 0.06;

    /// The share of these sentences that are judged to be `least` or likelier.
    fn share<'s>(sentences: impl Iterator<Item = &'s str>, least: f32) -> f64 {
        let (found, all) = sentences.fold((0_u32, 0_u32), |(found, all), sentence| {
            (
                found + u32::from(classify_with_clauses(sentence).is_some_and(|(_, probability)| probability >= least)),
                all + 1,
            )
        });
        f64::from(found) / f64::from(all)
    }

    /// By an author whom the model was not trained with. `docs/proofreading.md` has the figures of their first meeting.
    #[test]
    fn sentences_of_another_author_are_judged_as_documented() {
        let held_out = include_str!("../../../tests/tone/held-out.tsv");
        let of = |class: &'static str| {
            held_out
                .lines()
                .filter_map(|line| line.split_once('\t'))
                .filter_map(move |(other, sentence)| (other == class).then_some(sentence))
        };
        for class in ["complaint", "desperate", "pushy", "pay"] {
            let (warned, hinted) = (share(of(class), WARNING), share(of(class), HINT));
            println!("{class}: {warned:.3} a warning, {hinted:.3} at least a hint");
            assert!(hinted > LEAST_HINTED, "{class}: {hinted}");
        }
        let (warned, hinted) = (share(of("sound"), WARNING), share(of("sound"), HINT));
        println!("sound: {warned:.4} a warning, {hinted:.4} at least a hint");
        assert!(warned < MOST_WARNED && hinted < MOST_HINTED, "{warned}, {hinted}");
    }

    #[test]
    fn tokens_and_probabilities_are_those_of_the_script() {
        let vectors = include_str!("../../../tests/tone/vectors.json");
        let vectors: Vec<Value> = serde_json::from_str(vectors).unwrap();
        assert!(vectors.len() > 20);
        for vector in vectors {
            let text = vector["text"].as_str().unwrap();
            let found = tokens(text);
            assert_eq!(serde_json::to_value(&found).unwrap(), vector["tokens"], "{text}");
            let expected = vector["probabilities"].as_array().unwrap().iter().map(|p| p.as_f64().unwrap());
            for (one, other) in weights::english().probabilities(&found).into_iter().zip(expected) {
                assert!((f64::from(one) - other).abs() < 0.001, "{text}: {one} is not {other}");
            }
        }
    }
}
