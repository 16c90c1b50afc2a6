//! Calculations with dates for the build script. The planner itself uses a crate for them.

/// How many days a month has.
pub(crate) fn days_in(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The day of the week, 0 for Monday: Zeller's congruence.
pub(crate) fn weekday(year: i32, month: u32, day: u32) -> u32 {
    // March is the third month, and January and February the last two of the year before.
    let (year, month) = if month < 3 { (year - 1, month + 12) } else { (year, month) };
    let year = u32::try_from(year).expect("the years of the table are of our era");
    (day + 13 * (month + 1) / 5 + year + year / 4 - year / 100 + year / 400 + 5) % 7
}
