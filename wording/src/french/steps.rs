//! Steps: their names, actions, statuses and channels.

use std::borrow::Cow;

use planning::{
    Status, Step, StepKind, UsableChannel, Via,
    facts::{Channel, CommunicationChannel, Contact, Role},
};

use super::{French, name};
use crate::{
    Action, Counterpart, RequestOrdinal, Shorten,
    companies::french::elision::is_vowel,
    parts::{Part, add, text},
};

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
            StepKind::ThankYou => ("Remerciement", "le remerciement", "un remerciement"),
            StepKind::CheckIn => ("Relance", "la relance", "une relance"),
            StepKind::FinalAttempt => ("Dernière relance", "la dernière relance", "une dernière relance"),
            StepKind::RescheduleRequest => {
                ("Demande de nouvelle date", "la demande d'une nouvelle date", "une demande de nouvelle date")
            }
            StepKind::Respond => {
                ("Retour attendu", "le retour que l'employeur attend", "un retour que l'employeur attend")
            }
            StepKind::Answer => {
                ("Réponse", "la réponse à la question de l'employeur", "une réponse à une question de l'employeur")
            }
            StepKind::RejectionThanks => {
                ("Remerciement après un refus", "le remerciement après le refus", "un remerciement après le refus")
            }
            StepKind::OfferThanks => {
                ("Remerciement pour une offre", "le remerciement pour l'offre", "un remerciement pour l'offre")
            }
            StepKind::WithdrawalNote => {
                ("Retrait de candidature", "le retrait de la candidature", "un retrait de la candidature")
            }
            StepKind::StayInTouch => {
                ("Garder le contact", "le message pour garder le contact", "un message pour garder le contact")
            }
            StepKind::CompetingOffer => ("Autre offre", "le message sur l'autre offre", "un message sur l'autre offre"),
            StepKind::OfferResponse => ("Réponse à une offre", "la réponse à l'offre", "une réponse à l'offre"),
            StepKind::MoveOn => {
                ("Passer à autre chose", "la décision de passer à autre chose", "la décision de passer à autre chose")
            }
        };
        Self { category, definite, indefinite }
    }
}

/// The action, with the person.
pub(super) fn action(_: French, action: &Action, shorten: Shorten) -> String {
    let name = || shorten(&counterpart_name(action.counterpart));
    match action.kind {
        StepKind::ThankYou => text!("Remercier ", name()),
        StepKind::CheckIn => text!("Relancer ", name()),
        StepKind::FinalAttempt => text!("Relancer ", name(), " une dernière fois"),
        StepKind::RescheduleRequest => match action.request_ordinal {
            RequestOrdinal::First => text!("Demander une nouvelle date ", To(&name())),
            RequestOrdinal::Again => "Redemander une nouvelle date".to_owned(),
            RequestOrdinal::Last => "Demander une dernière fois une nouvelle date".to_owned(),
        },
        StepKind::Respond => text!("Revenir vers ", name()),
        StepKind::Answer => text!("Répondre ", To(&name())),
        StepKind::RejectionThanks => text!("Remercier ", name(), " après le refus"),
        StepKind::OfferThanks => text!("Remercier ", name(), " pour l'offre"),
        StepKind::WithdrawalNote => text!("Annoncer votre retrait ", To(&name())),
        StepKind::StayInTouch => text!("Garder le contact avec ", name()),
        StepKind::CompetingOffer => text!("Parler de votre autre offre ", To(&name())),
        StepKind::OfferResponse => "Accepter ou refuser l'offre".to_owned(),
        StepKind::MoveOn => "Se tourner vers d'autres employeurs".to_owned(),
    }
}

/// "à Ada", "aux ressources humaines".
pub(super) struct To<'w>(pub(super) &'w str);

impl Part for To<'_> {
    fn append_to(&self, out: &mut String) {
        // A name begins with a capital: "à Les Nouvelles".
        if let Some(several) = self.0.strip_prefix("les ") {
            add!(out, "aux ", several);
        } else {
            add!(out, "à ", self.0);
        }
    }
}

/// "de Ben", "d'Ada", "des ressources humaines".
pub(super) struct From<'w>(pub(super) &'w str);

impl Part for From<'_> {
    fn append_to(&self, out: &mut String) {
        match self.0.strip_prefix("les ") {
            Some(several) => add!(out, "des ", several),
            None if begins_with_vowel(self.0) => add!(out, "d'", self.0),
            None => add!(out, "de ", self.0),
        }
    }
}

/// Whether the word before is elided: "d'Ada", "d'Élise", "d'Yves", but "de Yann", "de Hans".
fn begins_with_vowel(name: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    match letters.next() {
        Some('y') => letters.next().is_some_and(|second| !is_vowel(second)),
        first => first.is_some_and(is_vowel),
    }
}

/// The person, within a sentence.
pub(super) fn counterpart_name(counterpart: Counterpart<'_>) -> Cow<'_, str> {
    match counterpart {
        Counterpart::Contact(contact) => person(contact),
        Counterpart::Interviewers => Cow::Borrowed("les personnes rencontrées"),
        Counterpart::Employer => Cow::Borrowed("l'employeur"),
    }
}

/// The person's name or role.
pub(super) fn person(contact: &Contact) -> Cow<'_, str> {
    name(contact).unwrap_or(Cow::Borrowed(match contact.role {
        Role::HiringManager => "la personne qui recrute",
        Role::Recruiter | Role::AgencyRecruiter => "la personne chargée du recrutement",
        Role::Interviewer => "la personne rencontrée",
        Role::HumanResources => "les ressources humaines",
        Role::Other => "votre contact",
    }))
}

/// The status of a step.
pub(super) fn status(step: &Step) -> &'static str {
    match step.status {
        Status::Done => "Fait",
        Status::Dismissed => "Écarté",
        // "Passer à autre chose : plus nécessaire" would tell a rejected candidate to wait.
        Status::Cancelled if step.kind == StepKind::MoveOn => "Déjà réglé par l'issue",
        Status::Cancelled => "Plus nécessaire",
        Status::Upcoming => "À venir",
        Status::Due => "À faire",
        Status::Overdue => "En retard",
        Status::Missed => "Délai dépassé",
    }
}

/// The recommended channel of a step, or why there is none.
pub(super) fn recommended(french: French, step: &Step) -> &'static str {
    match step.channel.recommended {
        Some(usable) => by_usable_channel(french, usable),
        None if !step.kind.is_message() => "aucun message",
        None => "aucun moyen d'envoi",
    }
}

/// The channel.
pub(super) const fn by_usable_channel(french: French, usable: UsableChannel) -> &'static str {
    match (usable.channel, usable.via) {
        (Channel::Phone, Via::Switchboard) => "par téléphone, au standard",
        (Channel::Email, _) => french.by_region("par e-mail", "par courriel"),
        (Channel::Phone, Via::Direct) => "par téléphone",
        (Channel::Linkedin, _) => "sur LinkedIn",
        (Channel::Letter, _) => "par courrier",
    }
}

/// The channel of a communication; `None` if it is unknown.
pub(super) const fn by_channel(french: French, channel: CommunicationChannel) -> Option<&'static str> {
    match channel {
        CommunicationChannel::Email => Some(french.by_region("par e-mail", "par courriel")),
        CommunicationChannel::Phone => Some("par téléphone"),
        CommunicationChannel::Linkedin => Some("sur LinkedIn"),
        CommunicationChannel::Letter => Some("par courrier"),
        CommunicationChannel::Other => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prepositions_contract_and_elide() {
        for (name, to, from) in [
            ("Ada Okafor", "à Ada Okafor", "d'Ada Okafor"),
            ("Ben Li", "à Ben Li", "de Ben Li"),
            ("Élise Roux", "à Élise Roux", "d'Élise Roux"),
            ("Yves Duval", "à Yves Duval", "d'Yves Duval"),
            ("Yann Le Goff", "à Yann Le Goff", "de Yann Le Goff"),
            ("l'employeur", "à l'employeur", "de l'employeur"),
            ("les ressources humaines", "aux ressources humaines", "des ressources humaines"),
            ("Les Nouvelles", "à Les Nouvelles", "de Les Nouvelles"),
            ("山田 花子", "à 山田 花子", "de 山田 花子"),
        ] {
            assert_eq!(text!(To(name)), to);
            assert_eq!(text!(From(name)), from);
        }
    }
}
