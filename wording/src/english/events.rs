//! Events: what happened and when.

use chrono::NaiveDateTime;
use icu_plurals::PluralCategory;
use planning::facts::{CommunicationChannel, OutcomeKind};

use super::{
    CLDR,
    steps::{action, by_channel, counterpart_name},
    time::{Moment, ShortDay},
};
use crate::{Action, Counterpart, EventDetails, Shorten, TimelineEvent, parts::text};

/// The event, with the person.
pub(super) fn event(event: TimelineEvent, counterpart: Counterpart, shorten: Shorten) -> String {
    let name = || shorten(&counterpart_name(counterpart));
    match event {
        TimelineEvent::Reply(reply) if reply.channel == CommunicationChannel::Phone => text!("Call from ", name()),
        TimelineEvent::Reply(_) => text!("Reply from ", name()),
        TimelineEvent::Bounced(_) => text!("Message to ", name(), " came back"),
        TimelineEvent::Earlier(count) => match CLDR.plural(u32::try_from(count).unwrap_or(u32::MAX)) {
            PluralCategory::One => text!(count, " earlier message"),
            _ => text!(count, " earlier messages"),
        },
        TimelineEvent::CompetingOffer(_) => "Offer from another employer".to_owned(),
        TimelineEvent::Outcome(outcome) => match outcome.kind {
            OutcomeKind::Rejected => "Rejection",
            OutcomeKind::Offered => "Offer",
            OutcomeKind::Accepted => "You accepted the offer",
            OutcomeKind::Withdrawn => "You withdrew",
        }
        .to_owned(),
        TimelineEvent::AcceptedElsewhere => "You accepted another job".to_owned(),
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
            Some(date) => text!(moment(at), ", decision by ", ShortDay(*date, year)),
            None if reply.needs_answer => text!(moment(at), ", wants an answer"),
            None => sent_by(reply.channel),
        },
        TimelineEvent::Bounced(message) => sent_by(message.channel),
        TimelineEvent::Earlier(_) => text!("The last of them ", moment(at)),
        TimelineEvent::CompetingOffer(_) | TimelineEvent::Outcome(_) => match respond_by {
            // There is no space for both times of day.
            Some(respond_by) => text!(ShortDay(at.date(), year), ", answer by ", moment(respond_by)),
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
    let actions: Vec<_> = needless.iter().map(|needless| action(needless, shorten)).collect();
    text!(told, " No longer needed: ", actions.join("; "), ".")
}
