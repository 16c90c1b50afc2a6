//! A plan as a timeline: facts and plan are laid out as shapes, and the shapes are written as SVG.
//!
//! The left side has interviews, steps and other events as text. The right side has the time axis in the employer's
//! time zone, with days off. The status of a step is shown by text, by the form of icon and bar, and by colour.

mod axis;
mod dimensions;
mod header;
mod legend;
mod marks;
mod rows;
mod ticks;

use std::io;

use chrono::NaiveDate;
use planning::facts::Interview;
use wording::NamedDate;

use self::{
    axis::Axis,
    dimensions::{AXIS_Y, CHART_LEFT, CHART_RIGHT, MARGIN, ROW_HEIGHT, WIDTH},
    header::Flags,
    rows::Row,
    shapes::{Picture, Shape},
};
use crate::{
    View,
    history::{self, DatedEvent},
    picture::{shapes, svg, text},
};

const STYLE: &str = include_str!("style.css");

/// The plan as an SVG document.
///
/// It shows the facts up to the plan's instant: interviews, replies, returned messages, offers with their deadlines,
/// the outcome, the decision dates, and the steps. Auto-replies are left out, since they have no effect. Steps that an
/// outcome cancelled have no row; the outcome's tooltip and the description mention them.
///
/// # Errors
///
/// None that a plan can cause.
pub fn timeline(view: &View) -> io::Result<String> {
    svg::svg(&picture(view))
}

fn picture(view: &View) -> Picture {
    let (interviews, events, dates) = (view.interviews(), history::events(view), history::named_dates(view));
    let axis = Axis::new(spans(view, &interviews, &events, &dates), header::axis_y(view), (CHART_LEFT, CHART_RIGHT));
    let flags = Flags::new(view, &dates, &axis);
    let rows = rows::rows(view, &interviews, &events);
    let tops: Vec<_> =
        std::iter::successors(Some(flags.bottom()), |y| Some(y + ROW_HEIGHT)).take(rows.len() + 1).collect();
    let bottom = tops.last().copied().unwrap_or(axis.y);
    let (legend, height) = legend::legend(view, &rows, ticks::has_holidays(view, &axis), bottom);
    let mut shapes =
        vec![Shape::Rect { class: "paper", x: 0.5, y: 0.5, width: WIDTH - 1.0, height: height - 1.0, radius: 10.0 }];
    shapes.extend(ticks::days_off(view, &axis, bottom));
    shapes.extend(ticks::ticks(view, &axis, bottom));
    shapes.extend(tops.iter().map(|y| Shape::Line { class: "rule", from: (MARGIN, *y), to: (CHART_RIGHT, *y) }));
    shapes.extend(flags.shapes(bottom));
    shapes.extend(rows.iter().zip(&tops).map(|(row, y)| row.shapes(&axis, *y)));
    shapes.extend(header::headings(view));
    shapes.extend(legend);
    let description = description(view, &rows, &dates);
    Picture {
        width: WIDTH,
        height,
        language: view.language.tag(),
        style: STYLE,
        has_stripes: true,
        title: header::title(view),
        description,
        shapes,
    }
}

/// The description of the picture.
fn description(view: &View, rows: &[Row], dates: &[NamedDate]) -> String {
    let mut lines = vec![header::next(view, f64::INFINITY), view.language.as_of(view.plan.as_of, view.plan.time_zone)];
    lines.extend(dates.iter().map(|date| view.language.decision(*date, view.year())));
    lines.extend(rows.iter().map(|row| row.told.clone()));
    lines.join("\n")
}

/// The days that the axis must include.
fn spans(
    view: &View,
    interviews: &[&Interview],
    events: &[DatedEvent],
    dates: &[NamedDate],
) -> Vec<(NaiveDate, NaiveDate)> {
    let single = |day: NaiveDate| (day, day);
    let mut spans = vec![single(view.plan.as_of.date_naive())];
    spans.extend(dates.iter().map(|date| single(date.day)));
    spans.extend(interviews.iter().map(|interview| single(history::day_of(view, *interview.starts_at))));
    let moments = events.iter().flat_map(|event| [Some(event.at), event.event.respond_by()]);
    spans.extend(moments.flatten().map(|at| single(history::day_of(view, at))));
    for step in rows::steps(view) {
        let last = step.acceptable_until.unwrap_or(step.closes_at);
        spans.push((step.opens_at.date_naive(), last.date_naive()));
        spans.extend(step.done_at.map(|done| single(done.date_naive())));
    }
    spans
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod layout_tests;
