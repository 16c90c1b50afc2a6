//! All clock changes of all zones, as `build/zones.rs` made them from the IANA database.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};

// RELEASE, LAST_YEAR, FIRST and END (seconds since 1970), SPAN_BITS, SPANS ZONES, which is sorted by name, and
// NUMBERS, by name.
include!(concat!(env!("OUT_DIR"), "/time_zones.rs"));

/// In seconds. Every offset from UTC is smaller.
const DAY: i64 = 86_400;

/// A name, and what the clocks there show. Several names may share a clock.
pub(super) struct Zone {
    pub(super) name: &'static str,
    pub(super) clock: &'static Clock,
}

/// The offsets of a place, one after the other.
pub(super) struct Clock {
    /// In order; the first one begins before all times.
    periods: &'static [Period],
    /// The number of the period at the beginning of each span, so that a look-up passes over one or two periods.
    starts: [u16; SPANS],
}

struct Period {
    /// In seconds since 1970.
    from: i64,
    offset: FixedOffset,
}

/// All zones, sorted by name.
pub(super) fn zones() -> &'static [Zone] {
    &ZONES
}

/// The number of the zone with that name, exactly.
pub(super) fn number_of(name: &str) -> Option<u16> {
    NUMBERS.get(name).copied()
}

/// The release of the database.
pub(super) fn release() -> &'static str {
    RELEASE
}

impl Clock {
    /// The offset at an instant, in seconds since 1970.
    pub(super) fn offset_at(&self, instant: i64) -> FixedOffset {
        if let [always] = self.periods {
            return always.offset;
        }
        let instant = instant - seconds_beyond_table(instant);
        let mut period = self.first_period(instant);
        while self.periods.get(period + 1).is_some_and(|next| next.from <= instant) {
            period += 1;
        }
        self.periods[period].offset
    }

    /// The offset at a local time, in seconds since 1970 by the clocks: the earlier one if they show it twice. If they
    /// skip it, the first instant after the gap and the offset from then on.
    pub(super) fn offset_of(&self, local: i64) -> (Option<i64>, FixedOffset) {
        if let [always] = self.periods {
            return (None, always.offset);
        }
        let beyond = seconds_beyond_table(local);
        let local = local - beyond;
        // The first period that doesn't end before that local time. Either it has the time, or it begins after the gap.
        let mut period = self.first_period(local - DAY);
        while self
            .periods
            .get(period + 1)
            .is_some_and(|next| next.from + seconds_east(self.periods[period].offset) <= local)
        {
            period += 1;
        }
        let Period { from, offset } = self.periods[period];
        let skipped = from > local - seconds_east(offset);
        (skipped.then_some(from + beyond), offset)
    }

    /// The index of the period at the beginning of the span with that time.
    fn first_period(&self, seconds: i64) -> usize {
        let span = usize::try_from((seconds - FIRST) >> SPAN_BITS).unwrap_or(0);
        self.starts[span.min(SPANS - 1)].into()
    }
}

/// In seconds.
fn seconds_east(offset: FixedOffset) -> i64 {
    offset.local_minus_utc().into()
}

/// The number of seconds to subtract from a time after the end of the table, to get a time in the table at which all
/// clocks show the same. 0 for a time in the table.
///
/// The rules say "the last Sunday in March", so that years of the same length that begin on the same weekday have the
/// same changes. The last 28 years of the table have each kind of year.
fn seconds_beyond_table(seconds: i64) -> i64 {
    if seconds < END { 0 } else { seconds_beyond_end(seconds) }
}

#[cold]
fn seconds_beyond_end(seconds: i64) -> i64 {
    let start = |year| NaiveDate::from_ymd_opt(year, 1, 1);
    let Some(day) = DateTime::from_timestamp(seconds, 0).and_then(|time| start(time.year())) else { return 0 };
    let alike = |other: &NaiveDate| other.leap_year() == day.leap_year() && other.weekday() == day.weekday();
    let other = (LAST_YEAR - 27..=LAST_YEAR).filter_map(start).find(alike);
    other.map_or(0, |other| (day - other).num_seconds())
}

/// A period of the generated table. A wrong offset doesn't compile.
const fn from(from: i64, seconds_east: i32) -> Period {
    match FixedOffset::east_opt(seconds_east) {
        Some(offset) => Period { from, offset },
        None => panic!("an offset is less than a day"),
    }
}
