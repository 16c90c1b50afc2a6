//! A request for a message with its references resolved: interview, recipient, offer, dates.

mod interviews;
mod meeting;
mod past;

use chrono::{DateTime, Utc};
use planning::{
    Name, Note, StepKind,
    facts::{Communication, CompetingOffer, Contact, Direction, Facts, Interview, Purpose},
};

pub use self::interviews::latest_interview;
use crate::{
    Locale, Recipient, RenderError, Request, Tone,
    draft::Seed,
    language::Addressee,
    languages::language_of,
    note::{self, Listener, NoteForm, PhrasedNote, Subject, Unfit, unfit},
    points,
    salutation::{GreetingForm, has_name_of_person, is_group},
    text::Text,
    tidy::says_something,
};

/// A request with its references resolved.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ResolvedRequest<'a> {
    pub(crate) request: Request<'a>,
    pub(crate) facts: &'a Facts,
    pub(crate) tone: Tone,
    /// The language of the message.
    pub(crate) locale: Locale,
    /// The recipient, with the index in the contacts.
    pub(crate) contact: Option<(usize, &'a Contact)>,
    /// The interview, with the index in the interviews.
    pub(crate) interview: Option<(usize, &'a Interview)>,
}

impl<'a> ResolvedRequest<'a> {
    pub(crate) fn new(request: Request<'a>) -> Result<Self, RenderError> {
        let facts = request.facts;
        let locale = Locale::chosen(request.locale, facts);
        let contact = request
            .contact_id
            .map(|id| {
                let found = facts.contacts.iter().enumerate().find(|(_, contact)| &*contact.id == id);
                found.ok_or_else(|| RenderError::UnknownContact(id.to_owned()))
            })
            .transpose()?;
        let interview = interviews::of_request(&request)?;
        let tone = request.tone.unwrap_or_else(|| Tone::fitting(&facts.application.company));
        Ok(Self { request, facts, tone, locale, contact, interview })
    }

    /// The manner in which the recipient is addressed, which is the same for all interviewers.
    pub(crate) fn greeting_form(&self) -> GreetingForm {
        let Some((_, recipient)) = self.contact else { return GreetingForm::WholeName };
        let panel = self.addressed_together().map(|(_, contact)| contact);
        let people: Vec<&Contact> = panel.chain([recipient]).collect();
        language_of(self.locale).greeting_form(self.tone, self.is_familiar(), &people)
    }

    /// The people with whom the recipient is addressed in one manner.
    pub(crate) fn addressed_together(&self) -> impl Iterator<Item = (usize, &'a Contact)> + use<'a> {
        let interviewers = self.interview.map_or(&[][..], |(_, interview)| &interview.interviewer_ids);
        let together = self.contact.is_some_and(|(_, recipient)| interviewers.contains(&recipient.id));
        let facts = self.facts;
        facts.contacts.iter().enumerate().filter(move |(_, contact)| together && interviewers.contains(&contact.id))
    }

    /// Whether the recipient is addressed with "du", "tu" or "tú". Several people at once are "Sie", "vous" and "u",
    /// which are plural, too.
    pub(crate) fn is_familiar(&self) -> bool {
        if self.contact.is_some_and(|(_, contact)| is_group(contact)) {
            return false;
        }
        let contact = self.contact.and_then(|(_, contact)| contact.familiar);
        contact.or(self.facts.application.familiar).or(self.facts.candidate.familiar).unwrap_or(false)
    }

    /// The recipient as the one who is greeted.
    pub(crate) fn addressee(&self, text: Text) -> Addressee<'a> {
        Addressee {
            person: self.contact.map(|(_, contact)| contact).filter(|contact| has_name_of_person(contact, self.locale)),
            greeting_form: self.greeting_form(),
            familiar: self.is_familiar(),
            tone: self.tone,
            text,
            locale: self.locale,
        }
    }

    /// The instant of the facts, or when the message is sent.
    pub(crate) fn now(&self) -> Option<DateTime<Utc>> {
        interviews::now(&self.request)
    }

    /// Whether `instant` will have passed when the message is sent.
    pub(crate) fn will_have_passed(&self, instant: DateTime<Utc>) -> bool {
        let as_of = self.facts.as_of.map(|now| *now);
        as_of.max(self.request.send_at).is_some_and(|now| instant < now)
    }

    /// The talking points for this recipient. Messages other than thank-yous use any points if the recipient has none.
    /// Points that are not about work are for thank-yous only, and only if there are no others.
    pub(crate) fn points(&self) -> Vec<&'a str> {
        let Some((_, interview)) = self.meeting() else { return Vec::new() };
        let subject = Subject::Conversation(self.listener());
        let mut points = self.share(interview, &interview.talking_points, subject);
        if points.is_empty() && self.request.kind != StepKind::ThankYou {
            points = self.usable(&interview.talking_points, subject);
        }
        let (asides, about_work): (Vec<_>, Vec<_>) = points.into_iter().partition(|note| self.is_aside(note));
        if about_work.is_empty() && self.request.kind == StepKind::ThankYou { asides } else { about_work }
    }

    /// Whether `note` is a friendly remark that is no reason for interest.
    pub(crate) fn is_aside(&self, note: &str) -> bool {
        let locale = self.locale;
        note::may_be_aside(note, locale)
            && PhrasedNote::prepare(note, Subject::Conversation(self.listener()), locale).form == NoteForm::Aside
    }

    /// The recipient, since notes on the interview may name this person.
    pub(crate) fn listener(&self) -> Listener<'a> {
        let of_contact = |name: fn(&'a Contact) -> Option<&'a Name>| {
            self.contact.and_then(|(_, contact)| name(contact)).map(|name| &**name)
        };
        let interviewers = self.interview.map_or(&[][..], |(_, interview)| &interview.interviewer_ids);
        let together = self.contact.is_some_and(|(_, contact)| interviewers.contains(&contact.id));
        Listener {
            name: of_contact(|contact| contact.name_as_written()),
            given_name: of_contact(|contact| contact.given_name.as_ref()),
            family_name: of_contact(|contact| contact.family_name.as_ref()),
            alone: together && interviewers.len() == 1,
            familiar: self.is_familiar(),
        }
    }

    /// What the candidate adds to the interview. Each of several interviewers gets another part.
    pub(crate) fn additions(&self) -> Vec<&'a str> {
        let Some((_, interview)) = self.meeting() else { return Vec::new() };
        self.share(interview, &interview.points_to_clarify, Subject::Addition)
    }

    /// The candidate's answer to the employer's question, unless it is in another language; without one, all additions.
    pub(crate) fn answers(&self) -> Vec<&'a str> {
        match (self.answer(), self.meeting()) {
            (Some(answer), _) if self.is_in_other_language(answer) => Vec::new(),
            (Some(answer), _) => vec![answer],
            (None, Some((_, interview))) => self.usable(&interview.points_to_clarify, Subject::Addition),
            (None, None) => Vec::new(),
        }
    }

    /// What the candidate noted as the answer to the employer's question.
    pub(crate) fn answer(&self) -> Option<&'a str> {
        let answer = self.question().and_then(|(_, question)| question.answer.as_deref());
        answer.filter(|answer| says_something(answer))
    }

    /// Whether something that the candidate adds is in another language than the message.
    pub(crate) fn is_in_other_language(&self, addition: &str) -> bool {
        unfit(addition, Subject::Addition, self.locale) == Some(Unfit::OtherLanguage)
    }

    /// The employer's latest question, with the index in the communications.
    pub(crate) fn question(&self) -> Option<(usize, &'a Communication)> {
        let now = self.facts.as_of;
        let asked = self.facts.communications.iter().enumerate().filter(|(_, came)| {
            came.direction == Direction::Inbound
                && !came.automatic
                && came.needs_answer
                && now.is_none_or(|now| came.at <= now)
        });
        asked.max_by_key(|(_, came)| came.at)
    }

    /// The other employer's offer in the request, or the one with the least time left of those that were made before
    /// the instant of the facts. An expired offer is used only if there is no other.
    pub(crate) fn competing_offer(&self) -> Option<&'a CompetingOffer> {
        let now = self.facts.as_of;
        let lapsed = |offer: &CompetingOffer| now.zip(offer.respond_by).is_some_and(|(now, by)| by < now);
        let offers = &self.facts.application.competing_offers;
        if let Some(id) = self.request.competing_offer_id {
            return offers.iter().find(|offer| &*offer.id == id);
        }
        let made = offers.iter().filter(|offer| now.is_none_or(|now| offer.at <= now));
        made.min_by_key(|offer| (lapsed(offer), offer.respond_by.is_none(), offer.respond_by))
    }

    fn share(&self, interview: &'a Interview, notes: &'a [Note], subject: Subject<'_>) -> Vec<&'a str> {
        let locale = self.locale;
        let contact = self.contact.map(|(_, contact)| contact);
        points::share(notes, self.facts, interview, contact, |note| unfit(note, subject, locale).is_none())
    }

    /// The `notes` that fit into a message.
    fn usable(&self, notes: &'a [Note], subject: Subject<'_>) -> Vec<&'a str> {
        let locale: Locale = self.locale;
        notes.iter().map(|note| &**note).filter(|note| unfit(note, subject, locale).is_none()).collect()
    }

    /// The qualifications for this position, or the candidate's general ones.
    pub(crate) fn strengths(&self) -> Vec<&'a str> {
        let own = self.usable(&self.facts.application.strengths, Subject::Strength);
        if own.is_empty() { self.usable(&self.facts.candidate.strengths, Subject::Strength) } else { own }
    }

    /// The candidate's goals.
    pub(crate) fn goals(&self) -> Vec<&'a str> {
        self.usable(&self.facts.candidate.goals, Subject::Goal)
    }

    /// The recipient and the address.
    pub(crate) fn recipient(&self) -> Recipient<'a> {
        let contact = self.contact.map(|(_, contact)| contact);
        Recipient::new(&self.facts.application.company, contact, self.request.channel, self.locale)
    }

    /// The address.
    pub(crate) fn address(&self) -> Option<&'a str> {
        self.recipient().address
    }

    /// Whether a letter goes to the recipient's own address.
    pub(crate) fn has_own_address(&self) -> bool {
        self.contact.is_some_and(|(_, contact)| contact.postal_address.is_some())
    }

    /// The communications before the instant of the facts.
    pub(crate) fn communications(&self) -> impl Iterator<Item = &'a Communication> + use<'a> {
        let now = self.facts.as_of;
        self.facts.communications.iter().filter(move |other| now.is_none_or(|now| other.at <= now))
    }

    /// Whether the recipient was or will be thanked for the interview.
    pub(crate) fn thanked(&self) -> bool {
        let since = self.interview.map(|(_, interview)| interview.ends_at);
        self.request.thank_you_planned
            || self.sent().any(|sent| sent.purpose == Purpose::ThankYou && Some(sent.at) >= since)
    }

    /// Whether the thank-you has contained or will contain the additions.
    pub(crate) fn added_before(&self) -> bool {
        self.request.kind != StepKind::ThankYou && self.thanked()
    }

    /// The values by which the wording is chosen.
    pub(crate) fn seed(&self) -> Seed<'a> {
        // A recipient must not get the same words twice.
        let variant = self.interviewer_index() + self.request.kind as usize + 2 * self.request.attempt;
        Seed { company: &self.facts.application.company.name, variant }
    }

    /// The recipient's index among the interviewers; 0 for others.
    pub(crate) fn interviewer_index(&self) -> usize {
        let index = self.interview.zip(self.contact).and_then(|((_, interview), (_, contact))| {
            interview.interviewer_ids.iter().position(|id| *id == contact.id)
        });
        index.unwrap_or_default()
    }
}
