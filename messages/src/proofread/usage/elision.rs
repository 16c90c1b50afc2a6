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
    pairs.chain(sounded(usage_check, prose.start, text)).collect()
}

/// Words whose "h" is sounded, so that nothing is elided before them: "l'héros", "d'haut".
const SOUNDED: [&str; 22] = [
    "haie",
    "haine",
    "halte",
    "hamster",
    "handicap",
    "handicapé",
    "handicapée",
    "haricot",
    "haricots",
    "hasard",
    "hausse",
    "haut",
    "haute",
    "hauteur",
    "hérisson",
    "hernie",
    "héros",
    "hiérarchie",
    "hockey",
    "honte",
    "huit",
    "hurlement",
];

/// Those of them that are feminine.
const FEMININE: [&str; 10] =
    ["haie", "haine", "halte", "handicapée", "hausse", "haute", "hauteur", "hernie", "hiérarchie", "honte"];

fn sounded<'t>(usage_check: &'t UsageCheck<'_>, start: usize, text: &'t str) -> impl Iterator<Item = Finding> + 't {
    words::places(text).filter_map(move |at| {
        let (short, word) = text[at.clone()].split_once(['\'', '’'])?;
        let whole = match short.to_lowercase().as_str() {
            "l" if FEMININE.contains(&word) => "la",
            "l" => "le",
            "d" => "de",
            _ => return None,
        };
        let range = start + at.start..start + at.end;
        if !SOUNDED.contains(&word) || usage_check.is_of_others(&range) {
            return None;
        }
        let capital = short.starts_with(char::is_uppercase);
        let whole = if capital { format!("{}{}", &whole[..1].to_uppercase(), &whole[1..]) } else { whole.to_owned() };
        let instead = format!("{whole} {word}");
        let issue = UsageIssue::Disagreement { quote: &usage_check.prepared.quote(&range), instead: &instead };
        Some(usage_check.grammar(&range, Some(instead.clone()), &issue))
    })
}
