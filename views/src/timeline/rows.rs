//! The rows: each interview and each step, in words and as marks.

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDateTime};
use planning::{
    Status, Step, StepKind,
    facts::{Interview, InterviewStatus},
};

use super::{
    CHART, MARGIN, ROW,
    axis::Axis,
    header::closed,
    marks::{self, Mark},
    shapes::Shape,
    text::{BOLD, part, shortened, width},
};
use crate::{View, words};

const NAME: f64 = 13.0 * BOLD;
const NOTE: f64 = 12.0;
/// Where the words begin, to the right of the icon.
const WORDS: f64 = MARGIN + 26.0;
const ROOM: f64 = CHART - WORDS - 14.0;

/// One row.
pub(super) struct Row {
    /// By which rows are ordered.
    at: NaiveDateTime,
    /// What to do, or which interview.
    name: String,
    /// When and how.
    note: String,
    /// All of it, for whoever points at the row or can't see it.
    pub(super) told: String,
    pub(super) mark: Mark,
}

impl Row {
    /// The row at that height.
    pub(super) fn shapes(&self, axis: &Axis, y: f64) -> Shape {
        let mut shapes = vec![
            // Whoever points at any place of the row is told.
            Shape::Rect { class: "touch", x: MARGIN, y, width: super::RIGHT - MARGIN, height: ROW, radius: 0.0 },
            Shape::text("name", (WORDS, y + 20.0), self.name.clone()),
            Shape::text("note", (WORDS, y + 37.0), closed(&shortened(&self.note, NOTE, ROOM))),
        ];
        shapes.extend(marks::icon(self.mark, (MARGIN + 9.0, y + 15.5)));
        shapes.extend(marks::marks(self.mark, axis, y + ROW / 2.0));
        Shape::Group { class: format!("row {}", self.mark.class()), title: Some(self.told.clone()), shapes }
    }
}

/// All rows, in order of time.
pub(super) fn rows(view: &View, interviews: &[&Interview]) -> Vec<Row> {
    let mut rows: Vec<_> = interviews.iter().map(|interview| of_interview(view, interview)).collect();
    rows.extend(view.plan.steps.iter().map(|step| of_step(view, step)));
    rows.sort_by_key(|row| row.at);
    rows
}

fn of_interview(view: &View, interview: &Interview) -> Row {
    let zone = view.plan.time_zone;
    let [starts, ends] = [interview.starts_at, interview.ends_at].map(|at| zone.to_local(*at).naive_local());
    let name = words::interview(interview);
    let note = format!("{}, {}", words::moment(starts, view.plan.as_of.year()), words::meeting(interview));
    Row {
        at: starts,
        told: format!("{name}: {note}."),
        name: name.to_owned(),
        note,
        mark: Mark::Interview { starts, ends, took_place: interview.status != InterviewStatus::EmployerNoShow },
    }
}

fn of_step(view: &View, step: &Step) -> Row {
    let whom = part(words::recipient(view.facts, step));
    let room = ROOM - width(&words::deed(step.kind, ""), NAME);
    Row {
        at: step.done_at.unwrap_or(step.opens_at).naive_local(),
        name: words::deed(step.kind, &closed(&shortened(&whom, NAME, room))),
        note: note(step, view.plan.as_of.year()),
        told: told(view, step, &words::deed(step.kind, &whom)),
        mark: Mark::of_step(step),
    }
}

fn note(step: &Step, year: i32) -> String {
    let moment = |at: DateTime<FixedOffset>| words::moment(at.naive_local(), year);
    let (status, way) = (words::status(step.status), words::way(step));
    match (step.status, step.done_at) {
        (Status::Done, Some(done)) => format!("{status} {}", moment(done)),
        (Status::Upcoming | Status::Due, _) if step.kind == StepKind::MoveOn => {
            format!("From {}", moment(step.opens_at))
        }
        (Status::Upcoming, _) => format!("{}, {way}", moment(step.ideal_at)),
        (Status::Due, _) => format!("Due until {}, {way}", moment(step.closes_at)),
        (Status::Overdue, _) => match step.acceptable_until {
            Some(until) => format!("{status}, latest {}", moment(until)),
            None => format!("{status}, {way}"),
        },
        (Status::Missed, _) => format!("{status}, ended {}", moment(step.closes_at)),
        (Status::Done | Status::Dismissed | Status::Cancelled, _) => status.to_owned(),
    }
}

/// The whole step in sentences.
fn told(view: &View, step: &Step, deed: &str) -> String {
    let moment = |at: DateTime<FixedOffset>| words::moment(at.naive_local(), view.plan.as_of.year());
    let window = format!(
        "{deed}, {}: {}. From {} to {}, best {}.",
        words::way(step),
        words::status(step.status).to_lowercase(),
        moment(step.opens_at),
        moment(step.closes_at),
        moment(step.ideal_at)
    );
    let parts = [
        Some(window),
        step.acceptable_until.map(|until| format!("Still acceptable until {}.", moment(until))),
        step.done_at.map(|done| format!("Done {}.", moment(done))),
        words::passed_on_to(view.facts, step).map(|names| format!("To pass on to {}.", part(&names))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
