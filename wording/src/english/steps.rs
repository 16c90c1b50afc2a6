//! Steps: their names, actions, statuses and channels.

use std::borrow::Cow;

use planning::{
    Status, Step, StepKind, UsableChannel, Via,
    facts::{Channel, CommunicationChannel, Contact, Role},
};

use crate::{Action, Counterpart, RequestOrdinal, Shorten, parts::text};

/// The names of a kind of step.
pub(super) struct StepKindNames {
    /// As a category.
    pub(super) category: &'static str,
    /// With the definite article, within a sentence.
    pub(super) definite: &'static str,
    /// With the indefinite article, within a sentence.
    pub(super) indefinite: &'static str,
}

impl StepKindNames {
    pub(super) const fn for_kind(kind: StepKind) -> Self {
        let (category, definite, indefinite) = match kind {
            StepKind::ThankYou => ("Thank-you", "the thank-you", "a thank-you"),
            StepKind::CheckIn => ("Check-in", "the check-in", "a check-in"),
            StepKind::FinalAttempt => ("Final attempt", "the final attempt", "a final attempt"),
            StepKind::RescheduleRequest => {
                ("Reschedule request", "the request for a new date", "a request for a new date")
            }
            StepKind::Respond => {
                ("Response", "the word that the employer waits for", "a word that the employer waits for")
            }
            StepKind::Answer => {
                ("Answer", "the answer to the employer's question", "an answer to a question of the employer's")
            }
            StepKind::RejectionThanks => {
                ("Thanks after a rejection", "the thanks after the rejection", "the thanks after the rejection")
            }
            StepKind::OfferThanks => ("Thanks for an offer", "the thanks for the offer", "the thanks for the offer"),
            StepKind::WithdrawalNote => ("Withdrawal note", "the withdrawal note", "a withdrawal note"),
            StepKind::StayInTouch => ("Stay in touch", "the word months later", "a word months later"),
            StepKind::CompetingOffer => {
                ("Other offer", "the message about another offer", "the message about another offer")
            }
            StepKind::OfferResponse => ("Answer to an offer", "the answer to the offer", "the answer to the offer"),
            StepKind::MoveOn => ("Move on", "turning elsewhere", "turning elsewhere"),
        };
        Self { category, definite, indefinite }
    }
}

/// The action, with the person.
pub(super) fn action(action: &Action, shorten: Shorten) -> String {
    let name = || shorten(&counterpart_name(action.counterpart));
    match action.kind {
        StepKind::ThankYou => text!("Thank ", name()),
        StepKind::CheckIn => text!("Check in with ", name()),
        StepKind::FinalAttempt => text!("Ask ", name(), " a last time"),
        StepKind::RescheduleRequest => match action.request_ordinal {
            RequestOrdinal::First => text!("Ask ", name(), " for a new date"),
            RequestOrdinal::Again => "Ask again for a new date".to_owned(),
            RequestOrdinal::Last => "Ask a last time for a new date".to_owned(),
        },
        StepKind::Respond => text!("Get back to ", name()),
        StepKind::Answer => text!("Answer ", name()),
        StepKind::RejectionThanks => text!("Thank ", name(), " for the chance"),
        StepKind::OfferThanks => text!("Thank ", name(), " for the offer"),
        StepKind::WithdrawalNote => text!("Tell ", name(), " you withdraw"),
        StepKind::StayInTouch => text!("Stay in touch with ", name()),
        StepKind::CompetingOffer => text!("Tell ", name(), " about your other offer"),
        StepKind::OfferResponse => "Accept or decline the offer".to_owned(),
        StepKind::MoveOn => "Move on to other employers".to_owned(),
    }
}

/// The person, within a sentence.
pub(super) fn counterpart_name(counterpart: Counterpart<'_>) -> Cow<'_, str> {
    match counterpart {
        Counterpart::Contact(contact) => person(contact),
        Counterpart::Interviewers => Cow::Borrowed("your interviewers"),
        Counterpart::Employer => Cow::Borrowed("the employer"),
    }
}

/// The person's name or role.
pub(super) fn person(contact: &Contact) -> Cow<'_, str> {
    contact.whole_name().unwrap_or(Cow::Borrowed(match contact.role {
        Role::HiringManager => "the hiring manager",
        Role::Recruiter | Role::AgencyRecruiter => "the recruiter",
        Role::Interviewer => "the interviewer",
        Role::HumanResources => "human resources",
        Role::Other => "your contact",
    }))
}

/// The status of a step.
pub(super) fn status(step: &Step) -> &'static str {
    match step.status {
        Status::Done => "Done",
        Status::Dismissed => "Left out",
        // "Move on: no longer needed" would tell a rejected candidate to wait.
        Status::Cancelled if step.kind == StepKind::MoveOn => "Settled by the outcome",
        Status::Cancelled => "No longer needed",
        Status::Upcoming => "Still to come",
        Status::Due => "Due now",
        Status::Overdue => "Overdue",
        Status::Missed => "Missed",
    }
}

/// The recommended channel of a step, or why there is none.
pub(super) fn recommended(step: &Step) -> &'static str {
    match step.channel.recommended {
        Some(usable) => by_usable_channel(usable),
        None if !step.kind.is_message() => "no message",
        None => "no way to reach them",
    }
}

/// The channel.
pub(super) fn by_usable_channel(usable: UsableChannel) -> &'static str {
    match (usable.channel, usable.via) {
        (Channel::Phone, Via::Switchboard) => "by phone, main number",
        (Channel::Email, _) => "by e-mail",
        (Channel::Phone, Via::Direct) => "by phone",
        (Channel::Linkedin, _) => "by LinkedIn",
        (Channel::Letter, _) => "by letter",
    }
}

/// The channel of a communication; `None` if it is unknown.
pub(super) fn by_channel(channel: CommunicationChannel) -> Option<&'static str> {
    match channel {
        CommunicationChannel::Email => Some("by e-mail"),
        CommunicationChannel::Phone => Some("by phone"),
        CommunicationChannel::Linkedin => Some("by LinkedIn"),
        CommunicationChannel::Letter => Some("by letter"),
        CommunicationChannel::Other => None,
    }
}
