//! Maps the names that programs give to time zones to those of the IANA database.

use planning::TimeZone;

/// Microsoft's names, by `scripts/generate-windows-zones`.
const WINDOWS: &str = include_str!("../../../data/windows-zones.txt");

/// The IANA time zone with that name, in any case and with a vendor's prefix before it, such as
/// `/freeassociation.sourceforge.net/Europe/Berlin`.
pub(super) fn iana(name: &str) -> Option<TimeZone> {
    let name = unquoted(name);
    // Some systems have the database in a folder `posix`.
    if let Some(zone) = in_any_case(name.strip_prefix("posix/").unwrap_or(name)) {
        return Some(zone);
    }
    let globally_unique = name.starts_with('/') || name.contains("://");
    let mut ends = name.match_indices('/').map(|(slash, _)| &name[slash + 1..]).filter(|_| globally_unique);
    // "tzone://Microsoft/Utc" is one of Microsoft's names, although "Utc" would be found.
    ends.find_map(in_any_case).filter(|_| !is_microsofts(name))
}

/// Whether it is a name without a region. Programs use abbreviations such as EST as names, for New York among others.
pub(super) fn is_abbreviation(name: &str) -> bool {
    !name.contains('/')
}

/// Whether people usually mean another zone by it than the database, which has the clocks of Panama, Phoenix and
/// Honolulu for these names.
pub(super) fn is_ambiguous(name: &str) -> bool {
    ["EST", "MST", "HST"].iter().any(|known| known.eq_ignore_ascii_case(unquoted(name)))
}

fn in_any_case(name: &str) -> Option<TimeZone> {
    TimeZone::in_any_case(name)
        .or_else(|| name.contains(' ').then(|| TimeZone::in_any_case(&name.replace(' ', "_"))).flatten())
}

/// The IANA time zone that one of Microsoft's names stands for: `W. Europe Standard Time`, `tzone://Microsoft/Utc`,
/// `(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna`.
pub(super) fn windows(name: &str) -> Option<TimeZone> {
    let name = unquoted(name);
    if is_microsofts(name) {
        let rest = name.rsplit('/').next()?;
        return if rest.eq_ignore_ascii_case("utc") { TimeZone::in_any_case("Etc/UTC") } else { listed(rest) };
    }
    listed(name).or_else(|| listed(text_after_offset(name)?))
}

/// The zone of one of the places in an unknown display name, such as one in another language: "(UTC+01:00) Amsterdam,
/// Berlin, Bern, Rom". The zone must have the offset at some time of the year.
pub(super) fn by_place(name: &str) -> Option<TimeZone> {
    let name = unquoted(name);
    let places = text_after_offset(name)?;
    let offset = written_offset(name)?;
    places.split([',', ';', '/']).map(str::trim).filter(|place| !place.is_empty()).find_map(|place| {
        TimeZone::all().find(|zone| {
            let city = zone.name().rsplit('/').next().unwrap_or_default();
            zone.name().contains('/') && same_words(city, place) && has_offset(*zone, offset)
        })
    })
}

fn unquoted(name: &str) -> &str {
    name.trim().trim_matches(['"', '\'']).trim()
}

fn is_microsofts(name: &str) -> bool {
    name.get(..18).is_some_and(|start| start.eq_ignore_ascii_case("tzone://Microsoft/"))
}

fn listed(name: &str) -> Option<TimeZone> {
    let lines = WINDOWS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = "));
    lines.into_iter().find(|(known, _)| same_words(known, name)).and_then(|(_, zone)| zone.parse().ok())
}

/// The text after "(UTC+01:00)".
fn text_after_offset(name: &str) -> Option<&str> {
    Some(name.strip_prefix('(')?.split_once(')')?.1.trim())
}

/// The offset in "(UTC+01:00) …", in minutes. Of "(UTC) …" it is 0.
fn written_offset(name: &str) -> Option<i32> {
    let inside = name.strip_prefix('(')?.split_once(')')?.0.trim();
    let offset = inside.get(3..).filter(|_| matches!(&inside.as_bytes()[..3], b"UTC" | b"GMT"))?;
    let Some(sign) = offset.chars().next() else { return Some(0) };
    let (hours, minutes) = offset.get(1..)?.split_once([':', '.'])?;
    let minutes = hours.parse::<i32>().ok()?.checked_mul(60)?.checked_add(minutes.parse().ok()?)?;
    match sign {
        '+' => Some(minutes),
        '-' => Some(-minutes),
        _ => None,
    }
}

fn has_offset(zone: TimeZone, minutes: i32) -> bool {
    // Any year will do. Display names have the offset of the winter, in both hemispheres.
    ["2026-01-01T00:00:00Z", "2026-07-01T00:00:00Z"]
        .iter()
        .filter_map(|time| time.parse().ok())
        .any(|time| zone.offset_at(time).local_minus_utc() == minutes * 60)
}

/// Whether two names are the same except for case, white space, underscores, and "&" for "and".
fn same_words(one: &str, other: &str) -> bool {
    let words = |text: &'_ str| {
        let words = text.split(|c: char| c.is_whitespace() || c == '_').filter(|word| !word.is_empty());
        words.map(|word| if word == "&" { "and".to_owned() } else { word.to_lowercase() }).collect::<Vec<_>>()
    };
    // Most names differ in their first byte. This avoids allocations for these.
    let first = |text: &str| text.trim_start().bytes().next().map(|byte| byte.to_ascii_lowercase());
    first(one) == first(other) && words(one) == words(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(zone: Option<TimeZone>) -> Option<&'static str> {
        zone.map(TimeZone::name)
    }

    #[test]
    fn all_listed_zones_are_zones() {
        let listed: Vec<_> = WINDOWS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
        assert!(listed.len() > 250, "{}", listed.len());
        for line in listed {
            let (known, zone) = line.split_once(" = ").unwrap();
            assert_eq!(name(windows(known)), Some(zone), "{line}");
            assert!(zone.parse::<TimeZone>().is_ok(), "{line}");
        }
    }

    #[test]
    fn iana_names_are_found_behind_prefixes() {
        for (text, zone) in [
            ("Europe/Paris", "Europe/Paris"),
            ("EUROPE/PARIS", "Europe/Paris"),
            ("\"America/New_York\"", "America/New_York"),
            ("America/New York", "America/New_York"),
            ("/Europe/Stockholm", "Europe/Stockholm"),
            ("/freeassociation.sourceforge.net/Europe/Berlin", "Europe/Berlin"),
            ("/mozilla.org/20070129_1/Europe/Berlin", "Europe/Berlin"),
            (
                "/freeassociation.sourceforge.net/Tzfile/America/Argentina/Buenos_Aires",
                "America/Argentina/Buenos_Aires",
            ),
            ("/softwarestudio.org/Olson_20011030_5/America/Chicago", "America/Chicago"),
            ("http://tzurl.org/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
            ("UTC", "UTC"),
            ("GMT", "GMT"),
            ("Europe/Kiev", "Europe/Kiev"),
            ("posix/Europe/Vaduz", "Europe/Vaduz"),
        ] {
            assert_eq!(name(iana(text)), Some(zone), "{text}");
        }
        for text in ["", "Berlin", "PST", "Eastern Standard Time", "tzone://Microsoft/Utc", "My/Europe/Paris", "/x/"] {
            assert_eq!(name(iana(text)), None, "{text}");
        }
    }

    #[test]
    fn microsofts_names_are_found() {
        for (text, zone) in [
            ("W. Europe Standard Time", "Europe/Berlin"),
            ("Eastern Standard Time", "America/New_York"),
            ("eastern standard time", "America/New_York"),
            ("\"Romance Standard Time\"", "Europe/Paris"),
            ("India Standard Time", "Asia/Kolkata"),
            ("tzone://Microsoft/Utc", "Etc/UTC"),
            ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
            ("(UTC-05:00) Eastern Time (US and Canada)", "America/New_York"),
            ("(UTC-08:00) Pacific Time (US & Canada)", "America/Los_Angeles"),
            ("(GMT+10:00) Canberra, Melbourne, Sydney", "Australia/Sydney"),
            ("(UTC+07:00) Bangkok, Hanoi, Jakarta", "Asia/Bangkok"),
            ("Pacific Time (US & Canada), Tijuana", "America/Los_Angeles"),
            ("(UTC) Coordinated Universal Time", "Etc/UTC"),
        ] {
            assert_eq!(name(windows(text)), Some(zone), "{text}");
        }
        for text in ["", "Customized Time Zone", "tzone://Microsoft/Custom", "(UTC+01:00)", "(UTC+01:00) Atlantis"] {
            assert_eq!(name(windows(text)), None, "{text}");
            assert_eq!(name(by_place(text)), None, "{text}");
        }
    }

    #[test]
    fn places_in_other_languages_are_found_by_those_that_are_alike() {
        for (text, zone) in [
            ("(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien", "Europe/Amsterdam"),
            ("(UTC-03:00) Buenos Aires, Ciudad", "America/Argentina/Buenos_Aires"),
            ("(GMT+08.00) Perth", "Australia/Perth"),
        ] {
            assert_eq!(name(by_place(text)), Some(zone), "{text}");
        }
        // The offset is not that of the place, so that one of them is wrong.
        assert_eq!(name(by_place("(UTC+05:00) Berlin")), None);
    }
}
