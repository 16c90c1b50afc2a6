//! The data of the calendars, which `build/holidays.rs` generates from `data/holidays.txt`.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, Weekday};

// FIRST_YEAR, LAST_YEAR, YEARS, ROW, VERSION and RECORDS, which is sorted by code.
include!(concat!(env!("OUT_DIR"), "/holidays.rs"));

/// A bit for each day of a year. The first day is the lowest bit of the first byte. Equal years share a row.
static ROWS: &[[u8; ROW]] = include_bytes!(concat!(env!("OUT_DIR"), "/holidays.bin")).as_chunks().0;

/// The data of one calendar.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    /// Bit 0 is Monday.
    weekend: u8,
    /// `None` for an unknown year.
    years: [Option<Year>; YEARS],
    /// The codes of the parts of a country whose days off differ from its own calendar, sorted.
    pub(super) differing: &'static [&'static str],
}

/// The rows of a year.
#[derive(Clone, Copy, Debug)]
struct Year {
    holidays: u16,
    /// Weekends and holidays, without working days on weekends.
    days_off: u16,
}

/// All calendars, sorted by code.
pub(super) fn records() -> &'static [Record] {
    &RECORDS
}

/// The years of the table. A calendar may have fewer.
pub(super) fn years() -> RangeInclusive<i32> {
    FIRST_YEAR..=LAST_YEAR
}

impl Record {
    pub(super) fn is_weekend(&self, day: Weekday) -> bool {
        self.weekend & (1 << day.num_days_from_monday()) != 0
    }

    pub(super) fn is_holiday(&self, date: NaiveDate) -> bool {
        self.year(date).is_some_and(|year| is_holiday_in(year.holidays, date))
    }

    pub(super) fn is_day_off(&self, date: NaiveDate) -> bool {
        match self.year(date) {
            Some(year) => is_holiday_in(year.days_off, date),
            None => self.is_weekend(date.weekday()),
        }
    }

    pub(super) fn covers(&self, date: NaiveDate) -> bool {
        self.year(date).is_some()
    }

    /// The years with data. They are consecutive.
    pub(super) fn years(&self) -> RangeInclusive<i32> {
        let known = || (FIRST_YEAR..).zip(&self.years).filter(|(_, year)| year.is_some()).map(|(year, _)| year);
        known().next().unwrap_or(FIRST_YEAR)..=known().last().unwrap_or(LAST_YEAR)
    }

    fn year(&self, date: NaiveDate) -> Option<Year> {
        let year = usize::try_from(date.year() - FIRST_YEAR).ok()?;
        *self.years.get(year)?
    }
}

/// Whether the row has the day of this date.
fn is_holiday_in(row: u16, date: NaiveDate) -> bool {
    let day = date.ordinal0() as usize;
    ROWS.get(usize::from(row)).is_some_and(|row| row[day / 8] & (1 << (day % 8)) != 0)
}
