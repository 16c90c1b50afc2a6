//! Steps: their names, actions, statuses and channels.

use std::borrow::Cow;

use planning::{
    Status, Step, StepKind, UsableChannel, Via,
    facts::{Channel, CommunicationChannel, Contact, Role},
};

use super::name;
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
            StepKind::ThankYou => ("Bedankbericht", "het bedankbericht", "een bedankbericht"),
            StepKind::CheckIn => ("Navraag", "de navraag", "een navraag"),
            StepKind::FinalAttempt => ("Laatste navraag", "de laatste navraag", "een laatste navraag"),
            StepKind::RescheduleRequest => (
                "Verzoek om een nieuwe afspraak",
                "het verzoek om een nieuwe afspraak",
                "een verzoek om een nieuwe afspraak",
            ),
            StepKind::Respond => ("Reactie", "de verwachte reactie", "een verwachte reactie"),
            StepKind::Answer => {
                ("Antwoord", "het antwoord op de vraag van de werkgever", "een antwoord op een vraag van de werkgever")
            }
            StepKind::RejectionThanks => {
                ("Dank na een afwijzing", "de dank na de afwijzing", "een dankwoord na de afwijzing")
            }
            StepKind::OfferThanks => {
                ("Dank voor een aanbod", "de dank voor het aanbod", "een dankwoord voor het aanbod")
            }
            StepKind::WithdrawalNote => {
                ("Intrekking", "de intrekking van de sollicitatie", "een intrekking van de sollicitatie")
            }
            StepKind::StayInTouch => ("In contact blijven", "het bericht maanden later", "een bericht maanden later"),
            StepKind::CompetingOffer => {
                ("Ander aanbod", "het bericht over het andere aanbod", "een bericht over het andere aanbod")
            }
            StepKind::OfferResponse => {
                ("Antwoord op een aanbod", "het antwoord op het aanbod", "een antwoord op het aanbod")
            }
            StepKind::MoveOn => {
                ("Andere functies", "de overstap naar andere functies", "de overstap naar andere functies")
            }
        };
        Self { category, definite, indefinite }
    }
}

/// The action, with the person.
pub(super) fn action(action: &Action, shorten: Shorten) -> String {
    let name = || shorten(&counterpart_name(action.counterpart));
    match action.kind {
        StepKind::ThankYou => text!("Bedankbericht aan ", name()),
        StepKind::CheckIn => text!("Navraag bij ", name()),
        StepKind::FinalAttempt => text!("Laatste navraag bij ", name()),
        StepKind::RescheduleRequest => match action.request_ordinal {
            RequestOrdinal::First => text!("Verzoek om een nieuwe afspraak aan ", name()),
            RequestOrdinal::Again => "Nogmaals om een nieuwe afspraak vragen".to_owned(),
            RequestOrdinal::Last => "Een laatste keer om een nieuwe afspraak vragen".to_owned(),
        },
        StepKind::Respond => text!("Reactie aan ", name()),
        StepKind::Answer => text!("Antwoord aan ", name()),
        StepKind::RejectionThanks => text!("Dank na de afwijzing aan ", name()),
        StepKind::OfferThanks => text!("Dank voor het aanbod aan ", name()),
        StepKind::WithdrawalNote => text!("Sollicitatie intrekken bij ", name()),
        StepKind::StayInTouch => text!("In contact blijven met ", name()),
        StepKind::CompetingOffer => text!("Ander aanbod noemen: bericht aan ", name()),
        StepKind::OfferResponse => "Het aanbod aannemen of afslaan".to_owned(),
        StepKind::MoveOn => "Op andere werkgevers richten".to_owned(),
    }
}

/// The person, within a sentence.
pub(super) fn counterpart_name(counterpart: Counterpart<'_>) -> Cow<'_, str> {
    match counterpart {
        Counterpart::Contact(contact) => person(contact),
        Counterpart::Interviewers => Cow::Borrowed("de gesprekspartners"),
        Counterpart::Employer => Cow::Borrowed("de werkgever"),
    }
}

/// The person's name or role.
pub(super) fn person(contact: &Contact) -> Cow<'_, str> {
    name(contact).unwrap_or(Cow::Borrowed(match contact.role {
        Role::HiringManager => "de toekomstige leidinggevende",
        Role::Recruiter | Role::AgencyRecruiter => "de recruiter",
        Role::Interviewer => "de gesprekspartner",
        Role::HumanResources => "personeelszaken",
        Role::Other => "uw contactpersoon",
    }))
}

/// The status of a step.
pub(super) const fn status(step: &Step) -> &'static str {
    match step.status {
        Status::Done => "Gedaan",
        Status::Dismissed => "Overgeslagen",
        // "Andere functies: niet meer nodig" would tell a rejected candidate to wait.
        Status::Cancelled => match step.kind {
            StepKind::MoveOn => "Door de uitkomst al geregeld",
            _ => "Niet meer nodig",
        },
        Status::Upcoming => "Komt nog",
        Status::Due => "Nu te doen",
        Status::Overdue => "Te laat",
        Status::Missed => "Gemist",
    }
}

/// The recommended channel of a step, or why there is none.
pub(super) const fn recommended(step: &Step) -> &'static str {
    match step.channel.recommended {
        Some(usable) => by_usable_channel(usable),
        None if !step.kind.is_message() => "zonder bericht",
        None => "geen weg bekend",
    }
}

/// The channel.
pub(super) const fn by_usable_channel(usable: UsableChannel) -> &'static str {
    match (usable.channel, usable.via) {
        (Channel::Phone, Via::Switchboard) => "telefonisch via het algemene nummer",
        (Channel::Email, _) => "per e-mail",
        (Channel::Phone, Via::Direct) => "telefonisch",
        (Channel::Linkedin, _) => "via LinkedIn",
        (Channel::Letter, _) => "per brief",
    }
}

/// The channel of a communication; `None` if it is unknown.
pub(super) const fn by_channel(channel: CommunicationChannel) -> Option<&'static str> {
    match channel {
        CommunicationChannel::Email => Some("per e-mail"),
        CommunicationChannel::Phone => Some("telefonisch"),
        CommunicationChannel::Linkedin => Some("via LinkedIn"),
        CommunicationChannel::Letter => Some("per brief"),
        CommunicationChannel::Other => None,
    }
}
