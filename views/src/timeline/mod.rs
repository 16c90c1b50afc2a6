//! A plan as a timeline to look at: facts and plan are laid out as shapes, and the shapes written as SVG.
//!
//! On the left each interview and each step in words, on the right the axis of time in the employer's zone with its
//! days off. How a step stands is told by words, by the icon's and the bar's form, and only then by colour.

mod axis;
mod header;
mod legend;
mod marks;
mod rows;
mod shapes;
mod svg;
mod text;
mod ticks;

use std::io;

use chrono::NaiveDate;
use planning::facts::Interview;

use self::{
    axis::Axis,
    rows::Row,
    shapes::{Picture, Shape},
};
use crate::View;

const WIDTH: f64 = 880.0;
const MARGIN: f64 = 24.0;
/// Where the chart begins; to the left are the words.
const CHART: f64 = 334.0;
const RIGHT: f64 = WIDTH - MARGIN;
/// Where the axis is; below it are the dates that go through all rows, and then the rows.
const AXIS: f64 = 134.0;
const ROW: f64 = 46.0;

/// The plan as an SVG document.
///
/// # Errors
///
/// None that a plan can cause.
pub fn timeline(view: &View) -> io::Result<String> {
    svg::svg(&picture(view))
}

fn picture(view: &View) -> Picture {
    let interviews = view.interviews();
    let axis = Axis::new(spans(view, &interviews), CHART, RIGHT);
    let rows = rows::rows(view, &interviews);
    let top = header::bottom(view);
    let tops: Vec<_> = std::iter::successors(Some(top), |y| Some(y + ROW)).take(rows.len() + 1).collect();
    let bottom = tops.last().copied().unwrap_or(top);
    let (legend, height) = legend::legend(&rows, ticks::has_holidays(view, &axis), bottom);
    let mut shapes =
        vec![Shape::Rect { class: "paper", x: 0.5, y: 0.5, width: WIDTH - 1.0, height: height - 1.0, radius: 10.0 }];
    shapes.extend(ticks::days_off(view, &axis, bottom));
    shapes.extend(ticks::ticks(&axis, bottom));
    shapes.extend(tops.iter().map(|y| Shape::Line { class: "rule", from: (MARGIN, *y), to: (RIGHT, *y) }));
    shapes.extend(header::dates(view, &axis, bottom));
    shapes.extend(rows.iter().zip(&tops).map(|(row, y)| row.shapes(&axis, *y)));
    shapes.extend(header::headings(view));
    shapes.extend(legend);
    Picture { width: WIDTH, height, title: header::title(view), description: description(view, &rows), shapes }
}

/// What the picture shows, in words.
fn description(view: &View, rows: &[Row]) -> String {
    let mut lines = vec![header::next(view, f64::INFINITY), header::as_of(view)];
    lines.extend(view.plan.stated_date.map(|day| format!("The employer decides by {}.", day.format("%a %-d %b %Y"))));
    lines.extend(rows.iter().map(|row| row.told.clone()));
    lines.join("\n")
}

/// The days that the axis has to have.
fn spans(view: &View, interviews: &[&Interview]) -> Vec<(NaiveDate, NaiveDate)> {
    let plan = view.plan;
    let zone = plan.time_zone;
    let single = |day: NaiveDate| (day, day);
    let mut spans = vec![single(plan.as_of.date_naive())];
    spans.extend(plan.stated_date.map(single));
    spans.extend(interviews.iter().map(|interview| single(zone.to_local(*interview.starts_at).date_naive())));
    for step in &plan.steps {
        let last = step.acceptable_until.unwrap_or(step.closes_at);
        spans.push((step.opens_at.date_naive(), last.date_naive()));
        spans.extend(step.done_at.map(|done| single(done.date_naive())));
    }
    spans
}

#[cfg(test)]
mod tests;
