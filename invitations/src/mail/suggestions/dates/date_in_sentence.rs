//! A date in a sentence.

use chrono::NaiveDate;

use crate::mail::Confidence;

/// A day that is named.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::mail::suggestions) struct Found {
    /// `None` if it can be read in two ways.
    pub(in crate::mail::suggestions) day: Option<NaiveDate>,
    pub(in crate::mail::suggestions) confidence: Confidence,
}
