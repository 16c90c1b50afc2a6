//! What follows from people who left and messages that came back.

use super::{
    Reasons,
    words::{Day, many, who},
};
use crate::{
    StepKind, channels,
    context::Context,
    facts::{Channel, Communication, Contact, Direction},
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
        let instead = match contact.and_then(|contact| contact.name.as_deref()) {
            Some(name) => format!("write to {name} instead"),
            None => "write to somebody who is there".to_owned(),
        };
        let text = format!("{} has left the company, so {instead}.", who(Some(left), "Your contact"));
        reasons.cite(rule::PRACTICE_PEOPLE_1, text);
    }
    for channel in [Channel::Email, Channel::Phone, Channel::Linkedin, Channel::Letter] {
        let fails = contact.is_some_and(|contact| !contact.left && !contact.delivers(channel));
        if fails && channels::is_allowed(&context.facts.application, kind, channel) {
            let text = format!("{} don't reach {}, so use another way.", capital(many(channel)), who(contact, "them"));
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

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
