//! Turns `data/holidays.txt` into a table of codes and a file of bit sets, one bit for each day of a year.
//!
//! The file's own head describes its form. Out come `holidays.rs`, whose records say for each calendar which row
//! belongs to which year, and `holidays.bin`, the rows; equal rows are kept once.

use std::{
    collections::{BTreeSet, HashMap},
    env,
    fmt::Write as _,
    fs,
    path::Path,
};

const SOURCE: &str = "data/holidays.txt";
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// Bytes of a row: 366 bits.
const ROW: usize = 46;

/// The holidays of a year, as months and days.
type Days = BTreeSet<(u32, u32)>;

struct Calendar<'a> {
    code: &'a str,
    /// Bit 0 is Monday.
    weekend: u8,
    /// By year; a year that isn't here is not known.
    years: Vec<(i32, Days)>,
}

/// Writes both files.
pub(crate) fn generate() {
    println!("cargo::rerun-if-changed={SOURCE}");
    let text = fs::read_to_string(SOURCE).expect("the holidays are in the package");
    let (table, rows) = compile(&read(&text));
    let table = format!("const DATA_VERSION: &str = {:?};\n{table}", version(&text));
    let out = env::var_os("OUT_DIR").expect("Cargo names a folder for what is built");
    fs::write(Path::new(&out).join("holidays.rs"), table).expect("Cargo's folder can be written to");
    fs::write(Path::new(&out).join("holidays.bin"), rows).expect("Cargo's folder can be written to");
}

/// The version of the package that the file is from, which the file's head names.
fn version(text: &str) -> &str {
    let (_, rest) = text.split_once("Python package `holidays` ").expect("the head names the package");
    rest.split([',', '\n']).next().unwrap_or(rest)
}

fn read(text: &str) -> Vec<Calendar<'_>> {
    let mut calendars: Vec<Calendar<'_>> = Vec::new();
    let mut country = 0;
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let place = Place { number: index + 1, line };
        let mut words = line.split_whitespace();
        let first = words.next().unwrap_or_else(|| place.refuse("is empty"));
        if line.starts_with(' ') {
            let calendar = calendars.last_mut().unwrap_or_else(|| place.refuse("has a year before any code"));
            calendar.add_year(first.parse().unwrap_or_else(|_| place.refuse("starts with no year")), words, &place);
        } else {
            let is_part = first.contains('-');
            let mut calendar = Calendar { code: first, weekend: weekend(words, &place), years: Vec::new() };
            if is_part {
                let country = calendars.get(country).unwrap_or_else(|| place.refuse("has a part before any country"));
                place.ensure(first.split('-').next() == Some(country.code), "is not a part of the country above");
                calendar.years.clone_from(&country.years);
                if calendar.weekend == 0 {
                    calendar.weekend = country.weekend;
                }
            } else {
                country = calendars.len();
            }
            place.ensure(calendar.weekend != 0, "names no weekend");
            place.ensure(calendars.last().is_none_or(|last| last.code < first), "is not in order");
            calendars.push(calendar);
        }
    }
    calendars
}

impl Calendar<'_> {
    /// Takes a line's days: a country's are all of them, a part's what it has more or less than its country.
    fn add_year<'a>(&mut self, year: i32, words: impl Iterator<Item = &'a str>, place: &Place<'_>) {
        if self.code.contains('-') {
            let days = self.years.iter_mut().find(|(known, _)| *known == year).map(|(_, days)| days);
            let days = days.unwrap_or_else(|| place.refuse("is a year that the country doesn't have"));
            for word in words {
                let changed = match word.split_at_checked(1) {
                    Some(("+", day)) => days.insert(day_of(year, day, place)),
                    Some(("-", day)) => days.remove(&day_of(year, day, place)),
                    _ => place.refuse("has a day without + or -"),
                };
                place.ensure(changed, "changes nothing");
            }
        } else {
            place.ensure(self.years.last().is_none_or(|(last, _)| *last < year), "is not in order");
            let days = words.filter(|word| *word != "none").map(|day| day_of(year, day, place)).collect();
            self.years.push((year, days));
        }
    }
}

fn weekend<'a>(words: impl Iterator<Item = &'a str>, place: &Place<'_>) -> u8 {
    words
        .map(|word| {
            DAYS.iter().position(|day| *day == word).unwrap_or_else(|| place.refuse("names no day of the week"))
        })
        .fold(0, |mask, day| mask | 1 << day)
}

fn day_of(year: i32, text: &str, place: &Place<'_>) -> (u32, u32) {
    let number: u32 = text.parse().unwrap_or_else(|_| place.refuse("has a day that is no MMDD"));
    let (month, day) = (number / 100, number % 100);
    let exists = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
    place.ensure(text.len() == 4 && exists, "has a day that is no MMDD");
    (month, day)
}

fn days_in(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The records as Rust, and the rows.
fn compile(calendars: &[Calendar<'_>]) -> (String, Vec<u8>) {
    let years = || calendars.iter().flat_map(|calendar| calendar.years.iter().map(|(year, _)| *year));
    let first = years().min().expect("the file has years");
    let last = years().max().expect("the file has years");
    let mut rows = Vec::new();
    let mut known = HashMap::new();
    let mut records = String::new();
    for Calendar { code, weekend, years } in calendars {
        let mut indexes = String::new();
        for year in first..=last {
            let days = years.iter().find(|(known, _)| *known == year).map(|(_, days)| days);
            let index = days.map(|days| {
                let row = row(year, days);
                *known.entry(row).or_insert_with(|| {
                    rows.extend(row);
                    rows.len() / ROW - 1
                })
            });
            write!(indexes, "{index:?}, ").expect("a string can be written to");
        }
        writeln!(records, "Record {{ code: {code:?}, weekend: {weekend}, rows: [{indexes}] }},")
            .expect("a string can be written to");
    }
    let table = format!(
        "const FIRST_YEAR: i32 = {first};\nconst LAST_YEAR: i32 = {last};\nconst YEARS: usize = {};\n\
         const ROW: usize = {ROW};\n\
         static RECORDS: [Record; {}] = [\n{records}];\n",
        (first..=last).count(),
        calendars.len(),
    );
    (table, rows)
}

/// A bit for each day of the year, the first one the lowest of the first byte.
fn row(year: i32, days: &Days) -> [u8; ROW] {
    let mut row = [0; ROW];
    for &(month, day) in days {
        let before: u32 = (1..month).map(|month| days_in(year, month)).sum();
        let bit = usize::try_from(before + day - 1).expect("a year has at most 366 days");
        row[bit / 8] |= 1 << (bit % 8);
    }
    row
}

/// A line, for the one who has to mend it.
struct Place<'a> {
    number: usize,
    line: &'a str,
}

impl Place<'_> {
    fn refuse(&self, why: &str) -> ! {
        panic!("{SOURCE}, line {}, {why}: {:?}", self.number, self.line)
    }

    fn ensure(&self, holds: bool, why: &str) {
        if !holds {
            self.refuse(why);
        }
    }
}
