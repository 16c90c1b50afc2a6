//! How long employers take, as curves: of each group the share that still waits, with its confidence band.
//!
//! Curves differ by colour and by dashes, and each is named with its figures below the chart.

mod chart;
mod scale;

use std::{fmt::Write as _, io};

pub use self::chart::{CurveStep, WaitingChart, WaitingCurve};
use self::scale::Scale;
use crate::picture::{
    shapes::{Picture, Shape},
    svg,
    text::{part, shortened},
};

/// The largest number of curves in a picture: more can't be distinguished.
const MAX_CURVES: usize = 6;
/// The classes of the curves, in order.
const CURVES: [[&str; 2]; MAX_CURVES] = [
    ["curve one", "band one"],
    ["curve two", "band two"],
    ["curve three", "band three"],
    ["curve four", "band four"],
    ["curve five", "band five"],
    ["curve six", "band six"],
];
const STYLE: &str = include_str!("curves/style.css");

const WIDTH: f64 = 880.0;
const MARGIN: f64 = 24.0;
/// The left, upper, right and lower end of the chart.
const CHART_EDGES: [f64; 4] = [84.0, 76.0, WIDTH - MARGIN, 356.0];
const LINE_HEIGHT: f64 = 20.0;
/// The size of the texts below the chart.
const TEXT_FONT_SIZE: f64 = 12.0;

/// The chart as an SVG document.
///
/// # Errors
///
/// None that a chart can cause.
pub fn waiting_curves(chart: &WaitingChart) -> io::Result<String> {
    svg::svg(&picture(chart))
}

fn picture(chart: &WaitingChart) -> Picture {
    let language = chart.language;
    let drawn = &chart.curves[..chart.curves.len().min(MAX_CURVES)];
    let scale = Scale::fit(drawn, CHART_EDGES);
    let (told, notes) = (told(chart), notes(chart, drawn.len()));
    let below = CHART_EDGES[3] + 3.0 * LINE_HEIGHT;
    let rows = drawn.len() + notes.len();
    let height = (0..rows).fold(below, |y, _| y + LINE_HEIGHT) + 4.0;
    let mut shapes =
        vec![Shape::Rect { class: "paper", x: 0.5, y: 0.5, width: WIDTH - 1.0, height: height - 1.0, radius: 10.0 }];
    shapes.push(Shape::text("title", (MARGIN, 38.0), language.statistics_title()));
    shapes.push(Shape::text("note", (MARGIN, 60.0), language.statistics_share()));
    shapes.extend(scale.lines());
    shapes.push(Shape::centred(
        "note",
        (f64::midpoint(CHART_EDGES[0], CHART_EDGES[2]), CHART_EDGES[3] + 38.0),
        language.statistics_days(),
    ));
    for (curve, [_, band]) in drawn.iter().zip(CURVES) {
        shapes.extend(band_outline(curve, &scale).map(|outline| path(band, outline)));
    }
    for (curve, [line, _]) in drawn.iter().zip(CURVES) {
        shapes.push(path(line, outline(curve, &scale)));
    }
    let tops = std::iter::successors(Some(below), |y| Some(y + LINE_HEIGHT));
    for ((sentence, [class, _]), y) in told.iter().take(drawn.len()).zip(CURVES).zip(tops) {
        let sample = Shape::Line { class, from: (MARGIN, y - 4.0), to: (MARGIN + 32.0, y - 4.0) };
        let text = shortened(sentence, TEXT_FONT_SIZE, WIDTH - 2.0 * MARGIN - 44.0);
        shapes.extend([sample, Shape::text("key", (MARGIN + 44.0, y), text)]);
    }
    let tops = std::iter::successors(Some(below), |y| Some(y + LINE_HEIGHT)).skip(drawn.len());
    shapes.extend(notes.iter().zip(tops).map(|(note, y)| Shape::text("key", (MARGIN, y), note.as_str())));
    Picture {
        width: WIDTH,
        height,
        language: language.tag(),
        style: STYLE,
        has_stripes: false,
        title: language.statistics_title(),
        description: told.into_iter().chain(notes).collect::<Vec<_>>().join("\n"),
        shapes,
    }
}

/// A sentence about each group, drawn or not.
fn told(chart: &WaitingChart) -> Vec<String> {
    chart.curves.iter().map(|curve| part(&chart.language.statistics_wait(&curve.wait)).into_owned()).collect()
}

/// The notes about the whole picture.
fn notes(chart: &WaitingChart, drawn: usize) -> Vec<String> {
    let (language, (groups, applications)) = (chart.language, chart.withheld);
    let mut notes = Vec::new();
    if drawn == 0 {
        notes.push(language.statistics_nothing(chart.needed));
    } else {
        notes.push(language.statistics_band());
    }
    if chart.curves.len() > drawn {
        notes.push(language.statistics_undrawn((chart.curves.len() - drawn) as u64));
    }
    if groups > 0 {
        notes.push(language.statistics_withheld(groups, applications, chart.needed));
    }
    notes
}

fn path(class: &'static str, outline: String) -> Shape {
    Shape::Path { class, at: (0.0, 0.0), outline: outline.into() }
}

/// The steps of a curve, from the left end of the chart on.
fn outline(curve: &WaitingCurve, scale: &Scale) -> String {
    let mut outline = format!("M{:.1} {:.1}", scale.x(0), scale.y(1.0));
    add_steps(&mut outline, curve, scale, |step| step.share);
    outline
}

fn add_steps(outline: &mut String, curve: &WaitingCurve, scale: &Scale, value: impl Fn(&CurveStep) -> f64) {
    for step in curve.steps.iter().filter(|step| step.day <= scale.last()) {
        // A string takes all that is written to it.
        let _ = write!(outline, "H{:.1}V{:.1}", scale.x(step.day), scale.y(value(step)));
    }
    if curve.steps.last().is_some_and(|step| step.day > scale.last()) {
        let _ = write!(outline, "H{:.1}", scale.x(scale.last()));
    }
}

/// The area of the band as far as it is defined. `None` if it is defined nowhere.
fn band_outline(curve: &WaitingCurve, scale: &Scale) -> Option<String> {
    let steps: Vec<_> = curve.steps.iter().filter(|step| step.day <= scale.last()).collect();
    let limits: Vec<_> = steps.iter().map_while(|step| step.band.map(|band| (step.day, band))).collect();
    limits.first()?;
    // The last limits hold until the next step, or to the end of what was seen.
    let end = steps.get(limits.len()).or(curve.steps.last().as_ref()).map_or(scale.last(), |step| step.day);
    let end = end.min(scale.last());
    let mut outline = format!("M{:.1} {:.1}", scale.x(0), scale.y(1.0));
    for (day, (_, upper)) in &limits {
        let _ = write!(outline, "H{:.1}V{:.1}", scale.x(*day), scale.y(*upper));
    }
    let _ = write!(outline, "H{:.1}", scale.x(end));
    for (day, (lower, _)) in limits.iter().rev() {
        let _ = write!(outline, "V{:.1}H{:.1}", scale.y(*lower), scale.x(*day));
    }
    let _ = write!(outline, "V{:.1}Z", scale.y(1.0));
    Some(outline)
}

#[cfg(test)]
mod tests;
