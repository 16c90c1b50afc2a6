//! What follows from people who left and messages that came back.

use super::{
    Reasons,
    words::{Day, who},
};
use crate::{
    StepKind, channels,
    context::Context,
    facts::{Channel, Communication, Contact, Direction, Role},
    ledger::rule,
};

/// Why somebody else is written to, or by another channel; `left` is the first choice, if that person has left.
pub(crate) fn people(
    context: &Context,
    reasons: &mut Reasons,
    kind: StepKind,
    contact: Option<&Contact>,
    left: Option<&Contact>,
) {
    if let Some(left) = left {
        let instead = match contact.and_then(|contact| contact.whole_name()) {
            Some(name) => format!("write to {name} instead"),
            None => "write to somebody who is there".to_owned(),
        };
        let place = if left.role == Role::AgencyRecruiter { "agency" } else { "company" };
        let text = format!("{} has left the {place}, so {instead}.", who(Some(left), "Your contact"));
        reasons.cite(rule::PRACTICE_PEOPLE_1, text);
    }
    for channel in [Channel::Email, Channel::Phone, Channel::Linkedin, Channel::Letter] {
        let fails = contact.is_some_and(|contact| !contact.left && !contact.delivers(channel));
        if fails && channels::is_allowed(&context.facts.application, kind, channel) {
            let whom = who(contact, "this person");
            let text = match channel {
                Channel::Email => format!("E-mails to {whom} come back, so don't use that address."),
                Channel::Phone => format!("The phone number of {whom} is wrong, so don't call it."),
                Channel::Linkedin => format!("LinkedIn messages don't reach {whom}."),
                Channel::Letter => format!("Letters to {whom} come back."),
            };
            reasons.cite(rule::PRACTICE_PEOPLE_1, text);
        }
    }
}

/// That the last message of that kind came back; what came back counts as not sent.
pub(crate) fn bounced(context: &Context, reasons: &mut Reasons, is_of_step: impl Fn(&Communication) -> bool) {
    let is_bounced = |sent: &&Communication| {
        sent.bounced && sent.direction == Direction::Outbound && sent.at <= context.as_of && is_of_step(sent)
    };
    if let Some(sent) = context.facts.communications.iter().filter(is_bounced).max_by_key(|sent| sent.at) {
        let text = format!(
            "Your message of {} came back undelivered, so it counts as not sent.",
            Day(context.days.date(*sent.at))
        );
        reasons.cite(rule::PRACTICE_PEOPLE_1, text);
    }
}
