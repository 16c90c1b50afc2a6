//! Finds the start, the end and the occurrences of an event.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use planning::{Instant, TimeZone};

use super::{
    MAX_OCCURRENCES, Occurrence, Refusal, Settings, Warning, ZoneSource,
    components::{CalendarObject, Component},
    property::{DateOrTime, Property},
    recurrence::{Rule, RuleError},
    zone::{self, Zone},
};

/// The duration of events without a usable end.
const ASSUMED: TimeDelta = TimeDelta::minutes(60);
/// The maximum number of occurrences of a series that are searched. The first ones may all be excluded by EXDATE.
const MAX_TRIED_OCCURRENCES: usize = 1_000;

pub(super) struct Times {
    pub(super) occurrences: Vec<Occurrence>,
    pub(super) time_zone: Option<TimeZone>,
    pub(super) zone_source: ZoneSource,
    pub(super) warnings: Vec<Warning>,
}

/// The start of an event.
struct Start {
    instant: DateTime<Utc>,
    /// The local time and its zone. `None` if the start is written in UTC.
    local: Option<(NaiveDateTime, Zone)>,
    time_zone: Option<TimeZone>,
}

pub(super) fn read(object: &CalendarObject<'_>, event: &Component<'_>, settings: &Settings) -> Result<Times, Refusal> {
    let mut warnings = Vec::new();
    let start = start(object, event, settings, &mut warnings)?;
    let duration = duration(object, event, settings, &start, &mut warnings)?;
    let mut starts = starts(object, event, settings, &start, &mut warnings)?;
    if starts.len() > MAX_OCCURRENCES {
        starts.truncate(MAX_OCCURRENCES);
        warnings.push(Warning::OccurrencesCut { kept: MAX_OCCURRENCES });
    }
    let occurrences = starts.into_iter().map(|starts_at| {
        let ends_at = starts_at.checked_add_signed(duration).ok_or(Refusal::OutOfRange)?;
        Ok(Occurrence { starts_at: check_range(starts_at)?, ends_at: check_range(ends_at)? })
    });
    Ok(Times {
        occurrences: occurrences.collect::<Result<_, Refusal>>()?,
        time_zone: start.time_zone,
        zone_source: start.local.as_ref().map_or(ZoneSource::Utc, |(_, zone)| zone.source),
        warnings,
    })
}

/// The original start that RECURRENCE-ID names. A date without a time means that day at the time of the start.
pub(super) fn recurrence_id(
    object: &CalendarObject<'_>,
    event: &Component<'_>,
    settings: &Settings,
) -> Result<Option<Instant>, Refusal> {
    let Some(property) = event.find("RECURRENCE-ID") else { return Ok(None) };
    let instant = match value(property, "RECURRENCE-ID")? {
        DateOrTime::Utc(utc) => Some(utc.and_utc()),
        DateOrTime::Local(local) => zone_of(property, object, settings)?.instant(local),
        DateOrTime::Date(day) => {
            let start = event.find("DTSTART").and_then(|start| Some((start, start.date_or_time()?)));
            match start {
                Some((_, DateOrTime::Utc(start))) => Some(day.and_time(start.time()).and_utc()),
                Some((start, DateOrTime::Local(local))) => {
                    zone_of(start, object, settings)?.instant(day.and_time(local.time()))
                }
                Some((_, DateOrTime::Date(_))) | None => Some(day.and_time(chrono::NaiveTime::MIN).and_utc()),
            }
        }
    };
    instant.ok_or(Refusal::OutOfRange).and_then(check_range).map(Some)
}

fn start(
    object: &CalendarObject<'_>,
    event: &Component<'_>,
    settings: &Settings,
    warnings: &mut Vec<Warning>,
) -> Result<Start, Refusal> {
    let property = event.find("DTSTART").ok_or(Refusal::NoStart)?;
    match value(property, "DTSTART")? {
        DateOrTime::Date(day) => Err(Refusal::AllDay { date: day.to_string() }),
        DateOrTime::Utc(utc) => {
            let time_zone = "UTC".parse().ok();
            Ok(Start { instant: utc.and_utc(), local: None, time_zone })
        }
        DateOrTime::Local(local) => {
            let zone = zone_of(property, object, settings)?;
            let found = zone.find(local).ok_or(Refusal::OutOfRange)?;
            warnings.extend(found.warnings);
            Ok(Start { instant: found.instant, local: Some((local, zone)), time_zone: found.zone })
        }
    }
}

/// The duration of the event, by DTEND or else DURATION.
fn duration(
    object: &CalendarObject<'_>,
    event: &Component<'_>,
    settings: &Settings,
    start: &Start,
    warnings: &mut Vec<Warning>,
) -> Result<TimeDelta, Refusal> {
    let end = match event.find("DTEND") {
        Some(property) => match value(property, "DTEND")? {
            DateOrTime::Utc(utc) => Some(utc.and_utc()),
            DateOrTime::Local(local) => match zone_of(property, object, settings) {
                // The end may be in the second of two hours that clocks show twice.
                Ok(zone) => zone
                    .instant(local)
                    .map(|end| if end > start.instant { end } else { zone.second_instant(local).unwrap_or(end) }),
                // An end in an unknown zone doesn't make the start uncertain.
                Err(_) => None,
            },
            DateOrTime::Date(_) => None,
        },
        None => match event.find("DURATION") {
            Some(property) => super::property::duration(property.raw())
                .and_then(|duration| start.instant.checked_add_signed(duration)),
            None => None,
        },
    };
    match end.map(|end| end - start.instant) {
        Some(duration) if duration > TimeDelta::zero() => Ok(duration),
        Some(duration) if duration < TimeDelta::zero() => Err(Refusal::EndBeforeStart {
            starts_at: rfc3339(start.instant),
            ends_at: rfc3339(start.instant + duration),
        }),
        Some(_) | None => {
            warnings.push(Warning::EndAssumed { minutes: ASSUMED.num_minutes() });
            Ok(ASSUMED)
        }
    }
}

/// The starts of the occurrences, in order. A series has at most one more than are returned.
fn starts(
    object: &CalendarObject<'_>,
    event: &Component<'_>,
    settings: &Settings,
    start: &Start,
    warnings: &mut Vec<Warning>,
) -> Result<Vec<DateTime<Utc>>, Refusal> {
    let excluded = listed_instants("EXDATE", object, event, settings, start)?;
    let mut starts = match event.find("RRULE") {
        Some(rule) => recurring(rule, start, &excluded)?,
        None => vec![start.instant],
    };
    starts.extend(listed_instants("RDATE", object, event, settings, start)?);
    starts.sort_unstable();
    starts.dedup();
    starts.retain(|start| !excluded.contains(start));
    if event.find("RECURRENCE-ID").is_some_and(|id| id.parameter("RANGE").is_some()) {
        warnings.push(Warning::LaterOccurrencesIgnored);
    }
    if starts.is_empty() { Err(Refusal::NoOccurrence) } else { Ok(starts) }
}

/// The instants that EXDATE or RDATE lists. A date without a time means that day at the time of the start.
fn listed_instants(
    name: &str,
    object: &CalendarObject<'_>,
    event: &Component<'_>,
    settings: &Settings,
    start: &Start,
) -> Result<Vec<DateTime<Utc>>, Refusal> {
    let mut found = Vec::new();
    for property in event.properties.iter().filter(|property| property.name == name) {
        let mut zone = None;
        for date in property.dates_or_times().take(MAX_TRIED_OCCURRENCES - found.len()) {
            found.extend(match date {
                DateOrTime::Utc(utc) => Some(utc.and_utc()),
                DateOrTime::Date(day) => start.on_day(day),
                DateOrTime::Local(local) => {
                    let known = match zone.take() {
                        Some(known) => known,
                        None => zone_of(property, object, settings)?,
                    };
                    zone.insert(known).instant(local)
                }
            });
        }
        if found.len() == MAX_TRIED_OCCURRENCES {
            break;
        }
    }
    Ok(found)
}

fn recurring(rule: &Property<'_>, start: &Start, excluded: &[DateTime<Utc>]) -> Result<Vec<DateTime<Utc>>, Refusal> {
    let text = rule.raw();
    let rule: Rule = text.parse().map_err(|error| match error {
        RuleError::Invalid => Refusal::InvalidRecurrence { rule: text.chars().take(100).collect() },
        RuleError::NotSupported(part) => Refusal::RecurrenceNotSupported { part },
    })?;
    let count =
        rule.count.map_or(MAX_TRIED_OCCURRENCES, |count| usize::try_from(count).unwrap_or(MAX_TRIED_OCCURRENCES));
    let first = start.local.as_ref().map_or_else(|| start.instant.naive_utc(), |&(local, _)| local);
    let times = rule.occurrences(first).take(count.min(MAX_TRIED_OCCURRENCES));
    let starts = times.map_while(|local| {
        let instant = start.at_local(local)?;
        let lasts = match rule.until {
            None => true,
            Some(DateOrTime::Date(day)) => local.date() <= day,
            Some(DateOrTime::Local(until)) => local <= until,
            Some(DateOrTime::Utc(until)) => instant <= until.and_utc(),
        };
        lasts.then_some(instant)
    });
    Ok(starts.filter(|start| !excluded.contains(start)).take(MAX_OCCURRENCES + 1).collect())
}

impl Start {
    fn at_local(&self, local: NaiveDateTime) -> Option<DateTime<Utc>> {
        match &self.local {
            Some((_, zone)) => zone.instant(local),
            None => Some(local.and_utc()),
        }
    }

    fn on_day(&self, day: chrono::NaiveDate) -> Option<DateTime<Utc>> {
        let time = self.local.as_ref().map_or_else(|| self.instant.time(), |(local, _)| local.time());
        self.at_local(day.and_time(time))
    }
}

fn zone_of(property: &Property<'_>, object: &CalendarObject<'_>, settings: &Settings) -> Result<Zone, Refusal> {
    zone::find(property.parameter("TZID"), object, settings)
}

fn value(property: &Property<'_>, name: &'static str) -> Result<DateOrTime, Refusal> {
    property
        .date_or_time()
        .ok_or_else(|| Refusal::InvalidTime { property: name, value: property.raw().chars().take(100).collect() })
}

fn check_range(instant: DateTime<Utc>) -> Result<Instant, Refusal> {
    Instant::try_from(instant).map_err(|_| Refusal::OutOfRange)
}

fn rfc3339(instant: DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}
