//! The rows: interviews, steps and other events, as text and marks.

use chrono::NaiveDateTime;
use planning::{
    Status, Step, StepKind,
    facts::{Interview, InterviewStatus},
};
use wording::{Action, EventDetails, TimelineEvent};

use super::{
    CHART_LEFT, MARGIN, ROW_HEIGHT,
    axis::Axis,
    header::closed,
    marks::{self, EventSymbol, Mark},
    shapes::Shape,
    text::{BOLD_WIDTH_FACTOR, part, shortened, width},
};
use crate::{View, history::DatedEvent, local_time::to_local, request_ordinal::is_repeated};

const NAME_FONT_SIZE: f64 = 13.0 * BOLD_WIDTH_FACTOR;
const NOTE_FONT_SIZE: f64 = 12.0;
/// The left end of the text, to the right of the icon.
const TEXT_LEFT: f64 = MARGIN + 26.0;
const TEXT_WIDTH: f64 = CHART_LEFT - TEXT_LEFT - 14.0;

/// One row.
pub(super) struct Row {
    /// The sort key.
    at: NaiveDateTime,
    /// The action, the interview or the event.
    name: String,
    /// The time and the channel.
    note: String,
    /// The whole text, as a tooltip and for screen readers.
    pub(super) told: String,
    mark: Mark,
}

impl Row {
    /// The row at this vertical position.
    pub(super) fn shapes(&self, axis: &Axis, y: f64) -> Shape {
        let mut shapes = vec![
            // Every place of the row has the tooltip.
            Shape::Rect {
                class: "touch",
                x: MARGIN,
                y,
                width: super::CHART_RIGHT - MARGIN,
                height: ROW_HEIGHT,
                radius: 0.0,
            },
            Shape::text("name", (TEXT_LEFT, y + 20.0), closed(&shortened(&self.name, NAME_FONT_SIZE, TEXT_WIDTH))),
            Shape::text("note", (TEXT_LEFT, y + 37.0), closed(&shortened(&self.note, NOTE_FONT_SIZE, TEXT_WIDTH))),
        ];
        shapes.extend(marks::icon(self.mark, (MARGIN + 9.0, y + 15.5)));
        shapes.extend(marks::marks(self.mark, axis, y + ROW_HEIGHT / 2.0));
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

/// The steps that are shown. Cancelled steps are mentioned with the outcome, and steps that one message did are shown
/// once.
pub(super) fn steps<'v>(view: &View<'v>) -> impl Iterator<Item = &'v Step<'v>> {
    let plan = view.plan;
    plan.steps.iter().filter(|step| step.status != Status::Cancelled && !is_repeated(plan, step))
}

/// All rows, in order of time.
pub(super) fn rows(view: &View, interviews: &[&Interview], events: &[DatedEvent]) -> Vec<Row> {
    let mut rows: Vec<_> = interviews.iter().map(|interview| of_interview(view, interview)).collect();
    rows.extend(events.iter().map(|event| of_event(view, event)));
    rows.extend(steps(view).map(|step| of_step(view, step)));
    rows.sort_by_key(|row| row.at);
    rows
}

fn of_interview(view: &View, interview: &Interview) -> Row {
    let (zone, language, year) = (view.plan.time_zone, view.language, view.year());
    let [starts, ends] = [interview.starts_at, interview.ends_at].map(|at| to_local(zone, *at));
    Row {
        at: starts,
        name: language.interview(interview).into_owned(),
        note: language.interview_note(interview, starts, year),
        told: language.interview_told(interview, starts, year),
        mark: Mark::Interview { starts, ends, took_place: interview.status != InterviewStatus::EmployerNoShow },
    }
}

fn of_event(view: &View, dated: &DatedEvent) -> Row {
    let (zone, language, year) = (view.plan.time_zone, view.language, view.year());
    let event = dated.event;
    let counterpart = match event {
        TimelineEvent::Reply(message) | TimelineEvent::Bounced(message) => {
            view.counterpart(message.contact_id.as_deref())
        }
        _ => view.counterpart(None),
    };
    let room = TEXT_WIDTH - width(&language.event(event, counterpart, &|_| String::new()), NAME_FONT_SIZE);
    let at = to_local(zone, dated.at);
    let respond_by = event.respond_by().map(|instant| to_local(zone, instant));
    let needless = match event {
        TimelineEvent::Outcome(_) | TimelineEvent::AcceptedElsewhere => needless(view),
        _ => Vec::new(),
    };
    let details = EventDetails { event, counterpart, at, respond_by, year };
    Row {
        at,
        name: language.event(event, counterpart, &|name| closed(&shortened(&part(name), NAME_FONT_SIZE, room))),
        note: language.event_note(event, at, respond_by, year),
        told: language.event_told(&details, &needless, &|name| part(name).into_owned()),
        mark: Mark::Event { sign: EventSymbol::for_event(event), at, until: respond_by },
    }
}

/// The steps that an outcome cancelled, except the one to move on, which the outcome replaces.
fn needless<'v>(view: &View<'v>) -> Vec<Action<'v>> {
    let cancelled = view.plan.steps.iter().filter(|step| step.status == Status::Cancelled);
    cancelled.filter(|step| step.kind != StepKind::MoveOn).map(|step| view.action(step)).collect()
}

fn of_step(view: &View, step: &Step) -> Row {
    let (language, year, action) = (view.language, view.year(), view.action(step));
    let room = TEXT_WIDTH - width(&language.action(&action, &|_| String::new()), NAME_FONT_SIZE);
    let pass_on_to = view.pass_on_to(step);
    Row {
        at: step.done_at.unwrap_or(step.opens_at).naive_local(),
        name: language.action(&action, &|name| closed(&shortened(&part(name), NAME_FONT_SIZE, room))),
        note: language.step_note(step, year),
        told: language.step_told(step, &action, &pass_on_to, year, &|name| part(name).into_owned()),
        mark: Mark::of_step(step),
    }
}
