//! A date in a sentence.

use chrono::NaiveDate;

use crate::mail::Confidence;

/// A day that a sentence names, and its place.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::mail::suggestions) struct FoundDay {
    /// `None` if it is ambiguous.
    pub(in crate::mail::suggestions) day: Option<NaiveDate>,
    pub(in crate::mail::suggestions) confidence: Confidence,
}
