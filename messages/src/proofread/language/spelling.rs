//! Unknown words.

use std::{collections::HashSet, sync::LazyLock};

use super::{
    misspellings,
    name_places::NamePlaces,
    non_prose::NonProse,
    slips::is_likely_slip,
    tokens::{Gap, Word},
};
use crate::{
    Span,
    proofread::{
        Check, Finding, Issue, Severity,
        english::{self, WordClasses},
        prepared_text::PreparedText,
        resolved_context::ResolvedContext,
        words,
    },
};

/// The letters of a long word, in which two letters may be wrong.
const LONG_WORD: usize = 9;

/// Technical terms that the dictionary lacks.
static TERMS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lines = include_str!("terms.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(words::split).map(str::to_lowercase).collect()
});

static PREFIXES: LazyLock<Vec<&str>> = LazyLock::new(|| words::listed(include_str!("prefixes.txt")).collect());
static ENDINGS: LazyLock<Vec<&str>> = LazyLock::new(|| words::listed(include_str!("endings.txt")).collect());

/// Words that are right because of the names and facts of the message, in lower case.
#[derive(Debug)]
pub(in crate::proofread) struct KnownWords {
    words: HashSet<String>,
    /// The names of people and of the company.
    names: Vec<String>,
}

impl KnownWords {
    pub(super) fn new(context: &ResolvedContext<'_>) -> Self {
        let others = context.others.iter().flat_map(|other| {
            [Some(other.company.as_str()), other.position.as_deref()]
                .into_iter()
                .flatten()
                .chain(other.people.iter().map(String::as_str))
        });
        let of_others = others.flat_map(words::split).map(str::to_lowercase);
        let words = context.own_words.iter().cloned().chain(of_others).flat_map(|word| {
            let bare = words::without_possessive(&word).to_owned();
            [word, bare]
        });
        Self { words: words.collect(), names: context.parts_of_names().map(words::lower_in_place).collect() }
    }

    /// Whether `word` is one of them, or a technical term.
    pub(super) fn has(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        let forms = [&*word, words::without_possessive(&word), word.strip_suffix('s').unwrap_or(&word)];
        forms.iter().any(|form| self.words.contains(*form) || TERMS.contains(*form))
    }

    /// Where names stand in `text` as they are written: "João da Silva", "von und zu Berg".
    pub(super) fn names_in(&self, text: &str) -> NamePlaces {
        let text = words::lower_in_place(text);
        NamePlaces::from_ranges(self.names.iter().flat_map(|name| words::whole_matches(&text, name)).collect())
    }
}

/// The unknown words in the prose of the text.
pub(super) fn check(
    prepared: &PreparedText<'_>,
    words: &[Word<'_>],
    prose: &NonProse,
    known: &KnownWords,
    context: &ResolvedContext<'_>,
) -> Vec<Finding> {
    /// The maximum number of unknown words that are reported. A text in another language has many.
    const MOST: usize = 60;
    let unknown = words
        .iter()
        .enumerate()
        .filter(|(_, word)| !is_known(word, known) && !is_joined(prepared, word) && prose.has(&word.at));
    let unknown: Vec<(usize, &Word<'_>)> = unknown.take(MOST).collect();
    let is_accented = |word: &Word<'_>| word.lower == word.written && word.written.chars().any(|c| c > '\u{bf}');
    // Who writes "chef d'équipe" may write "cantine" as well.
    let is_mixed = |index: usize| unknown.iter().any(|(other, word)| *other != index && is_accented(word));
    let findings = unknown.iter().map(|(index, word)| {
        let suggestions = suggestions(word.written);
        let near = |other: &usize| *other != *index && other.abs_diff(*index) <= 2;
        let foreign = unknown.iter().any(|(other, _)| near(other)) || is_foreign(prepared, word);
        let regular = foreign
            || is_mixed(*index)
            || is_rare(&word.lower)
            || is_formed(&word.lower, &suggestions)
            || is_term(prepared, word, &suggestions);
        finding((prepared, context), prepared.span(&word.at), word.written, suggestions, regular)
    });
    findings.collect()
}

/// Words that few people know: of trades, plants, dishes. A slip may be one, so they are no more than less certain.
static RARE: &str = include_str!("rare.txt");

/// Whether a word, or the one that it is formed from, is a rare one.
fn is_rare(word: &str) -> bool {
    const ENDINGS: [(&str, &str); 12] = [
        ("s", ""),
        ("es", ""),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
        ("ly", ""),
        ("ness", ""),
        ("er", ""),
        ("ers", ""),
        ("ies", "y"),
        ("ied", "y"),
    ];
    let stems = ENDINGS.iter().filter_map(|(ending, instead)| Some(format!("{}{instead}", word.strip_suffix(ending)?)));
    std::iter::once(word.to_owned()).chain(stems).any(|word| is_listed(RARE, &word))
}

/// Whether a sorted list, one word a line, has `word`.
fn is_listed(list: &str, word: &str) -> bool {
    let (mut start, mut end) = (0, list.len());
    while start < end {
        let middle = usize::midpoint(start, end);
        let line = list[..middle].rfind('\n').map_or(0, |before| before + 1).max(start);
        let line_end = list[line..].find('\n').map_or(list.len(), |length| line + length);
        match list[line..line_end].cmp(word) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => start = line_end + 1,
            std::cmp::Ordering::Greater => end = line,
        }
    }
    false
}

/// Whether a word may be of another language: it is quoted, or has letters that English lacks.
fn is_foreign(prepared: &PreparedText<'_>, word: &Word<'_>) -> bool {
    let line = prepared.plain[..word.at.start].rfind('\n').map_or(0, |end| end + 1);
    let quoted = prepared.plain[line..word.at.start].matches('"').count() % 2 == 1;
    quoted || word.written.chars().any(|c| c.is_alphabetic() && !c.is_ascii())
}

/// Whether a word looks like one of a trade or of another language, rather than like a slip.
fn is_term(prepared: &PreparedText<'_>, word: &Word<'_>, suggestions: &[String]) -> bool {
    const SHORT: usize = 7;
    let bare = words::without_possessive(&word.lower);
    let nearest = suggestions.first().map(String::as_str);
    let certain = nearest.is_some_and(|nearest| nearest.to_lowercase() == bare || is_day_or_month(nearest));
    let short = bare.chars().count() <= SHORT
        && !nearest.is_some_and(|nearest| misspellings::is_common_misspelling(bare, nearest));
    !certain
        && (short
            || misspellings::is_inflected(bare, nearest)
            || nearest.is_some_and(|nearest| misspellings::ends_as_foreign(bare, nearest))
            || misspellings::count(&prepared.plain, &word.lower) > 1)
}

/// Whether a word is known without the hyphen before it: "co-ordinator".
fn is_joined(prepared: &PreparedText<'_>, word: &Word<'_>) -> bool {
    let before = prepared.plain[..word.at.start].strip_suffix('-').filter(|_| word.gap == Gap::Hyphen);
    let first = before.and_then(|before| words::split(before).last());
    first.is_some_and(|first| english::has(&format!("{}{}", first.to_lowercase(), word.lower)))
}

fn is_known(word: &Word<'_>, known: &KnownWords) -> bool {
    let text = word.written;
    if english::has(text) || english::has(&word.lower) {
        return true;
    }
    let bare = words::without_possessive(text);
    text.chars().nth(1).is_none()
        // "check-ins"
        || matches!(text, "ins" | "ups" | "offs" | "outs" | "tos" | "bys" | "ons") && word.gap == Gap::Hyphen
        || is_code(text)
        || !text.chars().any(|c| c.is_ascii_alphabetic())
        || known.has(text)
        || english::has(bare)
        || english::has(&bare.to_lowercase())
        || in_other_english(&word.lower).is_some_and(|other| english::word(&other).is_some())
        // A word in capitals may be shouting, but it is spelt right.
        || text.chars().all(|c| !c.is_lowercase()) && word.known().is_some()
}

/// A verb with "s" or "z" in its ending: "anonymised" and "anonymized".
fn in_other_english(word: &str) -> Option<String> {
    const ENDINGS: [&str; 6] = ["ise", "ises", "ised", "ising", "isation", "isations"];
    let ending = ENDINGS.into_iter().find(|ending| word.ends_with(ending))?;
    let stem = word.strip_suffix(ending)?;
    Some(format!("{stem}{}", ending.replacen('s', "z", 1)))
}

/// Acronyms, names such as "camelCase" and "OKRs", and words with digits.
fn is_code(word: &str) -> bool {
    let bare = words::without_possessive(word);
    let capitals = bare.chars().filter(|c| c.is_uppercase()).count();
    let inner = bare.chars().skip(1).any(char::is_uppercase);
    let acronym = capitals == bare.chars().count() && capitals <= 6;
    let mixed = inner && bare.chars().any(char::is_lowercase);
    acronym || mixed || bare.chars().any(|c| c.is_ascii_digit())
}

/// Whether a word may be a technical term: a known word with an ending or a prefix, or two words in one, unless it
/// differs by one letter from a known word: "wonderfull".
fn is_formed(word: &str, suggestions: &[String]) -> bool {
    /// Shorter ones occur in any misspelling.
    const SHORTEST: usize = 4;
    let is_word = |part: &str| part.chars().count() >= SHORTEST && english::has(part);
    let mut endings = ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending));
    let un = word.strip_prefix("un").is_some_and(|rest| rest.len() >= 6 && is_word(rest));
    let mut prefixes = PREFIXES.iter().filter_map(|prefix| word.strip_prefix(prefix));
    let compound = || word.char_indices().any(|(at, _)| is_word(&word[..at]) && is_word(&word[at..]));
    let slip = suggestions.first().is_some_and(|first| strsim::osa_distance(&first.to_lowercase(), word) <= 1);
    un || endings.any(is_word) || prefixes.any(is_word) || !slip && compound()
}

/// Suggestions: the nearest words of any English, best first.
fn suggestions(word: &str) -> Vec<String> {
    const MOST: usize = 3;
    const LONGEST: usize = 30;
    if word.chars().count() > LONGEST {
        return Vec::new();
    }
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    let mut suggestions: Vec<String> = Vec::new();
    for similar in english::similar(word) {
        let suggestion = if capital { words::capitalised(similar) } else { similar.to_owned() };
        if !suggestions.contains(&suggestion) {
            suggestions.push(suggestion);
        }
        if suggestions.len() == MOST {
            break;
        }
    }
    suggestions
}

/// An unknown capitalised word may be a name. A regular word, or one that resembles no known word, may be a term.
/// Others are mistakes.
fn finding(
    (prepared, context): (&PreparedText<'_>, &ResolvedContext<'_>),
    span: Span,
    word: &str,
    suggestions: Vec<String>,
    formed: bool,
) -> Finding {
    let at = prepared.bytes(span);
    let quoted = prepared.quote(&at);
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    let length = word.chars().count();
    let before = prepared.plain[..at.start].trim_end_matches([' ', '"', '(', '\n']);
    let last = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    // "Mr. Munday", "Ray Munday"
    let named = crate::proofread::people::is_title_in(last)
        || words::is_capitalised(last) && !last.ends_with(['.', '!', '?', ':', ',', ';']);
    let begins = before.ends_with(['.', '!', '?', ':']) && !named;
    let starts_line = prepared.plain[..at.start].trim_end_matches(' ').ends_with('\n') || at.start == 0;
    let nearest = suggestions.first().map(|first| strsim::osa_distance(&first.to_lowercase(), &quoted.to_lowercase()));
    let slip = length >= 6 && nearest.is_some_and(|distance| distance <= 2) && (begins || starts_line);
    let day_or_month = suggestions.first().is_some_and(|first| is_day_or_month(first)) && length >= 5 && !named;
    let common = suggestions.first().and_then(|first| english::word(first)).is_some_and(WordClasses::is_common);
    // People seldom mistake the first letter, and rarely mean a rare word.
    let first = suggestions.first().and_then(|first| first.chars().next()).map(|c| c.to_ascii_lowercase());
    let likely = first == word.chars().next().map(|c| c.to_ascii_lowercase()) && (common || length >= 7);
    let far = !likely || nearest.is_none_or(|distance| distance > 1 + usize::from(length >= LONG_WORD && common));
    let name = word.contains(['\'', '\u{2019}'])
        || suggestions.first().is_none_or(|first| !english::has(&first.to_lowercase()));
    let slip = slip && likely && !name;
    let day_or_long = day_or_month || length >= 5;
    let small = !formed
        && day_or_long
        && suggestions.first().is_some_and(|first| *first != quoted && first.to_lowercase() == quoted);
    if small {
        let text = format!("\"{quoted}\" is written with a capital. Write \"{}\".", suggestions[0]);
        // Cakes, tools and plants have names of people and places: "the louise cake".
        let adjective = english::word(&suggestions[0]).is_some_and(WordClasses::is_adjective);
        let severity = if day_or_month || adjective { Severity::Warning } else { Severity::Hint };
        let finding = Finding::new(Check::Spelling, severity, prepared.part, text);
        return Finding { span: Some(span), suggestions, ..finding };
    }
    // "nor'wester"
    let shortened = words::without_possessive(word).contains(['\'', '\u{2019}']);
    let differs_as_slips =
        suggestions.first().is_none_or(|first| is_likely_slip(&quoted.to_lowercase(), &first.to_lowercase()));
    let likely_slip = common && !shortened && differs_as_slips && (!capital && !far || slip);
    let severity = if !formed && (likely_slip || day_or_month) { Severity::Warning } else { Severity::Hint };
    let text = context.describe(Issue::UnknownWord { quote: &quoted, slip: severity != Severity::Hint });
    Finding { span: Some(span), suggestions, ..Finding::new(Check::Spelling, severity, prepared.part, text) }
}

fn is_day_or_month(word: &str) -> bool {
    word.parse::<chrono::Weekday>().is_ok() || word.parse::<chrono::Month>().is_ok()
}
