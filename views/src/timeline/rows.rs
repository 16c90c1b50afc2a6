//! The rows: each interview, each step and what else happened, in words and as marks.

use chrono::{Datelike as _, NaiveDateTime};
use planning::{
    Status, Step,
    facts::{Interview, InterviewStatus},
};

use super::{
    CHART, MARGIN, ROW,
    axis::Axis,
    header::closed,
    marks::{self, Mark, Sign},
    shapes::Shape,
    text::{BOLD, part, shortened, width},
};
use crate::{
    View,
    asking::is_repeated,
    history::{Event, What},
    local_time::to_local,
    words,
};

const NAME: f64 = 13.0 * BOLD;
const NOTE: f64 = 12.0;
/// Where the words begin, to the right of the icon.
const WORDS: f64 = MARGIN + 26.0;
const ROOM: f64 = CHART - WORDS - 14.0;

/// One row.
pub(super) struct Row {
    /// By which rows are ordered.
    at: NaiveDateTime,
    /// What to do, which interview, or what happened.
    name: String,
    /// When and how.
    note: String,
    /// All of it, for whoever points at the row or can't see it.
    pub(super) told: String,
    mark: Mark,
}

impl Row {
    /// The row at that height.
    pub(super) fn shapes(&self, axis: &Axis, y: f64) -> Shape {
        let mut shapes = vec![
            // Whoever points at any place of the row is told.
            Shape::Rect { class: "touch", x: MARGIN, y, width: super::RIGHT - MARGIN, height: ROW, radius: 0.0 },
            Shape::text("name", (WORDS, y + 20.0), closed(&shortened(&self.name, NAME, ROOM))),
            Shape::text("note", (WORDS, y + 37.0), closed(&shortened(&self.note, NOTE, ROOM))),
        ];
        shapes.extend(marks::icon(self.mark, (MARGIN + 9.0, y + 15.5)));
        shapes.extend(marks::marks(self.mark, axis, y + ROW / 2.0));
        Shape::Group { class: format!("row {}", self.mark.class()), title: Some(self.told.clone()), shapes }
    }

    pub(super) fn has_best_moment(&self) -> bool {
        self.mark.has_best_moment()
    }

    pub(super) fn has_tail(&self) -> bool {
        self.mark.has_tail()
    }

    pub(super) fn has_deadline(&self) -> bool {
        self.mark.has_deadline()
    }
}

/// The steps that are shown. What an outcome made pointless is told with the outcome, and what one message did is shown
/// once.
pub(super) fn steps<'v>(view: &View<'v>) -> impl Iterator<Item = &'v Step<'v>> {
    let plan = view.plan;
    plan.steps.iter().filter(|step| step.status != Status::Cancelled && !is_repeated(plan, step))
}

/// All rows, in order of time.
pub(super) fn rows(view: &View, interviews: &[&Interview], events: &[Event]) -> Vec<Row> {
    let mut rows: Vec<_> = interviews.iter().map(|interview| of_interview(view, interview)).collect();
    rows.extend(events.iter().map(|event| of_event(view, event)));
    rows.extend(steps(view).map(|step| of_step(view, step)));
    rows.sort_by_key(|row| row.at);
    rows
}

fn of_interview(view: &View, interview: &Interview) -> Row {
    let zone = view.plan.time_zone;
    let [starts, ends] = [interview.starts_at, interview.ends_at].map(|at| to_local(zone, *at));
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

fn of_event(view: &View, event: &Event) -> Row {
    let named = |name: &str| part(name).into_owned();
    let name = words::event(view, event, |name| {
        let room = ROOM - width(&words::event(view, event, |_| String::new()), NAME);
        closed(&shortened(&part(name), NAME, room))
    });
    let note = words::event_note(view, event);
    let left_out = match event.what {
        What::Outcome(_) | What::AcceptedElsewhere => words::left_out(view, named),
        _ => None,
    };
    let told = format!("{}: {note}.", words::event(view, event, named));
    let zone = view.plan.time_zone;
    let at = to_local(zone, event.at);
    let until = event.what.respond_by().map(|until| to_local(zone, until));
    Row {
        at,
        name,
        note,
        told: left_out.map_or_else(|| told.clone(), |left_out| format!("{told} {left_out}")),
        mark: Mark::Event { sign: Sign::of(event.what), at, until },
    }
}

fn of_step(view: &View, step: &Step) -> Row {
    let recipient = words::recipient(view.facts, step);
    let whom = part(&recipient);
    let room = ROOM - width(&words::deed(view, step, ""), NAME);
    let passed_on_to = words::passed_on_to(view.facts, step);
    let passed_on_to = passed_on_to.as_deref().map(part);
    Row {
        at: step.done_at.unwrap_or(step.opens_at).naive_local(),
        name: words::deed(view, step, &closed(&shortened(&whom, NAME, room))),
        note: words::row_note(step, view.plan.as_of.year()),
        told: words::told(view, step, &words::deed(view, step, &whom), passed_on_to.as_deref()),
        mark: Mark::of_step(step),
    }
}
