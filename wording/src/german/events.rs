//! Events: what happened and when.

use chrono::NaiveDateTime;
use planning::facts::{CommunicationChannel, OutcomeKind};

use super::{
    Case, German,
    steps::{action, by_channel, counterpart_name},
};
use crate::{Action, Counterpart, EventDetails, Shorten, TimelineEvent, parts::text};

/// The event, with the person.
pub(super) fn event(_: German, event: TimelineEvent, counterpart: Counterpart, shorten: Shorten) -> String {
    let name = |case| shorten(&counterpart_name(counterpart, case));
    match event {
        TimelineEvent::Reply(reply) if reply.channel == CommunicationChannel::Phone => {
            text!("Anruf von ", name(Case::Dative))
        }
        TimelineEvent::Reply(_) => text!("Antwort von ", name(Case::Dative)),
        TimelineEvent::Bounced(_) => text!("Nachricht an ", name(Case::Accusative), " kam zurück"),
        TimelineEvent::Earlier(1) => "1 frühere Nachricht".to_owned(),
        TimelineEvent::Earlier(count) => text!(count, " frühere Nachrichten"),
        TimelineEvent::CompetingOffer(_) => "Angebot eines anderen Arbeitgebers".to_owned(),
        TimelineEvent::Outcome(outcome) => match outcome.kind {
            OutcomeKind::Rejected => "Absage",
            OutcomeKind::Offered => "Angebot",
            OutcomeKind::Accepted => "Sie haben das Angebot angenommen",
            OutcomeKind::Withdrawn => "Sie haben die Bewerbung zurückgezogen",
        }
        .to_owned(),
        TimelineEvent::AcceptedElsewhere => "Sie haben eine andere Stelle angenommen".to_owned(),
    }
}

/// When it happened, and its most important detail.
pub(super) fn event_note(
    german: German,
    event: TimelineEvent,
    at: NaiveDateTime,
    respond_by: Option<NaiveDateTime>,
    year: i32,
) -> String {
    let moment = |at| german.moment(at, year);
    let sent_by = |channel| match by_channel(channel) {
        Some(channel) => text!(moment(at), ", ", channel),
        None => text!(moment(at)),
    };
    match event {
        TimelineEvent::Reply(reply) => match reply.decision_expected_on {
            Some(date) => text!(moment(at), ", Entscheidung bis ", german.short_day(*date, year)),
            None if reply.needs_answer => text!(moment(at), ", erwartet Antwort"),
            None => sent_by(reply.channel),
        },
        TimelineEvent::Bounced(message) => sent_by(message.channel),
        TimelineEvent::Earlier(_) => text!("Die letzte ", moment(at)),
        TimelineEvent::CompetingOffer(_) | TimelineEvent::Outcome(_) => match respond_by {
            // There is no space for both times of day.
            Some(respond_by) => text!(german.short_day(at.date(), year), ", Antwort bis ", moment(respond_by)),
            None => text!(moment(at)),
        },
        TimelineEvent::AcceptedElsewhere => text!(moment(at)),
    }
}

/// The event as a sentence, and the steps that it cancels.
pub(super) fn event_told(german: German, details: &EventDetails, needless: &[Action], shorten: Shorten) -> String {
    let told = text!(
        event(german, details.event, details.counterpart, shorten),
        ": ",
        event_note(german, details.event, details.at, details.respond_by, details.year),
        "."
    );
    if needless.is_empty() {
        return told;
    }
    let actions: Vec<_> = needless.iter().map(|needless| action(german, needless, shorten)).collect();
    text!(told, " Nicht mehr nötig: ", actions.join("; "), ".")
}
