//! Steps in words.

use std::borrow::Cow;

use chrono::{DateTime, Datelike as _, FixedOffset};
use planning::{Facts, Status, Step, StepKind, UsableChannel, Via, facts::Channel};

use super::{by_known, contact, moment_of, person};
use crate::{View, asking::Asking};

/// What to do, and with whom.
pub(crate) fn deed(view: &View, step: &Step, whom: &str) -> String {
    match step.kind {
        StepKind::ThankYou => format!("Thank {whom}"),
        StepKind::CheckIn => format!("Check in with {whom}"),
        StepKind::FinalAttempt => format!("Ask {whom} a last time"),
        StepKind::RescheduleRequest => match Asking::of(view.plan, step) {
            Asking::First => format!("Ask {whom} for a new date"),
            Asking::Again => "Ask again for a new date".to_owned(),
            Asking::Last => "Ask a last time for a new date".to_owned(),
        },
        StepKind::Respond => format!("Get back to {whom}"),
        StepKind::Answer => format!("Answer {whom}"),
        StepKind::RejectionThanks => format!("Thank {whom} for the chance"),
        StepKind::OfferThanks => format!("Thank {whom} for the offer"),
        StepKind::WithdrawalNote => format!("Tell {whom} you withdraw"),
        StepKind::StayInTouch => format!("Stay in touch with {whom}"),
        StepKind::CompetingOffer => format!("Tell {whom} about your other offer"),
        StepKind::OfferResponse => "Accept or decline the offer".to_owned(),
        StepKind::MoveOn => "Move on to other employers".to_owned(),
    }
}

/// What an action without a message asks for.
pub(crate) fn what_to_do(kind: StepKind) -> Option<&'static str> {
    match kind {
        StepKind::OfferResponse => {
            Some("Decide, and give them your answer in time. An offer can lapse at its deadline.")
        }
        StepKind::MoveOn => {
            Some("There is no message to send. Stop waiting for this answer and turn to other applications.")
        }
        _ => None,
    }
}

/// The kind of a step, as a category.
pub(crate) fn kind(kind: StepKind) -> &'static str {
    match kind {
        StepKind::ThankYou => "Thank-you",
        StepKind::CheckIn => "Check-in",
        StepKind::FinalAttempt => "Final attempt",
        StepKind::RescheduleRequest => "Reschedule request",
        StepKind::Respond => "Response",
        StepKind::Answer => "Answer",
        StepKind::RejectionThanks => "Thanks after a rejection",
        StepKind::OfferThanks => "Thanks for an offer",
        StepKind::WithdrawalNote => "Withdrawal note",
        StepKind::StayInTouch => "Stay in touch",
        StepKind::CompetingOffer => "Other offer",
        StepKind::OfferResponse => "Answer to an offer",
        StepKind::MoveOn => "Move on",
    }
}

/// How a step stands.
pub(crate) fn status(step: &Step) -> &'static str {
    match step.status {
        Status::Done => "Done",
        Status::Dismissed => "Left out",
        // "Move on: no longer needed" would tell somebody who was rejected to wait on.
        Status::Cancelled if step.kind == StepKind::MoveOn => "Settled by the outcome",
        Status::Cancelled => "No longer needed",
        Status::Upcoming => "Still to come",
        Status::Due => "Due now",
        Status::Overdue => "Overdue",
        Status::Missed => "Missed",
    }
}

/// Whom a step's message goes to.
pub(crate) fn recipient<'f>(facts: &'f Facts, step: &Step) -> Cow<'f, str> {
    match step.contact_id.and_then(|id| contact(facts, id)) {
        Some(contact) => person(contact),
        None if step.kind == StepKind::ThankYou => Cow::Borrowed("your interviewers"),
        None => Cow::Borrowed("the employer"),
    }
}

/// Those whom the recipient is asked to pass the thanks on to.
pub(crate) fn passed_on_to(facts: &Facts, step: &Step) -> Option<String> {
    let names: Vec<_> = step.pass_on_to.iter().filter_map(|id| contact(facts, id)).map(person).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The way that a step recommends, or what stands in it.
pub(crate) fn way(step: &Step) -> &'static str {
    match step.channel.recommended {
        Some(usable) => by(usable),
        None if !step.kind.is_message() => "no message",
        None => "no way to reach them",
    }
}

/// By which channel.
pub(crate) fn by(usable: UsableChannel) -> &'static str {
    match (usable.channel, usable.via) {
        (Channel::Phone, Via::Switchboard) => "by phone, main number",
        (channel, _) => by_known(channel),
    }
}

/// What to do next, by which channel, and the time that matters now.
pub(crate) fn next(view: &View, step: &Step, whom: &str) -> String {
    let (deed, as_of) = (deed(view, step, whom), view.plan.as_of);
    let moment = |at| moment_of(at, as_of.year());
    let time = match step.kind {
        StepKind::MoveOn => return format!("Next: {deed}, from {}", step.opens_at.format("%a %-d %b %Y")),
        _ if step.ideal_at >= as_of && step.kind.is_message() => format!("best {}", moment(step.ideal_at)),
        StepKind::OfferResponse if step.closes_at >= as_of => {
            return format!("Next: {deed} by {}", moment(step.closes_at));
        }
        _ if step.closes_at >= as_of => format!("until {}", moment(step.closes_at)),
        _ => return format!("Next: {deed}, {}: overdue", way(step)),
    };
    format!("Next: {deed}, {}, {time}", way(step))
}

/// When and how, in a row.
pub(crate) fn row_note(step: &Step, year: i32) -> String {
    let moment = |at: DateTime<FixedOffset>| moment_of(at, year);
    let (status, way) = (status(step), way(step));
    match (step.status, step.done_at) {
        (Status::Done, Some(done)) => format!("{status} {}", moment(done)),
        (Status::Upcoming | Status::Due, _) if step.kind == StepKind::MoveOn => {
            format!("From {}", moment(step.opens_at))
        }
        (Status::Upcoming | Status::Due, _) if step.kind == StepKind::OfferResponse => {
            format!("Answer by {}", moment(step.closes_at))
        }
        (Status::Upcoming, _) => format!("{}, {way}", moment(step.ideal_at)),
        (Status::Due, _) => format!("Due until {}, {way}", moment(step.closes_at)),
        (Status::Overdue, _) => match step.acceptable_until {
            Some(until) => format!("{status}, latest {}", moment(until)),
            None => format!("{status}, {way}"),
        },
        // Late is possible for as long as it is acceptable, so it is missed from then on.
        (Status::Missed, _) => {
            format!("{status}, latest was {}", moment(step.acceptable_until.unwrap_or(step.closes_at)))
        }
        (Status::Done | Status::Dismissed | Status::Cancelled, _) => status.to_owned(),
    }
}

/// The whole step in sentences, with `passed_on_to` names that are ready to be shown.
pub(crate) fn told(view: &View, step: &Step, deed: &str, passed_on_to: Option<&str>) -> String {
    let moment = |at: DateTime<FixedOffset>| moment_of(at, view.plan.as_of.year());
    let is_told = step.kind.is_message() && (step.channel.recommended.is_some() || step.status != Status::Done);
    let way = if is_told { format!(", {}", way(step)) } else { String::new() };
    let window = format!(
        "{deed}{way}: {}. From {} to {}, best {}.",
        status(step).to_lowercase(),
        moment(step.opens_at),
        moment(step.closes_at),
        moment(step.ideal_at)
    );
    let parts = [
        Some(window),
        step.acceptable_until.map(|until| format!("Still acceptable until {}.", moment(until))),
        step.done_at.map(|done| format!("Done {}.", moment(done))),
        passed_on_to.map(|names| format!("To pass on to {names}.")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
