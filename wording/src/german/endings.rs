//! The endings of sentences about waits: the day to write on, and why it is not the usual one.

use chrono::NaiveDate;
use planning::reason::{DayRange, DeviationCause};

use super::{German, cause_clause};
use crate::parts::{Part, add};

/// ", am besten am Dienstag, dem 17. März."
pub(super) struct BestOn(pub(super) German, pub(super) NaiveDate);

impl Part for BestOn {
    fn append_to(&self, out: &mut String) {
        add!(out, ", am besten ", self.0.on(self.1), ".");
    }
}

/// ". Hier ist der beste Tag Dienstag, ..., weil freie Tage dazwischenliegen."
pub(super) struct HereBestOn(pub(super) German, pub(super) NaiveDate, pub(super) DeviationCause);

impl Part for HereBestOn {
    fn append_to(&self, out: &mut String) {
        add!(out, "; hier am besten ", self.0.on(self.1), ", ", cause_clause(self.2), ".");
    }
}

/// "zwischen Dienstag, dem 17. März, und Freitag, dem 20. März, weil freie Tage dazwischenliegen."
pub(super) struct BetweenBecause(pub(super) German, pub(super) DayRange, pub(super) DeviationCause);

impl Part for BetweenBecause {
    fn append_to(&self, out: &mut String) {
        add!(out, self.0.between(self.1), ", ", cause_clause(self.2), ".");
    }
}
