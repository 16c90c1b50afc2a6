//! Short French words before a vowel: "le entretien".

use super::usage_check::UsageCheck;
use crate::{
    languages::is_elided_in_french,
    proofread::{Finding, UsageIssue, words},
};

/// Words whose vowel is left out before another.
const SHORT: [&str; 8] = ["de", "je", "le", "la", "me", "ne", "que", "te"];

/// Words that begin with a vowel, and before which "le" and "de" keep theirs nevertheless: "le onze".
const APART: [&str; 5] = ["onze", "onzième", "oui", "un", "une"];

pub(super) fn check(usage_check: &UsageCheck<'_>) -> Vec<Finding> {
    if usage_check.context.language.tag() != "fr" {
        return Vec::new();
    }
    let prose = usage_check.prepared.layout.prose.clone();
    let text = &usage_check.prepared.plain[prose.clone()];
    let places: Vec<_> = words::places(text).collect();
    let pairs = places.windows(2).filter_map(|pair| {
        let [one, other] = pair else { return None };
        let (short, word) = (&text[one.clone()], &text[other.clone()]);
        let small = short.to_lowercase();
        // "puis-je aussi" keeps its vowel, and names are left to their bearers; a position behind "poste" is none.
        let stands_alone = &text[one.end..other.start] == " " && !text[..one.start].ends_with(['-', '\'', '’']);
        let elided = SHORT.contains(&small.as_str())
            && (word.starts_with(char::is_lowercase) || small == "de" && text[..one.start].ends_with("poste "))
            && word.chars().count() > 1
            && !APART.contains(&word)
            && is_elided_in_french(word);
        let at = prose.start + one.start..prose.start + other.end;
        (stands_alone && elided && !usage_check.is_of_others(&at)).then(|| {
            let instead = format!("{}'{word}", &short[..short.len() - 1]);
            let issue = UsageIssue::Disagreement { quote: &usage_check.prepared.quote(&at), instead: &instead };
            usage_check.grammar(&at, Some(instead.clone()), &issue)
        })
    });
    pairs.collect()
}
