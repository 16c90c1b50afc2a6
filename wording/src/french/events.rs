//! Events: what happened and when.

use chrono::NaiveDateTime;
use icu_plurals::PluralCategory;
use planning::facts::{CommunicationChannel, OutcomeKind};

use super::{
    CLDR, French, Stop,
    steps::{From, To, action, by_channel, counterpart_name},
    time::{Moment, ShortDay},
};
use crate::{Action, Counterpart, EventDetails, Shorten, TimelineEvent, parts::text};

/// The event, with the person.
pub(super) fn event(_: French, event: TimelineEvent, counterpart: Counterpart, shorten: Shorten) -> String {
    let name = || shorten(&counterpart_name(counterpart));
    match event {
        TimelineEvent::Reply(reply) if reply.channel == CommunicationChannel::Phone => text!("Appel ", From(&name())),
        TimelineEvent::Reply(_) => text!("Réponse ", From(&name())),
        TimelineEvent::Bounced(_) => text!("Message ", To(&name()), " non remis"),
        TimelineEvent::Earlier(count) => match CLDR.plural(u32::try_from(count).unwrap_or(u32::MAX)) {
            PluralCategory::One => text!(count, " message antérieur"),
            _ => text!(count, " messages antérieurs"),
        },
        TimelineEvent::CompetingOffer(_) => "Offre d'un autre employeur".to_owned(),
        TimelineEvent::Outcome(outcome) => match outcome.kind {
            OutcomeKind::Rejected => "Refus",
            OutcomeKind::Offered => "Offre",
            OutcomeKind::Accepted => "Vous avez accepté l'offre",
            OutcomeKind::Withdrawn => "Vous avez retiré votre candidature",
        }
        .to_owned(),
        TimelineEvent::AcceptedElsewhere => "Vous avez accepté un autre poste".to_owned(),
    }
}

/// When it happened, and its most important detail.
pub(super) fn event_note(
    french: French,
    event: TimelineEvent,
    at: NaiveDateTime,
    respond_by: Option<NaiveDateTime>,
    year: i32,
) -> String {
    let moment = |at| Moment(at, year);
    let sent_by = |channel| match by_channel(french, channel) {
        Some(channel) => text!(moment(at), ", ", channel),
        None => text!(moment(at)),
    };
    match event {
        TimelineEvent::Reply(reply) => match reply.decision_expected_on {
            Some(date) => text!(moment(at), ", décision d'ici au ", ShortDay(*date, year)),
            None if reply.needs_answer => text!(moment(at), ", attend une réponse"),
            None => sent_by(reply.channel),
        },
        TimelineEvent::Bounced(message) => sent_by(message.channel),
        TimelineEvent::Earlier(_) => text!("Le dernier, ", moment(at)),
        TimelineEvent::CompetingOffer(_) | TimelineEvent::Outcome(_) => match respond_by {
            // There is no space for both times of day.
            Some(respond_by) => text!(ShortDay(at.date(), year), ", réponse d'ici au ", moment(respond_by)),
            None => text!(moment(at)),
        },
        TimelineEvent::AcceptedElsewhere => text!(moment(at)),
    }
}

/// The event as a sentence, and the steps that it cancels.
pub(super) fn event_told(french: French, details: &EventDetails, needless: &[Action], shorten: Shorten) -> String {
    let told = text!(
        event(french, details.event, details.counterpart, shorten),
        "\u{202f}: ",
        event_note(french, details.event, details.at, details.respond_by, details.year),
        Stop
    );
    if needless.is_empty() {
        return told;
    }
    let actions: Vec<_> =
        needless.iter().map(|needless| super::uncapitalised(&action(french, needless, shorten))).collect();
    text!(told, " Plus nécessaire\u{202f}: ", actions.join(french.by_region("\u{202f}; ", "; ")), ".")
}
