//! The days along the axis: months, days, ranges that are left out, and days off.

use chrono::{Datelike as _, NaiveDate, Weekday};
use wording::{Language, MonthForm};

use super::{
    axis::{Axis, BREAK_WIDTH, Part},
    shapes::Shape,
    text::width,
};
use crate::{View, days_off::DayOff};

/// The distance of the names of months above the axis.
const MONTH_LABEL_OFFSET: f64 = 27.0;
/// The distance of the names of days above the axis.
const DAY_LABEL_OFFSET: f64 = 9.0;
const FONT_SIZE: f64 = 12.0;
/// Narrower days are not drawn separately.
const MIN_DAY_WIDTH: f64 = 3.0;

/// Weekends, holidays and closures, shaded from the axis down.
pub(super) fn days_off(view: &View, axis: &Axis, bottom: f64) -> Vec<Shape> {
    let shade = |part: &Part, day: NaiveDate| {
        let class = match DayOff::find(&view.facts.application, day)? {
            DayOff::Weekend => "weekend",
            DayOff::Holiday => "holiday",
        };
        Some(Shape::Rect { class, x: part.x(day), y: axis.y, width: part.day, height: bottom - axis.y, radius: 0.0 })
    };
    let wide = axis.parts.iter().filter(|part| part.day >= MIN_DAY_WIDTH);
    wide.flat_map(|part| part.each_day().filter_map(move |day| shade(part, day))).collect()
}

/// Whether any of the days is a holiday or a closure.
pub(super) fn has_holidays(view: &View, axis: &Axis) -> bool {
    let holiday = |day| DayOff::find(&view.facts.application, day) == Some(DayOff::Holiday);
    axis.parts.iter().filter(|part| part.day >= MIN_DAY_WIDTH).any(|part| part.each_day().any(holiday))
}

/// Months, days and the ranges that are left out.
pub(super) fn ticks(view: &View, axis: &Axis, bottom: f64) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let mut year = None;
    for part in &axis.parts {
        shapes.push(Shape::Line { class: "axis", from: (part.left, axis.y), to: (part.right(), axis.y) });
        months(view.language, part, axis.y - MONTH_LABEL_OFFSET, &mut year, &mut shapes);
        days(view.language, part, axis.y, bottom, &mut shapes);
    }
    for (left, days) in axis.breaks() {
        shapes.extend([left, left + BREAK_WIDTH].map(|x| Shape::upright("torn", x, axis.y - 4.0, bottom)));
        let (middle, label) = (left + BREAK_WIDTH / 2.0, view.language.gap_length(days));
        let half = width(&label, FONT_SIZE) / 2.0;
        // The month of a short part may extend into the range, since it is more important than the range's length.
        let taken = |shape: &Shape| match shape {
            Shape::Text { class: "month", at: (x, _), text, .. } => {
                *x < middle + half && x + width(text, FONT_SIZE) > middle - half - 4.0
            }
            _ => false,
        };
        if !shapes.iter().any(taken) {
            shapes.push(Shape::centred("day", (middle, axis.y - MONTH_LABEL_OFFSET), label));
        }
    }
    shapes
}

/// The name of each month with enough space, at its first day; if no month has enough, the years. The lines between
/// months end above the names of days.
fn months(language: &dyn Language, part: &Part, y: f64, year: &mut Option<i32>, shapes: &mut Vec<Shape>) {
    let by_years = part.day * 30.0 < 26.0;
    let mut first = part.first;
    let before = shapes.len();
    while first <= part.last {
        let next = if by_years { first_of(first.year() + 1, 1) } else { first_of(first.year(), first.month() + 1) };
        let room = part.x(next).min(part.right()) - part.x(first) - 6.0;
        let forms: &[MonthForm] = match *year {
            _ if by_years => &[MonthForm::Year],
            Some(told) if told == first.year() => &[MonthForm::Long, MonthForm::Short],
            _ => &[MonthForm::LongWithYear, MonthForm::ShortWithYear, MonthForm::Short],
        };
        let names = forms.iter().map(|form| (language.month(first, *form), form));
        if let Some((name, form)) = names.into_iter().find(|(name, _)| width(name, FONT_SIZE) <= room) {
            let has_year = !matches!(form, MonthForm::Long | MonthForm::Short);
            *year = if has_year { Some(first.year()) } else { *year };
            shapes.push(Shape::text("month", (part.x(first) + 4.0, y), name));
            if first > part.first {
                shapes.push(Shape::upright("axis", part.x(first), y - 11.0, y + 4.0));
            }
        }
        first = next;
    }
    // Too short for any name. It gets the month of the day that it is there for.
    if let (true, Some(day)) = (shapes.len() == before, part.first.succ_opt()) {
        shapes.push(Shape::text("month", (part.left + 4.0, y), language.month(day, MonthForm::Short)));
    }
}

/// The first day of that month, or of the next year.
fn first_of(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1).or(NaiveDate::from_ymd_opt(year + 1, 1, 1)).unwrap_or(NaiveDate::MAX)
}

/// A label for each day if there is space, else for each Monday, and a line at the start of each week.
fn days(language: &dyn Language, part: &Part, y: f64, bottom: f64, shapes: &mut Vec<Shape>) {
    let (every_day, named) = (part.day >= 24.0, part.day * 7.0 >= 52.0);
    let mut free_from = part.left - 6.0;
    let mondays = part.each_day().filter(|day| day.weekday() == Weekday::Mon).count();
    for day in part.each_day().filter(|_| part.day >= 0.5) {
        let monday = day.weekday() == Weekday::Mon;
        if monday && part.day >= MIN_DAY_WIDTH && day > part.first {
            shapes.push(Shape::upright("week", part.x(day), y, bottom));
        }
        // A part without a Monday is labelled at the second day, for which it is there.
        let alone = mondays == 0 && part.first.succ_opt() == Some(day);
        if !(every_day || monday || alone) {
            continue;
        }
        let label = language.day(day, part.day >= 46.0 || (!every_day && named));
        let half = width(&label, FONT_SIZE) / 2.0;
        let middle = (part.x(day) + part.day / 2.0).max(part.left + half - 4.0);
        if middle - half >= free_from && middle + half <= part.right() + 8.0 {
            free_from = middle + half + 4.0;
            shapes.push(Shape::centred("day", (middle, y - DAY_LABEL_OFFSET), label));
        }
    }
}
