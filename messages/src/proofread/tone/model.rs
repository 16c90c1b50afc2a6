//! Sentences whose words are on no list, and that still complain, beg, press or speak of pay.
//!
//! A linear model over the words of a sentence and their neighbours, which `messages/training/train.py` makes of
//! sentences written for it. It knows English only.

mod features;
mod sentences;
mod weights;

use std::ops::Range;

use super::lists;
use crate::{
    Part, Span,
    proofread::{Check, Finding, Matter, Severity, ToneMatter, passage::Passage, surroundings::Surroundings},
};

/// The probability from which a sentence is a warning. `docs/proofreading.md` says how many sound sentences reach it.
const WARNING: f32 = 0.91;

/// The probability from which a sentence is worth a hint.
const HINT: f32 = 0.6;

/// The probability from which a clause makes its sentence worth a hint. A clause alone says less than a sentence.
const CLAUSE: f32 = 0.88;

/// Below this probability what a list finds in a sentence is only a hint, and its clauses are not judged by themselves.
const SOUND: f32 = 0.2;

/// Shorter sentences say too little to be judged.
const FEWEST_TOKENS: usize = 7;

/// What a sentence is likely to be other than sound, and the probability from 0 to 1 that it is any such thing.
fn judged(sentence: &str) -> Option<(ToneMatter, f32)> {
    const MATTERS: [ToneMatter; 4] =
        [ToneMatter::Complaints, ToneMatter::Begging, ToneMatter::Demands, ToneMatter::Pay];
    let tokens = features::tokens(sentence);
    if tokens.len() < FEWEST_TOKENS {
        return None;
    }
    let [sound, others @ ..] = weights::english().probabilities(&tokens);
    let likeliest = MATTERS.into_iter().zip(others).max_by(|(_, one), (_, two)| one.total_cmp(two));
    likeliest.map(|(tone, _)| (tone, 1.0 - sound))
}

/// What the likeliest clause of a sentence is. A private trouble may stand between clauses about the work.
fn judged_by_clauses(sentence: &str) -> Option<(ToneMatter, f32)> {
    let clauses = sentences::clauses_of(sentence);
    let several = clauses.len() > 1;
    let found = clauses.into_iter().filter(|_| several).filter_map(|at| judged(&sentence[at]));
    found.max_by(|(_, one), (_, two)| one.total_cmp(two))
}

/// What a sentence is other than sound, and the probability, from that of a hint on.
fn found_in(sentence: &str) -> Option<(ToneMatter, f32)> {
    let (tone, probability) = judged(sentence)?;
    if probability >= HINT {
        return Some((tone, probability));
    }
    if probability < SOUND {
        return None;
    }
    let (tone, _) = judged_by_clauses(sentence).filter(|(_, probability)| *probability >= CLAUSE)?;
    Some((tone, HINT))
}

/// The sentences of the prose, in bytes of `passage`; none, if it is no English prose.
fn sentences_of<'p>(
    passage: &'p Passage<'_>,
    surroundings: &Surroundings<'_>,
) -> impl Iterator<Item = Range<usize>> + 'p {
    let is_known = surroundings.language.tag() == "en" && passage.part != Part::Subject;
    let prose = if is_known { passage.layout.prose.clone() } else { 0..0 };
    let start = prose.start;
    sentences::of(&passage.plain[prose]).map(move |at| start + at.start..start + at.end)
}

/// Whether the model has an opinion on what the check looks for.
const fn is_learnt(check: Check) -> bool {
    matches!(check, Check::Complaint | Check::Desperate | Check::Pushy | Check::Pay)
}

/// Whether `finding` is within the sentence at `span`, at least partly.
fn is_within(finding: &Finding, span: Span) -> bool {
    finding.span.is_some_and(|other| other.start < span.end && span.start < other.end)
}

/// Makes warnings hints, if the sentence that they are in is very likely sound: "I need to know your allergies".
pub(super) fn soften(listed: &mut [Finding], passage: &Passage<'_>, surroundings: &Surroundings<'_>) {
    let is_doubtful = |finding: &Finding| finding.severity == Severity::Warning && is_learnt(finding.check);
    if !listed.iter().any(is_doubtful) {
        return;
    }
    for at in sentences_of(passage, surroundings) {
        let span = passage.span(&at);
        let mut inside =
            listed.iter_mut().filter(|finding| is_doubtful(finding) && is_within(finding, span)).peekable();
        let is_sound = || judged(&passage.plain[at]).is_some_and(|(_, probability)| probability < SOUND);
        if inside.peek().is_some() && is_sound() {
            inside.for_each(|finding| finding.severity = Severity::Hint);
        }
    }
}

/// The sentences of `passage` that are judged not to be sound, apart from those in which `listed` are.
pub(super) fn check(passage: &Passage<'_>, surroundings: &Surroundings<'_>, listed: &[Finding]) -> Vec<Finding> {
    let found = sentences_of(passage, surroundings).filter_map(|at| {
        let sentence = &passage.plain[at.clone()];
        let (tone, probability) = found_in(sentence)?;
        let (span, (check, _)) = (passage.span(&at), lists::judged(tone));
        let is_listed = listed.iter().any(|finding| is_learnt(finding.check) && is_within(finding, span));
        if is_listed || lists::is_of_work(check, &at, passage, surroundings) {
            return None;
        }
        let usual = if probability >= WARNING { Severity::Warning } else { Severity::Hint };
        let severity = lists::severity((check, usual), sentence, surroundings);
        let says = surroundings.says(Matter::ToneOfSentence { quote: &passage.quote(&at), tone });
        Some(Finding { span: Some(span), ..Finding::new(check, severity, passage.part, says) })
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{HINT, WARNING, features::tokens, found_in, weights};

    /// Of the flawed sentences of each class, how many must be at least a hint.
    const LEAST_HINTED: f64 = 0.74;

    /// Of the sound sentences, how many may be a warning.
    const MOST_WARNED: f64 = 0.0025;

    /// Of the sound sentences, how many may be a warning or a hint.
    const MOST_HINTED: f64 = 0.031;

    /// The share of these sentences that are judged to be `least` or likelier.
    fn share<'s>(sentences: impl Iterator<Item = &'s str>, least: f32) -> f64 {
        let (found, all) = sentences.fold((0_u32, 0_u32), |(found, all), sentence| {
            (found + u32::from(found_in(sentence).is_some_and(|(_, probability)| probability >= least)), all + 1)
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
