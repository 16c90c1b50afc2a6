//! The time axis: days of equal width, with long empty ranges left out.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

/// Ranges of fewer empty days are not left out.
const MIN_GAP_DAYS: u32 = 12;
/// The maximum number of parts of the axis.
const MAX_PARTS: usize = 5;
/// The maximum width of a part other than the main one, in days.
const MAX_SIDE_PART_DAYS: u32 = 9;
/// The width of a range that is left out.
pub(super) const BREAK_WIDTH: f64 = 40.0;

/// The axis, from left to right.
#[derive(Debug)]
pub(super) struct Axis {
    /// The vertical position.
    pub(super) y: f64,
    pub(super) parts: Vec<Part>,
}

/// Consecutive days.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
    pub(super) left: f64,
    /// The width of a day.
    pub(super) day: f64,
}

impl Part {
    /// The number of days.
    fn days(&self) -> u32 {
        u32::try_from((self.last - self.first).num_days() + 1).unwrap_or(1)
    }

    pub(super) fn right(&self) -> f64 {
        self.left + self.day * f64::from(self.days())
    }

    /// The position of the start of that day.
    pub(super) fn x(&self, day: NaiveDate) -> f64 {
        let days = i32::try_from((day - self.first).num_days()).unwrap_or(i32::MAX);
        self.left + self.day * f64::from(days)
    }

    pub(super) fn each_day(&self) -> impl Iterator<Item = NaiveDate> {
        let last = self.last;
        self.first.iter_days().take_while(move |day| *day <= last)
    }
}

impl Axis {
    /// An axis at `y` from `left` to `right` with all these days. Each span has a first and a last day.
    pub(super) fn new(spans: Vec<(NaiveDate, NaiveDate)>, y: f64, (left, right): (f64, f64)) -> Self {
        let mut spans: Vec<_> =
            spans.into_iter().map(|(first, last)| (first - Days::new(1), last.max(first) + Days::new(1))).collect();
        spans.sort_unstable();
        let mut short = MIN_GAP_DAYS;
        let mut parts = merged(&spans, short);
        while parts.len() > MAX_PARTS {
            short = short.saturating_mul(2);
            parts = merged(&spans, short);
        }
        let main = parts.iter().map(Part::days).max().unwrap_or(1);
        // All parts that are as long as the longest have the same scale.
        let weight = |part: &Part| if part.days() == main { main } else { part.days().min(MAX_SIDE_PART_DAYS) };
        let all: u32 = parts.iter().map(weight).sum();
        let breaks = BREAK_WIDTH * f64::from(u32::try_from(parts.len().saturating_sub(1)).unwrap_or(0));
        let unit = (right - left - breaks) / f64::from(all.max(1));
        let mut x = left;
        for part in &mut parts {
            let width = unit * f64::from(weight(part));
            (part.left, part.day) = (x, width / f64::from(part.days()));
            x += width + BREAK_WIDTH;
        }
        Self { y, parts }
    }

    /// The position of an instant. An instant in a range that is left out is in the range's middle.
    pub(super) fn x(&self, at: NaiveDateTime) -> f64 {
        let day = at.date();
        let Some(part) = self.parts.iter().rev().find(|part| part.first <= day) else {
            return self.parts.first().map_or(0.0, |part| part.left);
        };
        if day > part.last {
            return part.right() + BREAK_WIDTH / 2.0;
        }
        let seconds = i32::try_from((at.time() - NaiveTime::MIN).num_seconds()).unwrap_or(0);
        part.x(day) + part.day * f64::from(seconds) / 86_400.0
    }

    /// The ranges that are left out: the position and the number of days of each.
    pub(super) fn breaks(&self) -> impl Iterator<Item = (f64, i64)> {
        self.parts.windows(2).filter_map(|pair| match pair {
            [before, after] => Some((before.right(), (after.first - before.last).num_days() - 1)),
            _ => None,
        })
    }
}

fn merged(spans: &[(NaiveDate, NaiveDate)], short: u32) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for &(first, last) in spans {
        match parts.last_mut() {
            Some(part) if (first - part.last).num_days() <= i64::from(short) => part.last = part.last.max(last),
            _ => parts.push(Part { first, last, left: 0.0, day: 0.0 }),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> NaiveDateTime {
        day(text).and_hms_opt(12, 0, 0).unwrap()
    }

    #[test]
    fn a_long_empty_stretch_is_left_out() {
        let spans = vec![(day("2026-03-10"), day("2026-03-28")), (day("2026-07-01"), day("2026-07-15"))];
        let axis = Axis::new(spans, 0.0, (0.0, 600.0));
        assert_eq!(axis.parts.len(), 2);
        assert_eq!(axis.parts[0].first, day("2026-03-09"));
        assert!((axis.parts[1].right() - 600.0).abs() < 1e-6);
        // 21 days to scale, and 17 days in the width of 9.
        assert!((axis.parts[0].day - 560.0 / 30.0).abs() < 1e-6);
        let left_out: Vec<_> = axis.breaks().map(|(_, days)| days).collect();
        assert_eq!(left_out, [92]);
        let order = ["2026-01-01", "2026-03-10", "2026-03-11", "2026-05-01", "2026-07-01", "2026-07-16"];
        assert!(order.map(|day| axis.x(at(day))).is_sorted());
    }

    #[test]
    fn plans_over_centuries_fit() {
        let spans = (0..100).map(|i| day("1970-01-02") + Days::new(i * 800)).map(|day| (day, day)).collect();
        let axis = Axis::new(spans, 0.0, (0.0, 600.0));
        assert!(axis.parts.len() <= MAX_PARTS);
        assert!(axis.parts.iter().all(|part| part.day > 0.0));
    }
}
