//! The endings of sentences about waits: the day to write on, and why it is not the usual one.

use chrono::NaiveDate;
use planning::reason::{DayRange, DeviationCause};

use super::{
    cause_clause,
    time::{Between, Day},
};
use crate::parts::{Part, add};

/// ", bij voorkeur op dinsdag 17 maart."
pub(super) struct BestOn(pub(super) NaiveDate);

impl Part for BestOn {
    fn append_to(&self, out: &mut String) {
        add!(out, ", bij voorkeur op ", Day(self.0), ".");
    }
}

/// "; hier bij voorkeur op dinsdag 17 maart, omdat er vrije dagen tussen zitten."
pub(super) struct HereBestOn(pub(super) NaiveDate, pub(super) DeviationCause);

impl Part for HereBestOn {
    fn append_to(&self, out: &mut String) {
        let Self(day, cause) = *self;
        add!(out, "; hier bij voorkeur op ", Day(day), ", ", cause_clause(cause), ".");
    }
}

/// "tussen dinsdag 17 maart en vrijdag 20 maart, omdat er vrije dagen tussen zitten."
pub(super) struct BetweenBecause(pub(super) DayRange, pub(super) DeviationCause);

impl Part for BetweenBecause {
    fn append_to(&self, out: &mut String) {
        let Self(days, cause) = *self;
        add!(out, Between(days), ", ", cause_clause(cause), ".");
    }
}
