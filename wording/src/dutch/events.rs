//! Events: what happened and when.

use chrono::NaiveDateTime;
use planning::facts::{CommunicationChannel, OutcomeKind};

use super::{
    steps::{action, by_channel, counterpart_name},
    time::{Moment, ShortDay},
    uncapitalised,
};
use crate::{Action, Counterpart, EventDetails, Shorten, TimelineEvent, parts::text};

/// The event, with the person.
pub(super) fn event(event: TimelineEvent, counterpart: Counterpart, shorten: Shorten) -> String {
    let name = || shorten(&counterpart_name(counterpart));
    match event {
        TimelineEvent::Reply(reply) if reply.channel == CommunicationChannel::Phone => {
            text!("Telefoontje van ", name())
        }
        TimelineEvent::Reply(_) => text!("Antwoord van ", name()),
        TimelineEvent::Bounced(_) => text!("Bericht aan ", name(), " kwam terug"),
        TimelineEvent::Earlier(1) => "1 eerder bericht".to_owned(),
        TimelineEvent::Earlier(count) => text!(count, " eerdere berichten"),
        TimelineEvent::CompetingOffer(_) => "Aanbod van een andere werkgever".to_owned(),
        TimelineEvent::Outcome(outcome) => match outcome.kind {
            OutcomeKind::Rejected => "Afwijzing",
            OutcomeKind::Offered => "Aanbod",
            OutcomeKind::Accepted => "U hebt het aanbod aangenomen",
            OutcomeKind::Withdrawn => "U hebt de sollicitatie ingetrokken",
        }
        .to_owned(),
        TimelineEvent::AcceptedElsewhere => "U hebt een andere functie aangenomen".to_owned(),
    }
}

/// When it happened, and its most important detail.
pub(super) fn event_note(
    event: TimelineEvent,
    at: NaiveDateTime,
    respond_by: Option<NaiveDateTime>,
    year: i32,
) -> String {
    let moment = |at| Moment(at, year);
    let sent_by = |channel| match by_channel(channel) {
        Some(channel) => text!(moment(at), ", ", channel),
        None => text!(moment(at)),
    };
    match event {
        TimelineEvent::Reply(reply) => match reply.decision_expected_on {
            Some(date) => text!(moment(at), ", besluit uiterlijk ", ShortDay(*date, year)),
            None if reply.needs_answer => text!(moment(at), ", verwacht antwoord"),
            None => sent_by(reply.channel),
        },
        TimelineEvent::Bounced(message) => sent_by(message.channel),
        TimelineEvent::Earlier(_) => text!("Het laatste ", moment(at)),
        TimelineEvent::CompetingOffer(_) | TimelineEvent::Outcome(_) => match respond_by {
            // There is no space for both times of day.
            Some(respond_by) => text!(ShortDay(at.date(), year), ", antwoord uiterlijk ", moment(respond_by)),
            None => text!(moment(at)),
        },
        TimelineEvent::AcceptedElsewhere => text!(moment(at)),
    }
}

/// The event as a sentence, and the steps that it cancels.
pub(super) fn event_told(details: &EventDetails, needless: &[Action], shorten: Shorten) -> String {
    let told = text!(
        event(details.event, details.counterpart, shorten),
        ": ",
        event_note(details.event, details.at, details.respond_by, details.year),
        "."
    );
    if needless.is_empty() {
        return told;
    }
    let actions: Vec<_> = needless.iter().map(|needless| uncapitalised(&action(needless, shorten))).collect();
    text!(told, " Niet meer nodig: ", actions.join("; "), ".")
}
