//! The time zones that a file defines itself (RFC 5545, section 3.6.5).

use std::{cell::RefCell, collections::HashMap};

use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, Utc};

use super::super::property::{DateOrTime, Property};
use super::super::recurrence::Rule;

/// The maximum number of observances of one zone, and of changes that one of them lists.
const MAX_OBSERVANCES: usize = 400;
/// The maximum number of observances of one zone with a recurrence rule.
const MAX_RULES: usize = 60;
/// The years around a year, relative to it. Clocks that change at all change within them.
const AROUND: [i32; 3] = [-1, 0, 1];

/// A VTIMEZONE.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Rules {
    observances: Vec<Observance>,
    /// The cached changes around a year. A series needs the same year many times.
    around: RefCell<HashMap<i32, Vec<Change>>>,
}

/// A STANDARD or DAYLIGHT within it.
#[derive(Clone, Debug)]
struct Observance {
    onset: NaiveDateTime,
    more_onsets: Vec<NaiveDateTime>,
    rule: Option<Rule>,
    /// Seconds east of UTC before and after the change.
    from: i64,
    to: i64,
}

/// A change of clocks: its instant in seconds since 1970, and the offsets before and after it.
type Change = (i64, i64, i64);

impl Rules {
    /// Adds an observance. Returns whether it could be read.
    pub(in super::super) fn add(&mut self, properties: &[Property<'_>]) -> bool {
        Observance::read(properties).is_some_and(|observance| self.push(observance))
    }

    fn push(&mut self, observance: Observance) -> bool {
        let rules = self.observances.iter().filter(|known| known.rule.is_some()).count();
        let fits = self.observances.len() < MAX_OBSERVANCES && (observance.rule.is_none() || rules < MAX_RULES);
        if fits {
            self.observances.push(observance);
        }
        fits
    }

    /// Adds the observances of another definition of the same zone.
    pub(in super::super) fn merge(&mut self, other: &Self) {
        for observance in &other.observances {
            self.push(observance.clone());
        }
    }

    /// Whether nothing is defined.
    pub(in super::super) fn is_empty(&self) -> bool {
        self.observances.is_empty()
    }

    /// The instant of a local time. It is the first of two instants. A skipped time is read with the offset before the
    /// gap (section 3.3.5). Before the file's first change, the offset before that change is used.
    pub(super) fn instant(&self, local: NaiveDateTime) -> Option<DateTime<Utc>> {
        let seconds = local.and_utc().timestamp();
        let mut around = self.around.borrow_mut();
        let changes = around.entry(local.year()).or_insert_with(|| self.changes(local.year()));
        let mut offset = changes.first()?.1;
        for &mut (instant, _, to) in changes {
            if seconds < instant + offset.max(to) {
                break;
            }
            offset = to;
        }
        DateTime::from_timestamp(seconds - offset, 0)
    }

    /// The second instant of a local time that clocks show twice.
    pub(super) fn second_instant(&self, local: NaiveDateTime) -> Option<DateTime<Utc>> {
        let seconds = local.and_utc().timestamp();
        let repeats = |&(instant, from, to): &Change| (instant + to..instant + from).contains(&seconds);
        let (_, _, to) = self.changes(local.year()).into_iter().find(repeats)?;
        DateTime::from_timestamp(seconds - to, 0)
    }

    /// Whether the file defines the offset at that time: from its first change on.
    pub(super) fn covers(&self, local: NaiveDateTime) -> bool {
        self.observances.iter().any(|observance| observance.onset <= local)
    }

    /// The changes around a year, and the last one of each observance before it, in order.
    fn changes(&self, year: i32) -> Vec<Change> {
        let mut changes: Vec<Change> =
            self.observances.iter().flat_map(|observance| observance.changes(year)).collect();
        changes.sort_unstable();
        changes
    }
}

impl Observance {
    fn read(properties: &[Property<'_>]) -> Option<Self> {
        let find = |name: &str| properties.iter().find(|property| property.name == name);
        let onset = match find("DTSTART")?.date_or_time()? {
            DateOrTime::Local(onset) | DateOrTime::Utc(onset) => onset,
            DateOrTime::Date(_) => return None,
        };
        let dates = properties.iter().filter(|property| property.name == "RDATE");
        let more_onsets = dates.flat_map(Property::dates_or_times).filter_map(|date| match date {
            DateOrTime::Local(onset) => Some(onset),
            DateOrTime::Date(_) | DateOrTime::Utc(_) => None,
        });
        Some(Self {
            onset,
            more_onsets: more_onsets.take(MAX_OBSERVANCES).collect(),
            rule: match find("RRULE") {
                Some(rule) => Some(rule.raw().parse().ok()?),
                None => None,
            },
            from: offset(find("TZOFFSETFROM")?.raw())?,
            to: offset(find("TZOFFSETTO")?.raw())?,
        })
    }

    fn changes(&self, year: i32) -> impl Iterator<Item = Change> {
        let recurring = self.rule.as_ref().map(|rule| self.recurring(rule, year)).unwrap_or_default();
        let onsets = std::iter::once(self.onset).chain(self.more_onsets.iter().copied()).chain(recurring);
        onsets.map(|onset| (onset.and_utc().timestamp() - self.from, self.from, self.to))
    }

    fn recurring(&self, rule: &Rule, year: i32) -> Vec<NaiveDateTime> {
        let (date, time) = (self.onset.date(), self.onset.time());
        let until = rule.until.map(|until| match until {
            DateOrTime::Date(day) => day.and_time(time),
            DateOrTime::Local(local) => local,
            // The value is an instant. Onsets are local times with the offset before them.
            DateOrTime::Utc(utc) => utc.checked_add_signed(TimeDelta::seconds(self.from)).unwrap_or(utc),
        });
        let lasts = |onset: &NaiveDateTime| *onset >= self.onset && until.is_none_or(|until| *onset <= until);
        if rule.is_plainly_yearly() {
            let last = until.map_or(year, |until| until.year().min(year));
            let mut years = AROUND.map(|around| last.saturating_add(around)).into_iter();
            let days = years.by_ref().flat_map(|year| rule.days_of_year(year, date));
            return days.map(|day| day.and_time(time)).filter(lasts).collect();
        }
        let count = rule
            .count
            .map_or(MAX_OBSERVANCES, |count| usize::try_from(count).unwrap_or(MAX_OBSERVANCES).min(MAX_OBSERVANCES));
        rule.occurrences(self.onset).take(count).take_while(lasts).collect()
    }
}

/// A value of type UTC-OFFSET in seconds (section 3.3.14): `-0500`, `+0530`, `-001515`. Some write `-05:00`.
fn offset(text: &str) -> Option<i64> {
    let (sign, digits) = match text.as_bytes().first()? {
        b'-' => (-1, &text[1..]),
        b'+' => (1, &text[1..]),
        _ => (1, text),
    };
    let digits: String = digits.chars().filter(|&c| c != ':').collect();
    if !digits.bytes().all(|digit| digit.is_ascii_digit()) || !matches!(digits.len(), 4 | 6) {
        return None;
    }
    let number = |from: usize| digits.get(from..from + 2).map_or(Some(0), |digits| digits.parse::<i64>().ok());
    let (hours, minutes, seconds) = (number(0)?, number(2)?, number(4)?);
    (hours < 24 && minutes < 60 && seconds < 60).then_some(sign * (hours * 3600 + minutes * 60 + seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_read_strictly() {
        for (text, seconds) in [
            ("-0500", -18_000),
            ("+0530", 19_800),
            ("-001515", -915),
            ("-0000", 0),
            ("0100", 3600),
            ("-05:00", -18_000),
        ] {
            assert_eq!(offset(text), Some(seconds), "{text}");
        }
        for wrong in ["", "+", "-5", "+05", "+2400", "+0560", "+05300", "GMT", "+05é0"] {
            assert_eq!(offset(wrong), None, "{wrong}");
        }
    }

    fn rules(observances: &[[&str; 4]]) -> Rules {
        let mut rules = Rules::default();
        for lines in observances {
            let lines = lines.iter().filter(|line| !line.is_empty());
            let properties: Vec<_> = lines.map(|&line| Property::parse(1, line.into()).unwrap()).collect();
            assert!(rules.add(&properties));
        }
        rules
    }

    fn assert_instants(rules: &Rules, expected: &[(&str, &str)]) {
        for &(local, instant) in expected {
            let found = rules.instant(local.parse().unwrap()).unwrap();
            assert_eq!(found.format("%FT%TZ").to_string(), instant, "{local}");
        }
    }

    #[test]
    fn exchanges_rules_from_1601_have_gaps_and_repetitions() {
        let berlin = rules(&[
            [
                "DTSTART:16010101T030000",
                "TZOFFSETFROM:+0200",
                "TZOFFSETTO:+0100",
                "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
            ],
            [
                "DTSTART:16010101T020000",
                "TZOFFSETFROM:+0100",
                "TZOFFSETTO:+0200",
                "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
            ],
        ]);
        assert_instants(
            &berlin,
            &[
                ("2026-01-15T09:00:00", "2026-01-15T08:00:00Z"),
                ("2026-07-15T09:00:00", "2026-07-15T07:00:00Z"),
                ("2026-12-31T23:59:59", "2026-12-31T22:59:59Z"),
                // Skipped: the offset before the gap.
                ("2026-03-29T01:59:59", "2026-03-29T00:59:59Z"),
                ("2026-03-29T02:30:00", "2026-03-29T01:30:00Z"),
                ("2026-03-29T03:00:00", "2026-03-29T01:00:00Z"),
                // Shown twice: the first.
                ("2026-10-25T02:30:00", "2026-10-25T00:30:00Z"),
                ("2026-10-25T03:00:00", "2026-10-25T02:00:00Z"),
            ],
        );
    }

    #[test]
    fn an_ended_rule_leaves_its_last_offset() {
        let ended = rules(&[
            [
                "DTSTART:20000326T020000",
                "TZOFFSETFROM:+0100",
                "TZOFFSETTO:+0200",
                "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3;UNTIL=20100328T010000Z",
            ],
            [
                "DTSTART:20001029T030000",
                "TZOFFSETFROM:+0200",
                "TZOFFSETTO:+0100",
                "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10;UNTIL=20091025T010000Z",
            ],
        ]);
        assert_instants(
            &ended,
            &[
                ("1999-07-01T12:00:00", "1999-07-01T11:00:00Z"),
                ("2009-12-01T12:00:00", "2009-12-01T11:00:00Z"),
                ("2026-12-01T12:00:00", "2026-12-01T10:00:00Z"),
            ],
        );
    }

    #[test]
    fn listed_changes_and_counted_rules_work() {
        let listed = rules(&[
            ["DTSTART:20251026T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", ""],
            [
                "DTSTART:20250330T020000",
                "TZOFFSETFROM:+0100",
                "TZOFFSETTO:+0200",
                "RDATE:20260329T020000,20270328T020000",
            ],
            ["DTSTART:20261025T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "RRULE:FREQ=YEARLY;COUNT=1"],
        ]);
        assert_instants(
            &listed,
            &[
                ("2025-01-01T12:00:00", "2025-01-01T11:00:00Z"),
                ("2025-07-01T12:00:00", "2025-07-01T10:00:00Z"),
                ("2026-07-01T12:00:00", "2026-07-01T10:00:00Z"),
                ("2026-11-01T12:00:00", "2026-11-01T11:00:00Z"),
                ("2028-01-01T12:00:00", "2028-01-01T10:00:00Z"),
            ],
        );
        assert!(Rules::default().instant("2026-01-01T00:00:00".parse().unwrap()).is_none());
    }
}
