//! Placeholders that nobody filled in: fields of mail-merges, what programs write for a missing value, and the blanks and
//! instructions of form letters.
//!
//! What looks like a placeholder may be code, a quotation or an abbreviation. So it is judged by what its words are about
//! and by its position: in a greeting, where a name or value belongs, alone on a line, or next to a word that says
//! that it is code.

mod blanks;
mod brackets;
mod capitals;
mod content;
mod field_names;
mod fields;
mod forms;
mod marks;
mod place;
mod technical;
mod told;
mod unfilled;
mod values;
mod vocabulary;

pub(crate) use self::unfilled::{Origin, Replacement};
use self::{place::OutlinedText, unfilled::UnfilledPlaceholder};
use crate::proofread::{Check, Finding, Matter, Severity, passage::Passage, surroundings::Surroundings};

/// More than anybody reads.
const MOST: usize = 200;

pub(super) fn check(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Vec<Finding> {
    let text = OutlinedText::new(passage);
    let mut leaks = fields::find(&text);
    leaks.extend(values::find(&text));
    leaks.extend(forms::find(&text));
    leaks.extend(blanks::find(&text));
    leaks.extend(of_language(passage, surroundings));
    // Of several about one stretch, the one that begins first and reaches farthest.
    leaks.sort_by_key(|leak| (leak.at.start, std::cmp::Reverse(leak.at.end)));
    let mut end = 0;
    leaks.retain(|leak| {
        let apart = leak.at.start >= end;
        end = end.max(leak.at.end);
        apart
    });
    leaks.truncate(MOST);
    leaks.retain(|leak| !told::is_told_of(&text, &leak.at));
    leaks
        .into_iter()
        .filter(|leak| !surroundings.is_in_notes(passage.plain[leak.at.clone()].trim()))
        .map(|leak| finding(passage, &leak, surroundings))
        .collect()
}

/// Placeholders of form letters in the language of the text.
fn of_language(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Vec<UnfilledPlaceholder> {
    let found = surroundings.language.lexicon().placeholders.find(&passage.plain);
    let of_words =
        found.map(|hit| UnfilledPlaceholder { at: hit.at, origin: Origin::Form, wanted: Replacement::Value });
    // In English the place of the pattern tells whether a date is missing.
    let is_english = surroundings.language.usage().is_none();
    let dates = if is_english { Vec::new() } else { blanks::dates_in_any_language(&passage.plain) };
    of_words.chain(dates).collect()
}

fn finding(passage: &Passage<'_>, leak: &UnfilledPlaceholder, surroundings: &Surroundings<'_>) -> Finding {
    let quote = &passage.quote(&leak.at);
    let says = surroundings.says(Matter::Placeholder { quote, origin: leak.origin, wanted: leak.wanted });
    Finding {
        span: Some(passage.span(&leak.at)),
        ..Finding::new(Check::Placeholder, Severity::Error, passage.part, says)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;
    use crate::{
        Part,
        proofread::{Context, Texts},
    };

    #[test]
    fn long_texts_of_marks_take_no_time() {
        let surroundings = Surroundings::new(&Texts::default(), &Context::default());
        for piece in [
            "{",
            "<<",
            "*|",
            "%a",
            "__a",
            "«",
            "(",
            "[",
            "` {a} ",
            "insert name ",
            "hi {a} ",
            "at Company Name ",
            "hi %s ",
            "XX ",
            "{a} \" ",
            "〇〇様",
            "? ?? ",
            "DATE on ",
            "_ __ ",
            "Dear null\n",
            "at null, ",
        ] {
            let text = piece.repeat(5_000 / piece.chars().count());
            for part in [Part::Body, Part::Subject] {
                let passage = Passage::new(part, None, &text, surroundings.language.lexicon());
                let begun = Instant::now();
                let found = check(&passage, &surroundings);
                // A build for tests on a busy machine is some fifty times slower than one for use.
                assert!(begun.elapsed() < Duration::from_secs(10), "{piece}: {:?}", begun.elapsed());
                assert!(found.len() <= MOST, "{piece}: {}", found.len());
                println!("{piece:?} {part:?}: {:?}, {}", begun.elapsed(), found.len());
            }
        }
    }

    #[test]
    fn findings_say_what_is_wrong_and_what_to_do() {
        let surroundings = Surroundings::new(&Texts::default(), &Context::default());
        for (text, says) in [
            ("Dear %first_name%,", "\"%first_name%\" is a mail-merge field that was never filled in: write the name."),
            ("Dear undefined,", "\"undefined\" is what a program writes where a value is missing: write the name."),
            (
                "Our interview at Company Name.",
                "\"Company Name\" is a blank of a form letter: write the company's name.",
            ),
            ("Choose an item.", "\"Choose an item.\" was put there by a word processor: replace or delete it."),
        ] {
            let passage = Passage::new(Part::Body, None, text, surroundings.language.lexicon());
            let found = check(&passage, &surroundings);
            assert_eq!(found.iter().map(|finding| finding.text.as_str()).collect::<Vec<_>>(), [says]);
        }
    }
}
