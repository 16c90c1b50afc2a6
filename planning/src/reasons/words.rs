//! Dates, times and names as people say them.

use std::{
    borrow::Cow,
    fmt::{self, Write as _},
};

use chrono::{Datelike, NaiveDate, Timelike};

use crate::{
    days::Moment,
    facts::{Channel, Contact},
    window::Window,
};

const WEEKDAYS: [&str; 7] =
    ["Monday, ", "Tuesday, ", "Wednesday, ", "Thursday, ", "Friday, ", "Saturday, ", "Sunday, "];
const MONTHS: [&str; 12] = [
    " January",
    " February",
    " March",
    " April",
    " May",
    " June",
    " July",
    " August",
    " September",
    " October",
    " November",
    " December",
];
const DAYS: [&str; 31] = [
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20",
    "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31",
];
const NUMBERS: [&str; 11] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// "Tuesday, 10 March".
pub(super) struct Day(pub(super) NaiveDate);

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Plans say many dates; plain pieces are written several times faster than formatted numbers.
        f.write_str(WEEKDAYS[self.0.weekday().num_days_from_monday() as usize])?;
        f.write_str(DAYS[self.0.day0() as usize])?;
        f.write_str(MONTHS[self.0.month0() as usize])
    }
}

/// "between Tuesday, 17 March and Friday, 20 March", or "on Tuesday, 17 March".
pub(super) struct Between(pub(super) Window);

impl fmt::Display for Between {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (opens, closes) = (self.0.opens.date_naive(), self.0.closes.date_naive());
        if opens == closes {
            return write!(f, "on {}", Day(opens));
        }
        write!(f, "between {} and {}", Day(opens), Day(closes))
    }
}

/// "15:00 on Tuesday, 10 March".
pub(super) struct Time(pub(super) Moment);

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, after) in [(self.0.hour(), ":"), (self.0.minute(), " on ")] {
            if number < 10 {
                f.write_char('0')?;
            }
            number.fmt(f)?;
            f.write_str(after)?;
        }
        Day(self.0.date_naive()).fmt(f)
    }
}

/// "one business day", "five business days".
pub(super) struct BusinessDayCount(pub(super) u32);

impl fmt::Display for BusinessDayCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.0 == 1 { "" } else { "s" };
        match NUMBERS.get(self.0 as usize) {
            Some(number) => write!(f, "{number} business day{plural}"),
            None => write!(f, "{} business day{plural}", self.0),
        }
    }
}

/// "Ada, Ben and Chris"; people without a name are somebody else.
pub(super) struct People<'p>(pub(super) &'p [&'p Contact]);

impl fmt::Display for People<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, contact) in self.0.iter().enumerate() {
            let before = match index {
                0 => "",
                _ if index + 1 == self.0.len() => " and ",
                _ => ", ",
            };
            f.write_str(before)?;
            f.write_str(contact.whole_name().as_deref().unwrap_or("another interviewer"))?;
        }
        Ok(())
    }
}

/// The person's name, or words that do without.
pub(super) fn who<'c>(contact: Option<&'c Contact>, otherwise: &'c str) -> Cow<'c, str> {
    contact.and_then(|contact| contact.whole_name()).unwrap_or(Cow::Borrowed(otherwise))
}

/// "E-mail", as at the start of a sentence.
pub(super) fn name(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "E-mail",
        Channel::Phone => "The phone",
        Channel::Linkedin => "LinkedIn",
        Channel::Letter => "A letter",
    }
}

/// "e-mails", as what an employer doesn't want.
pub(super) fn many(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "e-mails",
        Channel::Phone => "phone calls",
        Channel::Linkedin => "LinkedIn messages",
        Channel::Letter => "letters",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_numbers_read_as_said() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 10).unwrap();
        assert_eq!(Day(day).to_string(), "Tuesday, 10 March");
        let time = day.and_hms_opt(9, 5, 0).unwrap().and_utc().fixed_offset();
        assert_eq!(Time(time).to_string(), "09:05 on Tuesday, 10 March");
        assert_eq!(BusinessDayCount(1).to_string(), "one business day");
        assert_eq!(BusinessDayCount(12).to_string(), "12 business days");
    }
}
