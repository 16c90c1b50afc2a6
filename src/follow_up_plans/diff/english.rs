//! Changes as plain sentences.

use std::fmt;

use chrono::Timelike;
use planning::{State, Status, Step, StepKind, UsableChannel, Via, facts::Channel};

use super::{Change, ChangedFields, Time};

/// "09:00 on Tuesday, 17 March".
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(time) = self;
        write!(f, "{:02}:{:02} on {}", time.hour(), time.minute(), time.format("%A, %-d %B"))
    }
}

/// A step that comes.
pub(super) fn added(step: &Step) -> String {
    let stands = match step.status {
        Status::Upcoming => format!("it opens at {}", Time(step.opens_at)),
        Status::Due => format!("it is due, until {}", Time(step.closes_at)),
        Status::Overdue => "it is overdue".to_owned(),
        Status::Missed => "its time has passed".to_owned(),
        Status::Cancelled => "an outcome has made it pointless".to_owned(),
        Status::Dismissed => "the candidate leaves it out".to_owned(),
        Status::Done => match step.done_at {
            Some(at) => format!("it was done at {}", Time(at)),
            None => "it was done".to_owned(),
        },
    };
    format!("{} is new: {stands}.", capital(the(step.kind)))
}

/// A step that goes.
pub(super) fn removed(step: &Step) -> String {
    format!("{} is no longer part of the plan.", capital(the(step.kind)))
}

/// A step that changes.
pub(super) fn changed(new: &Step, fields: &ChangedFields) -> String {
    let what = capital(the(fields.kind.as_ref().map_or(new.kind, |kind| kind.old)));
    let clauses = clauses(fields);
    match clauses.split_last() {
        None => format!("{what} stays as it is, but not for the same reasons."),
        Some((only, [])) => format!("{what} {only}."),
        Some((last, others)) => format!("{what} {}, and {last}.", others.join(", ")),
    }
}

/// What happens to a step, each change in a clause that the step is the subject of.
fn clauses(fields: &ChangedFields) -> Vec<String> {
    let mut clauses = Vec::new();
    if let Some(Change { new, .. }) = fields.kind {
        clauses.push(format!("becomes {}", a(new)));
    }
    if let Some(Change { old, new }) = fields.status {
        let done_at = fields.done_at.as_ref().and_then(|done| done.new).filter(|_| new == Status::Done);
        clauses.push(match done_at {
            Some(at) => format!("was {} and has been done at {at}", status(old)),
            None => format!("was {} and is {} now", status(old), status(new)),
        });
    } else if let Some(Change { old: Some(old), new: Some(new) }) = fields.done_at {
        clauses.push(format!("was done at {new} instead of {old}"));
    }
    for (verb, moved) in
        [("opens", &fields.opens_at), ("is best done", &fields.ideal_at), ("closes", &fields.closes_at)]
    {
        if let Some(Change { old, new }) = moved {
            clauses.push(format!("{verb} at {new} instead of {old}"));
        }
    }
    match fields.acceptable_until {
        Some(Change { old: Some(old), new: Some(new) }) => {
            clauses.push(format!("is acceptable until {new} instead of {old}"));
        }
        Some(Change { old: None, new: Some(new) }) => clauses.push(format!("is acceptable until {new}")),
        Some(Change { new: None, .. }) => clauses.push("is no longer acceptable late".to_owned()),
        None => {}
    }
    if let Some(Change { old, new }) = &fields.channel {
        clauses.push(match (old.recommended, new.recommended) {
            (old, new) if old == new => "has other channels to choose from".to_owned(),
            (None, Some(new)) => format!("goes {}, where there was no way before", by(new)),
            (Some(old), Some(new)) => format!("goes {} instead of {}", by(new), by(old)),
            (Some(old), None) => format!("has no way to go any more, instead of {}", by(old)),
            (None, None) => "has other channels to choose from".to_owned(),
        });
    }
    match fields.contact_id {
        Some(Change { new: Some(_), .. }) => clauses.push("goes to another person".to_owned()),
        Some(Change { new: None, .. }) => clauses.push("goes to nobody in particular".to_owned()),
        None => {}
    }
    if fields.pass_on_to.is_some() {
        clauses.push("has other people to pass thanks on to".to_owned());
    }
    clauses
}

/// How things stand.
pub(super) fn state(old: State, new: State) -> String {
    let there_is = |state| match state {
        State::AwaitingInterview => "an interview to come",
        State::Active => "something to do now",
        State::Waiting => "something to wait for",
        State::MovedOn => "only turning elsewhere",
        State::Closed => "nothing left to do",
    };
    format!("There is {} instead of {}.", there_is(new), there_is(old))
}

/// The step to turn to next.
pub(super) fn next_step(old: Option<&Step>, new: Option<&Step>) -> String {
    match (old.map(|step| step.kind), new.map(|step| step.kind)) {
        (Some(old), Some(new)) if old == new => format!("The next step is another one: {}, as before.", a(new)),
        (Some(old), Some(new)) => format!("The next step is {} instead of {}.", the(new), the(old)),
        (None, Some(new)) => format!("The next step is {}, where there was none before.", the(new)),
        (Some(old), None) => format!("There is no next step any more; it was {}.", the(old)),
        (None, None) => "There is no next step.".to_owned(),
    }
}

fn the(kind: StepKind) -> &'static str {
    match kind {
        StepKind::ThankYou => "the thank-you",
        StepKind::CheckIn => "the check-in",
        StepKind::FinalAttempt => "the final attempt",
        StepKind::RescheduleRequest => "the request for a new date",
        StepKind::Respond => "the word that the employer waits for",
        StepKind::Answer => "the answer to the employer's question",
        StepKind::RejectionThanks => "the thanks after the rejection",
        StepKind::OfferThanks => "the thanks for the offer",
        StepKind::WithdrawalNote => "the withdrawal note",
        StepKind::StayInTouch => "the word months later",
        StepKind::CompetingOffer => "the message about another offer",
        StepKind::OfferResponse => "the answer to the offer",
        StepKind::MoveOn => "turning elsewhere",
    }
}

fn a(kind: StepKind) -> &'static str {
    match kind {
        StepKind::ThankYou => "a thank-you",
        StepKind::CheckIn => "a check-in",
        StepKind::FinalAttempt => "a final attempt",
        StepKind::RescheduleRequest => "a request for a new date",
        StepKind::Respond => "a word that the employer waits for",
        StepKind::Answer => "an answer to a question of the employer's",
        StepKind::WithdrawalNote => "a withdrawal note",
        StepKind::StayInTouch => "a word months later",
        kind => the(kind),
    }
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

fn by(usable: UsableChannel) -> &'static str {
    match (usable.channel, usable.via) {
        (Channel::Email, _) => "by e-mail",
        (Channel::Phone, Via::Direct) => "by phone",
        (Channel::Phone, Via::Switchboard) => "by phone through the switchboard",
        (Channel::Linkedin, _) => "by LinkedIn",
        (Channel::Letter, _) => "by letter",
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
