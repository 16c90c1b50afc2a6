//! The marks of a row on the axis, and the icon beside its text.

use chrono::NaiveDateTime;
use planning::{Status, Step, StepKind};
use wording::TimelineEvent;

use super::{axis::Axis, shapes::Shape};

/// Half the height of a bar.
const BAR_HALF_HEIGHT: f64 = 7.0;
const MIN_BAR_WIDTH: f64 = 8.0;

const DISC: &str = "M-8 0 A8 8 0 1 1 8 0 A8 8 0 1 1 -8 0 Z";
const DOT: &str = "M-7 0 A7 7 0 1 1 7 0 A7 7 0 1 1 -7 0 Z";
const DIAMOND: &str = "M0 -5.5 L5.5 0 L0 5.5 L-5.5 0 Z";
const CHECK: &str = "M-3.8 0.2 L-1.2 2.9 L3.9 -2.7";
const CROSS: &str = "M-3 -3 L3 3 M3 -3 L-3 3";
const DASH: &str = "M-3.8 0 L3.8 0";
const SLASH: &str = "M-3.4 3.4 L3.4 -3.4";
const CALL: &str = "M0 -4.4 L0 0.8 M0 3.8 L0 4";
const CLOCK: &str = "M0 -4 L0 0.4 L2.9 2.2";
const ARROW: &str = "M0 0 L20 0 M15 -4.5 L20 0 L15 4.5";
const ENVELOPE: &str = "M-4 -2.7 L4 -2.7 L4 2.7 L-4 2.7 Z M-4 -2.7 L0 0.7 L4 -2.7";
const BACK: &str = "M3.6 3 L3.6 -0.8 L-3.4 -0.8 M-0.8 -3.4 L-3.4 -0.8 L-0.8 1.8";
const FLAG: &str = "M-2.4 4 L-2.4 -3.8 L3.6 -1.7 L-2.4 0.4";
const PEOPLE: &str = "M-3.6 3.8 A3.7 3.7 0 0 1 3.6 3.8 M-2 -2.2 A2 2 0 1 1 2 -2.2 A2 2 0 1 1 -2 -2.2 Z";

/// The content of a row.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mark {
    /// An interview.
    Interview { starts: NaiveDateTime, ends: NaiveDateTime, took_place: bool },
    /// An event, and the time by which a reply is needed.
    Event { sign: EventSymbol, at: NaiveDateTime, until: Option<NaiveDateTime> },
    /// A step with its window.
    Step {
        status: Status,
        window: (NaiveDateTime, NaiveDateTime),
        ideal: NaiveDateTime,
        tail: Option<NaiveDateTime>,
        done: Option<NaiveDateTime>,
        /// Whether the window has no end.
        endless: bool,
    },
}

/// The appearance of an event.
#[derive(Clone, Copy, Debug)]
pub(super) enum EventSymbol {
    /// A message.
    Message,
    /// A returned message.
    Returned,
    /// An offer or the outcome.
    Flag,
}

impl EventSymbol {
    pub(super) fn for_event(event: TimelineEvent) -> Self {
        match event {
            TimelineEvent::Reply(_) | TimelineEvent::Earlier(_) => Self::Message,
            TimelineEvent::Bounced(_) => Self::Returned,
            TimelineEvent::CompetingOffer(_) | TimelineEvent::Outcome(_) | TimelineEvent::AcceptedElsewhere => {
                Self::Flag
            }
        }
    }
}

impl Mark {
    pub(super) fn of_step(step: &Step) -> Self {
        Self::Step {
            status: step.status,
            window: (step.opens_at.naive_local(), step.closes_at.naive_local()),
            ideal: step.ideal_at.naive_local(),
            tail: step.acceptable_until.filter(|until| *until > step.closes_at).map(|until| until.naive_local()),
            done: step.done_at.map(|done| done.naive_local()),
            endless: step.kind == StepKind::MoveOn,
        }
    }

    /// The appearance of a step.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Interview { took_place: true, .. } => "interview",
            Self::Interview { .. } => "interview no-show",
            Self::Event { sign: EventSymbol::Returned, .. } => "event returned",
            Self::Event { .. } => "event",
            Self::Step { status: Status::Done, .. } => "done",
            Self::Step { status: Status::Dismissed, .. } => "off dismissed",
            Self::Step { status: Status::Cancelled, .. } => "off cancelled",
            Self::Step { status: Status::Missed, .. } => "off missed",
            Self::Step { status: Status::Upcoming, .. } => "upcoming",
            Self::Step { status: Status::Due, .. } => "due",
            Self::Step { status: Status::Overdue, .. } => "overdue",
        }
    }

    pub(super) fn has_tail(self) -> bool {
        matches!(self, Self::Step { tail: Some(_), .. })
    }

    pub(super) fn has_deadline(self) -> bool {
        matches!(self, Self::Event { until: Some(_), .. })
    }

    pub(super) fn has_best_moment(self) -> bool {
        let open = |status| matches!(status, Status::Upcoming | Status::Due | Status::Overdue);
        matches!(self, Self::Step { status, endless: false, .. } if open(status))
    }

    /// The outline in its icon.
    fn sign(self) -> &'static str {
        match self {
            Self::Interview { took_place: true, .. } => PEOPLE,
            Self::Event { sign: EventSymbol::Message, .. } => ENVELOPE,
            Self::Event { sign: EventSymbol::Returned, .. } => BACK,
            Self::Event { sign: EventSymbol::Flag, .. } => FLAG,
            Self::Interview { .. } | Self::Step { status: Status::Missed, .. } => CROSS,
            Self::Step { status: Status::Done, .. } => CHECK,
            Self::Step { status: Status::Dismissed, .. } => DASH,
            Self::Step { status: Status::Cancelled, .. } => SLASH,
            Self::Step { status: Status::Upcoming, .. } => CLOCK,
            Self::Step { status: Status::Due | Status::Overdue, .. } => CALL,
        }
    }
}

/// The icon, which shows the status.
pub(super) fn icon(mark: Mark, at: (f64, f64)) -> [Shape; 2] {
    [
        Shape::Path { class: "icon", at, outline: DISC.into() },
        Shape::Path { class: "sign", at, outline: mark.sign().into() },
    ]
}

/// The marks on the axis, at the row's vertical middle.
pub(super) fn marks(mark: Mark, axis: &Axis, y: f64) -> Vec<Shape> {
    match mark {
        Mark::Interview { starts, ends, .. } => {
            let x = f64::midpoint(axis.x(starts), axis.x(ends));
            vec![Shape::Path { class: "meeting", at: (x, y), outline: DOT.into() }]
        }
        Mark::Event { at, until, .. } => {
            let x = axis.x(at);
            let mut shapes = Vec::new();
            if let Some(until) = until {
                let end = axis.x(until).max(x + MIN_BAR_WIDTH);
                shapes.push(block("until", x, end, y, BAR_HALF_HEIGHT - 3.0));
            }
            shapes.extend(icon(mark, (x, y)));
            shapes
        }
        Mark::Step { status, window, ideal, tail, done, endless } => {
            let mut shapes = Vec::new();
            let (left, right) = bar(axis.x(window.0), axis.x(window.1));
            if let Some(tail) = tail {
                let end = axis.x(tail).max(right + 4.0);
                shapes.push(block("tail", right - 4.0, end, y, BAR_HALF_HEIGHT - 3.0));
            }
            shapes.push(block("bar", left, right, y, BAR_HALF_HEIGHT));
            if endless && matches!(status, Status::Upcoming | Status::Due) {
                shapes.push(Shape::Path { class: "arrow", at: (right + 3.0, y), outline: ARROW.into() });
            }
            match status {
                Status::Upcoming | Status::Due if endless => {}
                Status::Upcoming | Status::Due | Status::Overdue => shapes.push(best((axis.x(ideal), y))),
                _ => shapes.extend(icon(mark, (axis.x(done.unwrap_or(ideal)), y))),
            }
            shapes
        }
    }
}

/// The start and end of a bar. It has a minimum width.
fn bar(left: f64, right: f64) -> (f64, f64) {
    let missing = (MIN_BAR_WIDTH - (right - left)).max(0.0) / 2.0;
    (left - missing, right + missing)
}

fn block(class: &'static str, left: f64, right: f64, y: f64, half: f64) -> Shape {
    Shape::Rect { class, x: left, y: y - half, width: right - left, height: half * 2.0, radius: half.min(4.0) }
}

/// The mark of the best time.
pub(super) fn best(at: (f64, f64)) -> Shape {
    Shape::Path { class: "ideal", at, outline: DIAMOND.into() }
}

/// A bar, for the legend.
pub(super) fn sample(class: &'static str, left: f64, right: f64, y: f64) -> Shape {
    block(
        class,
        left,
        right,
        y,
        if matches!(class, "tail" | "until") { BAR_HALF_HEIGHT - 3.0 } else { BAR_HALF_HEIGHT - 1.0 },
    )
}
