//! The input of the checks: a letter, and the conventions of its language.

use std::ops::Range;

use crate::proofread::{Check, Finding, Severity, Usage, UsageMatter, passage::Passage, surroundings::Surroundings};

/// One passage, and the conventions of its language.
pub(super) struct UsageCheck<'a> {
    pub(super) usage: &'static Usage,
    pub(super) passage: &'a Passage<'a>,
    pub(super) surroundings: &'a Surroundings<'a>,
}

impl UsageCheck<'_> {
    pub(super) fn greeting(&self) -> &str {
        self.passage.layout.greeting.as_ref().map_or("", |greeting| &self.passage.plain[greeting.at.clone()])
    }

    /// A finding of grammar.
    pub(super) fn grammar(&self, at: &Range<usize>, instead: Option<String>, matter: &UsageMatter<'_>) -> Finding {
        self.finding(Check::Grammar, Severity::Warning, at, instead, matter)
    }

    pub(super) fn finding(
        &self,
        check: Check,
        severity: Severity,
        at: &Range<usize>,
        instead: Option<String>,
        matter: &UsageMatter<'_>,
    ) -> Finding {
        let says = self.surroundings.language.typeset((self.usage.says)(matter), self.surroundings.locale);
        Finding {
            span: Some(self.passage.span(at)),
            suggestions: instead.into_iter().collect(),
            ..Finding::new(check, severity, self.passage.part, says)
        }
    }

    /// Whether `at` is in a quotation on its line.
    pub(super) fn is_quoted(&self, at: &Range<usize>) -> bool {
        let text = &self.passage.plain;
        let line = text[..at.start].rfind('\n').map_or(0, |end| end + 1);
        let before = &text[line..at.start];
        // Closing marks have become straight ones.
        let (low, straight) = (before.matches('„').count(), before.matches('"').count());
        (if low > 0 { low > straight } else { straight % 2 == 1 })
            || before.matches(['«', '‹']).count() > before.matches(['»', '›']).count()
    }

    /// Whether `at` is in a quotation on its line, or in a note of the facts.
    pub(super) fn is_of_others(&self, at: &Range<usize>) -> bool {
        self.is_quoted(at) || self.surroundings.is_in_notes(self.passage.plain[at.clone()].trim())
    }
}

/// The first of the groups that took part in a match.
pub(super) fn group(found: &regex::Captures<'_>) -> Option<Range<usize>> {
    found.iter().skip(1).flatten().next().map(|group| group.range())
}
