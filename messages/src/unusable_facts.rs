//! Facts that a message lacks or can't use.

use minijinja::{Error, context};
use planning::{
    Name, Note, StepKind, Via,
    facts::{Channel, Contact, InterviewKind},
};

use crate::{
    Element, Locale, Missing, Part,
    custom::{FactLocation, Variable},
    delivery_obstacle::DeliveryObstacle,
    language::Addressee,
    languages::language_of,
    note::{Subject, unfit},
    resolved_request::ResolvedRequest,
    templates,
    text::Text,
};

/// A fact that is unknown, or not usable in a sentence.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct UnusableFact {
    element: Element,
    /// The JSON Pointer to it in the facts.
    pointer: String,
    /// The name of the sentence about it in `missing.txt`.
    fact: &'static str,
    prevents_sending: bool,
}

impl UnusableFact {
    pub(crate) const fn new(element: Element, pointer: String, fact: &'static str) -> Self {
        Self { element, pointer, fact, prevents_sending: false }
    }

    /// The name of the missing fact.
    pub(crate) fn report(&self, resolved: &ResolvedRequest<'_>) -> Result<Missing, Error> {
        let text = sentence(resolved.locale, self.fact)?;
        Ok(Missing { pointer: self.pointer.clone(), element: self.element, text })
    }

    /// Whether it is about the recipient's address, so that the message can't be sent without it.
    pub(crate) const fn prevents_sending(&self) -> bool {
        self.prevents_sending
    }

    /// Whether it is about the same fact as `other`.
    pub(crate) fn asks_the_same(&self, other: &Self) -> bool {
        self.pointer == other.pointer
    }
}

/// The sentence that says what to do, in the language of the message.
fn sentence(locale: Locale, fact: &str) -> Result<String, Error> {
    let language = language_of(locale);
    Ok(language.typeset(language.in_region(templates::missing(locale, fact)?.to_owned(), locale), locale))
}

/// What a text lacks, in the language of the message: `element`, or all of the text. `part` is the subject, the body,
/// the script as a whole or the voicemail.
#[must_use]
#[expect(clippy::missing_panics_doc, reason = "a test writes it for each text and element in every language")]
pub fn lacking(locale: Locale, part: Part, element: Option<Element>) -> String {
    let text = match part {
        Part::Subject => "subject",
        Part::Body => "body",
        Part::Voicemail => "voicemail",
        Part::Script | Part::Opening | Part::Point(_) | Part::Question(_) | Part::Closing => "script",
    };
    let element = element.map(Element::name);
    let said = templates::words(locale, "lacks", context! { text, element });
    language_of(locale).typeset(said.expect("the template knows every text and element, in every language"), locale)
}

/// The facts that `text` needs for `element`.
pub(crate) fn gaps(resolved: &ResolvedRequest<'_>, text: Text, element: Element) -> Vec<UnusableFact> {
    let candidate = &resolved.facts.candidate;
    let mut gaps = Vec::new();
    let mut need = |known: bool, pointer: String, fact| {
        if !known {
            gaps.push(UnusableFact::new(element, pointer, fact));
        }
    };
    match element {
        Element::Recipient => match resolved.contact {
            Some((index, contact)) => {
                need(contact.whole_name().is_some(), format!("/contacts/{index}/name"), "contact_name");
            }
            None => need(false, "/contacts".to_owned(), "contact"),
        },
        Element::Introduction => {
            need(text.is_written() || candidate.name.is_some(), "/candidate/name".to_owned(), "candidate_name");
            need(text == Text::Voicemail || has_date(resolved), "/interviews".to_owned(), "interview");
        }
        Element::Thanks if resolved.request.kind == StepKind::ThankYou => {
            need(resolved.meeting().is_some(), "/interviews".to_owned(), "interview");
        }
        // Without a conversation no point can be recalled.
        Element::Point => match resolved.meeting() {
            None if resolved.request.kind != StepKind::ThankYou => {}
            meeting => {
                let task = meeting.is_some_and(|(_, interview)| interview.kind == InterviewKind::Assignment);
                let fact = if task { "assignment_point" } else { "talking_point" };
                need(!resolved.points().is_empty(), interview_pointer(resolved, "talking_points"), fact);
            }
        },
        Element::Answer => {
            let is_foreign = resolved.answer().is_some_and(|answer| resolved.is_in_other_language(answer));
            let fact = if is_foreign { "note_language" } else { "answer" };
            need(!resolved.answers().is_empty(), answer_pointer(resolved), fact);
        }
        Element::Interest => {
            let known = !resolved.strengths().is_empty() || !resolved.goals().is_empty();
            need(known, "/candidate/strengths".to_owned(), "strength");
        }
        Element::Offer => {
            need(resolved.competing_offer().is_some(), "/application/competing_offers".to_owned(), "competing_offer");
        }
        Element::CallBack => need(candidate.phone.is_some(), "/candidate/phone".to_owned(), "candidate_phone"),
        Element::SignOff => {
            let by_wire = candidate.email.is_some() || candidate.phone.is_some();
            let reachable = match text {
                Text::Email => by_wire,
                Text::Letter => by_wire || candidate.postal_address.is_some(),
                Text::Linkedin | Text::Script | Text::Voicemail => true,
            };
            need(!text.is_written() || candidate.name.is_some(), "/candidate/name".to_owned(), "candidate_name");
            need(reachable, "/candidate/phone".to_owned(), "contact_details");
        }
        _ => {}
    }
    gaps
}

/// The fact behind a variable of an own template, if it is unknown.
pub(crate) fn unknown_variable(resolved: &ResolvedRequest<'_>, variable: &Variable) -> Option<UnusableFact> {
    let fact = variable.fact?;
    let pointer = match (fact.home, resolved.contact) {
        (FactLocation::At(pointer), _) => pointer.to_owned(),
        (FactLocation::Recipient(field), Some((index, _))) => format!("/contacts/{index}/{field}"),
        (FactLocation::Recipient(_), None) => "/contacts".to_owned(),
        (FactLocation::Interview(field), _) => interview_pointer(resolved, field),
    };
    Some(UnusableFact::new(fact.element, pointer, fact.name))
}

/// What prevents delivery to the recipient, or the recipient's address or number, if the channel needs it and it is
/// unknown.
pub(crate) fn recipient_address(resolved: &ResolvedRequest<'_>) -> Option<UnusableFact> {
    let (index, person) = resolved.contact.unzip();
    if let Some(obstacle) = DeliveryObstacle::find(&resolved.facts.application, person, resolved.request.channel) {
        let gap = UnusableFact::new(Element::Recipient, obstacle.pointer(index), obstacle.fact());
        return Some(UnusableFact { prevents_sending: true, ..gap });
    }
    let contact = resolved.contact.filter(|_| resolved.address().is_none());
    let of_contact = |field| contact.map(|(index, _)| format!("/contacts/{index}/{field}"));
    let (pointer, fact) = match (resolved.request.channel.channel, resolved.request.channel.via) {
        (Channel::Email, _) => (of_contact("email")?, "contact_email"),
        (Channel::Phone, Via::Direct) => (of_contact("phone")?, "contact_phone"),
        (Channel::Phone, Via::Switchboard) if resolved.address().is_none() => {
            ("/application/company/main_phone".to_owned(), "main_phone")
        }
        (Channel::Letter, _) if resolved.address().is_none() => {
            ("/application/company/postal_address".to_owned(), "postal_address")
        }
        _ => return None,
    };
    Some(UnusableFact::new(Element::Recipient, pointer, fact))
}

/// The candidate's address, which is part of a letter's head.
pub(crate) fn candidate_address(resolved: &ResolvedRequest<'_>) -> Option<UnusableFact> {
    let lacks =
        resolved.request.channel.channel == Channel::Letter && resolved.facts.candidate.postal_address.is_none();
    lacks.then(|| UnusableFact::new(Element::SignOff, "/candidate/postal_address".to_owned(), "own_postal_address"))
}

/// The note or name that was too long for `element` to fit into the message.
pub(crate) fn too_long_fact(resolved: &ResolvedRequest<'_>, element: Element) -> UnusableFact {
    let (pointer, fact) = match element {
        Element::Point => (interview_pointer(resolved, "talking_points"), "shorter_note"),
        Element::Clarification => (interview_pointer(resolved, "points_to_clarify"), "shorter_note"),
        Element::Answer => (answer_pointer(resolved), "shorter_note"),
        Element::Interest if resolved.strengths().is_empty() => ("/candidate/goals".to_owned(), "shorter_note"),
        Element::Interest => ("/candidate/strengths".to_owned(), "shorter_note"),
        _ => (longest_name(resolved), "shorter_name"),
    };
    UnusableFact::new(element, pointer, fact)
}

/// The JSON Pointer to the longest name in the message.
fn longest_name(resolved: &ResolvedRequest<'_>) -> String {
    let application = &resolved.facts.application;
    let of_contact = |field, name: fn(&Contact) -> Option<&Name>| match resolved.contact {
        Some((index, contact)) => (format!("/contacts/{index}/{field}"), name(contact)),
        None => Default::default(),
    };
    let names = [
        ("/application/company/name".to_owned(), Some(&application.company.name)),
        ("/candidate/name".to_owned(), resolved.facts.candidate.name.as_ref()),
        of_contact("name", |contact| contact.name.as_ref()),
        of_contact("given_name", |contact| contact.given_name.as_ref()),
        of_contact("family_name", |contact| contact.family_name.as_ref()),
        ("/application/position/title".to_owned(), Some(&application.position.title)),
    ];
    let longest = names.into_iter().max_by_key(|(_, name)| name.map_or(0, |name| name.chars().count()));
    longest.map_or_else(String::new, |(pointer, _)| pointer)
}

/// The notes that are left out because they do not fit into a sentence, with what to write instead.
pub(crate) fn unfit_notes(resolved: &ResolvedRequest<'_>, has: impl Fn(Element) -> bool) -> Vec<UnusableFact> {
    let facts = resolved.facts;
    let mut gaps = Vec::new();
    let mut check = |element, notes: &[Note], subject, pointer: &str| {
        for (index, note) in notes.iter().enumerate().filter(|_| has(element)) {
            let fact = match unfit(note, subject, resolved.locale) {
                Some(unfit) => unfit.fact(),
                None if element == Element::Point && resolved.is_aside(note) => Some("note_aside"),
                None => None,
            };
            gaps.extend(fact.map(|fact| UnusableFact::new(element, format!("{pointer}/{index}"), fact)));
        }
    };
    if let Some((index, interview)) = resolved.meeting() {
        let pointer = format!("/interviews/{index}/talking_points");
        check(Element::Point, &interview.talking_points, Subject::Conversation(resolved.listener()), &pointer);
    }
    let own = &facts.application.strengths;
    check(Element::Interest, own, Subject::Strength, "/application/strengths");
    check(Element::Interest, &facts.candidate.strengths, Subject::Strength, "/candidate/strengths");
    check(Element::Interest, &facts.candidate.goals, Subject::Goal, "/candidate/goals");
    if let Some((index, interview)) = resolved.meeting().filter(|_| has(Element::Clarification)) {
        let foreign =
            interview.points_to_clarify.iter().enumerate().filter(|(_, note)| resolved.is_in_other_language(note));
        let pointer = |place| format!("/interviews/{index}/points_to_clarify/{place}");
        gaps.extend(
            foreign.map(|(place, _)| UnusableFact::new(Element::Clarification, pointer(place), "note_language")),
        );
    }
    gaps
}

/// The fact about the recipient that would make the greeting better. It may be a colleague's: people who are greeted in
/// the same manner all go without a title if one of them has none.
pub(crate) fn form_of_address(resolved: &ResolvedRequest<'_>) -> Option<UnusableFact> {
    let (index, recipient) = resolved.contact?;
    let text = Text::for_channel(resolved.request.channel.channel).first()?;
    let language = language_of(resolved.locale);
    let to = resolved.addressee(*text);
    if let Some((field, fact)) = language.wanted_of(&to) {
        return Some(UnusableFact::new(Element::Recipient, format!("/contacts/{index}/{field}"), fact));
    }
    let alone = language.greeting_form(resolved.tone, to.familiar, &[recipient]);
    let mut colleagues =
        resolved.addressed_together().filter(|(other, _)| *other != index && alone != to.greeting_form);
    colleagues.find_map(|(other, colleague)| {
        let (field, _) = language.wanted_of(&Addressee { person: Some(colleague), ..to })?;
        Some(UnusableFact::new(Element::Recipient, format!("/contacts/{other}/{field}"), "of_colleague"))
    })
}

/// Whether the date of the interview is known, if this kind of message mentions it.
fn has_date(resolved: &ResolvedRequest<'_>) -> bool {
    match resolved.request.kind {
        StepKind::CheckIn | StepKind::FinalAttempt | StepKind::Respond => resolved.meeting().is_some(),
        StepKind::RescheduleRequest => resolved.interview.is_some(),
        _ => true,
    }
}

/// The JSON Pointer to the answer to the employer's question.
fn answer_pointer(resolved: &ResolvedRequest<'_>) -> String {
    resolved.question().map_or_else(
        || interview_pointer(resolved, "points_to_clarify"),
        |(index, _)| format!("/communications/{index}/answer"),
    )
}

/// The JSON Pointer to a fact about the interview.
pub(crate) fn interview_pointer(resolved: &ResolvedRequest<'_>, field: &str) -> String {
    resolved.meeting().map_or_else(|| "/interviews".to_owned(), |(index, _)| format!("/interviews/{index}/{field}"))
}
