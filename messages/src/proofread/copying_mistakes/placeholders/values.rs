//! Texts that programs write for a missing value: "undefined", "null", "#N/A".

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{
    placeholder_position::{OutlinedText, Place},
    technical,
    unfilled::{Origin, Replacement, UnfilledPlaceholder},
};

static VALUES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<object>\[object \w+\])",
        r"|(?P<sheet>#N/A|#REF!|#NAME\?|#VALUE!|#DIV/0!|#NULL!|#NUM!|#NV\b|#BEZUG!|#ERROR!)",
        r"|\b(?P<value>undefined|null|NULL|Null|None|NaN|nan|nil|Undefined|nullptr|N/A|n/a|NA|unknown|Unknown|UNKNOWN|(?:null|undefined) (?:null|undefined))\b",
    ))
    .expect("it is a regular expression")
});

pub(super) fn find(text: &OutlinedText<'_>) -> Vec<UnfilledPlaceholder> {
    let captures = VALUES.captures_iter(text.plain);
    captures
        .filter_map(|found| {
            let at = found.get(0)?.range();
            let place = text.place(&at);
            let (origin, leaks) = if found.name("object").is_some() {
                (Origin::Program, !is_about_code(text, &at) || place == Place::Greeting)
            } else if found.name("sheet").is_some() {
                (Origin::Spreadsheet, is_sheet_error(text, &at, place))
            } else {
                (Origin::Program, is_value(text, &at, place))
            };
            let wanted = match place {
                Place::Greeting | Place::Signature => Replacement::Name,
                _ => Replacement::Value,
            };
            leaks.then_some(UnfilledPlaceholder { at, origin, wanted })
        })
        .collect()
}

fn is_about_code(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    technical::is_code(text, at) || technical::is_subject(text, at)
}

fn is_sheet_error(text: &OutlinedText<'_>, at: &Range<usize>, place: Place) -> bool {
    matches!(place, Place::Greeting | Place::Signature) || !is_about_code(text, at)
}

/// Whether a word that programs write is a part of code, in a text that has words about nothing but code.
fn is_in_code(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    technical::is_blank_of_code(text, at) || technical::is_blank_about_code(text, at)
}

/// Whether a word that is also English or code stands where only a name or value can.
fn is_value(text: &OutlinedText<'_>, at: &Range<usize>, place: Place) -> bool {
    let word = &text.plain[at.clone()];
    let is_absent = word.eq_ignore_ascii_case("n/a") || word.eq_ignore_ascii_case("unknown") || word == "NA";
    match place {
        Place::Greeting => is_name_in_greeting(text, at),
        Place::Signature | Place::Line => !is_absent && !is_in_code(text, at),
        Place::Slot => {
            let ended = text.ends_phrase(at.end) && text.word_behind(at.end) != Some("of");
            let before_noun = text.word_behind(at.end).is_some_and(|noun| ["position", "role", "team"].contains(&noun));
            let named = word != "unknown" || before_noun;
            named && (ended || before_noun) && !is_in_code(text, at)
        }
        // "our conversation about None and of how": a capital in the middle of a sentence.
        Place::Loose => word == "None" && !is_in_code(text, at),
        Place::Elsewhere => false,
    }
}

/// Whether it is what is greeted, or a part of it: not "Dear Ada, None of us" on one line.
fn is_name_in_greeting(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    text.greeted().map_or_else(|| text.ends_phrase(at.end), |whom| whom.start <= at.start && at.end <= whom.end)
}
