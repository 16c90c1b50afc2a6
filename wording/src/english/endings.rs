//! The endings of sentences about waits: the day to write on, and why it is not the usual one.

use chrono::NaiveDate;
use planning::reason::{DayRange, DeviationCause};

use super::{
    cause_clause,
    time::{Between, Day},
};
use crate::parts::{Part, add};

/// ", best on Tuesday, 17 March."
pub(super) struct BestOn(pub(super) NaiveDate);

impl Part for BestOn {
    fn append_to(&self, out: &mut String) {
        add!(out, ", best on ", Day(self.0), ".");
    }
}

/// "; here best on Tuesday, 17 March, because of days off."
pub(super) struct HereBestOn(pub(super) NaiveDate, pub(super) DeviationCause);

impl Part for HereBestOn {
    fn append_to(&self, out: &mut String) {
        let Self(day, cause) = *self;
        add!(out, "; here best on ", Day(day), ", ", cause_clause(cause), ".");
    }
}

/// "between Tuesday, 17 March and Friday, 20 March, because of days off."
pub(super) struct BetweenBecause(pub(super) DayRange, pub(super) DeviationCause);

impl Part for BetweenBecause {
    fn append_to(&self, out: &mut String) {
        let Self(days, cause) = *self;
        add!(out, Between(days), ", ", cause_clause(cause), ".");
    }
}
