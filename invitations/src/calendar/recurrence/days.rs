//! The days of one period on which a rule recurs.

use chrono::{Datelike, NaiveDate};

use super::{Frequency, Rule};

impl Rule {
    /// The days on which the rule recurs in the period that begins with `first`, in order. Parts that the rule lacks,
    /// such as the day of the month, are those of `start`.
    pub(super) fn days(&self, first: NaiveDate, start: NaiveDate) -> Vec<NaiveDate> {
        // Rules of time zones name a month, so the other months are skipped.
        let whole_years = self.frequency == Frequency::Yearly && !self.months.is_empty();
        let periods = if whole_years { self.months_from(first) } else { vec![(first, self.days_in_period(first))] };
        let mut days: Vec<_> = periods
            .into_iter()
            .flat_map(|(first, length)| first.iter_days().take(length))
            .filter(|&day| self.months.is_empty() || self.months.contains(&day.month()))
            .filter(|&day| self.has_day(day, start))
            .collect();
        if !self.positions.is_empty() {
            let at = |position: i32| match usize::try_from(position) {
                Ok(from_start) => from_start.checked_sub(1),
                Err(_) => days.len().checked_sub(position.unsigned_abs() as usize),
            };
            let mut chosen: Vec<_> =
                self.positions.iter().filter_map(|&position| days.get(at(position)?).copied()).collect();
            chosen.sort_unstable();
            chosen.dedup();
            days = chosen;
        }
        days
    }

    /// The first days of the rule's months in the year that begins with that day, and their lengths.
    fn months_from(&self, first: NaiveDate) -> Vec<(NaiveDate, usize)> {
        let month = |month| first.with_month(month).map(|day| (day, day.num_days_in_month().into()));
        (1..=12).filter(|month| self.months.contains(month)).filter_map(month).collect()
    }

    fn has_day(&self, day: NaiveDate, start: NaiveDate) -> bool {
        if self.week_days.is_empty() && self.month_days.is_empty() && self.year_days.is_empty() {
            return match self.frequency {
                Frequency::Daily => true,
                Frequency::Weekly => day.weekday() == start.weekday(),
                Frequency::Monthly => day.day() == start.day(),
                Frequency::Yearly => {
                    day.day() == start.day() && (!self.months.is_empty() || day.month() == start.month())
                }
            };
        }
        let in_month = || counted(&self.month_days, day.day(), day.num_days_in_month().into());
        let in_year = || counted(&self.year_days, day.ordinal(), 365 + u32::from(day.leap_year()));
        (self.month_days.is_empty() || in_month())
            && (self.year_days.is_empty() || in_year())
            && (self.week_days.is_empty() || self.has_week_day(day))
    }

    fn has_week_day(&self, day: NaiveDate) -> bool {
        // With BYMONTH, a yearly rule counts weekdays within the month.
        let by_year = self.frequency == Frequency::Yearly && self.months.is_empty();
        let (number, length) = if by_year {
            (day.ordinal(), 365 + u32::from(day.leap_year()))
        } else {
            (day.day(), day.num_days_in_month().into())
        };
        self.week_days.iter().any(|&(ordinal, week_day)| {
            day.weekday() == week_day
                && (ordinal == 0 || ordinal_of(number - 1) == ordinal || -ordinal_of(length - number) == ordinal)
        })
    }
}

/// The number of the week from the start or the end of a period, counted from 1.
fn ordinal_of(days_from_edge: u32) -> i32 {
    i32::try_from(days_from_edge / 7 + 1).unwrap_or(i32::MAX)
}

/// Whether `numbers` has this day of a period. Negative numbers count from the end.
fn counted(numbers: &[i32], number: u32, length: u32) -> bool {
    let signed = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    numbers.iter().any(|&wanted| wanted == signed(number) || wanted == signed(number) - signed(length) - 1)
}
