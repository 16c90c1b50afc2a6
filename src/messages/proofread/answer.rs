//! The answer to texts that were proofread.

use messages::{
    Locale,
    proofread::{Finding, Severity},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::dictionaries;

/// The findings of the proofreader.
#[derive(Debug, Serialize, ToSchema)]
pub struct Proofreading {
    /// The findings, most severe first.
    findings: Vec<Finding>,
    /// The number of findings with severity `error` that are not dismissed.
    errors: usize,
    /// The number of findings with severity `warning` that are not dismissed.
    warnings: usize,
    /// The number of findings with severity `hint` that are not dismissed.
    hints: usize,
    /// The language in which the texts were read.
    locale: Locale,
    /// Whether spelling was checked.
    spelling: SpellingCheck,
}

/// Whether spelling was checked.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SpellingCheck {
    /// It was.
    Checked,
    /// It was not: the service has no dictionary of this language (`FOLLOWUP_DICTIONARIES`).
    NoDictionary,
}

impl Proofreading {
    pub(super) fn from_findings(findings: Vec<Finding>, locale: Locale) -> Self {
        let counts = |finding: &Finding, severity: Severity| finding.severity == severity && !finding.dismissed;
        let count = |severity| findings.iter().filter(|finding| counts(finding, severity)).count();
        let (errors, warnings, hints) = (count(Severity::Error), count(Severity::Warning), count(Severity::Hint));
        let checked = locale.language() == Locale::EN.language() || dictionaries::dictionary(locale).is_some();
        let spelling = if checked { SpellingCheck::Checked } else { SpellingCheck::NoDictionary };
        Self { findings, errors, warnings, hints, locale, spelling }
    }
}
