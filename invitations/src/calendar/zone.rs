//! Finds the time zone of a local time, and converts it to an instant.
//!
//! The zone is found in this order: an IANA name, in any case and after a vendor's prefix; the file's own definition;
//! Microsoft's names; the zone of the calendar or of the settings, with a warning. The database also has abbreviations
//! such as EST and GMT, for clocks that never change. Some programs mean New York and London by them, so a definition
//! in the file takes precedence over an abbreviation.

mod names;
mod rules;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use planning::TimeZone;

pub(super) use rules::Rules;

use super::{AssumedFrom, Refusal, Settings, Warning, ZoneSource, components::CalendarObject, property::Property};

/// The time zone of local times.
pub(super) struct Zone {
    clock: Clock,
    pub(super) source: ZoneSource,
    /// Its name in the file.
    given: Option<String>,
    /// The file's definition, if it is not used.
    definition: Option<Rules>,
    /// The warning about the zone, which applies to all its times.
    warning: Option<Warning>,
}

enum Clock {
    Database(TimeZone),
    /// The file's definition, and the zone that is probably meant.
    File(Rules, Option<TimeZone>),
}

/// The instant of a local time in its zone, with warnings.
pub(super) struct ZonedInstant {
    pub(super) instant: DateTime<Utc>,
    pub(super) zone: Option<TimeZone>,
    pub(super) warnings: Vec<Warning>,
}

/// The zone of a time that names `given`.
pub(super) fn find(given: Option<&str>, object: &CalendarObject<'_>, settings: &Settings) -> Result<Zone, Refusal> {
    given
        .and_then(|given| find_zone(given, object))
        .or_else(|| assumed(given, object, settings))
        .ok_or_else(|| Refusal::UnknownZone { zone: given.map(|given| given.chars().take(100).collect()) })
}

fn find_zone(given: &str, object: &CalendarObject<'_>) -> Option<Zone> {
    let definition = definition(given, object);
    let zone =
        |clock, source, definition, warning| Zone { clock, source, given: Some(given.to_owned()), definition, warning };
    let iana = names::iana(given);
    if let Some(iana) = iana
        && (definition.is_none() || !names::is_abbreviation(given))
    {
        let guessed = names::is_ambiguous(given).then(|| Warning::ZoneGuessed { zone: iana, given: given.to_owned() });
        return Some(zone(Clock::Database(iana), ZoneSource::Iana, definition.map(|(rules, _)| rules), guessed));
    }
    let windows = iana.or_else(|| names::windows(given));
    if let Some((rules, location)) = definition {
        let likely = location.as_deref().and_then(names::iana).or(windows).or_else(|| names::by_place(given));
        return Some(zone(Clock::File(rules, likely), ZoneSource::File, None, None));
    }
    if let Some(windows) = windows {
        return Some(zone(Clock::Database(windows), ZoneSource::Windows, None, None));
    }
    let guessed = names::by_place(given)?;
    let warning = Warning::ZoneGuessed { zone: guessed, given: given.to_owned() };
    Some(zone(Clock::Database(guessed), ZoneSource::Windows, None, Some(warning)))
}

/// The file's definition of the zone with that name: its rules, and its IANA name if it has one.
fn definition(given: &str, object: &CalendarObject<'_>) -> Option<(Rules, Option<String>)> {
    let plain = |name: &str| name.trim().trim_matches('"').to_lowercase();
    let given = plain(given);
    let mut found: Option<(Rules, Option<String>)> = None;
    for zone in object.zones.iter().filter(|zone| zone.names.iter().any(|name| plain(name) == given)) {
        match &mut found {
            Some((rules, _)) => rules.merge(&zone.rules),
            None => found = Some((zone.rules.clone(), zone.location.clone())),
        }
    }
    found.filter(|(rules, _)| !rules.is_empty())
}

fn assumed(given: Option<&str>, object: &CalendarObject<'_>, settings: &Settings) -> Option<Zone> {
    let of_calendar = object.properties.iter().find(|property| property.name == "X-WR-TIMEZONE");
    let of_calendar = of_calendar.map(Property::text);
    let of_calendar = of_calendar.and_then(|name| names::iana(&name).or_else(|| names::windows(&name)));
    let (zone, from) = match of_calendar {
        Some(zone) => (zone, AssumedFrom::Calendar),
        None => (settings.default_zone?, AssumedFrom::Settings),
    };
    let warning = Warning::ZoneAssumed { zone, given: given.map(str::to_owned), from };
    let clock = Clock::Database(zone);
    Some(Zone { clock, source: ZoneSource::Assumed, given: None, definition: None, warning: Some(warning) })
}

impl Zone {
    /// The instant of a local time. It is the first of two instants. A skipped time is read with the offset before the
    /// gap (RFC 5545, section 3.3.5).
    pub(super) fn instant(&self, local: NaiveDateTime) -> Option<DateTime<Utc>> {
        match &self.clock {
            Clock::Database(zone) => Some(instant(*zone, local)),
            Clock::File(rules, _) => rules.instant(local),
        }
    }

    /// The second instant of a local time that clocks show twice.
    pub(super) fn second_instant(&self, local: NaiveDateTime) -> Option<DateTime<Utc>> {
        match &self.clock {
            Clock::Database(zone) => second_instant(*zone, local, instant(*zone, local)),
            Clock::File(rules, _) => rules.second_instant(local),
        }
    }

    /// The instant of a local time, with its warnings.
    pub(super) fn find(&self, local: NaiveDateTime) -> Option<ZonedInstant> {
        let found = self.instant(local)?;
        let mut warnings: Vec<_> = self.warning.iter().cloned().collect();
        let zone = match &self.clock {
            Clock::Database(zone) => {
                warnings.extend(change_of_clocks(*zone, local, found));
                let defined = self.definition.as_ref().filter(|rules| rules.covers(local));
                let defined = defined.and_then(|rules| rules.instant(local));
                warnings.extend(self.difference(*zone, found, defined));
                Some(*zone)
            }
            Clock::File(_, Some(likely)) => {
                let difference = self.difference(*likely, instant(*likely, local), Some(found));
                // If they differ, the file means another zone than its name says.
                let zone = difference.is_none().then_some(*likely);
                warnings.extend(difference);
                zone
            }
            Clock::File(_, None) => None,
        };
        if zone.is_none() {
            warnings.extend(self.given.clone().map(|given| Warning::ZoneUnnamed { given }));
        }
        Some(ZonedInstant { instant: found, zone, warnings })
    }

    fn difference(&self, zone: TimeZone, known: DateTime<Utc>, defined: Option<DateTime<Utc>>) -> Option<Warning> {
        let minutes = (defined? - known).num_minutes();
        (minutes != 0).then(|| Warning::ZoneRulesDiffer {
            given: self.given.clone().unwrap_or_default(),
            zone,
            minutes,
        })
    }
}

fn instant(zone: TimeZone, local: NaiveDateTime) -> DateTime<Utc> {
    // The first of two instants, or the first instant after the gap.
    let found = zone.from_local(local).to_utc();
    if zone.to_local(found).naive_local() == local {
        return found;
    }
    let before = zone.offset_at(found - TimeDelta::seconds(1));
    local.checked_sub_offset(before).map_or(found, |utc| utc.and_utc())
}

fn change_of_clocks(zone: TimeZone, local: NaiveDateTime, found: DateTime<Utc>) -> Option<Warning> {
    let written = || local.format("%FT%T").to_string();
    if zone.to_local(found).naive_local() != local {
        return Some(Warning::TimeSkipped { local: written() });
    }
    second_instant(zone, local, found).map(|_| Warning::TimeRepeated { local: written() })
}

/// The instant after `found` that has the same local time.
fn second_instant(zone: TimeZone, local: NaiveDateTime, found: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let later = zone.offset_at(found.checked_add_signed(TimeDelta::days(1))?);
    let again = local.checked_sub_offset(later)?.and_utc();
    (again > found && zone.to_local(again).naive_local() == local).then_some(again)
}
