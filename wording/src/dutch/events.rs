//! Events: what happened and when.

use chrono::NaiveDateTime;
use planning::facts::{CommunicationChannel, OutcomeKind};

use super::{
    small,
    steps::{action, by_channel, whom},
    time::{Moment, ShortDay},
};
use crate::{Action, Counterpart, EventDetails, Shorten, TimelineEvent, parts::text};

/// The event, with the person.
pub(super) fn event(what: TimelineEvent, by: Counterpart, shorten: Shorten) -> String {
    let by = || shorten(&whom(by));
    match what {
        TimelineEvent::Reply(reply) if reply.channel == CommunicationChannel::Phone => {
            text!("Telefoontje van ", by())
        }
        TimelineEvent::Reply(_) => text!("Antwoord van ", by()),
        TimelineEvent::Bounced(_) => text!("Bericht aan ", by(), " kwam terug"),
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
pub(super) fn event_note(what: TimelineEvent, at: NaiveDateTime, until: Option<NaiveDateTime>, year: i32) -> String {
    let moment = |at| Moment(at, year);
    let by = |channel| match by_channel(channel) {
        Some(by) => text!(moment(at), ", ", by),
        None => text!(moment(at)),
    };
    match what {
        TimelineEvent::Reply(reply) => match reply.decision_expected_on {
            Some(date) => text!(moment(at), ", besluit uiterlijk ", ShortDay(*date, year)),
            None if reply.needs_answer => text!(moment(at), ", verwacht antwoord"),
            None => by(reply.channel),
        },
        TimelineEvent::Bounced(message) => by(message.channel),
        TimelineEvent::Earlier(_) => text!("Het laatste ", moment(at)),
        TimelineEvent::CompetingOffer(_) | TimelineEvent::Outcome(_) => match until {
            // There is no space for both times of day.
            Some(until) => text!(ShortDay(at.date(), year), ", antwoord uiterlijk ", moment(until)),
            None => text!(moment(at)),
        },
        TimelineEvent::AcceptedElsewhere => text!(moment(at)),
    }
}

/// The event as a sentence, and the steps that it cancels.
pub(super) fn event_told(details: &EventDetails, needless: &[Action], shorten: Shorten) -> String {
    let EventDetails { what, whom, at, until, year } = *details;
    let told = text!(event(what, whom, shorten), ": ", event_note(what, at, until, year), ".");
    if needless.is_empty() {
        return told;
    }
    let actions: Vec<_> = needless.iter().map(|needless| small(&action(needless, shorten))).collect();
    text!(told, " Niet meer nodig: ", actions.join("; "), ".")
}
