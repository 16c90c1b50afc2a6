//! Events: what happened and when.

use chrono::NaiveDateTime;
use icu_plurals::PluralCategory;
use planning::facts::{CommunicationChannel, OutcomeKind};

use super::{
    CLDR, Merged,
    steps::{action, by_channel, counterpart_name},
    time::{Moment, ShortDay},
};
use crate::{Action, Counterpart, EventDetails, Shorten, TimelineEvent, parts::text};

/// The event, with the person.
pub(super) fn event(event: TimelineEvent, counterpart: Counterpart, shorten: Shorten) -> String {
    let name = || Merged(shorten(&counterpart_name(counterpart)));
    match event {
        TimelineEvent::Reply(reply) if reply.channel == CommunicationChannel::Phone => text!("Llamada de ", name()),
        TimelineEvent::Reply(_) => text!("Respuesta de ", name()),
        TimelineEvent::Bounced(_) => text!("Mensaje devuelto: ", name()),
        TimelineEvent::Earlier(count) => match CLDR.plural(u32::try_from(count).unwrap_or(u32::MAX)) {
            PluralCategory::One => text!(count, " mensaje anterior"),
            _ => text!(count, " mensajes anteriores"),
        },
        TimelineEvent::CompetingOffer(_) => "Oferta de otra empresa".to_owned(),
        TimelineEvent::Outcome(outcome) => match outcome.kind {
            OutcomeKind::Rejected => "Respuesta negativa",
            OutcomeKind::Offered => "Oferta",
            OutcomeKind::Accepted => "Oferta aceptada",
            OutcomeKind::Withdrawn => "Candidatura retirada",
        }
        .to_owned(),
        TimelineEvent::AcceptedElsewhere => "Otro puesto aceptado".to_owned(),
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
            Some(date) => text!(moment(at), ", decisión para el ", ShortDay(*date, year)),
            None if reply.needs_answer => text!(moment(at), ", espera respuesta"),
            None => sent_by(reply.channel),
        },
        TimelineEvent::Bounced(message) => sent_by(message.channel),
        TimelineEvent::Earlier(_) => text!("El último, ", moment(at)),
        TimelineEvent::CompetingOffer(_) | TimelineEvent::Outcome(_) => match respond_by {
            // There is no space for both times of day.
            Some(respond_by) => text!(ShortDay(at.date(), year), ", respuesta para el ", moment(respond_by)),
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
    text!(told, " Ya no hace falta: ", actions.join("; "), ".")
}
