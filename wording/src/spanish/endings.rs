//! The endings of sentences about waits: the day to write on, and why it is not the usual one.

use chrono::NaiveDate;
use planning::reason::{DayRange, DeviationCause};

use super::{
    cause_clause,
    time::{Between, Day},
};
use crate::parts::{Part, add};

/// ", mejor el martes 17 de marzo."
pub(super) struct BestOn(pub(super) NaiveDate);

impl Part for BestOn {
    fn append_to(&self, out: &mut String) {
        add!(out, ", mejor el ", Day(self.0), ".");
    }
}

/// "; aquí, mejor el martes 17 de marzo, por los fines de semana y los días festivos."
pub(super) struct HereBestOn(pub(super) NaiveDate, pub(super) DeviationCause);

impl Part for HereBestOn {
    fn append_to(&self, out: &mut String) {
        let Self(day, cause) = *self;
        add!(out, "; aquí, mejor el ", Day(day), ", ", cause_clause(cause), ".");
    }
}

/// "entre el martes 17 y el viernes 20 de marzo, por los fines de semana y los días festivos."
pub(super) struct BetweenBecause(pub(super) DayRange, pub(super) DeviationCause);

impl Part for BetweenBecause {
    fn append_to(&self, out: &mut String) {
        let Self(days, cause) = *self;
        add!(out, Between(days), ", ", cause_clause(cause), ".");
    }
}
