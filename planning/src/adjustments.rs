//! Adjustments of the first follow-up: facts that bring it forward or put it back, in business days.

use chrono::NaiveDate;

use crate::{
    days::BusinessDays,
    facts::{ApplicationDetails, Interview, InterviewKind, Sector, Seniority},
    ledger::{Rule, rule},
    playbook::Wait,
};

/// The limit of the sum of all adjustments, in business days.
const SUM_LIMITS: std::ops::RangeInclusive<i32> = -3..=10;
/// A process with this number of interviews or more counts as slow.
const MANY_INTERVIEWS: usize = 3;
/// A process with this number of days or more between application and interview counts as slow.
const LONG_PROCESS_DAYS: i64 = 30;
/// A shifted day is at least this many business days after the start of the wait.
const MIN_BUSINESS_DAYS: i32 = 2;

/// A fact that makes the wait shorter or longer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Adjustment {
    /// An entry-level position.
    Entry,
    /// A senior position.
    Senior,
    /// An executive position.
    Executive,
    /// A start-up.
    Startup,
    /// A public body.
    Government,
    /// The employer needs to fill the position soon.
    Urgent,
    /// The interview was a technical one.
    TechnicalInterview,
    /// The interview was the final one.
    FinalInterview,
    /// This number of interviews shows a slow process.
    ManyInterviews(usize),
    /// This number of days since the application shows a slow process.
    LongProcess(i64),
}

impl Adjustment {
    /// The adjustment in business days. All of these figures are the project's own.
    #[must_use]
    pub const fn shift(self) -> i32 {
        match self {
            Self::Entry | Self::Startup => -1,
            Self::Urgent => -2,
            Self::Senior
            | Self::TechnicalInterview
            | Self::FinalInterview
            | Self::ManyInterviews(_)
            | Self::LongProcess(_) => 2,
            Self::Executive | Self::Government => 5,
        }
    }

    /// The rule behind the adjustment.
    pub(crate) fn rule(self) -> &'static Rule {
        match self {
            Self::Entry | Self::Executive => rule::BALANCE_PROCESS_1,
            Self::Senior => rule::BALANCE_SENIORITY_1,
            Self::Startup | Self::Government => rule::BALANCE_SECTOR_1,
            Self::Urgent => rule::BALANCE_URGENCY_1,
            Self::TechnicalInterview | Self::FinalInterview => rule::BALANCE_STAGE_1,
            Self::ManyInterviews(_) | Self::LongProcess(_) => rule::BALANCE_HISTORY_1,
        }
    }
}

/// The adjustments of a wait from `first_day`, after `interview`, which is one of `interviews` interviews.
pub(crate) fn adjustments(
    application: &ApplicationDetails,
    interview: &Interview,
    interviews: usize,
    first_day: NaiveDate,
) -> impl Iterator<Item = Adjustment> {
    let seniority = match application.position.seniority {
        Seniority::Entry => Some(Adjustment::Entry),
        Seniority::Mid => None,
        Seniority::Senior => Some(Adjustment::Senior),
        Seniority::Executive => Some(Adjustment::Executive),
    };
    let sector = match application.company.sector {
        Sector::Startup => Some(Adjustment::Startup),
        Sector::Government => Some(Adjustment::Government),
        Sector::Corporate | Sector::Nonprofit | Sector::Other => None,
    };
    let urgent = application.urgent.then_some(Adjustment::Urgent);
    let late = match interview.kind {
        InterviewKind::Technical => Some(Adjustment::TechnicalInterview),
        InterviewKind::Final => Some(Adjustment::FinalInterview),
        _ => None,
    };
    let many = (interviews >= MANY_INTERVIEWS).then_some(Adjustment::ManyInterviews(interviews));
    let waited = application.applied_on.map_or(0, |applied| (first_day - *applied).num_days());
    let long = (waited > LONG_PROCESS_DAYS).then_some(Adjustment::LongProcess(waited));
    [seniority, sector, urgent, late, many, long].into_iter().flatten()
}

/// The sum of the adjustments, within its limit.
pub(crate) fn total(adjustments: impl Iterator<Item = Adjustment>) -> i32 {
    adjustments.map(Adjustment::shift).sum::<i32>().clamp(*SUM_LIMITS.start(), *SUM_LIMITS.end())
}

/// The day on which an adjusted wait from `from` ends.
pub(crate) fn adjusted(days: &impl BusinessDays, from: NaiveDate, wait: Wait, shift: i32) -> NaiveDate {
    if shift == 0 {
        return days.day_after(from, wait);
    }
    match wait {
        Wait::BusinessDays(_) => {
            let wait = i32::from(wait.days());
            days.business_day(from, (wait + shift).max(wait.min(MIN_BUSINESS_DAYS)))
        }
        Wait::Days(_) => {
            let unadjusted = days.day_after(from, wait);
            let floor = unadjusted.min(days.business_day(from, MIN_BUSINESS_DAYS));
            days.business_day(unadjusted, shift).max(floor)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::days::EmployerDays;

    #[test]
    fn section_6_a_shift_never_brings_a_day_closer_than_two_business_days() {
        let application = serde_json::from_value(serde_json::json!({
            "company": { "name": "Acme" }, "position": { "title": "Analyst" }, "time_zone": "UTC",
        }))
        .unwrap();
        let days = EmployerDays::new(&application);
        let tuesday: NaiveDate = "2026-03-10".parse().unwrap();
        let after = |wait, shift| adjusted(&days, tuesday, wait, shift).to_string();
        assert_eq!(after(Wait::BusinessDays(5), -3), "2026-03-12");
        assert_eq!(after(Wait::BusinessDays(4), -3), "2026-03-12");
        // A wait that is already shorter is not changed.
        assert_eq!(after(Wait::BusinessDays(1), -3), "2026-03-11");
        assert_eq!(after(Wait::BusinessDays(0), -3), "2026-03-10");
        assert_eq!(after(Wait::Days(7), -3), "2026-03-12");
        assert_eq!(after(Wait::Days(3), -3), "2026-03-12");
        assert_eq!(after(Wait::Days(1), -3), "2026-03-11");
        assert_eq!(after(Wait::Days(7), 2), "2026-03-19");
    }

    #[test]
    fn section_6_the_sum_is_limited() {
        assert_eq!(total([Adjustment::Entry, Adjustment::Startup, Adjustment::Urgent].into_iter()), -3);
        assert_eq!(total([Adjustment::Executive, Adjustment::Government, Adjustment::LongProcess(40)].into_iter()), 10);
    }
}
