//! Steps: their names, actions, statuses and channels.

use std::borrow::Cow;

use planning::{
    Status, Step, StepKind, UsableChannel, Via,
    facts::{Channel, CommunicationChannel, Contact, Role},
};

use super::{Merged, name};
use crate::{Action, Counterpart, RequestOrdinal, Shorten, parts::text};

/// The names of a kind of step.
pub(super) struct StepKindNames {
    /// As a category.
    pub(super) category: &'static str,
    /// With the definite article, within a sentence, and not after "de" or "a", which merge with "el".
    pub(super) definite: &'static str,
    /// With the indefinite article, within a sentence.
    pub(super) indefinite: &'static str,
}

impl StepKindNames {
    pub(super) const fn for_kind(kind: StepKind) -> Self {
        let (category, definite, indefinite) = match kind {
            StepKind::ThankYou => ("Agradecimiento", "el agradecimiento", "un agradecimiento"),
            StepKind::CheckIn => ("Seguimiento", "el mensaje de seguimiento", "un mensaje de seguimiento"),
            StepKind::FinalAttempt => ("Último intento", "el último intento", "un último intento"),
            StepKind::RescheduleRequest => {
                ("Petición de otra fecha", "la petición de otra fecha", "una petición de otra fecha")
            }
            StepKind::Respond => {
                ("Noticias pedidas", "el mensaje que espera la empresa", "un mensaje que espera la empresa")
            }
            StepKind::Answer => {
                ("Respuesta", "la respuesta a la pregunta de la empresa", "una respuesta a una pregunta de la empresa")
            }
            StepKind::RejectionThanks => (
                "Agradecimiento tras una negativa",
                "el agradecimiento tras la negativa",
                "el agradecimiento tras la negativa",
            ),
            StepKind::OfferThanks => {
                ("Agradecimiento por una oferta", "el agradecimiento por la oferta", "el agradecimiento por la oferta")
            }
            StepKind::WithdrawalNote => {
                ("Retirar la candidatura", "el aviso de que se retira", "un aviso de que se retira")
            }
            StepKind::StayInTouch => {
                ("Mantener el contacto", "el mensaje de meses después", "un mensaje de meses después")
            }
            StepKind::CompetingOffer => ("Otra oferta", "el mensaje sobre otra oferta", "el mensaje sobre otra oferta"),
            StepKind::OfferResponse => {
                ("Respuesta a una oferta", "la respuesta a la oferta", "la respuesta a la oferta")
            }
            StepKind::MoveOn => ("Otras empresas", "el paso a otras empresas", "el paso a otras empresas"),
        };
        Self { category, definite, indefinite }
    }
}

/// The action, with the person.
pub(super) fn action(action: &Action, shorten: Shorten) -> String {
    let name = || Merged(shorten(&counterpart_name(action.counterpart)));
    match action.kind {
        StepKind::ThankYou => text!("Dar las gracias a ", name()),
        StepKind::CheckIn => text!("Preguntar a ", name(), " por el proceso"),
        StepKind::FinalAttempt => text!("Preguntar a ", name(), " por última vez"),
        StepKind::RescheduleRequest => match action.request_ordinal {
            RequestOrdinal::First => text!("Pedir otra fecha a ", name()),
            RequestOrdinal::Again => "Volver a pedir otra fecha".to_owned(),
            RequestOrdinal::Last => "Pedir otra fecha por última vez".to_owned(),
        },
        StepKind::Respond => text!("Dar noticias a ", name()),
        StepKind::Answer => text!("Responder a ", name()),
        StepKind::RejectionThanks => text!("Agradecer a ", name(), " la oportunidad"),
        StepKind::OfferThanks => text!("Agradecer a ", name(), " la oferta"),
        StepKind::WithdrawalNote => text!("Avisar a ", name(), " de que se retira"),
        StepKind::StayInTouch => text!("Mantener el contacto con ", name()),
        StepKind::CompetingOffer => text!("Contar a ", name(), " que tiene otra oferta"),
        StepKind::OfferResponse => "Aceptar o rechazar la oferta".to_owned(),
        StepKind::MoveOn => "Pasar a otras empresas".to_owned(),
    }
}

/// The person, within a sentence.
pub(super) fn counterpart_name(counterpart: Counterpart<'_>) -> Cow<'_, str> {
    match counterpart {
        Counterpart::Contact(contact) => person(contact),
        Counterpart::Interviewers => Cow::Borrowed("quienes le entrevistaron"),
        Counterpart::Employer => Cow::Borrowed("la empresa"),
    }
}

/// The person's name or role.
pub(super) fn person(contact: &Contact) -> Cow<'_, str> {
    name(contact).unwrap_or(Cow::Borrowed(match contact.role {
        Role::HiringManager => "la persona responsable del puesto",
        Role::Recruiter | Role::AgencyRecruiter => "la persona de selección",
        Role::Interviewer => "la persona de la entrevista",
        Role::HumanResources => "Recursos Humanos",
        Role::Other => "su contacto",
    }))
}

/// The status of a step.
pub(super) fn status(step: &Step) -> &'static str {
    match step.status {
        Status::Done => "Hecho",
        Status::Dismissed => "Omitido",
        // "Ya no hace falta pasar a otras empresas" would tell a rejected candidate to wait.
        Status::Cancelled if step.kind == StepKind::MoveOn => "Resuelto con el desenlace",
        Status::Cancelled => "Ya no hace falta",
        Status::Upcoming => "Más adelante",
        Status::Due => "Toca ahora",
        Status::Overdue => "Con retraso",
        Status::Missed => "Fuera de plazo",
    }
}

/// The recommended channel of a step, or why there is none.
pub(super) fn recommended(step: &Step) -> &'static str {
    match step.channel.recommended {
        Some(usable) => by_usable_channel(usable),
        None if !step.kind.is_message() => "sin mensaje",
        None => "sin medio de contacto",
    }
}

/// The channel.
pub(super) fn by_usable_channel(usable: UsableChannel) -> &'static str {
    match (usable.channel, usable.via) {
        (Channel::Phone, Via::Switchboard) => "por teléfono, número general",
        (Channel::Email, _) => "por correo electrónico",
        (Channel::Phone, Via::Direct) => "por teléfono",
        (Channel::Linkedin, _) => "por LinkedIn",
        (Channel::Letter, _) => "por carta",
    }
}

/// The channel of a communication; `None` if it is unknown.
pub(super) fn by_channel(channel: CommunicationChannel) -> Option<&'static str> {
    match channel {
        CommunicationChannel::Email => Some("por correo electrónico"),
        CommunicationChannel::Phone => Some("por teléfono"),
        CommunicationChannel::Linkedin => Some("por LinkedIn"),
        CommunicationChannel::Letter => Some("por carta"),
        CommunicationChannel::Other => None,
    }
}
