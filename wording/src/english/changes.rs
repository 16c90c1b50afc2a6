//! The sentences about changes between two plans.

use chrono::{DateTime, FixedOffset};
use planning::{
    State, Status, Step, StepKind, UsableChannel, Via,
    diff::{Change, ChangedFields, Time as Moment},
    facts::Channel,
};

use super::{capitalised, steps::StepKindNames, time::Time};
use crate::parts::{Part, join_groups, text};

impl Part for Moment {
    fn append_to(&self, out: &mut String) {
        local_time(self.0).append_to(out);
    }
}

/// "09:00 on Tuesday, 17 March".
fn local_time(time: DateTime<FixedOffset>) -> Time {
    Time(time.into())
}

/// An added step.
pub(super) fn step_added(step: &Step) -> String {
    let stands = match step.status {
        Status::Upcoming => text!("it opens at ", local_time(step.opens_at)),
        Status::Due => text!("it is due, until ", local_time(step.closes_at)),
        Status::Overdue => "it is overdue".to_owned(),
        Status::Missed => "its time has passed".to_owned(),
        Status::Cancelled => "an outcome has made it pointless".to_owned(),
        Status::Dismissed => "the candidate leaves it out".to_owned(),
        Status::Done => match step.done_at {
            Some(done) => text!("it was done at ", local_time(done)),
            None => "it was done".to_owned(),
        },
    };
    text!(capitalised(definite_name(step.kind)), " is new: ", stands, ".")
}

/// A removed step.
pub(super) fn step_removed(kind: StepKind) -> String {
    text!(capitalised(definite_name(kind)), " is no longer part of the plan.")
}

/// A changed step.
pub(super) fn step_changed(kind: StepKind, fields: &ChangedFields) -> String {
    let what = capitalised(definite_name(fields.kind.map_or(kind, |kind| kind.old)));
    let becomes = fields.kind.map(|Change { new, .. }| text!("becomes ", indefinite_name(new))).unwrap_or_default();
    let clauses = detail_clauses(fields);
    let others = match clauses.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => text!(others.join(", "), ", and ", last),
    };
    let groups = [becomes, status_clause(fields).unwrap_or_default(), others];
    if groups.iter().all(String::is_empty) {
        return text!(what, " stays as it is, but not for the same reasons.");
    }
    join_groups(&what, "it", "; ", &groups)
}

/// The other changes of a step, as clauses with the step as their subject.
fn detail_clauses(fields: &ChangedFields) -> Vec<String> {
    let mut clauses = Vec::new();
    for (verb, moved) in [("opens", fields.opens_at), ("is best done", fields.ideal_at), ("closes", fields.closes_at)] {
        clauses.extend(moved.map(|Change { old, new }| text!(verb, " at ", new, " instead of ", old)));
    }
    clauses.extend(fields.acceptable_until.map(|change| match change {
        Change { old: Some(old), new: Some(new) } => text!("is acceptable until ", new, " instead of ", old),
        Change { old: None, new: Some(new) } => text!("is acceptable until ", new),
        Change { new: None, .. } => "is no longer acceptable late".to_owned(),
    }));
    clauses.extend(fields.channel.map(|Change { old, new }| match (old.recommended, new.recommended) {
        (old, new) if old == new => "has other channels to choose from".to_owned(),
        (None, Some(new)) => text!("can go ", by_usable_channel(new), " now"),
        (Some(old), Some(new)) => text!("goes ", by_usable_channel(new), " instead of ", by_usable_channel(old)),
        (Some(old), None) => text!("can't go ", by_usable_channel(old), " any more, nor in another way"),
        (None, None) => "has other channels to choose from".to_owned(),
    }));
    clauses.extend(fields.contact_id.map(|Change { new, .. }| match new {
        Some(_) => "goes to another person".to_owned(),
        None => "goes to nobody in particular".to_owned(),
    }));
    clauses.extend(fields.pass_on_to.map(|_| "has other people to pass thanks on to".to_owned()));
    clauses
}

/// The status of a step, or when it was done.
fn status_clause(fields: &ChangedFields) -> Option<String> {
    if let Some(Change { old, new }) = fields.status {
        let done_at = fields.done_at.and_then(|done| done.new).filter(|_| new == Status::Done);
        return Some(match done_at {
            Some(at) => text!("was ", status(old), " and was done at ", at),
            None => text!("was ", status(old), " and is ", status(new), " now"),
        });
    }
    match fields.done_at? {
        Change { old: Some(old), new: Some(new) } => Some(text!("was done at ", new, " instead of ", old)),
        _ => None,
    }
}

/// The state of the follow-up.
pub(super) fn state_changed(old: State, new: State) -> String {
    let there_is = |state| match state {
        State::AwaitingInterview => "an interview to come",
        State::Active => "something to do now",
        State::Waiting => "something to wait for",
        State::MovedOn => "only turning elsewhere",
        State::Closed => "nothing left to do",
    };
    text!("There is ", there_is(new), " instead of ", there_is(old), ".")
}

/// The next step.
pub(super) fn next_step_changed(old: Option<StepKind>, new: Option<StepKind>) -> String {
    match (old, new) {
        (Some(old), Some(new)) if old == new => {
            text!("The next step is another one: ", indefinite_name(new), ", as before.")
        }
        (Some(old), Some(new)) => {
            text!("The next step is ", definite_name(new), " instead of ", definite_name(old), ".")
        }
        (None, Some(new)) => text!("The next step is ", definite_name(new), ", where there was none before."),
        (Some(old), None) => text!("There is no next step any more; it was ", definite_name(old), "."),
        (None, None) => "There is no next step.".to_owned(),
    }
}

fn definite_name(kind: StepKind) -> &'static str {
    StepKindNames::for_kind(kind).definite
}

fn indefinite_name(kind: StepKind) -> &'static str {
    StepKindNames::for_kind(kind).indefinite
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Done => "done",
        Status::Dismissed => "left out by the candidate",
        Status::Cancelled => "pointless after an outcome",
        Status::Upcoming => "upcoming",
        Status::Due => "due",
        Status::Overdue => "overdue",
        Status::Missed => "missed",
    }
}

fn by_usable_channel(usable: UsableChannel) -> &'static str {
    match (usable.channel, usable.via) {
        (Channel::Email, _) => "by e-mail",
        (Channel::Phone, Via::Direct) => "by phone",
        (Channel::Phone, Via::Switchboard) => "by phone through the switchboard",
        (Channel::Linkedin, _) => "by LinkedIn",
        (Channel::Letter, _) => "by letter",
    }
}
