//! Time zones, beside chrono-tz: from an instant to local time, from local time to an instant, and from a name to its
//! zone.

use std::hint::black_box;

use chrono::{DateTime, FixedOffset, MappedLocalTime, NaiveDateTime, Offset as _, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;
use criterion::{Criterion, criterion_group, criterion_main};
use planning::TimeZone;

/// Time zones with and without future clock changes.
const ZONES: [&str; 5] = ["America/New_York", "Europe/London", "Africa/Cairo", "Asia/Tokyo", "UTC"];

/// A thousand instants in the sixteen months from 2026 on.
fn instants() -> Vec<DateTime<Utc>> {
    let first = DateTime::from_timestamp(1_767_225_600, 0).expect("it is within chrono's years");
    (0..1000).map(|number| first + TimeDelta::minutes(701 * number)).collect()
}

/// Resolves a local time with chrono-tz, as the planner does with its own table.
fn chrono_tz_from_local(zone: Tz, local: NaiveDateTime) -> Option<DateTime<FixedOffset>> {
    let at = |offset: FixedOffset| DateTime::from_naive_utc_and_offset(local - offset, offset);
    match zone.offset_from_local_datetime(&local) {
        MappedLocalTime::Single(offset) => Some(at(offset.fix())),
        MappedLocalTime::Ambiguous(one, other) => Some(at(one.fix()).min(at(other.fix()))),
        MappedLocalTime::None => chrono_tz::GapInfo::new(&local, &zone)?.end.map(|end| end.fixed_offset()),
    }
}

fn zones(criterion: &mut Criterion) {
    let instants = instants();
    let locals: Vec<_> = instants.iter().map(DateTime::naive_utc).collect();
    for name in ZONES {
        let ours: TimeZone = name.parse().expect("the zone is known");
        let theirs: Tz = name.parse().expect("the zone is known");
        let mut group = criterion.benchmark_group(name);
        group.bench_function("to local", |bencher| {
            bencher.iter(|| {
                instants.iter().map(|at| ours.to_local(*black_box(at)).timestamp()).fold(0, i64::wrapping_add)
            });
        });
        group.bench_function("to local, chrono-tz", |bencher| {
            bencher.iter(|| {
                let local =
                    |at: &DateTime<Utc>| at.with_timezone(&theirs.offset_from_utc_datetime(&at.naive_utc()).fix());
                instants.iter().map(|at| local(black_box(at)).timestamp()).fold(0, i64::wrapping_add)
            });
        });
        group.bench_function("from local", |bencher| {
            bencher.iter(|| {
                locals.iter().map(|at| ours.from_local(*black_box(at)).timestamp()).fold(0, i64::wrapping_add)
            });
        });
        group.bench_function("from local, chrono-tz", |bencher| {
            bencher.iter(|| {
                let instant = |at| chrono_tz_from_local(theirs, at).map_or(0, |found| found.timestamp());
                locals.iter().map(|at| instant(*black_box(at))).fold(0, i64::wrapping_add)
            });
        });
        group.bench_function("from its name", |bencher| bencher.iter(|| black_box(name).parse::<TimeZone>().is_ok()));
        group.bench_function("from its name, chrono-tz", |bencher| {
            bencher.iter(|| black_box(name).parse::<Tz>().is_ok());
        });
        group.finish();
    }
}

criterion_group!(benches, zones);
criterion_main!(benches);
