//! Parses the code of a holiday calendar, or explains which codes are possible.

use std::{fmt, str::FromStr};

use super::{HolidayCalendar, places, table};
use crate::InvalidValue;

/// The number of a country's parts that an error names.
const MAX_NAMED_PARTS: usize = 20;
/// The number of calendars that an error describes with their names.
const MAX_NAMED_CALENDARS: usize = 3;

impl FromStr for HolidayCalendar {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        find(text).map(Self).ok_or_else(|| InvalidValue(why_not(text)))
    }
}

fn find(code: &str) -> Option<usize> {
    table::records().binary_search_by(|record| record.code.cmp(code)).ok()
}

fn why_not(text: &str) -> String {
    let code = text.to_ascii_uppercase().replace('_', "-");
    if find(&code).is_some() {
        return format!("must be written as in ISO 3166, in upper case and with a hyphen: {code}");
    }
    let why = match code.split_once('-') {
        Some((country, part)) if is_part(part) => why_no_part(&code, country, part),
        Some(_) => None,
        None => why_no_country(&code),
    };
    why.unwrap_or_else(|| {
        "is not a known country, such as US (its two capital letters in ISO 3166-1), \
         or a known part of one, such as US-NY (ISO 3166-2)"
            .to_owned()
    })
}

fn why_no_country(code: &str) -> Option<String> {
    if let Some(instead) = places::instead_of(code) {
        return Some(format!("is not a current two-letter code of ISO 3166-1: use {}", list_choices(instead)));
    }
    let parts: Vec<_> = codes().filter(|known| known.split_once('-').is_some_and(|(_, part)| part == code)).collect();
    (1..=MAX_NAMED_CALENDARS)
        .contains(&parts.len())
        .then(|| format!("is not a country's code in ISO 3166-1: as a part of one, use {}", list_choices(&parts)))
}

fn why_no_part(code: &str, country: &str, part: &str) -> Option<String> {
    if let Some(instead) = places::instead_of(code) {
        return Some(format!("has no calendar of its own: use {}", list_choices(instead)));
    }
    if find(country).is_some() {
        return Some(unknown_part(country));
    }
    let instead = places::instead_of(country)?;
    let known = instead.iter().find_map(|country| {
        let code = format!("{country}-{part}");
        codes().find(|known| *known == code)
    });
    let instead = known.as_ref().map_or(instead, std::slice::from_ref);
    Some(format!("begins with {country}, which is not a current code of ISO 3166-1: use {}", list_choices(instead)))
}

fn codes() -> impl Iterator<Item = &'static str> {
    table::records().iter().map(|record| record.code)
}

/// A choice of calendars, as in `GB-ENG (England) or GB-WLS (Wales)`. A long choice has no names.
fn list_choices(codes: &[&str]) -> String {
    let mut told = String::new();
    for (index, code) in codes.iter().enumerate() {
        told += match index {
            0 => "",
            last if last + 1 == codes.len() => " or ",
            _ => ", ",
        };
        told += code;
        if let Some(found) = find(code).filter(|_| codes.len() <= MAX_NAMED_CALENDARS) {
            told = told + " (" + HolidayCalendar(found).name() + ")";
        }
    }
    told
}

/// Codes separated by commas: the first ones, and dots if there are more.
pub(super) struct CodeList<'a>(pub(super) &'a [&'a str]);

impl fmt::Display for CodeList<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, code) in self.0.iter().take(MAX_NAMED_PARTS).enumerate() {
            f.write_str(if index == 0 { "" } else { ", " })?;
            f.write_str(code)?;
        }
        f.write_str(if self.0.len() > MAX_NAMED_PARTS { ", ..." } else { "" })
    }
}

/// Whether the text has the format of the part after the hyphen in ISO 3166-2.
fn is_part(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

fn unknown_part(country: &str) -> String {
    let parts: Vec<&str> = codes().filter(|code| code.split_once('-').is_some_and(|(of, _)| of == country)).collect();
    if parts.is_empty() {
        return format!("names a part of {country}, whose parts have no calendars of their own: use {country}");
    }
    format!(
        "names a part of {country} that has no calendar of its own: use {country}, or one of the {} that have one: {}",
        parts.len(),
        CodeList(&parts)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        text.parse::<HolidayCalendar>().unwrap_err().0
    }

    #[test]
    fn every_calendar_is_found_by_its_code() {
        for calendar in HolidayCalendar::all() {
            assert_eq!(calendar.code().parse(), Ok(calendar));
            assert_eq!(calendar.to_string(), calendar.code());
        }
    }

    #[test]
    fn other_spellings_are_refused_with_the_right_one() {
        for wrong in ["", " US", "US-", "-NY", "US-NY-1", "ZZ", "ZZ-1", "ZZZ", "Ü", "US-\0", "XNYS", "01", "UK-ENGL"] {
            assert!(refusal(wrong).starts_with("is not a known country, such as US"), "{wrong:?}: {}", refusal(wrong));
        }
        for wrong in ["us-ny", "US_NY", "us_ny", "Us-Ny"] {
            let right = "must be written as in ISO 3166, in upper case and with a hyphen: US-NY";
            assert_eq!(refusal(wrong), right, "{wrong}");
        }
    }

    #[test]
    fn other_codes_of_countries_are_refused_with_the_current_ones() {
        let current = "is not a current two-letter code of ISO 3166-1: use ";
        for (wrong, right) in [
            // Used by others than ISO.
            ("EL", "GR (Greece)"),
            ("UK", "GB (United Kingdom)"),
            ("uk", "GB (United Kingdom)"),
            ("EN", "GB-ENG (England)"),
            // Of three letters.
            ("USA", "US (United States)"),
            ("DEU", "DE (Germany)"),
            // Withdrawn.
            ("AN", "BQ (Caribbean Netherlands), CW (Curaçao) or SX (Sint Maarten)"),
            ("BU", "MM (Myanmar (Burma))"),
            ("CS", "ME (Montenegro) or RS (Serbia)"),
            ("DD", "DE (Germany)"),
            ("SU", "AM, AZ, BY, EE, GE, KG, KZ, LT, LV, MD, RU, TJ, TM, UA or UZ"),
            ("TP", "TL (Timor-Leste)"),
            ("YU", "ME (Montenegro) or RS (Serbia)"),
            ("ZR", "CD (Congo - Kinshasa)"),
        ] {
            assert_eq!(refusal(wrong), format!("{current}{right}"), "{wrong}");
        }
        for (wrong, right) in [
            ("UK-SCT", "begins with UK, which is not a current code of ISO 3166-1: use GB-SCT (Scotland)"),
            ("USA-NY", "begins with USA, which is not a current code of ISO 3166-1: use US-NY (New York)"),
            ("EL-30", "begins with EL, which is not a current code of ISO 3166-1: use GR (Greece)"),
            ("ENG", "is not a country's code in ISO 3166-1: as a part of one, use GB-ENG (England)"),
            ("NSW", "is not a country's code in ISO 3166-1: as a part of one, use AU-NSW (New South Wales)"),
        ] {
            assert_eq!(refusal(wrong), right, "{wrong}");
        }
    }

    #[test]
    fn other_codes_of_parts_are_refused_with_the_current_ones() {
        for (wrong, right) in [
            // Merged.
            ("FR-67", "FR-6AE (Alsace)"),
            ("FR-68", "FR-6AE (Alsace)"),
            ("fr-68", "FR-6AE (Alsace)"),
            ("FR-A", "FR-6AE (Alsace)"),
            ("NO-01", "NO-31 (Østfold)"),
            ("NO-30", "NO-31 (Østfold), NO-32 (Akershus) or NO-33 (Buskerud)"),
            ("NO-54", "NO-55 (Troms) or NO-56 (Finnmark)"),
            ("IT-VS", "IT-SU (Sud Sardegna)"),
            ("IN-DD", "IN-DH (Dādra and Nagar Haveli and Damān and Diu)"),
            // Renamed.
            ("IN-OR", "IN-OD (Odisha)"),
            ("DE-BR", "DE-BB (Brandenburg)"),
            ("PL-MZ", "PL-14 (Mazovia)"),
            ("CA-PQ", "CA-QC (Quebec)"),
            // Groups.
            ("GB-UKM", "GB (United Kingdom)"),
            ("GB-GBN", "GB-ENG (England), GB-SCT (Scotland) or GB-WLS (Wales)"),
            ("GB-EAW", "GB-ENG (England) or GB-WLS (Wales)"),
            ("FR-GES", "FR (France), FR-57 (Moselle) or FR-6AE (Alsace)"),
            ("IT-32", "IT-BZ (South Tyrol) or IT-TN (Trentino)"),
            // Parts of parts.
            ("GB-LND", "GB-ENG (England)"),
            ("ES-B", "ES-CT (Catalonia)"),
            // Countries of their own.
            ("FR-RE", "RE (Réunion)"),
            ("CN-91", "HK (Hong Kong)"),
            ("NL-AW", "AW (Aruba)"),
            // Of other lists.
            ("AT-W", "AT-9 (Vienna)"),
            ("MY-KUL", "MY-14 (Kuala Lumpur)"),
            ("NZ-CA", "NZ-CAN (Canterbury)"),
        ] {
            assert_eq!(refusal(wrong), format!("has no calendar of its own: use {right}"), "{wrong}");
        }
        assert!(refusal("FR-75").starts_with("names a part of FR that has no calendar of its own: use FR, or one of"));
    }

    #[test]
    fn an_unknown_part_is_refused_with_the_known_ones() {
        assert_eq!(
            refusal("GB-ZZZ"),
            "names a part of GB that has no calendar of its own: use GB, or one of the 4 that have one: \
             GB-ENG, GB-NIR, GB-SCT, GB-WLS"
        );
        assert_eq!(refusal("SG-01"), "names a part of SG, whose parts have no calendars of their own: use SG");
        let many = refusal("US-ZZ");
        assert!(many.contains("one of the 57 that have one: US-AK, US-AL,") && many.ends_with(", ..."), "{many}");
        assert!(many.len() < 300, "{many}");
    }
}
