//! Events: what happened and when.

use chrono::NaiveDateTime;
use planning::facts::{CommunicationChannel, OutcomeKind};

use super::{
    German,
    steps::{Case, action, by_channel, whom},
};
use crate::{Action, EventDetails, Fit, What, Whom, say::said};

/// What happened, with the person.
pub(super) fn event(_: German, what: What, by: Whom, fit: Fit) -> String {
    let by_whom = |case| fit(&whom(by, case));
    match what {
        What::Reply(reply) if reply.channel == CommunicationChannel::Phone => {
            said!("Anruf von ", by_whom(Case::Dative))
        }
        What::Reply(_) => said!("Antwort von ", by_whom(Case::Dative)),
        What::Bounced(_) => said!("Nachricht an ", by_whom(Case::Accusative), " kam zurück"),
        What::Earlier(1) => "1 frühere Nachricht".to_owned(),
        What::Earlier(count) => said!(count, " frühere Nachrichten"),
        What::CompetingOffer(_) => "Angebot eines anderen Arbeitgebers".to_owned(),
        What::Outcome(outcome) => match outcome.kind {
            OutcomeKind::Rejected => "Absage",
            OutcomeKind::Offered => "Angebot",
            OutcomeKind::Accepted => "Sie haben das Angebot angenommen",
            OutcomeKind::Withdrawn => "Sie haben die Bewerbung zurückgezogen",
        }
        .to_owned(),
        What::AcceptedElsewhere => "Sie haben eine andere Stelle angenommen".to_owned(),
    }
}

/// When it happened, and its most important detail.
pub(super) fn event_note(
    german: German,
    what: What,
    at: NaiveDateTime,
    until: Option<NaiveDateTime>,
    year: i32,
) -> String {
    let moment = |at| german.moment(at, year);
    let by = |channel| match by_channel(channel) {
        Some(by) => said!(moment(at), ", ", by),
        None => said!(moment(at)),
    };
    match what {
        What::Reply(reply) => match reply.decision_expected_on {
            Some(date) => said!(moment(at), ", Entscheidung bis ", german.short_day(*date, year)),
            None if reply.needs_answer => said!(moment(at), ", erwartet Antwort"),
            None => by(reply.channel),
        },
        What::Bounced(message) => by(message.channel),
        What::Earlier(_) => said!("Die letzte ", moment(at)),
        What::CompetingOffer(_) | What::Outcome(_) => match until {
            // There is no space for both times of day.
            Some(until) => said!(german.short_day(at.date(), year), ", Antwort bis ", moment(until)),
            None => said!(moment(at)),
        },
        What::AcceptedElsewhere => said!(moment(at)),
    }
}

/// The event as a sentence, and the steps that it cancels.
pub(super) fn event_told(german: German, details: &EventDetails, needless: &[Action], fit: Fit) -> String {
    let EventDetails { what, whom, at, until, year } = *details;
    let told = said!(event(german, what, whom, fit), ": ", event_note(german, what, at, until, year), ".");
    if needless.is_empty() {
        return told;
    }
    let actions: Vec<_> = needless.iter().map(|needless| action(german, needless, fit)).collect();
    said!(told, " Nicht mehr nötig: ", actions.join("; "), ".")
}
