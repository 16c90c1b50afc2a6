//! Which facts a message lacks.

use minijinja::Error;
use planning::{StepKind, Via, facts::Channel};

use crate::{
    Element, Missing,
    custom::{Home, Variable},
    kind::Text,
    scene::Scene,
    templates,
};

/// A fact that isn't known, or not in a form that is of use.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Gap {
    element: Element,
    /// Where it belongs in the facts.
    pointer: String,
    /// The block that says so in `missing.txt`.
    fact: &'static str,
}

impl Gap {
    /// What is missing, in words.
    pub(crate) fn report(&self, scene: &Scene<'_>) -> Result<Missing, Error> {
        let text = templates::missing(scene.request.locale, self.fact)?;
        Ok(Missing { pointer: self.pointer.clone(), element: self.element, text })
    }

    /// Whether it asks for what `other` asks for.
    pub(crate) fn asks_the_same(&self, other: &Self) -> bool {
        self.pointer == other.pointer
    }
}

/// The facts without which `text` can't have `element`.
pub(crate) fn gaps(scene: &Scene<'_>, text: Text, element: Element) -> Vec<Gap> {
    let candidate = &scene.facts.candidate;
    let mut gaps = Vec::new();
    let mut need = |known: bool, pointer: String, fact| {
        if !known {
            gaps.push(Gap { element, pointer, fact });
        }
    };
    match element {
        Element::Recipient => match scene.contact {
            Some((index, contact)) => need(contact.name.is_some(), format!("/contacts/{index}/name"), "contact_name"),
            None => need(false, "/contacts".to_owned(), "contact"),
        },
        Element::Introduction => {
            need(text.is_written() || candidate.name.is_some(), "/candidate/name".to_owned(), "candidate_name");
            need(text == Text::Voicemail || has_date(scene), "/interviews".to_owned(), "interview");
        }
        Element::Thanks if scene.request.kind == StepKind::ThankYou => {
            need(scene.meeting().is_some(), "/interviews".to_owned(), "interview");
        }
        Element::Point => need(!scene.points().is_empty(), of_interview(scene, "talking_points"), "talking_point"),
        Element::Answer => need(!scene.additions().is_empty(), of_interview(scene, "points_to_clarify"), "answer"),
        Element::Interest => {
            let known = !scene.strengths().is_empty() || !scene.goals().is_empty();
            need(known, "/candidate/strengths".to_owned(), "strength");
        }
        Element::CallBack => need(candidate.phone.is_some(), "/candidate/phone".to_owned(), "candidate_phone"),
        Element::SignOff => {
            let reachable = match text {
                Text::Email | Text::Letter => candidate.email.is_some() || candidate.phone.is_some(),
                Text::Linkedin | Text::Script | Text::Voicemail => true,
            };
            need(!text.is_written() || candidate.name.is_some(), "/candidate/name".to_owned(), "candidate_name");
            need(reachable, "/candidate/phone".to_owned(), "contact_details");
        }
        _ => {}
    }
    gaps
}

/// The fact of a variable that a template of one's own writes, where nothing is known of it.
pub(crate) fn of_variable(scene: &Scene<'_>, variable: &Variable) -> Option<Gap> {
    let fact = variable.fact?;
    let pointer = match (fact.home, scene.contact) {
        (Home::At(pointer), _) => pointer.to_owned(),
        (Home::Recipient(field), Some((index, _))) => format!("/contacts/{index}/{field}"),
        (Home::Recipient(_), None) => "/contacts".to_owned(),
        (Home::Interview(field), _) => of_interview(scene, field),
    };
    Some(Gap { element: fact.element, pointer, fact: fact.name })
}

/// The recipient's address or number, if the channel needs one that isn't known.
pub(crate) fn address(scene: &Scene<'_>) -> Option<Gap> {
    let contact = scene.contact.filter(|_| scene.address().is_none());
    let of_contact = |field| contact.map(|(index, _)| format!("/contacts/{index}/{field}"));
    let (pointer, fact) = match (scene.request.channel.channel, scene.request.channel.via) {
        (Channel::Email, _) => (of_contact("email")?, "contact_email"),
        (Channel::Phone, Via::Direct) => (of_contact("phone")?, "contact_phone"),
        (Channel::Phone, Via::Switchboard) if scene.address().is_none() => {
            ("/application/company/main_phone".to_owned(), "main_phone")
        }
        (Channel::Letter, _) if scene.address().is_none() => {
            ("/application/company/postal_address".to_owned(), "postal_address")
        }
        _ => return None,
    };
    Some(Gap { element: Element::Recipient, pointer, fact })
}

/// The note that was too long for `element` to fit into the message.
pub(crate) fn too_long(scene: &Scene<'_>, element: Element) -> Option<Gap> {
    let pointer = match element {
        Element::Point => of_interview(scene, "talking_points"),
        Element::Clarification | Element::Answer => of_interview(scene, "points_to_clarify"),
        Element::Interest if scene.strengths().is_empty() => "/candidate/goals".to_owned(),
        Element::Interest => "/candidate/strengths".to_owned(),
        _ => return None,
    };
    Some(Gap { element, pointer, fact: "shorter_note" })
}

/// Whether it is known when the interview was, for those kinds that have to say so.
fn has_date(scene: &Scene<'_>) -> bool {
    match scene.request.kind {
        StepKind::CheckIn | StepKind::FinalAttempt | StepKind::Respond => scene.meeting().is_some(),
        StepKind::RescheduleRequest => scene.interview.is_some(),
        _ => true,
    }
}

fn of_interview(scene: &Scene<'_>, field: &str) -> String {
    scene.meeting().map_or_else(|| "/interviews".to_owned(), |(index, _)| format!("/interviews/{index}/{field}"))
}
