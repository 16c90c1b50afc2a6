//! Recurrence rules (RFC 5545, section 3.3.10), as far as invitations and time zones need them.

mod days;

use std::str::FromStr;

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Weekday};

use super::property::{DateOrTime, date_or_time};

/// The maximum number of days in which occurrences are searched for: a century.
const MAX_DAYS: usize = 36_600;
/// The maximum number of values of one part of a rule.
const MAX_VALUES: usize = 100;
/// The last year with occurrences, which is the last year of instants.
const LAST_YEAR: i32 = 2199;

/// A supported rule.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    frequency: Frequency,
    interval: u32,
    pub(super) count: Option<u32>,
    pub(super) until: Option<DateOrTime>,
    months: Vec<u32>,
    month_days: Vec<i32>,
    year_days: Vec<i32>,
    /// Days of the week with an ordinal, or 0 for every such day.
    week_days: Vec<(i32, Weekday)>,
    positions: Vec<i32>,
    week_start: Weekday,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// Why a rule can't be used.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum RuleError {
    /// It breaks the grammar, or contradicts itself.
    Invalid,
    /// It is valid, but this part of it is not supported.
    NotSupported(String),
}

impl Rule {
    /// Whether it recurs on the same days in every year, except for its end.
    pub(super) fn is_plainly_yearly(&self) -> bool {
        self.frequency == Frequency::Yearly && self.interval == 1 && self.count.is_none()
    }

    /// The days of that year on which it recurs, if it is yearly.
    pub(super) fn days_of_year(&self, year: i32, start: NaiveDate) -> Vec<NaiveDate> {
        NaiveDate::from_ymd_opt(year, 1, 1).map(|first| self.days(first, start)).unwrap_or_default()
    }

    /// The occurrences from `start` on, which is always the first. COUNT and UNTIL are ignored. The occurrences end
    /// with the last year, or after a century without one.
    pub(super) fn occurrences(&self, start: NaiveDateTime) -> impl Iterator<Item = NaiveDateTime> {
        let mut period = Some(self.first_period(start.date()));
        let mut looked_at = 0;
        let later = std::iter::from_fn(move || {
            let first = period?;
            looked_at += self.days_in_period(first);
            period = (looked_at <= MAX_DAYS).then(|| self.next_period(first)).flatten();
            Some(self.days(first, start.date()))
        });
        let later = later.flatten().map(move |day| day.and_time(start.time())).filter(move |&time| time > start);
        std::iter::once(start).chain(later)
    }

    fn first_period(&self, start: NaiveDate) -> NaiveDate {
        match self.frequency {
            Frequency::Daily => start,
            Frequency::Weekly => start.week(self.week_start).checked_first_day().unwrap_or(start),
            Frequency::Monthly => start.with_day(1).unwrap_or(start),
            Frequency::Yearly => start.with_ordinal(1).unwrap_or(start),
        }
    }

    fn next_period(&self, first: NaiveDate) -> Option<NaiveDate> {
        let next = match self.frequency {
            Frequency::Daily => first.checked_add_signed(TimeDelta::days(self.interval.into())),
            Frequency::Weekly => first.checked_add_signed(TimeDelta::weeks(self.interval.into())),
            Frequency::Monthly => first.checked_add_months(chrono::Months::new(self.interval)),
            Frequency::Yearly => first.checked_add_months(chrono::Months::new(self.interval.checked_mul(12)?)),
        };
        next.filter(|day| day.year() <= LAST_YEAR)
    }

    fn days_in_period(&self, first: NaiveDate) -> usize {
        match self.frequency {
            Frequency::Daily => 1,
            Frequency::Weekly => 7,
            Frequency::Monthly => first.num_days_in_month().into(),
            Frequency::Yearly => 365 + usize::from(first.leap_year()),
        }
    }
}

impl FromStr for Rule {
    type Err = RuleError;

    fn from_str(text: &str) -> Result<Self, RuleError> {
        let mut frequency = None;
        let mut rule = Self {
            frequency: Frequency::Daily,
            interval: 1,
            count: None,
            until: None,
            months: Vec::new(),
            month_days: Vec::new(),
            year_days: Vec::new(),
            week_days: Vec::new(),
            positions: Vec::new(),
            week_start: Weekday::Mon,
        };
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').ok_or(RuleError::Invalid)?;
            let name = name.trim().to_ascii_uppercase();
            match &*name {
                "FREQ" => frequency = Some(frequency_of(value)?),
                "INTERVAL" => rule.interval = number(value, 1, 100_000)?.unsigned_abs(),
                "COUNT" => rule.count = Some(number(value, 1, i32::MAX)?.unsigned_abs()),
                "UNTIL" => rule.until = Some(date_or_time(value.trim()).ok_or(RuleError::Invalid)?),
                "BYMONTH" => rule.months = numbers(value, 1, 12)?.into_iter().map(i32::unsigned_abs).collect(),
                "BYMONTHDAY" => rule.month_days = numbers(value, -31, 31)?,
                "BYYEARDAY" => rule.year_days = numbers(value, -366, 366)?,
                "BYSETPOS" => rule.positions = numbers(value, -366, 366)?,
                "BYDAY" => rule.week_days = list(value)?.map(week_day).collect::<Result<_, _>>()?,
                "WKST" => rule.week_start = week_day(value)?.1,
                _ => return Err(RuleError::NotSupported(name)),
            }
        }
        rule.frequency = frequency.ok_or(RuleError::Invalid)?;
        let has_ordinal = rule.week_days.iter().any(|&(ordinal, _)| ordinal != 0);
        let may_have = matches!(rule.frequency, Frequency::Monthly | Frequency::Yearly);
        if has_ordinal && !may_have { Err(RuleError::Invalid) } else { Ok(rule) }
    }
}

fn frequency_of(text: &str) -> Result<Frequency, RuleError> {
    match &*text.trim().to_ascii_uppercase() {
        "DAILY" => Ok(Frequency::Daily),
        "WEEKLY" => Ok(Frequency::Weekly),
        "MONTHLY" => Ok(Frequency::Monthly),
        "YEARLY" => Ok(Frequency::Yearly),
        other @ ("HOURLY" | "MINUTELY" | "SECONDLY") => Err(RuleError::NotSupported(format!("FREQ={other}"))),
        _ => Err(RuleError::Invalid),
    }
}

/// A number that isn't zero.
fn number(text: &str, least: i32, most: i32) -> Result<i32, RuleError> {
    let number: i32 = text.trim().parse().map_err(|_| RuleError::Invalid)?;
    if (least..=most).contains(&number) && number != 0 { Ok(number) } else { Err(RuleError::Invalid) }
}

fn numbers(text: &str, least: i32, most: i32) -> Result<Vec<i32>, RuleError> {
    list(text)?.map(|number_| number(number_, least, most)).collect()
}

/// The values between commas. More than `MAX_VALUES` are refused.
fn list(text: &str) -> Result<impl Iterator<Item = &str>, RuleError> {
    if text.bytes().filter(|&byte| byte == b',').count() > MAX_VALUES {
        return Err(RuleError::Invalid);
    }
    Ok(text.split(',').map(str::trim))
}

/// Such as `MO`, `2MO` or `-1SU`.
fn week_day(text: &str) -> Result<(i32, Weekday), RuleError> {
    let text = text.trim();
    let at = text.len().checked_sub(2).filter(|&at| text.is_char_boundary(at)).ok_or(RuleError::Invalid)?;
    let (ordinal, day) = text.split_at(at);
    let day = match &*day.to_ascii_uppercase() {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return Err(RuleError::Invalid),
    };
    Ok((if ordinal.is_empty() { 0 } else { number(ordinal, -53, 53)? }, day))
}

#[cfg(test)]
mod tests;
