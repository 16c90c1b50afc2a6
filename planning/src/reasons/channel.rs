//! Why a message uses its channel.

use super::Reasons;
use crate::{
    Channels, StepKind, UsableChannel, Via,
    channels::{self, PhoneFirstReason},
    context::Context,
    facts::{Channel, Contact, Interview},
    ledger::rule,
    origin::PlaybookOrigin,
    reason::{Advice, ChannelReason as Reason, PostalThanks, Suggestion},
    sequence::{ChannelOrderCauses, FollowUp, Sequence},
};

/// The number of business days that calls wait, by article.
const CALL_WAIT_BUSINESS_DAYS: u16 = 5;

/// The channels of a message, and how they were chosen.
pub(crate) struct ChannelDecision<'r, 'f> {
    pub(crate) kind: StepKind,
    pub(crate) contact: Option<&'f Contact>,
    /// The interview that may make a call the first choice.
    pub(crate) anchor: Option<&'f Interview>,
    pub(crate) choice: ChannelOrderCauses,
    pub(crate) channels: &'r Channels,
    /// Whether the step is settled, so that no address has to be found.
    pub(crate) is_settled: bool,
    /// The follow-up, if the message is one.
    pub(crate) follow_up: Option<(&'r Sequence<'f>, &'r FollowUp<'f>)>,
}

/// Adds the reasons for the channel, and returns the advice about it.
pub(crate) fn channel<'f>(
    context: &Context<'f>,
    reasons: &mut Reasons<'f>,
    route: &ChannelDecision<'_, 'f>,
) -> Vec<Advice<'f>> {
    add_forbidden_channels(context, reasons, route);
    let Some(UsableChannel { channel: first, .. }) = route.channels.recommended else {
        let advised = !route.is_settled;
        let suggestion = advised.then(|| nothing_reaches(context, route));
        return suggestion
            .map(|suggestion| Advice { rule: rule::CHANNELS_CONTACT_1, suggestion })
            .into_iter()
            .collect();
    };
    if route.kind == StepKind::ThankYou {
        thanks(context, reasons, route, first);
    } else {
        order(context, reasons, route, first);
    }
    if route.choice.preferred && channels::preferred(&context.facts.candidate) == Some(first) {
        reasons.cite(rule::BALANCE_MEDIUM_2, Reason::Preferred(first));
    }
    if route.choice.habit && route.follow_up.is_some_and(|(sequence, _)| sequence.start.habit == Some(first)) {
        reasons.cite(rule::CHANNELS_ONEMETHOD_1, Reason::SameAsBefore(first));
    }
    phone_later(context, reasons, route);
    if usable(route.channels).any(|usable| usable.via == Via::Switchboard) {
        let contact = route.contact;
        let number_is_wrong =
            contact.is_some_and(|contact| contact.phone.is_some() && !contact.delivers(Channel::Phone));
        reasons.cite(rule::CHANNELS_CONTACT_1, Reason::Switchboard { contact, number_is_wrong });
    }
    if first == Channel::Phone {
        return vec![Advice { rule: rule::BALANCE_PHONE_2, suggestion: Suggestion::PrepareCall }];
    }
    Vec::new()
}

/// The advice if nothing reaches the person.
fn nothing_reaches<'f>(context: &Context, route: &ChannelDecision<'_, 'f>) -> Suggestion<'f> {
    let application = &context.facts.application;
    let contact = route.contact;
    if !Channel::ALL.into_iter().any(|channel| channels::is_allowed(application, route.kind, channel)) {
        Suggestion::SendNothing
    } else if application.forbidden_channels.contains(&Channel::Phone) {
        Suggestion::FindDetails { contact }
    } else {
        Suggestion::FindDetailsOrCall { contact }
    }
}

/// The employer's rules about contact.
fn add_forbidden_channels(context: &Context, reasons: &mut Reasons, route: &ChannelDecision) {
    let application = &context.facts.application;
    if application.forbidden_channels.is_empty() {
        return;
    }
    for channel in Channel::ALL {
        let in_question = route.kind.goes_by(channel) && application.forbidden_channels.contains(&channel);
        if in_question && channels::via(application, route.contact, channel).is_some() {
            reasons.cite(rule::CALL_POLICY_1, Reason::Forbidden(channel));
        }
    }
}

fn thanks<'f>(context: &Context<'f>, reasons: &mut Reasons<'f>, route: &ChannelDecision, first: Channel) {
    let application = &context.facts.application;
    let usable = |channel| is_usable(route.channels, channel);
    if !usable(Channel::Letter) {
        return;
    }
    let email_returned = || route.contact.is_some_and(|contact| !contact.delivers(Channel::Email));
    let postal = match first {
        Channel::Letter if application.forbidden_channels.contains(&Channel::Email) => PostalThanks::EmailForbidden,
        Channel::Letter if email_returned() => PostalThanks::EmailReturned,
        Channel::Letter => PostalThanks::NoEmailAddress,
        _ => PostalThanks::Possible,
    };
    reasons.cite(rule::BALANCE_THANKS_3, Reason::PostalThanks(postal));
    if channels::prefers_casual_thanks(application) && usable(Channel::Linkedin) {
        reasons.cite(rule::BALANCE_CULTURE_1, Reason::InformalCompany { name: &application.company.name });
    }
}

/// The usual order of channels, and the articles' own orders.
fn order<'f>(context: &Context, reasons: &mut Reasons<'f>, route: &ChannelDecision<'_, 'f>, first: Channel) {
    let application = &context.facts.application;
    let contact = route.contact;
    let usable = |channel| is_usable(route.channels, channel);
    let own_order = route.follow_up.is_some() && context.playbook.channel_order.is_some();
    match channels::phone_first(application, route.anchor) {
        _ if own_order => {}
        Some(PhoneFirstReason::Executive) if usable(Channel::Phone) => {
            reasons.cite(rule::BALANCE_MEDIUM_1, Reason::CallSuitsExecutive);
        }
        Some(PhoneFirstReason::Final) if usable(Channel::Phone) => {
            reasons.cite(rule::BALANCE_MEDIUM_1, Reason::CallAfterFinalInterview);
        }
        Some(PhoneFirstReason::Rapport) if usable(Channel::Phone) => {
            reasons.cite(rule::CHANNELS_PHONE_1, Reason::CallAfterRapport { contact });
        }
        None if first == Channel::Email && usable(Channel::Phone) && !route.choice.preferred => {
            reasons.cite(rule::BALANCE_MEDIUM_1, Reason::EmailSuitsMost);
        }
        _ => {}
    }
    let no_calls = application.forbidden_channels.contains(&Channel::Phone) && route.kind.goes_by(Channel::Phone);
    let of_call = context.origin == PlaybookOrigin::Call && route.follow_up.is_some();
    if first == Channel::Email && (no_calls || of_call) {
        reasons.cite(rule::CALL_ALTERNATIVES_1, Reason::EmailAtLeisure);
    }
    if usable(Channel::Linkedin) {
        reasons.cite(rule::CALL_ALTERNATIVES_2, Reason::Connected { contact });
    }
    if usable(Channel::Letter) {
        reasons.cite(rule::CALL_ALTERNATIVES_3, Reason::HandwrittenNote);
    }
}

/// Calls wait longer than e-mails.
fn phone_later(context: &Context, reasons: &mut Reasons, route: &ChannelDecision) {
    let Some((sequence, follow_up)) = route.follow_up else { return };
    let (Some(until), Some(business_days)) = (sequence.start.phone_day, context.playbook.no_phone_before_business_days)
    else {
        return;
    };
    let reason = if follow_up.causes.phone {
        Reason::MessageWaitsForCall { business_days, until }
    } else if route.choice.phone_later && is_usable(route.channels, Channel::Phone) {
        Reason::EmailBeforeCall { business_days, until }
    } else {
        return;
    };
    if business_days == CALL_WAIT_BUSINESS_DAYS {
        reasons.cite(rule::BALANCE_PHONE_1, reason);
    } else {
        reasons.choose(rule::BALANCE_PHONE_1, reason);
    }
}

fn usable(channels: &Channels) -> impl Iterator<Item = &UsableChannel> {
    channels.recommended.iter().chain(&channels.alternatives)
}

fn is_usable(channels: &Channels, channel: Channel) -> bool {
    usable(channels).any(|usable| usable.channel == channel)
}
