//! Reasons about people who left and messages that were returned.

use super::Reasons;
use crate::{
    StepKind, channels,
    context::Context,
    facts::{Channel, Communication, Contact, Direction},
    ledger::rule,
    reason::PersonReason,
};

/// Why the message goes to another person or by another channel. `left` is the first choice, if that person has left.
pub(crate) fn people<'f>(
    context: &Context,
    reasons: &mut Reasons<'f>,
    kind: StepKind,
    contact: Option<&'f Contact>,
    left: Option<&'f Contact>,
) {
    if let Some(left) = left {
        reasons.cite(rule::PRACTICE_PEOPLE_1, PersonReason::Left { left, instead: contact });
    }
    let Some(contact) = contact.filter(|contact| !contact.left && !contact.undeliverable.is_empty()) else { return };
    for channel in Channel::ALL {
        if !contact.delivers(channel) && channels::is_allowed(&context.facts.application, kind, channel) {
            reasons.cite(rule::PRACTICE_PEOPLE_1, PersonReason::Undeliverable { contact, channel });
        }
    }
}

/// The last message of that kind was returned, so it counts as not sent.
pub(crate) fn add_returned_message(
    context: &Context,
    reasons: &mut Reasons,
    is_of_step: impl Fn(&Communication) -> bool,
) {
    let is_returned = |sent: &&Communication| {
        sent.bounced && sent.direction == Direction::Outbound && sent.at <= context.as_of && is_of_step(sent)
    };
    if let Some(sent) = context.facts.communications.iter().filter(is_returned).max_by_key(|sent| sent.at) {
        let sent_on = context.days.date(*sent.at);
        reasons.cite(rule::PRACTICE_PEOPLE_1, PersonReason::Returned { sent_on });
    }
}
