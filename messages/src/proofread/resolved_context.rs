//! The context of texts, with its references resolved.

use std::{borrow::Cow, collections::HashSet};

use planning::{
    Note, StepKind,
    facts::{Channel, Contact, Facts, Interview},
};

use super::{Context, Dictionary, EarlierMessage, Issue, OtherApplication, Texts, prepared_text::PreparedText, words};
use crate::{
    Element, Part, Tone,
    language::{Addressee, Language},
    languages::language_of,
    locale::Locale,
    required_elements::{self, Need},
    resolved_request::latest_interview,
    salutation::is_nameless,
    text::Text,
    tidy::{position_title, without_noun},
};

/// The context of the texts of one message.
#[derive(Debug)]
pub(super) struct ResolvedContext<'a> {
    pub(super) locale: Locale,
    /// The language of the texts.
    pub(super) language: &'static dyn Language,
    pub(super) dictionary: Option<&'a Dictionary>,
    pub(super) facts: Option<&'a Facts>,
    pub(super) kind: Option<StepKind>,
    /// The channel, as far as it is known.
    pub(super) channel: Option<Channel>,
    pub(super) interview: Option<&'a Interview>,
    pub(super) contact: Option<&'a Contact>,
    /// The title of the position.
    position: Option<String>,
    /// The recipient's name.
    recipient: Option<Cow<'a, str>>,
    /// The names of everybody at the employer.
    people: Vec<Cow<'a, str>>,
    pub(super) others: &'a [OtherApplication],
    pub(super) earlier: &'a [EarlierMessage],
    /// All words of the facts, in lower case.
    pub(super) own_words: HashSet<String>,
    /// The texts of the facts, in lower case.
    pub(super) own_notes: Vec<String>,
}

impl<'a> ResolvedContext<'a> {
    pub(super) fn new(texts: &Texts, context: &Context<'a>) -> Self {
        let facts = context.facts;
        let contact = facts
            .zip(context.contact_id)
            .and_then(|(facts, id)| facts.contacts.iter().find(|contact| &*contact.id == id));
        let interview = facts.and_then(|facts| match context.interview_id {
            Some(id) => facts.interviews.iter().find(|interview| &*interview.id == id),
            None => latest_interview(facts),
        });
        let inferred = || if texts.subject.is_some() { Channel::Email } else { Channel::Phone };
        let known =
            texts.subject.is_some() || texts.body.is_none() && (texts.script.is_some() || texts.voicemail.is_some());
        let own_notes: Vec<String> = facts.map(own_notes).unwrap_or_default();
        let locale = context.language();
        let language = language_of(locale);
        Self {
            locale,
            language,
            dictionary: context.dictionary,
            facts,
            kind: context.kind,
            channel: context.channel.or_else(|| known.then(inferred)),
            interview,
            contact,
            position: facts.map(|facts| {
                let title = position_title(&facts.application.position.title);
                without_noun(&title, language.before_titles()).to_owned()
            }),
            recipient: contact.filter(|contact| !is_nameless(contact)).and_then(|contact| whole_name(contact, locale)),
            people: facts.map_or_else(Vec::new, |facts| names_of(&facts.contacts).collect()),
            others: context.other_applications,
            earlier: context.earlier_messages,
            own_words: own_notes.iter().flat_map(|note| words::split(note)).map(str::to_owned).collect(),
            own_notes,
        }
    }

    /// The sentence about an issue, in the language of the texts.
    pub(super) fn describe(&self, issue: Issue<'_>) -> String {
        let mut description = self.language.describe(&issue);
        // "S. A." ends with a full stop of its own. English is left as it is.
        if description.ends_with("..") && self.language.usage().is_some() {
            description.pop();
        }
        self.language.typeset(self.language.in_region(description, self.locale), self.locale)
    }

    /// Whether the recipient is addressed familiarly; none without facts.
    pub(super) fn is_familiar(&self) -> Option<bool> {
        let facts = self.facts?;
        let of_contact = self.contact.and_then(|contact| contact.familiar);
        Some(of_contact.or(facts.application.familiar).or(facts.candidate.familiar).unwrap_or(false))
    }

    /// Whether "Cheers" and the like are usual between the two, as in Australia and New Zealand. English only.
    pub(super) fn is_easy_going(&self) -> bool {
        let zone =
            self.facts.filter(|_| self.language.usage().is_none()).map(|facts| facts.application.time_zone.name());
        zone.is_some_and(|zone| zone.starts_with("Australia/") || zone == "Pacific/Auckland")
    }

    /// The greeting that a written message to the recipient would have; none in languages whose templates write it, and
    /// where nobody is known.
    pub(super) fn proper_greeting(&self, prepared: &PreparedText<'_>) -> Option<String> {
        let person = self.contact.filter(|contact| !is_nameless(contact) && contact.whole_name().is_some())?;
        let familiar = self.is_familiar()?;
        let greeting_form = self.language.greeting_form(Tone::Formal, familiar, &[person]);
        let text = prepared.text.unwrap_or(Text::Email);
        let to =
            Addressee { person: Some(person), greeting_form, familiar, tone: Tone::Formal, text, locale: self.locale };
        self.language.greeting(&to)
    }

    /// The text that a part belongs to.
    pub(super) fn text(&self, part: Part) -> Option<Text> {
        match (part, self.channel) {
            (Part::Voicemail, _) => Some(Text::Voicemail),
            (Part::Body, Some(Channel::Email)) => Some(Text::Email),
            (Part::Body, Some(Channel::Linkedin)) => Some(Text::Linkedin),
            (Part::Body, Some(Channel::Letter)) => Some(Text::Letter),
            (Part::Subject | Part::Body, _) => None,
            _ => Some(Text::Script),
        }
    }

    /// The name of the recipient.
    pub(super) fn recipient(&self) -> Option<&str> {
        self.recipient.as_deref()
    }

    /// The name that messages are signed with.
    pub(super) fn candidate(&self) -> Option<&'a str> {
        self.facts.and_then(|facts| facts.candidate.name.as_deref())
    }

    pub(super) fn company(&self) -> Option<&'a str> {
        self.facts.map(|facts| &*facts.application.company.name)
    }

    /// The title of the position as messages write it: without a word for "position", and without "(m/f/d)".
    pub(super) fn position(&self) -> Option<&str> {
        self.position.as_deref()
    }

    /// The names of everybody at the employer.
    pub(super) fn people(&self) -> impl Iterator<Item = &str> {
        self.people.iter().map(|name| &**name)
    }

    /// The names of the candidate, the company and everybody at the employer, as wholes and in parts.
    pub(super) fn parts_of_names(&self) -> impl Iterator<Item = &str> {
        let contacts = self.facts.map_or(&[][..], |facts| &facts.contacts);
        let parts = contacts.iter().flat_map(|contact| [&contact.name, &contact.given_name, &contact.family_name]);
        let whole = [self.candidate(), self.company()].into_iter().flatten().chain(self.people());
        whole.chain(parts.flatten().map(|name| &**name))
    }

    /// All names that a text of this application may contain: the candidate's, the company's, the position's and
    /// people's.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let title = self.facts.map(|facts| &*facts.application.position.title);
        [self.candidate(), self.company(), title].into_iter().flatten().chain(self.people())
    }

    /// Whether `words` are among those of the facts.
    pub(super) fn is_own(&self, phrase: &str) -> bool {
        let mut of_phrase = words::split(phrase).peekable();
        of_phrase.peek().is_some() && of_phrase.all(|word| self.own_words.contains(&word.to_lowercase()))
    }

    /// Whether a note or name of the facts contains `phrase` as whole words.
    pub(super) fn is_in_notes(&self, phrase: &str) -> bool {
        let phrase = phrase.to_lowercase();
        self.own_notes.iter().any(|note| words::contains(note, &phrase))
    }

    /// Whether a written message of this kind should have `element`; none, if that is unknown.
    pub(super) fn need(&self, text: Option<Text>, element: Element) -> Option<Need> {
        let kind = self.kind?;
        required_elements::of_kind(kind, text.unwrap_or(Text::Email))
            .find(|(other, _)| *other == element)
            .map(|(_, need)| need)
    }
}

/// The whole name in the language of the texts: "Frau Meier" in German.
fn whole_name(contact: &Contact, locale: Locale) -> Option<Cow<'_, str>> {
    let in_english = locale.language() == "en";
    if in_english { contact.whole_name() } else { language_of(locale).whole_name(contact, locale) }
}

/// The names and notes of the facts, in small letters.
fn own_notes(facts: &Facts) -> Vec<String> {
    let candidate = &facts.candidate;
    let application = &facts.application;
    let names = [candidate.name.as_deref(), Some(&*application.company.name), Some(&*application.position.title)];
    let people: Vec<_> = names_of(&facts.contacts).collect();
    let address = application.company.postal_address.iter();
    let said = facts
        .interviews
        .iter()
        .flat_map(|interview| interview.talking_points.iter().chain(&interview.points_to_clarify));
    let notes =
        candidate.strengths.iter().chain(&candidate.goals).chain(address).chain(said).map(|note: &Note| &**note);
    let people = people.iter().map(|name| &**name);
    names.into_iter().flatten().chain(people).chain(notes).map(str::to_lowercase).collect()
}

/// The names of those of these people who have one.
fn names_of(contacts: &[Contact]) -> impl Iterator<Item = Cow<'_, str>> {
    contacts.iter().filter_map(|contact| contact.whole_name())
}
