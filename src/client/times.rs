//! Times for people.

use chrono::{FixedOffset, Offset as _};

use super::responses::Time;

/// How the times of a table are written: the offset is in the heading, if all have the same.
pub(super) struct Times {
    common: Option<FixedOffset>,
}

impl Times {
    pub(super) fn new<'t>(times: impl IntoIterator<Item = &'t Time>) -> Self {
        let mut offsets = times.into_iter().map(|time| time.offset().fix());
        let first = offsets.next();
        Self { common: first.filter(|first| offsets.all(|offset| offset == *first)) }
    }

    /// The heading of a column of times.
    pub(super) fn heading(&self, name: &str) -> String {
        self.common.map_or_else(|| name.to_owned(), |offset| format!("{name} ({offset})"))
    }

    /// A time, to the minute.
    pub(super) fn cell(&self, time: &Time) -> String {
        let format = if self.common.is_some() { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d %H:%M %:z" };
        time.format(format).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_common_offset_is_printed_once() {
        let time = |text: &str| text.parse::<Time>().unwrap();
        let same = [time("2026-03-10T17:00:00-04:00"), time("2026-03-11T09:30:59-04:00")];
        let times = Times::new(&same);
        assert_eq!(
            (times.heading("UNTIL").as_str(), times.cell(&same[1]).as_str()),
            ("UNTIL (-04:00)", "2026-03-11 09:30")
        );
        let different = [time("2026-03-10T17:00:00-04:00"), time("2026-03-10T17:00:00Z")];
        let times = Times::new(&different);
        assert_eq!(
            (times.heading("UNTIL").as_str(), times.cell(&different[1]).as_str()),
            ("UNTIL", "2026-03-10 17:00 +00:00")
        );
    }
}
