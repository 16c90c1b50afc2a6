//! Why a message goes the way it goes.

use super::{
    Reasons, advice,
    words::{BusinessDayCount, Day, many, name, who},
};
use crate::{
    Advice, Channels, StepKind, UsableChannel, Via,
    channels::{self, PhoneFirst},
    context::Context,
    facts::{Channel, Contact, Interview},
    ledger::rule,
    origin::Origin,
    sequence::{Choice, FollowUp, Sequence},
};

/// The business days that calls wait, by the article that speaks of it.
const STATED_WAIT: u16 = 5;

/// How a message goes, and how that came about.
pub(crate) struct Route<'w, 'f> {
    pub(crate) kind: StepKind,
    pub(crate) contact: Option<&'f Contact>,
    /// The interview that makes a call the first choice or doesn't.
    pub(crate) anchor: Option<&'f Interview>,
    pub(crate) choice: Choice,
    pub(crate) channels: &'w Channels,
    /// Whether nothing is left to do, so that nobody needs to look for an address.
    pub(crate) is_settled: bool,
    /// The sequence's message that it is.
    pub(crate) follow_up: Option<(&'w Sequence<'f>, &'w FollowUp<'f>)>,
}

/// Adds why the message goes that way, and gives the advice that belongs to it.
pub(crate) fn channel(context: &Context, reasons: &mut Reasons, route: &Route) -> Vec<Advice> {
    let mut advice_given = Vec::new();
    forbidden(context, reasons, route);
    let Some(UsableChannel { channel: first, .. }) = route.channels.recommended else {
        if !route.is_settled {
            advice_given.push(advice(rule::CHANNELS_CONTACT_1, without_route(context, route)));
        }
        return advice_given;
    };
    if route.kind == StepKind::ThankYou {
        thanks(context, reasons, route, first);
    } else {
        order(context, reasons, route, first);
    }
    if route.choice.preferred && channels::preferred(&context.facts.candidate) == Some(first) {
        let text = format!("{} comes first, because you would rather be in touch that way.", name(first));
        reasons.cite(rule::BALANCE_MEDIUM_2, text);
    }
    if route.choice.habit && route.follow_up.is_some_and(|(sequence, _)| sequence.start.habit == Some(first)) {
        let text = format!("{} comes first again: stick with the method of the last message.", name(first));
        reasons.cite(rule::CHANNELS_ONEMETHOD_1, text);
    }
    phone_later(context, reasons, route);
    if usable(route.channels).any(|usable| usable.via == Via::Switchboard) {
        let whom = who(route.contact, "the person");
        let is_wrong =
            route.contact.is_some_and(|contact| contact.phone.is_some() && !contact.delivers(Channel::Phone));
        let text = if is_wrong {
            format!("Call the company's number instead, and ask for {whom} or for human resources.")
        } else {
            format!(
                "There is no direct number of {whom}, so call the company's and ask for the person or for human resources."
            )
        };
        reasons.cite(rule::CHANNELS_CONTACT_1, text);
    }
    if first == Channel::Phone {
        let text = "Prepare the call: write down what to say and what to ask.";
        advice_given.push(advice(rule::BALANCE_PHONE_2, text));
    }
    advice_given
}

/// What to do where nothing reaches the person.
fn without_route(context: &Context, route: &Route) -> String {
    let application = &context.facts.application;
    let allowed = |channel| channels::is_allowed(application, route.kind, channel);
    let whom = who(route.contact, "somebody at the company");
    if ![Channel::Email, Channel::Phone, Channel::Linkedin, Channel::Letter].into_iter().any(allowed) {
        "The employer wants no message of the kinds that this one could be, so send none and wait for word from them."
            .to_owned()
    } else if application.forbidden_channels.contains(&Channel::Phone) {
        format!("Look for details of {whom}, or of somebody else at the company; the employer doesn't want calls.")
    } else {
        format!("Look for details of {whom}, or call the company's general number and ask for human resources.")
    }
}

/// The employer's own rules on contact.
fn forbidden(context: &Context, reasons: &mut Reasons, route: &Route) {
    let application = &context.facts.application;
    for channel in [Channel::Email, Channel::Phone, Channel::Linkedin, Channel::Letter] {
        let in_question = channels::suits(route.kind, channel) && application.forbidden_channels.contains(&channel);
        if in_question && channels::via(application, route.contact, channel).is_some() {
            let text = format!("The employer doesn't want {}, so none go out.", many(channel));
            reasons.cite(rule::CALL_POLICY_1, text);
        }
    }
}

fn thanks(context: &Context, reasons: &mut Reasons, route: &Route, first: Channel) {
    let usable = |channel| is_usable(route.channels, channel);
    if usable(Channel::Letter) {
        let text = match first {
            Channel::Letter if context.facts.application.forbidden_channels.contains(&Channel::Email) => {
                "Thanks may go by e-mail or by post; as the employer doesn't want e-mails, it is the post."
            }
            Channel::Letter if route.contact.is_some_and(|contact| !contact.delivers(Channel::Email)) => {
                "Thanks may go by e-mail or by post; as e-mails come back, it is the post."
            }
            Channel::Letter => "Thanks may go by e-mail or by post; without an address for e-mail it is the post.",
            _ => "Thanks may go by post as well, if that suits you and the company.",
        };
        reasons.cite(rule::BALANCE_THANKS_3, text);
    }
    if channels::prefers_casual_thanks(&context.facts.application)
        && usable(Channel::Linkedin)
        && usable(Channel::Letter)
    {
        let text = format!(
            "{} is an informal place, where a personal message counts for more than a note by post.",
            context.facts.application.company.name
        );
        reasons.cite(rule::BALANCE_CULTURE_1, text);
    }
}

/// The usual order of the channels, and the articles' own.
fn order(context: &Context, reasons: &mut Reasons, route: &Route, first: Channel) {
    let application = &context.facts.application;
    let usable = |channel| is_usable(route.channels, channel);
    let own_order = route.follow_up.is_some() && context.playbook.channel_order.is_some();
    match channels::phone_first(application, route.anchor) {
        _ if own_order => {}
        Some(PhoneFirst::Executive) if usable(Channel::Phone) => {
            reasons.cite(rule::BALANCE_MEDIUM_1, "A call suits a position as high as this one.");
        }
        Some(PhoneFirst::Final) if usable(Channel::Phone) => {
            reasons.cite(rule::BALANCE_MEDIUM_1, "A call suits the time after a final interview.");
        }
        Some(PhoneFirst::Rapport) if usable(Channel::Phone) => {
            let text =
                format!("You got on well, so calling {} directly is fitting.", who(route.contact, "the interviewer"));
            reasons.cite(rule::CHANNELS_PHONE_1, text);
        }
        None if first == Channel::Email && usable(Channel::Phone) && !route.choice.preferred => {
            reasons.cite(rule::BALANCE_MEDIUM_1, "E-mail suits most positions, and this one is no exception.");
        }
        _ => {}
    }
    let no_calls =
        application.forbidden_channels.contains(&Channel::Phone) && channels::suits(route.kind, Channel::Phone);
    let of_call = context.origin == Origin::Call && route.follow_up.is_some();
    if first == Channel::Email && (no_calls || of_call) {
        reasons.cite(rule::CALL_ALTERNATIVES_1, "An e-mail can be answered at leisure, which many prefer to a call.");
    }
    if usable(Channel::Linkedin) {
        let text =
            format!("You are connected with {}, so a polite LinkedIn message is possible.", who(route.contact, "them"));
        reasons.cite(rule::CALL_ALTERNATIVES_2, text);
    }
    if usable(Channel::Letter) {
        reasons.cite(rule::CALL_ALTERNATIVES_3, "A handwritten note to the company's address is a personal touch.");
    }
}

/// Calls wait longer than e-mails.
fn phone_later(context: &Context, reasons: &mut Reasons, route: &Route) {
    let Some((sequence, follow_up)) = route.follow_up else { return };
    let (Some(day), Some(wait)) = (sequence.start.phone_day, context.playbook.no_phone_before_business_days) else {
        return;
    };
    let (day, days) = (Day(day), BusinessDayCount(wait.into()));
    let text = if follow_up.causes.phone {
        format!("A call is the way here, and calls wait {days}, so nothing goes out before {day}.")
    } else if route.choice.phone_later && is_usable(route.channels, Channel::Phone) {
        format!("Calls wait {days}, until {day}, so e-mail comes before the phone.")
    } else {
        return;
    };
    if wait == STATED_WAIT {
        reasons.cite(rule::BALANCE_PHONE_1, text);
    } else {
        reasons.choose(rule::BALANCE_PHONE_1, text);
    }
}

fn usable(channels: &Channels) -> impl Iterator<Item = &UsableChannel> {
    channels.recommended.iter().chain(&channels.alternatives)
}

fn is_usable(channels: &Channels, channel: Channel) -> bool {
    usable(channels).any(|usable| usable.channel == channel)
}
