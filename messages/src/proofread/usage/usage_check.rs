//! The input of the checks: a letter, and the conventions of its language.

use std::ops::Range;

use crate::proofread::{
    Check, Finding, Severity, Usage, UsageIssue, prepared_text::PreparedText, resolved_context::ResolvedContext,
};

/// One text, and the conventions of its language.
pub(super) struct UsageCheck<'a> {
    pub(super) usage: &'static Usage,
    pub(super) prepared: &'a PreparedText<'a>,
    pub(super) context: &'a ResolvedContext<'a>,
}

impl UsageCheck<'_> {
    pub(super) fn greeting(&self) -> &str {
        self.prepared.layout.greeting.as_ref().map_or("", |greeting| &self.prepared.plain[greeting.at.clone()])
    }

    /// A finding of grammar.
    pub(super) fn grammar(&self, at: &Range<usize>, instead: Option<String>, issue: &UsageIssue<'_>) -> Finding {
        self.finding(Check::Grammar, Severity::Warning, at, instead, issue)
    }

    pub(super) fn finding(
        &self,
        check: Check,
        severity: Severity,
        at: &Range<usize>,
        instead: Option<String>,
        issue: &UsageIssue<'_>,
    ) -> Finding {
        let description = self.context.language.typeset((self.usage.describe)(issue), self.context.locale);
        Finding {
            span: Some(self.prepared.span(at)),
            suggestions: instead.into_iter().collect(),
            ..Finding::new(check, severity, self.prepared.part, description)
        }
    }

    /// Whether `at` is in a quotation on its line.
    pub(super) fn is_quoted(&self, at: &Range<usize>) -> bool {
        let text = &self.prepared.plain;
        let line = text[..at.start].rfind('\n').map_or(0, |end| end + 1);
        let before = &text[line..at.start];
        // Closing marks have become straight ones.
        let (low, straight) = (before.matches('„').count(), before.matches('"').count());
        (if low > 0 { low > straight } else { straight % 2 == 1 })
            || before.matches(['«', '‹']).count() > before.matches(['»', '›']).count()
    }

    /// Whether `at` is in a quotation on its line, or in a note of the facts.
    pub(super) fn is_of_others(&self, at: &Range<usize>) -> bool {
        self.is_quoted(at) || self.context.is_in_notes(self.prepared.plain[at.clone()].trim())
    }
}

/// The first of the groups that took part in a match.
pub(super) fn group(found: &regex::Captures<'_>) -> Option<Range<usize>> {
    found.iter().skip(1).flatten().next().map(|group| group.range())
}
