//! British and American spelling in one text.

use std::{collections::HashMap, sync::LazyLock};

use super::{non_prose::NonProse, spelling::KnownWords, tokens::Word};
use crate::{
    Locale,
    proofread::{Check, Finding, Severity, prepared_text::PreparedText},
};

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Spelling {
    British,
    American,
}

/// Words that are spelt in two ways: which one it is, and the other.
static WORDS: LazyLock<HashMap<String, (Spelling, String)>> = LazyLock::new(|| {
    let lines = include_str!("dialect/pairs.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut words = HashMap::new();
    for line in lines {
        let mut fields = line.split(' ');
        let (Some(british), Some(american)) = (fields.next(), fields.next()) else { continue };
        for ending in std::iter::once("").chain(fields) {
            let (one, other) = (joined(british, ending), joined(american, ending));
            words.insert(one.clone(), (Spelling::British, other.clone()));
            // Some British publishers write "organize", too.
            if !american.ends_with("ize") {
                words.insert(other, (Spelling::American, one));
            }
        }
    }
    words
});

/// A word with an ending, before which a final "e" is dropped if it begins with a vowel.
fn joined(word: &str, ending: &str) -> String {
    let stem = if ending.starts_with(['e', 'i']) { word.strip_suffix('e').unwrap_or(word) } else { word };
    format!("{stem}{ending}")
}

/// How the region of a locale spells. Canada has some words of both, and English of no region has none of its own.
fn of_region(locale: Locale) -> Option<Spelling> {
    match locale.tag() {
        "en-US" => Some(Spelling::American),
        "en" | "en-CA" => None,
        _ => Some(Spelling::British),
    }
}

/// A hint at the first word that is spelt otherwise than the rest, or than the region does, if the text mixes both.
pub(super) fn check(
    prepared: &PreparedText<'_>,
    words: &[Word<'_>],
    prose: &NonProse,
    known: &KnownWords,
    locale: Locale,
) -> Option<Finding> {
    let spelt = words.iter().filter_map(|word| Some((word, WORDS.get(&word.lower)?)));
    let spelt = spelt.filter(|(word, _)| {
        prose.has(&word.at) && !word.is_capitalised() && !known.has(word.written) && !is_quoted(prepared, word)
    });
    let spelt: Vec<_> = spelt.collect();
    let count = |wanted| spelt.iter().filter(|(_, (spelling, _))| *spelling == wanted).count();
    let (british, american) = (count(Spelling::British), count(Spelling::American));
    if british == 0 || american == 0 {
        return None;
    }
    let usual = if british >= american { Spelling::British } else { Spelling::American };
    let wanted = of_region(locale).unwrap_or(usual);
    let (word, (_, instead)) = spelt.iter().find(|(_, (spelling, _))| *spelling != wanted)?;
    let (like, _) = spelt.iter().find(|(_, (spelling, _))| *spelling == wanted)?;
    let (theirs, ours) = match wanted {
        Spelling::British => ("American", "British"),
        Spelling::American => ("British", "American"),
    };
    let text = format!(
        "The text mixes two spellings: \"{}\" is {theirs}, \"{}\" is {ours}. Keep to one, and write \"{instead}\".",
        word.written, like.written
    );
    Some(Finding {
        span: Some(prepared.span(&word.at)),
        suggestions: vec![instead.clone()],
        ..Finding::new(Check::Spelling, Severity::Hint, prepared.part, text)
    })
}

/// Whether a word is between quotation marks, where others' spelling is kept.
fn is_quoted(prepared: &PreparedText<'_>, word: &Word<'_>) -> bool {
    let line = prepared.plain[..word.at.start].rfind('\n').map_or(0, |end| end + 1);
    prepared.plain[line..word.at.start].matches('"').count() % 2 == 1
}
