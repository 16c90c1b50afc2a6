//! The status of steps, and the state of the plan.

use chrono::TimeDelta;

use crate::{
    Instant, State, Status, Step, StepKind,
    context::Context,
    days::EmployerInstant,
    facts::{Communication, OutcomeKind, OverrideDetails},
    sequence::{FollowUp, Sequence},
    window::Window,
};

/// How long after it closes most steps can still be done.
pub const LATE_PERIOD: TimeDelta = TimeDelta::days(7);

/// The values that decide the status of a step outside the sequence.
pub(crate) struct StatusInputs<'f> {
    pub(crate) window: Window,
    pub(crate) decision: OverrideDetails,
    /// The message that did the step.
    pub(crate) done: Option<&'f Communication>,
    /// Until when it can be done late. The default is seven days.
    pub(crate) late_until: Option<EmployerInstant>,
    /// Whether it remains open after an outcome.
    pub(crate) survives_outcome: bool,
}

impl<'f> StatusInputs<'f> {
    /// The status, and the message that did the step.
    pub(crate) fn status(&self, context: &Context) -> (Status, Option<&'f Communication>) {
        let outcome = context.timeline.outcome.map(|outcome| outcome.at).filter(|_| !self.survives_outcome);
        let done = self.done.filter(|done| outcome.is_none_or(|outcome| done.at <= outcome));
        let status = match outcome {
            _ if done.is_some() => Status::Done,
            _ if self.decision.dismissed => Status::Dismissed,
            Some(outcome) if self.status_at(outcome) != Status::Missed => Status::Cancelled,
            Some(_) => Status::Missed,
            None => self.status_at(context.as_of),
        };
        (status, done)
    }

    fn status_at(&self, now: Instant) -> Status {
        let late_until = self.late_until.unwrap_or(self.window.closes + LATE_PERIOD);
        if late_until < *now && self.window.closes < *now { Status::Missed } else { timely(self.window, now) }
    }
}

/// The status of a follow-up. Missed takes precedence over due and overdue.
pub(crate) fn follow_up_status(context: &Context, follow_up: &FollowUp) -> Status {
    if follow_up.filled_by.is_some() {
        Status::Done
    } else if follow_up.decision.dismissed {
        Status::Dismissed
    } else if follow_up.missed {
        Status::Missed
    } else if context.timeline.outcome.is_some() {
        Status::Cancelled
    } else {
        timely(follow_up.window, context.as_of)
    }
}

/// The status of the step to move on. Once it is due, it stays due.
pub(crate) fn move_on_status(context: &Context, sequence: &Sequence) -> Status {
    if sequence.move_on.decision.dismissed {
        Status::Dismissed
    } else if context.timeline.outcome.is_some() {
        Status::Cancelled
    } else if sequence.move_on.window.opens > *context.as_of {
        Status::Upcoming
    } else {
        Status::Due
    }
}

fn timely(window: Window, now: Instant) -> Status {
    if window.opens > *now {
        Status::Upcoming
    } else if window.closes >= *now {
        Status::Due
    } else {
        Status::Overdue
    }
}

/// The state of the plan.
pub(crate) fn state(context: &Context, steps: &[Step]) -> State {
    let any = |holds: fn(&Step) -> bool| steps.iter().any(holds);
    if let Some(outcome) = context.timeline.outcome {
        return if any(is_open) {
            State::Active
        } else if any(|step| step.status == Status::Upcoming) || outcome.kind == OutcomeKind::Offered {
            State::Waiting
        } else {
            State::Closed
        };
    }
    let ended = |(_, interview): &(usize, &crate::facts::Interview)| interview.ends_at <= context.as_of;
    if !context.timeline.interviews.iter().any(ended) && !any(is_open) {
        State::AwaitingInterview
    } else if any(|step| is_open(step) && step.kind != StepKind::MoveOn) {
        State::Active
    } else if any(is_open) {
        State::MovedOn
    } else {
        State::Waiting
    }
}

/// The next step. Of equal ones it is the first in the list.
pub(crate) fn next_step<'s>(steps: &'s [Step]) -> Option<&'s Step<'s>> {
    let open = steps.iter().filter(|step| is_open(step));
    let upcoming = steps.iter().filter(|step| step.status == Status::Upcoming);
    open.clone()
        .filter(|step| step.kind != StepKind::MoveOn)
        .min_by_key(|step| step.closes_at)
        .or_else(|| open.clone().next())
        .or_else(|| upcoming.min_by_key(|step| step.opens_at))
}

fn is_open(step: &Step) -> bool {
    matches!(step.status, Status::Due | Status::Overdue)
}
