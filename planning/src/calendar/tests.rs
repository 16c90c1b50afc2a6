//! Facts that were looked up by hand, and what must hold for every calendar.

use chrono::Days;

use super::*;

fn calendar(code: &str) -> HolidayCalendar {
    code.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[track_caller]
fn on(date: &str, closed: &[&str], open: &[&str]) {
    for code in closed {
        assert!(calendar(code).is_holiday(day(date)), "{date} is a holiday in {code}");
    }
    for code in open {
        assert!(!calendar(code).is_holiday(day(date)), "{date} is none in {code}");
    }
}

#[test]
fn holidays_of_whole_countries() {
    on("2026-11-26", &["US", "US-NY", "US-CA"], &["CA", "GB", "DE"]); // Thanksgiving
    on("2026-10-12", &["CA-ON", "CA-BC"], &["CA-NS", "GB"]); // Canada's, which not all provinces keep
    on("2026-10-03", &["DE", "DE-BE", "DE-BY"], &["AT"]); // German Unity, a Saturday, not observed on another day
    on("2026-10-05", &[], &["DE"]);
    on("2026-07-14", &["FR"], &["BE", "US"]);
    on("2026-04-03", &["HK", "DE", "GB"], &["US", "CN"]); // Good Friday
    on("2027-12-25", &["US", "GB-ENG", "DE", "FR"], &["IL", "SA", "TR"]);
}

#[test]
fn holidays_of_parts() {
    on("2026-06-04", &["DE-BY", "DE-NW", "AT"], &["DE", "DE-BE"]); // Corpus Christi
    on("2026-03-08", &["DE-BE", "DE-MV"], &["DE", "DE-BY"]); // Women's Day
    on("2026-02-12", &["US-NY"], &["US", "US-TX"]); // Lincoln's Birthday
    on("2026-07-13", &["GB-NIR"], &["GB-ENG", "GB-SCT"]); // Battle of the Boyne, which is on a Sunday
    on("2026-11-30", &["GB-SCT"], &["GB-ENG"]); // Saint Andrew's Day
    on("2026-04-06", &["GB-ENG", "GB-WLS", "GB-NIR"], &["GB-SCT"]); // Easter Monday
}

#[test]
fn observed_days_are_holidays() {
    on("2026-12-28", &["GB-ENG", "GB-SCT"], &["US", "DE"]); // Boxing Day 2026 is a Saturday
    on("2026-07-03", &["US"], &[]); // and so is Independence Day
    on("2027-12-31", &["US"], &["GB-ENG"]); // New Year's Day of 2028, observed the year before
    on("2025-05-06", &["JP"], &["CN"]); // Greenery Day 2025 is a Sunday, and the Monday a holiday of its own
}

#[test]
fn weekends_depend_on_the_country() {
    let [thursday, friday, saturday, sunday] = ["2026-03-12", "2026-03-13", "2026-03-14", "2026-03-15"].map(day);
    let weekend = |code| [thursday, friday, saturday, sunday].map(|date| calendar(code).is_weekend(date));
    for code in ["US", "DE-BY", "AE", "HK", "MY"] {
        assert_eq!(weekend(code), [false, false, true, true], "{code}");
    }
    for code in ["IL", "SA", "EG", "LY", "MY-03"] {
        assert_eq!(weekend(code), [false, true, true, false], "{code}");
    }
    assert_eq!(weekend("IR"), [false, true, false, false]);
    assert_eq!(weekend("BN"), [false, true, false, true]);
}

#[test]
fn leap_days_and_366th_days_are_covered() {
    let (leap, next) = (day("2028-02-29"), day("2028-03-01"));
    assert!(!calendar("US").is_holiday(leap) && calendar("US").covers(leap));
    assert!(calendar("KR").is_holiday(next) && !calendar("KR").is_holiday(leap)); // Independence Movement Day
    on("2028-12-31", &[], &["US"]); // the 366th day
    on("2032-12-31", &["LV", "US"], &["GB"]); // New Year's Eve; in the US New Year's Day observed, again the 366th day
    on("2028-02-29", &["MY"], &["MY-02"]); // for the 27th, a Sunday, which Kedah works (estimated)
}

#[test]
fn the_first_and_the_last_year() {
    assert_eq!(HolidayCalendar::years(), 2025..=2035);
    on("2025-01-01", &["US", "GB-ENG", "DE-BY", "JP"], &["IL", "SA"]);
    on("2035-12-25", &["US", "GB-ENG", "DE-BY"], &["JP"]);
    on("2035-12-26", &["GB-ENG", "DE-BY"], &["US"]);
}

#[test]
fn other_years_are_not_covered() {
    let us = calendar("US");
    for date in ["2024-12-25", "2036-01-01", "1970-01-01", "2199-12-25"].map(day) {
        assert!(!us.covers(date) && !us.is_holiday(date), "{date}");
    }
    for date in [NaiveDate::MIN, NaiveDate::MAX] {
        assert!(!us.covers(date) && !us.is_holiday(date), "{date}");
    }
    assert!(us.is_weekend(day("2024-12-28")), "weekends are always known");
    let lanka = calendar("LK");
    assert!(lanka.covers(day("2026-12-31")) && lanka.is_holiday(day("2026-12-25")));
    assert!(!lanka.covers(day("2027-01-01")) && !lanka.is_holiday(day("2027-12-25")));
}

#[test]
fn codes_are_sorted_and_of_iso_form() {
    let codes: Vec<&str> = HolidayCalendar::all().map(HolidayCalendar::code).collect();
    assert!(codes.is_sorted_by(|a, b| a < b), "sorted, each once");
    assert!(codes.len() > 850, "{}", codes.len());
    for code in codes {
        let (country, part) = code.split_once('-').unwrap_or((code, "1"));
        assert!(country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase()), "{code}");
        let plain = part.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        assert!((1..=3).contains(&part.len()) && plain, "{code}");
        assert!(country.parse::<HolidayCalendar>().is_ok(), "{code} has a country");
    }
}

/// Not known: Sri Lanka's full-moon days are proclaimed year by year.
/// None at all: uninhabited islands, and Ukraine, where martial law suspends them.
#[test]
fn every_calendar_has_holidays_and_working_days_in_each_year() {
    for calendar in HolidayCalendar::all() {
        for year in HolidayCalendar::years() {
            let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            let days = || (0..366).map(|n| first + Days::new(n)).filter(|date| date.year() == year);
            let holidays = days().filter(|&date| calendar.is_holiday(date)).count();
            match calendar.code() {
                "LK" if year > 2026 => assert!(!calendar.covers(first), "LK {year}"),
                code @ ("BV" | "HM" | "IO" | "UA") => assert_eq!(holidays, 0, "{code} {year}"),
                code => assert!((4..=40).contains(&holidays), "{code} {year}: {holidays}"),
            }
            assert_eq!(calendar.covers(first), !(calendar.code() == "LK" && year > 2026), "{calendar} {year}");
        }
        let week = || (0..7).map(|n| day("2026-03-09") + Days::new(n));
        assert!((1..=3).contains(&week().filter(|&date| calendar.is_weekend(date)).count()), "{calendar}");
    }
}

#[test]
fn codes_are_read_and_written_in_json() {
    let calendar: HolidayCalendar = serde_json::from_str("\"US-NY\"").unwrap();
    assert_eq!(serde_json::to_string(&calendar).unwrap(), "\"US-NY\"");
    assert!(serde_json::from_str::<HolidayCalendar>("\"Mars\"").is_err());
}

#[test]
fn weekend_days_on_which_people_work() {
    for (code, date) in [
        ("CN", "2026-01-04"),
        ("CN", "2026-02-14"),
        ("CN", "2026-10-10"),
        ("HU", "2026-01-10"),
        ("HU", "2026-08-08"),
        ("TW", "2025-02-08"),
        ("LV", "2026-06-27"),
        ("RU", "2025-11-01"),
    ] {
        let (calendar, date) = (calendar(code), day(date));
        assert!(calendar.is_working_weekend_day(date) && calendar.is_weekend(date), "{code} {date}");
        assert!(!calendar.is_day_off(date) && !calendar.is_holiday(date), "{code} {date}");
    }
    for (code, date) in [("CN", "2026-01-03"), ("HK", "2026-01-04"), ("CN", "2027-02-14"), ("CN", "2036-02-10")] {
        let (calendar, date) = (calendar(code), day(date));
        assert!(!calendar.is_working_weekend_day(date) && calendar.is_day_off(date), "{code} {date}");
    }
    assert!(!calendar("CN").is_working_weekend_day(day("2026-02-13")), "a Friday is no weekend day");
}

/// `scripts/generate-holidays` asked the package itself whether people work on each of these days.
#[test]
fn working_days_are_those_of_the_package() {
    let lines = include_str!("../../tests/working_days.txt").lines().filter(|line| !line.starts_with('#'));
    let found: Vec<String> = HolidayCalendar::all()
        .map(|calendar| {
            let days = calendar.covered_years().flat_map(|year| {
                let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
                first.iter_days().take_while(move |date| date.year() == year)
            });
            let works: Vec<u8> = days.map(|date| u8::from(!calendar.is_day_off(date))).collect();
            let count: u32 = works.iter().copied().map(u32::from).sum();
            format!("{calendar} {count} {:08x}", crc32(&works))
        })
        .collect();
    assert_eq!(found, lines.collect::<Vec<_>>());
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 })
    })
}

#[test]
fn parts_that_differ_from_their_country() {
    for code in ["AU", "CA", "CH", "DE", "ES", "FR", "GB", "IN", "IT", "MY", "NZ", "US"] {
        assert!(!calendar(code).differing_parts().is_empty(), "{code}");
    }
    for code in ["CN", "HK", "JP", "NO", "PL", "GB-ENG", "US-NY"] {
        assert!(calendar(code).differing_parts().is_empty(), "{code}");
    }
    assert_eq!(calendar("GB").differing_parts(), ["GB-ENG", "GB-NIR", "GB-SCT", "GB-WLS"]);
    assert_eq!(calendar("FI").differing_parts(), ["FI-01"], "Åland's own day");
    assert!(!calendar("AD").differing_parts().contains(&"AD-03"), "it has the holidays of the whole country");
}

#[test]
fn countries_and_their_parts() {
    assert_eq!(
        calendar("GB").parts().map(HolidayCalendar::code).collect::<Vec<_>>(),
        ["GB-ENG", "GB-NIR", "GB-SCT", "GB-WLS"]
    );
    assert_eq!(calendar("GB-ENG").country(), Some(calendar("GB")));
    assert_eq!(calendar("GB").country(), None);
    for lone in ["JP", "GB-ENG", "AT-1"] {
        assert_eq!(calendar(lone).parts().count(), 0, "{lone}");
    }
    let countries = HolidayCalendar::all().filter(|calendar| calendar.country().is_none());
    let with_parts: usize = countries.map(|country| 1 + country.parts().count()).sum();
    assert_eq!(with_parts, HolidayCalendar::all().len());
}

#[test]
fn calendars_have_names() {
    for (code, name) in [
        ("GB", "United Kingdom"),
        ("GB-ENG", "England"),
        ("CI", "Côte d’Ivoire"),
        ("HK", "Hong Kong"),
        ("FR-6AE", "Alsace"),
        ("NO-32", "Akershus"),
        ("US-PR", "Puerto Rico"),
        ("XK", "Kosovo"),
    ] {
        assert_eq!(calendar(code).name(), name);
    }
    assert!(HolidayCalendar::all().all(|calendar| calendar.name().len() > 2));
}

#[test]
fn calendars_tell_their_covered_years() {
    assert_eq!(calendar("US").covered_years(), 2025..=2035);
    assert_eq!(calendar("LK").covered_years(), 2025..=2026);
}
