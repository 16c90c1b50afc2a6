//! The clocks of all time zones, beside another build of the IANA database: `scripts/generate-zone-changes`.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use planning::TimeZone;

const CHANGES: &str = include_str!("../data/zone-changes.txt");

/// The offset changes of some zones from 2025 to 2030.
struct Clock {
    first: FixedOffset,
    changes: Vec<(DateTime<Utc>, FixedOffset)>,
    zones: Vec<TimeZone>,
}

fn clocks() -> Vec<Clock> {
    let lines: Vec<_> = CHANGES.lines().filter(|line| !line.starts_with('#')).collect();
    let clock = |pair: &[&str]| {
        let mut times = pair[0].split(' ');
        let first = times.next().unwrap().parse().unwrap();
        let mut changes = Vec::new();
        while let (Some(at), Some(offset)) = (times.next(), times.next()) {
            changes.push((at.parse().unwrap(), offset.parse().unwrap()));
        }
        Clock { first, changes, zones: pair[1].split_whitespace().map(|name| name.parse().unwrap()).collect() }
    };
    lines.chunks(2).map(clock).collect()
}

fn seconds(seconds: i64) -> TimeDelta {
    TimeDelta::seconds(seconds)
}

#[test]
fn both_are_of_the_same_release_and_have_the_same_names() {
    assert!(CHANGES.starts_with(&format!(
        "# When clocks change, 2025 to 2030: release {} of the IANA database.\n",
        TimeZone::database_release()
    )));
    let theirs: BTreeSet<_> =
        CHANGES.lines().filter(|line| line.starts_with(' ')).flat_map(str::split_whitespace).collect();
    assert_eq!(theirs, TimeZone::all().map(TimeZone::name).collect());
    assert!(TimeZone::all().map(TimeZone::name).is_sorted());
}

#[test]
fn all_zones_of_chrono_tz_are_known() {
    for zone in chrono_tz::TZ_VARIANTS {
        assert_eq!(zone.name().parse::<TimeZone>().unwrap().to_string(), zone.name());
    }
}

#[test]
fn clocks_change_when_they_should_and_at_no_other_hour() {
    let [first, end]: [DateTime<Utc>; 2] =
        ["2025-01-01T00:00:00Z", "2031-01-01T00:00:00Z"].map(|at| at.parse().unwrap());
    for Clock { first: offset, changes, zones } in clocks() {
        for zone in zones {
            let mut pending = changes.iter().peekable();
            let (mut now, mut offset) = (first, offset);
            while now < end {
                if let Some((at, after)) = pending.next_if(|(at, _)| *at <= now) {
                    assert_eq!(zone.offset_at(*at - seconds(1)), offset, "{zone}, before {at}");
                    assert_eq!(zone.offset_at(*at), *after, "{zone}, {at}");
                    assert_eq!(zone.offset_at(*at + seconds(1)), *after, "{zone}, after {at}");
                    offset = *after;
                }
                assert_eq!(zone.offset_at(now), offset, "{zone}, {now}");
                now += TimeDelta::minutes(60);
            }
            assert_eq!(pending.next(), None, "{zone}");
        }
    }
}

#[test]
fn a_local_time_has_one_instant_around_each_change() {
    let (mut skipped, mut repeated) = (0, 0);
    for Clock { first, changes, zones } in clocks() {
        let before = std::iter::once(first).chain(changes.iter().map(|(_, after)| *after));
        for ((at, after), before) in changes.iter().zip(before) {
            let [last, next] = [before, *after].map(|offset| at.with_timezone(&offset).naive_local());
            for &zone in &zones {
                let found = |local| zone.from_local(local);
                let check = |local, instant: DateTime<Utc>, offset| {
                    assert_eq!((found(local).to_utc(), *found(local).offset()), (instant, offset), "{zone}, {local}");
                };
                // The last second before anything is skipped or repeated, and the first one after it.
                let [start, end] = [last.min(next), last.max(next)];
                check(start - seconds(1), (start - before - seconds(1)).and_utc(), before);
                check(end, (end - *after).and_utc(), *after);
                let middle = start + (end - start) / 2;
                for local in [start, middle, end - seconds(1)] {
                    if last < next {
                        check(local, *at, *after);
                        skipped += 1;
                    } else {
                        check(local, (local - before).and_utc(), before);
                        repeated += 1;
                    }
                }
            }
        }
    }
    assert!(skipped > 3_000 && repeated > 3_000, "{skipped} {repeated}");
}

#[test]
fn a_local_time_that_clocks_show_once_is_that_of_its_instant() {
    for zone in TimeZone::all() {
        let mut now: DateTime<Utc> = "1970-01-02T00:00:00Z".parse().unwrap();
        let mut repeated = 0;
        while now.timestamp() < 7_258_118_400 {
            let local = zone.to_local(now);
            let back = zone.from_local(local.naive_local());
            // Of two instants it is the earlier.
            assert!(back <= local && local.naive_local() == back.naive_local(), "{zone}, {now}");
            repeated += u32::from(back < local);
            now += TimeDelta::seconds(2_000_003);
        }
        assert!(repeated < 30, "{zone}: {repeated}");
    }
}
