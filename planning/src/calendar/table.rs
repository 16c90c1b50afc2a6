//! The holidays themselves, as `build/holidays.rs` made them from `data/holidays.txt`.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, Weekday};

// DATA_VERSION, FIRST_YEAR, LAST_YEAR, YEARS, ROW and RECORDS, which is sorted by code.
include!(concat!(env!("OUT_DIR"), "/holidays.rs"));

/// A bit for each day of a year, the first one the lowest of the first byte. Equal years of any calendars share a row.
static ROWS: &[[u8; ROW]] = include_bytes!(concat!(env!("OUT_DIR"), "/holidays.bin")).as_chunks().0;

/// What is known of one calendar.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) code: &'static str,
    /// Bit 0 is Monday.
    weekend: u8,
    /// Which row is whose: by year, `None` where the year isn't known.
    rows: [Option<u16>; YEARS],
}

/// All calendars, sorted by code.
pub(super) fn records() -> &'static [Record] {
    &RECORDS
}

/// The years of the table; a calendar may know fewer.
pub(super) fn years() -> RangeInclusive<i32> {
    FIRST_YEAR..=LAST_YEAR
}

/// The version of the package that the holidays are from.
pub(super) fn data_version() -> &'static str {
    DATA_VERSION
}

impl Record {
    pub(super) fn is_weekend(&self, day: Weekday) -> bool {
        self.weekend & (1 << day.num_days_from_monday()) != 0
    }

    pub(super) fn is_holiday(&self, date: NaiveDate) -> bool {
        let day = date.ordinal0() as usize;
        self.row(date).is_some_and(|row| row[day / 8] & (1 << (day % 8)) != 0)
    }

    pub(super) fn covers(&self, date: NaiveDate) -> bool {
        self.row(date).is_some()
    }

    fn row(&self, date: NaiveDate) -> Option<&'static [u8; ROW]> {
        let year = usize::try_from(date.year() - FIRST_YEAR).ok()?;
        let row = (*self.rows.get(year)?)?;
        ROWS.get(usize::from(row))
    }
}
