//! The endings of sentences about waits: the day to write on, and why it is not the usual one.

use chrono::NaiveDate;
use planning::reason::{DayRange, DeviationCause};

use super::{
    French, cause_clause,
    time::{Between, Day},
};
use crate::parts::{Part, add};

/// ", idéalement le mardi 17 mars."
pub(super) struct BestOn(pub(super) NaiveDate);

impl Part for BestOn {
    fn append_to(&self, out: &mut String) {
        add!(out, ", idéalement le ", Day(self.0), ".");
    }
}

/// " ; ici, plutôt le mardi 17 mars, en raison de jours non travaillés."
pub(super) struct HereBestOn(pub(super) French, pub(super) NaiveDate, pub(super) DeviationCause);

impl Part for HereBestOn {
    fn append_to(&self, out: &mut String) {
        let Self(french, day, cause) = *self;
        add!(out, french.space(), "; ici, plutôt le ", Day(day), ", ", cause_clause(cause), ".");
    }
}

/// "entre le mardi 17 mars et le vendredi 20 mars, en raison de jours non travaillés."
pub(super) struct BetweenBecause(pub(super) DayRange, pub(super) DeviationCause);

impl Part for BetweenBecause {
    fn append_to(&self, out: &mut String) {
        let Self(days, cause) = *self;
        add!(out, Between(days), ", ", cause_clause(cause), ".");
    }
}
