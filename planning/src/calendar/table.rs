//! The holidays themselves, as `build/holidays.rs` made them from `data/holidays.txt`.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, Weekday};

// FIRST_YEAR, LAST_YEAR, YEARS, ROW, VERSION and RECORDS, which is sorted by code.
include!(concat!(env!("OUT_DIR"), "/holidays.rs"));

/// A bit for each day of a year, the first one the lowest of the first byte. Equal years of any calendars share a row.
static ROWS: &[[u8; ROW]] = include_bytes!(concat!(env!("OUT_DIR"), "/holidays.bin")).as_chunks().0;

/// What is known of one calendar.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    /// Bit 0 is Monday.
    weekend: u8,
    /// `None` where the year isn't known.
    years: [Option<Year>; YEARS],
    /// The parts of a country in which people work on other days than by its own calendar, by code, in order.
    pub(super) differing: &'static [&'static str],
}

/// Which rows are a year's.
#[derive(Clone, Copy, Debug)]
struct Year {
    holidays: u16,
    /// Weekends and holidays, without the days of weekends on which people work.
    days_off: u16,
}

/// All calendars, sorted by code.
pub(super) fn records() -> &'static [Record] {
    &RECORDS
}

/// The years of the table; a calendar may know fewer.
pub(super) fn years() -> RangeInclusive<i32> {
    FIRST_YEAR..=LAST_YEAR
}

impl Record {
    pub(super) fn is_weekend(&self, day: Weekday) -> bool {
        self.weekend & (1 << day.num_days_from_monday()) != 0
    }

    pub(super) fn is_holiday(&self, date: NaiveDate) -> bool {
        self.year(date).is_some_and(|year| has(year.holidays, date))
    }

    pub(super) fn is_day_off(&self, date: NaiveDate) -> bool {
        match self.year(date) {
            Some(year) => has(year.days_off, date),
            None => self.is_weekend(date.weekday()),
        }
    }

    pub(super) fn covers(&self, date: NaiveDate) -> bool {
        self.year(date).is_some()
    }

    /// The years that are known: they follow one another.
    pub(super) fn years(&self) -> RangeInclusive<i32> {
        let known = || (FIRST_YEAR..).zip(&self.years).filter(|(_, year)| year.is_some()).map(|(year, _)| year);
        known().next().unwrap_or(FIRST_YEAR)..=known().last().unwrap_or(LAST_YEAR)
    }

    fn year(&self, date: NaiveDate) -> Option<Year> {
        let year = usize::try_from(date.year() - FIRST_YEAR).ok()?;
        *self.years.get(year)?
    }
}

/// Whether the date's day is one of the row.
fn has(row: u16, date: NaiveDate) -> bool {
    let day = date.ordinal0() as usize;
    ROWS.get(usize::from(row)).is_some_and(|row| row[day / 8] & (1 << (day % 8)) != 0)
}
