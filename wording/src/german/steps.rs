//! Steps: their names, actions, statuses and channels.

use std::borrow::Cow;

use planning::{
    Status, Step, StepKind, UsableChannel, Via,
    facts::{Channel, CommunicationChannel, Contact, Role},
};

use super::{Case, German, name};
use crate::{Action, Counterpart, RequestOrdinal, Shorten, parts::text};

/// The names of a kind of step.
pub(super) struct StepKindNames {
    /// As a category.
    pub(super) category: &'static str,
    /// With its article, as the subject of a sentence.
    pub(super) definite: &'static str,
    /// The same as the predicate of a sentence.
    pub(super) indefinite: &'static str,
}

impl StepKindNames {
    pub(super) const fn for_kind(kind: StepKind) -> Self {
        let (category, definite, indefinite) = match kind {
            StepKind::ThankYou => ("Dank", "der Dank", "ein Dank"),
            StepKind::CheckIn => ("Nachfrage", "die Nachfrage", "eine Nachfrage"),
            StepKind::FinalAttempt => ("Letzte Nachfrage", "die letzte Nachfrage", "eine letzte Nachfrage"),
            StepKind::RescheduleRequest => {
                ("Bitte um neuen Termin", "die Bitte um einen neuen Termin", "eine Bitte um einen neuen Termin")
            }
            StepKind::Respond => ("Rückmeldung", "die erwartete Rückmeldung", "eine erwartete Rückmeldung"),
            StepKind::Answer => (
                "Antwort",
                "die Antwort auf die Frage des Arbeitgebers",
                "eine Antwort auf eine Frage des Arbeitgebers",
            ),
            StepKind::RejectionThanks => {
                ("Dank nach einer Absage", "der Dank nach der Absage", "der Dank nach der Absage")
            }
            StepKind::OfferThanks => ("Dank für ein Angebot", "der Dank für das Angebot", "der Dank für das Angebot"),
            StepKind::WithdrawalNote => ("Rückzug", "der Rückzug der Bewerbung", "ein Rückzug der Bewerbung"),
            StepKind::StayInTouch => {
                ("In Kontakt bleiben", "die Nachricht Monate später", "eine Nachricht Monate später")
            }
            StepKind::CompetingOffer => {
                ("Anderes Angebot", "die Nachricht über ein anderes Angebot", "die Nachricht über ein anderes Angebot")
            }
            StepKind::OfferResponse => {
                ("Antwort auf ein Angebot", "die Antwort auf das Angebot", "die Antwort auf das Angebot")
            }
            StepKind::MoveOn => ("Andere Stellen", "die Suche nach anderen Stellen", "die Suche nach anderen Stellen"),
        };
        Self { category, definite, indefinite }
    }
}

/// The action, with the person.
pub(super) fn action(_: German, action: &Action, shorten: Shorten) -> String {
    let dative = || shorten(&counterpart_name(action.counterpart, Case::Dative));
    let accusative = || shorten(&counterpart_name(action.counterpart, Case::Accusative));
    match action.kind {
        StepKind::ThankYou => text!("Dank an ", accusative()),
        StepKind::CheckIn => text!("Nachfrage bei ", dative()),
        StepKind::FinalAttempt => text!("Letzte Nachfrage bei ", dative()),
        StepKind::RescheduleRequest => match action.request_ordinal {
            RequestOrdinal::First => text!("Bitte um neuen Termin an ", accusative()),
            RequestOrdinal::Again => "Erneute Bitte um einen neuen Termin".to_owned(),
            RequestOrdinal::Last => "Letzte Bitte um einen neuen Termin".to_owned(),
        },
        StepKind::Respond => text!("Rückmeldung an ", accusative()),
        StepKind::Answer => text!("Antwort an ", accusative()),
        StepKind::RejectionThanks => text!("Dank für die Gelegenheit an ", accusative()),
        StepKind::OfferThanks => text!("Dank für das Angebot an ", accusative()),
        StepKind::WithdrawalNote => text!("Rückzug der Bewerbung bei ", dative()),
        StepKind::StayInTouch => text!("In Kontakt bleiben mit ", dative()),
        StepKind::CompetingOffer => text!("Anderes Angebot nennen: Nachricht an ", accusative()),
        StepKind::OfferResponse => "Angebot annehmen oder ablehnen".to_owned(),
        StepKind::MoveOn => "Sich anderen Arbeitgebern zuwenden".to_owned(),
    }
}

/// The person, within a sentence.
pub(super) fn counterpart_name(counterpart: Counterpart<'_>, case: Case) -> Cow<'_, str> {
    match counterpart {
        Counterpart::Contact(contact) => person(contact, case),
        Counterpart::Interviewers => Cow::Borrowed(match case {
            Case::Dative => "den Gesprächspersonen",
            Case::Nominative | Case::Accusative => "die Gesprächspersonen",
        }),
        Counterpart::Employer => Cow::Borrowed(match case {
            Case::Nominative => "der Arbeitgeber",
            Case::Dative => "dem Arbeitgeber",
            Case::Accusative => "den Arbeitgeber",
        }),
    }
}

/// The person's name or role.
pub(super) fn person(contact: &Contact, case: Case) -> Cow<'_, str> {
    let dative = case == Case::Dative;
    name(contact, case).unwrap_or(Cow::Borrowed(match contact.role {
        Role::HiringManager if dative => "der künftigen Führungskraft",
        Role::HiringManager => "die künftige Führungskraft",
        Role::Recruiter | Role::AgencyRecruiter if dative => "der Personalvermittlung",
        Role::Recruiter | Role::AgencyRecruiter => "die Personalvermittlung",
        Role::Interviewer if dative => "der Gesprächsperson",
        Role::Interviewer => "die Gesprächsperson",
        Role::HumanResources if dative => "der Personalabteilung",
        Role::HumanResources => "die Personalabteilung",
        Role::Other if dative => "Ihrer Kontaktperson",
        Role::Other => "Ihre Kontaktperson",
    }))
}

/// The status of a step.
pub(super) const fn status(step: &Step) -> &'static str {
    match step.status {
        Status::Done => "Erledigt",
        Status::Dismissed => "Ausgelassen",
        // "Andere Stellen: nicht mehr nötig" would tell a rejected candidate to wait.
        Status::Cancelled => match step.kind {
            StepKind::MoveOn => "Durch das Ergebnis geklärt",
            _ => "Nicht mehr nötig",
        },
        Status::Upcoming => "Steht noch bevor",
        Status::Due => "Jetzt fällig",
        Status::Overdue => "Überfällig",
        Status::Missed => "Verpasst",
    }
}

/// The recommended channel of a step, or why there is none.
pub(super) const fn recommended(step: &Step) -> &'static str {
    match step.channel.recommended {
        Some(usable) => by_usable_channel(usable),
        None if !step.kind.is_message() => "ohne Nachricht",
        None => "kein Weg bekannt",
    }
}

/// The channel.
pub(super) const fn by_usable_channel(usable: UsableChannel) -> &'static str {
    match (usable.channel, usable.via) {
        (Channel::Phone, Via::Switchboard) => "telefonisch über die Zentrale",
        (Channel::Email, _) => "per E-Mail",
        (Channel::Phone, Via::Direct) => "telefonisch",
        (Channel::Linkedin, _) => "über LinkedIn",
        (Channel::Letter, _) => "per Brief",
    }
}

/// The channel of a communication; `None` if it is unknown.
pub(super) const fn by_channel(channel: CommunicationChannel) -> Option<&'static str> {
    match channel {
        CommunicationChannel::Email => Some("per E-Mail"),
        CommunicationChannel::Phone => Some("telefonisch"),
        CommunicationChannel::Linkedin => Some("über LinkedIn"),
        CommunicationChannel::Letter => Some("per Brief"),
        CommunicationChannel::Other => None,
    }
}
