//! From a code to its calendar, or to words that help to find the right one.

use std::str::FromStr;

use super::{HolidayCalendar, table};
use crate::InvalidValue;

/// So many of a country's parts are named to one who asked for another.
const NAMED: usize = 20;

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
    let upper = text.to_ascii_uppercase();
    if find(&upper).is_some() {
        return format!("must be written in upper case, as ISO 3166 writes it: {upper}");
    }
    match text.split_once('-') {
        Some((country, part)) if find(country).is_some() && is_part(part) => unknown_part(country),
        Some(("UK", _)) => {
            "is not an ISO 3166 code: the United Kingdom's is GB, its parts are such as GB-SCT".to_owned()
        }
        None if text == "UK" => "is not an ISO 3166-1 code: the United Kingdom's is GB".to_owned(),
        _ => "is not a known country, such as US (its two capital letters in ISO 3166-1), \
              or a known part of one, such as US-NY (ISO 3166-2)"
            .to_owned(),
    }
}

/// Whether the text has the form of what follows the hyphen in ISO 3166-2.
fn is_part(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

fn unknown_part(country: &str) -> String {
    let parts: Vec<&str> = table::records()
        .iter()
        .map(|record| record.code)
        .filter(|code| code.split_once('-').is_some_and(|(of, _)| of == country))
        .collect();
    if parts.is_empty() {
        return format!("names a part of {country}, whose parts have no calendars of their own: use {country}");
    }
    let named = parts[..parts.len().min(NAMED)].join(", ");
    let more = if parts.len() > NAMED { ", ..." } else { "" };
    format!(
        "names a part of {country} that has no calendar of its own: use {country}, or one of the {} that have one: \
         {named}{more}",
        parts.len()
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
    fn other_forms_are_told_the_right_one() {
        for wrong in ["", " US", "USA", "US-", "-NY", "US-NY-1", "US_NY", "us-zz", "ZZ", "ZZ-1", "Ü", "US-\0", "XNYS"]
        {
            assert!(refusal(wrong).starts_with("is not a known country, such as US"), "{wrong:?}");
        }
        assert_eq!(refusal("us-ny"), "must be written in upper case, as ISO 3166 writes it: US-NY");
        assert!(refusal("UK").ends_with("the United Kingdom's is GB"));
        assert!(refusal("UK-ENG").contains("GB-SCT"));
    }

    #[test]
    fn an_unknown_part_is_told_the_known_ones() {
        assert_eq!(
            refusal("GB-LND"),
            "names a part of GB that has no calendar of its own: use GB, or one of the 4 that have one: \
             GB-ENG, GB-NIR, GB-SCT, GB-WLS"
        );
        assert_eq!(refusal("SG-01"), "names a part of SG, whose parts have no calendars of their own: use SG");
        let many = refusal("US-ZZ");
        assert!(many.contains("one of the 57 that have one: US-AK, US-AL,") && many.ends_with(", ..."), "{many}");
        assert!(many.len() < 300, "{many}");
    }
}
