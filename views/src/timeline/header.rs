//! What stands above the rows: what the picture is about, and the dates that go through all of them.

use chrono::Datelike as _;
use planning::{State, Step, StepKind};

use super::{
    AXIS, CHART, MARGIN, RIGHT,
    axis::Axis,
    shapes::Shape,
    text::{BOLD, part, shortened, width},
};
use crate::{View, words};

// There is room enough for fonts that are wider than most.
const TITLE: f64 = 19.0 * BOLD * BOLD;
const LINE: f64 = 13.0 * BOLD * BOLD;
const FLAG: f64 = 11.5 * BOLD * BOLD;

/// What the follow-up is for, in full.
pub(super) fn title(view: &View) -> String {
    let application = &view.facts.application;
    format!("Follow-up: {} at {}", part(&application.position.title), part(&application.company.name))
}

/// What to do next, with a name that has that much room.
pub(super) fn next(view: &View, room: f64) -> String {
    let next = view.plan.next_step_id.as_ref();
    let step = next.and_then(|id| view.plan.steps.iter().find(|step| step.id == *id));
    match (step, view.plan.state) {
        (Some(step), _) => {
            let whom = part(words::recipient(view.facts, step));
            let deed = words::deed(step.kind, &closed(&shortened(&whom, LINE, room)));
            format!("Next: {deed}, {}", when(view, step))
        }
        (None, State::AwaitingInterview) => "The interview is still to come.".to_owned(),
        (None, State::MovedOn) => "Time to turn to other employers.".to_owned(),
        (None, State::Closed) => "It has ended; nothing is left to do.".to_owned(),
        (None, State::Active | State::Waiting) => "Nothing to do here now.".to_owned(),
    }
}

/// By which channel, and the time that matters now.
fn when(view: &View, step: &Step) -> String {
    let (way, as_of) = (words::way(step), view.plan.as_of);
    let (word, at) = match step.kind {
        StepKind::MoveOn => return format!("from {}", step.opens_at.format("%a %-d %b %Y")),
        _ if step.ideal_at >= as_of => ("best", step.ideal_at),
        _ if step.closes_at >= as_of => ("until", step.closes_at),
        _ => return format!("{way}: overdue"),
    };
    format!("{way}, {word} {}", words::moment(at.naive_local(), as_of.year()))
}

/// The moment that the plan is for.
pub(super) fn as_of(view: &View) -> String {
    let as_of = view.plan.as_of.format("%a %-d %b %Y, %H:%M");
    format!("As of {as_of}; times as in {}.", view.plan.time_zone)
}

/// The lines of text at the top.
pub(super) fn headings(view: &View) -> Vec<Shape> {
    let application = &view.facts.application;
    let room = RIGHT - MARGIN;
    let (position, company) = (part(&application.position.title), part(&application.company.name));
    let around = width("Follow-up:  at ", TITLE);
    let position = shortened(&position, TITLE, (room - around - width(&company, TITLE)).max((room - around) / 2.0));
    let company = shortened(&company, TITLE, room - around - width(&position, TITLE));
    let title = format!("Follow-up: {} at {}", closed(&position), closed(&company));
    let next = next(view, room * 0.4);
    vec![
        Shape::text("title", (MARGIN, 38.0), title),
        Shape::text("next", (MARGIN, 62.0), closed(&shortened(&next, LINE, room))),
        Shape::text("note", (MARGIN, 82.0), as_of(view)),
    ]
}

/// A text that may have lost the end of a name that is kept apart.
pub(super) fn closed(text: &str) -> String {
    let open = text.matches('\u{2068}').count().saturating_sub(text.matches('\u{2069}').count());
    text.to_owned() + &"\u{2069}".repeat(open)
}

/// Where what is in every picture at its top ends.
pub(super) fn bottom(view: &View) -> f64 {
    AXIS + if view.plan.stated_date.is_some() { 46.0 } else { 27.0 }
}

/// The plan's moment and the date that the employer gave, as lines through all rows.
pub(super) fn dates(view: &View, axis: &Axis, bottom: f64) -> Vec<Shape> {
    let mut shapes = Vec::new();
    if let Some(day) = view.plan.stated_date {
        let label = day.format("Decision by %a %-d %b").to_string();
        let end = day.and_hms_opt(17, 0, 0).unwrap_or_default();
        shapes.extend(flag(["stated", "stated-label", "stated-flag"], axis.x(end), AXIS + 37.0, bottom, label));
    }
    let now = view.plan.as_of.naive_local();
    let label = now.format("Today, %-d %b").to_string();
    shapes.extend(flag(["now", "now-label", "now-flag"], axis.x(now), AXIS + 18.0, bottom, label));
    shapes
}

/// A line with a label at its top that stays within the chart.
fn flag([line, label, paper]: [&'static str; 3], x: f64, y: f64, bottom: f64, text: String) -> [Shape; 3] {
    let half = width(&text, FLAG) / 2.0 + 4.0;
    let middle = x.clamp(CHART + half, RIGHT - half);
    [
        Shape::upright(line, x, AXIS, bottom),
        Shape::Rect { class: paper, x: middle - half, y: y - 12.0, width: half * 2.0, height: 16.0, radius: 8.0 },
        Shape::centred(label, (middle, y), text),
    ]
}
