//! Sentences whose words are on no list, and that still complain, beg, press or speak of pay.
//!
//! A linear model over the words of a sentence and their neighbours, which `messages/training/train.py` makes of
//! sentences written for it. It knows English only.

mod features;
mod sentences;
mod weights;

use super::lists;
use crate::proofread::{Check, Finding, Matter, Severity, passage::Passage, surroundings::Surroundings};

/// The probability from which a sentence is a warning. `docs/proofreading.md` says how many sound sentences reach it.
const WARNING: f32 = 0.9;

/// The probability from which a sentence is worth a hint.
const HINT: f32 = 0.75;

/// Shorter sentences say too little to be judged.
const FEWEST_TOKENS: usize = 4;

/// What a sentence is likely to be other than sound: the check, and the probability from 0 to 1 that it is any of them.
fn judged(sentence: &str) -> Option<(Check, f32)> {
    const CHECKS: [Check; 4] = [Check::Complaint, Check::Desperate, Check::Pushy, Check::Pay];
    let tokens = features::tokens(sentence);
    if tokens.len() < FEWEST_TOKENS {
        return None;
    }
    let [sound, others @ ..] = weights::english().probabilities(&tokens);
    let likeliest = CHECKS.into_iter().zip(others).max_by(|(_, one), (_, two)| one.total_cmp(two));
    likeliest.map(|(check, _)| (check, 1.0 - sound))
}

/// The sentences of `passage` that are judged not to be sound, apart from those in which `listed` are.
pub(super) fn check(passage: &Passage<'_>, surroundings: &Surroundings<'_>, listed: &[Finding]) -> Vec<Finding> {
    if surroundings.language.tag() != "en" {
        return Vec::new();
    }
    let prose = passage.layout.prose.clone();
    let found = sentences::of(&passage.plain[prose.clone()]).filter_map(|at| {
        let at = prose.start + at.start..prose.start + at.end;
        let (check, probability) =
            judged(&passage.plain[at.clone()]).filter(|(_, probability)| *probability >= HINT)?;
        let span = passage.span(&at);
        let is_listed = |finding: &Finding| {
            matches!(finding.check, Check::Complaint | Check::Desperate | Check::Pushy | Check::Pay)
                && finding.span.is_some_and(|other| other.start < span.end && span.start < other.end)
        };
        if listed.iter().any(is_listed) || lists::is_of_work(check, &at, passage, surroundings) {
            return None;
        }
        let usual = if probability >= WARNING { Severity::Warning } else { Severity::Hint };
        let severity = lists::severity((check, usual), &passage.plain[at.clone()], surroundings);
        let says = surroundings.says(Matter::ToneOfSentence { quote: &passage.quote(&at), check });
        Some(Finding { span: Some(span), ..Finding::new(check, severity, passage.part, says) })
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{features::tokens, weights};

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
