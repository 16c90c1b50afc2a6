//! Placeholders that nobody filled in: fields of mail-merges, what programs write for a missing value, and the blanks and
//! instructions of form letters.
//!
//! What looks like a placeholder may be code, a quotation or an abbreviation. So it is judged by what its words are about
//! and by where it stands: in a greeting, where a name or value belongs, on a line of its own, or next to a word that says
//! that it is code.

mod blanks;
mod fields;
mod forms;
mod leak;
mod marks;
mod place;
mod technical;
mod values;
mod vocabulary;

use self::{leak::Leak, place::Text};
use crate::proofread::{Check, Finding, Severity, passage::Passage, surroundings::Surroundings};

/// More than anybody reads.
const MOST: usize = 200;

pub(super) fn check(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Vec<Finding> {
    let text = Text::of(passage);
    let mut leaks = fields::find(&text);
    leaks.extend(values::find(&text));
    leaks.extend(forms::find(&text));
    leaks.extend(blanks::find(&text));
    // Of several about one stretch, the one that begins first and reaches farthest.
    leaks.sort_by_key(|leak| (leak.at.start, std::cmp::Reverse(leak.at.end)));
    let mut end = 0;
    leaks.retain(|leak| {
        let apart = leak.at.start >= end;
        end = end.max(leak.at.end);
        apart
    });
    leaks.truncate(MOST);
    leaks
        .into_iter()
        .filter(|leak| !surroundings.is_in_notes(passage.plain[leak.at.clone()].trim()))
        .map(|leak| finding(passage, &leak))
        .collect()
}

fn finding(passage: &Passage<'_>, leak: &Leak) -> Finding {
    let says = leak.says(&passage.quote(&leak.at));
    Finding {
        span: Some(passage.span(&leak.at)),
        ..Finding::new(Check::Placeholder, Severity::Error, passage.part, says)
    }
}
