//! Distinguishes prose from addresses, numbers and code.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::proofread::prepared_text::PreparedText;

/// Addresses, numbers and code.
static NO_PROSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)
        [\w.+%-]+@[\w-]+(?:\.[\w-]+)+                   # e-mail addresses
        | (?:https?://|www\.)\S+                        # web addresses
        | \b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|ai|co|edu|gov|app|de|uk|eu|fr|es|nl|ch|at|me|tech)\b(?:/\S*)?
        | \+?\(?\d[\d\s().\-/]{5,}\d                    # telephone numbers
        | `[^`\n]+`                                     # code
        | \b\w+(?:::\w+)+(?:<[^<>\n]*>)? | \b\w+<[\w\s,<>:&']+> | \b\w+\(\)
        | [@\#]\w+
        | \w*[_/\\]\w+ | \w+[_/\\]\w*                   # file names, CI/CD
        ",
    )
    .expect("it is a regular expression")
});

/// The ranges of a text that are not prose, in bytes.
#[derive(Debug)]
pub(super) struct NonProse {
    others: Vec<Range<usize>>,
}

impl NonProse {
    pub(super) fn find(prepared: &PreparedText<'_>) -> Self {
        let layout = &prepared.layout;
        let others = NO_PROSE.find_iter(&prepared.plain).map(|found| found.range());
        // The name after a foreign greeting such as "Bonjour" is checked.
        let greeting = layout.greeting.as_ref().map(|greeting| greeting.at.start..greeting.whom.start);
        let around = [layout.head.clone(), layout.signature.clone()];
        Self { others: others.chain(around).chain(greeting).filter(|at| !at.is_empty()).collect() }
    }

    /// Whether all of `at` is prose.
    pub(super) fn has(&self, at: &Range<usize>) -> bool {
        self.others.iter().all(|other| at.end <= other.start || other.end <= at.start)
    }
}
