//! When a step may, should and must be done.

use chrono::NaiveDate;

use crate::{
    days::{BusinessDays, CLOSING_TIME, EmployerDays, EmployerInstant, IDEAL_TIME, OPENING_TIME, WeekdaysOnly},
    facts::OverrideDetails,
    playbook::{FollowUpRule, Wait},
};

/// The three times of a step, in order.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Window {
    pub(crate) opens: EmployerInstant,
    pub(crate) ideal: EmployerInstant,
    pub(crate) closes: EmployerInstant,
}

/// The three days of a step, in order.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct DayWindow {
    pub(crate) opens: NaiveDate,
    pub(crate) ideal: NaiveDate,
    pub(crate) closes: NaiveDate,
}

impl DayWindow {
    /// Makes the days ascending: an ideal day before the opening becomes the opening, and a closing day before the
    /// ideal day becomes that day.
    pub(crate) fn ordered(opens: NaiveDate, ideal: NaiveDate, closes: NaiveDate) -> Self {
        let ideal = ideal.max(opens);
        Self { opens, ideal, closes: closes.max(ideal) }
    }

    /// The days that a follow-up's waits end on, in order.
    pub(crate) fn from_rule(rule: &FollowUpRule, ends_on: impl Fn(Wait) -> NaiveDate) -> Self {
        Self::ordered(ends_on(rule.opens), ends_on(rule.ideal), ends_on(rule.closes))
    }

    /// Closed as many business days after its opening as `unshortened` is in a calendar without holidays (5j).
    pub(crate) fn no_shorter_than(self, unshortened: Self, days: &EmployerDays, plain: &WeekdaysOnly) -> Self {
        let length = plain.business_days_between(unshortened.opens, unshortened.closes);
        if length == 0 {
            return self;
        }
        Self { closes: self.closes.max(days.business_day(self.opens, length)), ..self }
    }

    pub(crate) fn one_day(day: NaiveDate) -> Self {
        Self { opens: day, ideal: day, closes: day }
    }

    /// No day before `earliest`.
    pub(crate) fn not_before(self, earliest: NaiveDate) -> Self {
        Self { opens: self.opens.max(earliest), ideal: self.ideal.max(earliest), closes: self.closes.max(earliest) }
    }

    /// Moved as a whole, by as many business days as the opening has to move to come no earlier than `earliest`.
    ///
    /// All these days are business days. So the ideal and the closing keep their distances to the opening, which are
    /// short; to count the days of the move itself could take years of them.
    pub(crate) fn moved_to(self, earliest: NaiveDate, days: &EmployerDays) -> Self {
        if earliest <= self.opens {
            return self;
        }
        let moved = |day| days.business_day(earliest, days.business_days_between(self.opens, day));
        Self { opens: earliest, ideal: moved(self.ideal), closes: moved(self.closes) }
    }

    pub(crate) fn times(self, days: &EmployerDays) -> Window {
        Window {
            opens: days.at_local_time(self.opens, OPENING_TIME),
            ideal: days.at_local_time(self.ideal, IDEAL_TIME),
            closes: days.at_local_time(self.closes, CLOSING_TIME),
        }
    }
}

impl Window {
    /// The window of these times. A time that is before the preceding one becomes equal to it.
    pub(crate) fn ordered(opens: EmployerInstant, ideal: EmployerInstant, closes: EmployerInstant) -> Self {
        let ideal = ideal.max(opens);
        Self { opens, ideal, closes: closes.max(ideal) }
    }

    /// Whether the candidate put the step off, so that its window opens when the candidate said.
    pub(crate) fn is_postponed(self, decision: OverrideDetails) -> bool {
        decision.not_before.is_some_and(|until| *until == self.opens)
    }

    /// No time before that one.
    pub(crate) fn not_before(self, earliest: EmployerInstant) -> Self {
        Self { opens: self.opens.max(earliest), ideal: self.ideal.max(earliest), closes: self.closes.max(earliest) }
    }

    /// The window, opening no earlier than on `day`. The ideal and the closing move only if they are on an earlier day.
    pub(crate) fn opened_on(self, day: NaiveDate, days: &EmployerDays) -> Self {
        let opens = self.opens.max(days.at_local_time(day, OPENING_TIME));
        let ideal = if self.ideal.date_naive() < day { days.at_local_time(day, IDEAL_TIME) } else { self.ideal };
        let closes = if self.closes.date_naive() < day { days.at_local_time(day, CLOSING_TIME) } else { self.closes };
        Self::ordered(opens, ideal, closes)
    }

    /// Put off by the candidate: the closing moves to the end of that working day.
    pub(crate) fn postponed(self, until: EmployerInstant, days: &EmployerDays) -> Self {
        let closes = if self.closes < until {
            days.at_local_time(until.date_naive(), CLOSING_TIME).max(until)
        } else {
            self.closes
        };
        Self::ordered(self.opens.max(until), self.ideal.max(until), closes)
    }
}
