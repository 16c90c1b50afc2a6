//! What happened, in words.

use chrono::{DateTime, Datelike as _, Utc};
use planning::{
    StepKind,
    facts::{CommunicationChannel, OutcomeKind},
};

use super::{by_channel, contact, day, moment, person};
use crate::{
    View,
    history::{Event, What},
    local_time::to_local,
};

/// What happened, and who did it: `named` makes a person's name one that can be shown.
pub(crate) fn event(view: &View, event: &Event, named: impl Fn(&str) -> String) -> String {
    let whom = |id: Option<&str>| match id.and_then(|id| contact(view.facts, id)) {
        Some(contact) => named(&person(contact)),
        None => "the employer".to_owned(),
    };
    match event.what {
        What::Reply(reply) if reply.channel == CommunicationChannel::Phone => {
            format!("Call from {}", whom(reply.contact_id.as_deref()))
        }
        What::Reply(reply) => format!("Reply from {}", whom(reply.contact_id.as_deref())),
        What::Bounced(message) => format!("Message to {} came back", whom(message.contact_id.as_deref())),
        What::Earlier(1) => "1 earlier message".to_owned(),
        What::Earlier(count) => format!("{count} earlier messages"),
        What::CompetingOffer(_) => "Offer from another employer".to_owned(),
        What::Outcome(outcome) => match outcome.kind {
            OutcomeKind::Rejected => "Rejection",
            OutcomeKind::Offered => "Offer",
            OutcomeKind::Accepted => "You accepted the offer",
            OutcomeKind::Withdrawn => "You withdrew",
        }
        .to_owned(),
        What::AcceptedElsewhere => "You accepted another job".to_owned(),
    }
}

/// When it happened, and what matters most about it.
pub(crate) fn event_note(view: &View, event: &Event) -> String {
    let year = view.plan.as_of.year();
    let moment = |at: DateTime<Utc>| moment(to_local(view.plan.time_zone, at), year);
    let at = moment(event.at);
    let more = match event.what {
        What::Reply(reply) => match reply.decision_expected_on {
            Some(date) => Some(format!("decision by {}", day(*date, year))),
            None if reply.needs_answer => Some("wants an answer".to_owned()),
            None => by_channel(reply.channel).map(str::to_owned),
        },
        What::Bounced(message) => by_channel(message.channel).map(str::to_owned),
        What::Earlier(_) => return format!("The last of them {at}"),
        What::CompetingOffer(_) | What::Outcome(_) => {
            let until = event.what.respond_by().map(moment);
            // Both times of day would have no room.
            let on = day(to_local(view.plan.time_zone, event.at).date(), year);
            return until.map_or(at, |until| format!("{on}, answer by {until}"));
        }
        What::AcceptedElsewhere => None,
    };
    more.map_or_else(|| at.clone(), |more| format!("{at}, {more}"))
}

/// What an outcome left out of the plan. To move on isn't told: it is what an outcome brings about.
pub(crate) fn left_out(view: &View, named: impl Fn(&str) -> String) -> Option<String> {
    let cancelled = view.plan.steps.iter().filter(|step| step.status == planning::Status::Cancelled);
    let messages = cancelled.filter(|step| step.kind != StepKind::MoveOn);
    let deeds: Vec<_> =
        messages.map(|step| super::deed(view, step, &named(&super::recipient(view.facts, step)))).collect();
    (!deeds.is_empty()).then(|| format!("No longer needed: {}.", deeds.join("; ")))
}
