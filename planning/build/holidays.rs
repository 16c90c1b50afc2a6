//! Turns `data/holidays.txt` into a table of codes and a file of bit sets, one bit for each day of a year.
//!
//! The comment at the beginning of the file describes its format. The output is `holidays.rs`, whose records have the
//! indexes of the rows of each calendar and year, and `holidays.bin`, which has the rows; equal rows are stored once.

use std::{
    collections::{BTreeSet, HashMap},
    env,
    fmt::Write as _,
    fs,
    path::Path,
};

use crate::{
    calendar_dates::{days_in, weekday},
    places::Places,
};

const SOURCE: &str = "data/holidays.txt";
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// 366 bits.
const ROW_BYTES: usize = 46;

/// Days of a year, as months and days.
type Days = BTreeSet<(u32, u32)>;
/// A bit for each day of a year, the first one the lowest of the first byte.
type Row = [u8; ROW_BYTES];

struct Calendar<'a> {
    code: &'a str,
    /// Bit 0 is Monday.
    weekend: u8,
    /// In ascending order. The holidays of other years are not known.
    years: Vec<Year>,
}

#[derive(Clone)]
struct Year {
    number: i32,
    holidays: Days,
    /// Days of weekends on which people work.
    working: Days,
}

/// Writes both files.
pub(crate) fn generate(places: &Places<'_>) {
    println!("cargo::rerun-if-changed={SOURCE}");
    let text = fs::read_to_string(SOURCE).expect("the holidays are in the package");
    let calendars = read(&text);
    places.check(&calendars.iter().map(|calendar| calendar.code).collect::<Vec<_>>());
    let (table, rows) = compile(&calendars, version_of(&text), places);
    let out = env::var_os("OUT_DIR").expect("Cargo names a folder for what is built");
    fs::write(Path::new(&out).join("holidays.rs"), table).expect("Cargo's folder can be written to");
    fs::write(Path::new(&out).join("holidays.bin"), rows).expect("Cargo's folder can be written to");
}

fn read(text: &str) -> Vec<Calendar<'_>> {
    let mut calendars: Vec<Calendar<'_>> = Vec::new();
    let mut country = 0;
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let source_line = SourceLine { number: index + 1, line };
        let mut words = line.split_whitespace();
        let first = words.next().unwrap_or_else(|| source_line.refuse("is empty"));
        if line.starts_with(' ') {
            let calendar = calendars.last_mut().unwrap_or_else(|| source_line.refuse("has a year before any code"));
            calendar.add_year(
                first.parse().unwrap_or_else(|_| source_line.refuse("starts with no year")),
                words,
                &source_line,
            );
        } else {
            let is_part = first.contains('-');
            let mut calendar = Calendar { code: first, weekend: weekend(words, &source_line), years: Vec::new() };
            if is_part {
                let country =
                    calendars.get(country).unwrap_or_else(|| source_line.refuse("has a part before any country"));
                source_line.ensure(first.split('-').next() == Some(country.code), "is not a part of the country above");
                calendar.years.clone_from(&country.years);
                if calendar.weekend == 0 {
                    calendar.weekend = country.weekend;
                }
            } else {
                country = calendars.len();
            }
            source_line.ensure(calendar.weekend != 0, "names no weekend");
            source_line.ensure(calendars.last().is_none_or(|last| last.code < first), "is not in order");
            calendars.push(calendar);
        }
    }
    calendars
}

/// The version of the package that the file's head names.
fn version_of(text: &str) -> &str {
    let rest = text.split_once("package `holidays` ").map(|(_, rest)| rest);
    rest.and_then(|rest| rest.split_once(',')).map(|(version, _)| version).expect("the head names its source's version")
}

impl Calendar<'_> {
    /// Takes a line's days: a country's are all of them, a part's what it has more or less than its country.
    fn add_year<'a>(&mut self, number: i32, words: impl Iterator<Item = &'a str>, source_line: &SourceLine<'_>) {
        if self.code.contains('-') {
            let year = self.years.iter_mut().find(|known| known.number == number);
            let Year { holidays, .. } =
                year.unwrap_or_else(|| source_line.refuse("is a year that the country doesn't have"));
            for word in words {
                let changed = match word.split_at_checked(1) {
                    Some(("+", day)) => holidays.insert(day_of(number, day, source_line)),
                    Some(("-", day)) => holidays.remove(&day_of(number, day, source_line)),
                    _ => source_line.refuse("has a day without + or -"),
                };
                source_line.ensure(changed, "changes nothing");
            }
        } else {
            source_line.ensure(self.years.last().is_none_or(|last| last.number < number), "is not in order");
            let mut year = Year { number, holidays: Days::new(), working: Days::new() };
            for word in words.filter(|word| *word != "none") {
                match word.strip_prefix('=') {
                    Some(day) => year.working.insert(day_of(number, day, source_line)),
                    None => year.holidays.insert(day_of(number, word, source_line)),
                };
            }
            let off = |day: &(u32, u32)| self.is_weekend(number, *day) && !year.holidays.contains(day);
            source_line.ensure(year.working.iter().all(off), "has a working day that is not one of the weekend alone");
            self.years.push(year);
        }
    }

    fn is_weekend(&self, year: i32, (month, day): (u32, u32)) -> bool {
        self.weekend & (1 << weekday(year, month, day)) != 0
    }

    /// A year's days on which nobody works.
    fn days_off(&self, year: &Year) -> Days {
        let days = (1..=12).flat_map(|month| (1..=days_in(year.number, month)).map(move |day| (month, day)));
        let weekends = days.filter(|day| self.is_weekend(year.number, *day) && !year.working.contains(day));
        weekends.chain(year.holidays.iter().copied()).collect()
    }
}

fn weekend<'a>(words: impl Iterator<Item = &'a str>, source_line: &SourceLine<'_>) -> u8 {
    words
        .map(|word| {
            DAYS.iter().position(|day| *day == word).unwrap_or_else(|| source_line.refuse("names no day of the week"))
        })
        .fold(0, |mask, day| mask | 1 << day)
}

fn day_of(year: i32, text: &str, source_line: &SourceLine<'_>) -> (u32, u32) {
    let number: u32 = text.parse().unwrap_or_else(|_| source_line.refuse("has a day that is no MMDD"));
    let (month, day) = (number / 100, number % 100);
    let exists = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
    source_line.ensure(text.len() == 4 && exists, "has a day that is no MMDD");
    (month, day)
}

/// The rows of a calendar's years: of the holidays, and of all days off; `None` where the year isn't known.
type Indexes = Vec<Option<(usize, usize)>>;

/// The records as Rust, and the rows.
fn compile(calendars: &[Calendar<'_>], version: &str, places: &Places<'_>) -> (String, Vec<u8>) {
    let years = || calendars.iter().flat_map(|calendar| calendar.years.iter().map(|year| year.number));
    let first = years().min().expect("the file has years");
    let last = years().max().expect("the file has years");
    let mut rows = Rows::default();
    let of_year = |rows: &mut Rows, calendar: &Calendar<'_>, number: i32| {
        let year = calendar.years.iter().find(|year| year.number == number)?;
        Some((rows.index_of(number, &year.holidays), rows.index_of(number, &calendar.days_off(year))))
    };
    let compiled: Vec<(&Calendar<'_>, Indexes)> = calendars
        .iter()
        .map(|calendar| (calendar, (first..=last).map(|year| of_year(&mut rows, calendar, year)).collect()))
        .collect();
    let mut records = String::new();
    for (calendar, indexes) in &compiled {
        let Calendar { code, weekend, .. } = calendar;
        let years = indexes.iter().map(|year| match year {
            Some((holidays, days_off)) => format!("Some(Year {{ holidays: {holidays}, days_off: {days_off} }})"),
            None => "None".to_owned(),
        });
        let years = years.collect::<Vec<_>>().join(", ");
        let parts = compiled.iter().filter(|(part, _)| part.code.split_once('-').is_some_and(|(of, _)| of == *code));
        let differing: Vec<&str> = parts.filter(|(_, part)| differ(indexes, part)).map(|(part, _)| part.code).collect();
        let name = places.name(code);
        writeln!(
            records,
            "Record {{ code: {code:?}, name: {name:?}, weekend: {weekend}, years: [{years}], differing: &{differing:?} }},"
        )
        .expect("a string can be written to");
    }
    let table = format!(
        "const FIRST_YEAR: i32 = {first};\nconst LAST_YEAR: i32 = {last};\nconst YEARS: usize = {};\n\
         const ROW: usize = {ROW_BYTES};\npub(super) const VERSION: &str = {version:?};\n\
         static RECORDS: [Record; {}] = [\n{records}];\n",
        (first..=last).count(),
        calendars.len(),
    );
    (table, rows.bytes)
}

/// Whether there are days on which people work by only one of two calendars, in the years that both know.
fn differ(one: &Indexes, other: &Indexes) -> bool {
    let days_off = |year: &Option<(usize, usize)>| year.map(|(_, days_off)| days_off);
    one.iter()
        .zip(other)
        .any(|(one, other)| days_off(one).zip(days_off(other)).is_some_and(|(one, other)| one != other))
}

/// Rows without duplicates.
#[derive(Default)]
struct Rows {
    bytes: Vec<u8>,
    index_by_row: HashMap<Row, usize>,
}

impl Rows {
    fn index_of(&mut self, year: i32, days: &Days) -> usize {
        let row = row(year, days);
        *self.index_by_row.entry(row).or_insert_with(|| {
            self.bytes.extend(row);
            self.bytes.len() / ROW_BYTES - 1
        })
    }
}

fn row(year: i32, days: &Days) -> Row {
    let mut row = [0; ROW_BYTES];
    for &(month, day) in days {
        let before: u32 = (1..month).map(|month| days_in(year, month)).sum();
        let bit = usize::try_from(before + day - 1).expect("a year has at most 366 days");
        row[bit / 8] |= 1 << (bit % 8);
    }
    row
}

/// A line of the file, for error messages.
struct SourceLine<'a> {
    number: usize,
    line: &'a str,
}

impl SourceLine<'_> {
    fn refuse(&self, why: &str) -> ! {
        panic!("{SOURCE}, line {}, {why}: {:?}", self.number, self.line)
    }

    fn ensure(&self, holds: bool, why: &str) {
        if !holds {
            self.refuse(why);
        }
    }
}
