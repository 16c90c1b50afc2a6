//! Placeholders that nobody filled in: fields of mail-merges, what programs write for a missing value, and the blanks
//! and instructions of form letters.
//!
//! What looks like a placeholder may be code, a quotation or an abbreviation. So it is judged by what its words are
//! about and by its position: in a greeting, where a name or value belongs, alone on a line, or next to a word that
//! says that it is code.

mod blanks;
mod brackets;
mod capitals;
mod content;
mod field_names;
mod fields;
mod forms;
mod instructions;
mod marks;
mod placeholder_position;
mod technical;
mod unfilled;
mod values;
mod vocabulary;

pub(crate) use self::unfilled::{Origin, Replacement};
use self::{placeholder_position::OutlinedText, unfilled::UnfilledPlaceholder};
use crate::proofread::{
    Check, Finding, Issue, Severity, prepared_text::PreparedText, resolved_context::ResolvedContext,
};

/// More than anybody reads.
const MOST: usize = 200;

pub(super) fn check(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> Vec<Finding> {
    let text = OutlinedText::new(prepared);
    let mut leaks = fields::find(&text);
    leaks.extend(values::find(&text));
    leaks.extend(forms::find(&text));
    leaks.extend(blanks::find(&text));
    leaks.extend(of_language(prepared, context));
    // Of several about one stretch, the one that begins first and reaches farthest.
    leaks.sort_by_key(|leak| (leak.at.start, std::cmp::Reverse(leak.at.end)));
    let mut end = 0;
    leaks.retain(|leak| {
        let apart = leak.at.start >= end;
        end = end.max(leak.at.end);
        apart
    });
    leaks.truncate(MOST);
    leaks.retain(|leak| !instructions::is_mentioned(&text, &leak.at));
    leaks
        .into_iter()
        .filter(|leak| !context.is_in_notes(prepared.plain[leak.at.clone()].trim()))
        .map(|leak| finding(prepared, &leak, context))
        .collect()
}

/// Placeholders of form letters in the language of the text.
fn of_language(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> Vec<UnfilledPlaceholder> {
    let found = context.language.lexicon().placeholders.find(&prepared.plain);
    let of_words =
        found.map(|hit| UnfilledPlaceholder { at: hit.at, origin: Origin::Form, wanted: Replacement::Value });
    // In English the place of the pattern tells whether a date is missing.
    let is_english = context.language.usage().is_none();
    let dates = if is_english { Vec::new() } else { blanks::dates_in_any_language(&prepared.plain) };
    of_words.chain(dates).collect()
}

fn finding(prepared: &PreparedText<'_>, leak: &UnfilledPlaceholder, context: &ResolvedContext<'_>) -> Finding {
    let quote = &prepared.quote(&leak.at);
    let description = context.describe(Issue::Placeholder { quote, origin: leak.origin, wanted: leak.wanted });
    Finding {
        span: Some(prepared.span(&leak.at)),
        ..Finding::new(Check::Placeholder, Severity::Error, prepared.part, description)
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
        let context = ResolvedContext::new(&Texts::default(), &Context::default());
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
                let prepared = PreparedText::new(part, None, &text, context.language.lexicon());
                let begun = Instant::now();
                let found = check(&prepared, &context);
                // A build for tests on a busy machine is some fifty times slower than one for use.
                assert!(begun.elapsed() < Duration::from_secs(10), "{piece}: {:?}", begun.elapsed());
                assert!(found.len() <= MOST, "{piece}: {}", found.len());
                println!("{piece:?} {part:?}: {:?}, {}", begun.elapsed(), found.len());
            }
        }
    }

    #[test]
    fn findings_say_what_is_wrong_and_what_to_do() {
        let context = ResolvedContext::new(&Texts::default(), &Context::default());
        for (text, description) in [
            ("Dear %first_name%,", "\"%first_name%\" is a mail-merge field that was never filled in: write the name."),
            ("Dear undefined,", "\"undefined\" is what a program writes where a value is missing: write the name."),
            (
                "Our interview at Company Name.",
                "\"Company Name\" is a blank of a form letter: write the company's name.",
            ),
            ("Choose an item.", "\"Choose an item.\" was put there by a word processor: replace or delete it."),
        ] {
            let prepared = PreparedText::new(Part::Body, None, text, context.language.lexicon());
            let found = check(&prepared, &context);
            assert_eq!(found.iter().map(|finding| finding.text.as_str()).collect::<Vec<_>>(), [description]);
        }
    }
}
