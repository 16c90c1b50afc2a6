//! The context of templates: the facts, as text.

mod circumstances;
mod dates;
mod symbolic;

use std::{borrow::Cow, collections::BTreeMap};

use minijinja::{Error, Value, context, value::Serde};
use planning::{Facts, StepKind, Via};
use serde::Serialize;

pub(crate) use self::symbolic::symbolic;
use self::{
    circumstances::{Circumstances, Meeting},
    dates::Dates,
};
use crate::{
    Tone,
    formatted_day::FormattedDay,
    languages::language_of,
    note::{Subject, Woven},
    resolved_request::Scene,
    templates,
    text::Text,
    tidy::{one_line, position_title, without_noun},
};

/// The variables of templates. An unknown fact is `none`, which no template can write.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is the answer to a question of its own")]
struct TemplateContext<'a> {
    tone: Tone,
    /// The region of the language: "US", "GB", or empty.
    region: &'static str,
    /// Whether the recipient is addressed with "du", "tu" or "tú".
    familiar: bool,
    company: String,
    position: String,
    /// Forms of these two in sentences, in languages that need them.
    forms: BTreeMap<&'static str, Cow<'static, str>>,
    me: Me,
    you: You,
    /// Whether the recipient is an interviewer. Others are not told "we spoke".
    together: bool,
    /// The interview, if it takes or took place.
    meeting: Option<Meeting<'a>>,
    /// The interview's day, even if the employer did not turn up.
    appointment: Option<&'a FormattedDay>,
    /// Whether the recipient was thanked before.
    thanked: bool,
    /// The number of messages of this kind that went to the recipient before.
    attempt: usize,
    /// Whether a sentence may refer to the one before it, because only fillers will be left out.
    leans: bool,
    point: Option<Woven>,
    /// All notes that could be the point. Own templates may use several.
    points: Vec<Woven>,
    strength: Option<Woven>,
    goal: Option<Woven>,
    /// What the candidate adds to the interview or, in an answer, the answers.
    additions: Vec<Woven>,
    pass_on: PassOn,
    /// The day by which the employer said it would decide.
    stated_date: Option<&'a FormattedDay>,
    /// The day by which the employer asked to hear from the candidate.
    respond_by: Option<&'a FormattedDay>,
    /// When the candidate last asked how things stand, or for a new date.
    asked_before: Option<&'a FormattedDay>,
    /// When the employer replied to that.
    their_reply: Option<&'a FormattedDay>,
    /// When the employer asked a question.
    their_question: Option<&'a FormattedDay>,
    /// The other employer's offer, if one was made.
    competing_offer: Option<CompetingOffer<'a>>,
    /// Whether the call goes through the company's main number.
    switchboard: bool,
    #[serde(flatten)]
    circumstances: Circumstances<'a>,
}

/// The candidate.
#[derive(Debug, Serialize)]
struct Me {
    name: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    linkedin: Option<String>,
}

/// The recipient.
#[derive(Debug, Serialize)]
struct You {
    name: Option<String>,
    /// The same as an object or after "with".
    mentioned: Option<String>,
    /// How the recipient is addressed in this tone.
    called: Option<String>,
    /// The same after "am I speaking with".
    asked_for: Option<String>,
    /// The whole greeting, in languages whose templates don't write it.
    greeting: Option<String>,
}

/// Another employer's offer.
#[derive(Debug, Serialize)]
struct CompetingOffer<'a> {
    /// The day by which it wants an answer, if that is still to come.
    respond_by: Option<&'a FormattedDay>,
    /// Whether the offer came after the interview.
    since: bool,
}

/// The people to whom the recipient is asked to pass on the thanks.
#[derive(Debug, Serialize)]
struct PassOn {
    /// The people with a name, as a list: "Ada and Ben".
    names: Option<String>,
    /// Whether there are others.
    others: bool,
}

/// The space in a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Room {
    /// Enough for everything but fillers.
    Ample,
    /// Perhaps not enough for everything.
    Scarce,
}

/// The context of templates for `scene` and a text with this space. Short texts use the candidate's shortest notes.
pub(crate) fn of(scene: &Scene<'_>, text: Text, room: Room) -> Result<Value, Error> {
    let brief = text == Text::Linkedin || room == Room::Scarce;
    let facts = scene.facts;
    let locale = scene.locale;
    let language = language_of(locale);
    let dates = Dates::of(scene)?;
    let variant = scene.seed().variant;
    let names = names(facts);
    let weave = |note: &str, subject| Woven::new(&language.spelt(note, &names, locale), subject, locale);
    let person = scene.contact.map(|(_, contact)| contact);
    let name = person.and_then(|person| language.whole_name(person, locale));
    let mentioned = person.and_then(|person| language.mentioned(person, locale));
    let called = person.and_then(|person| language.called(person, scene.manner(), locale));
    let asked_for = person.and_then(|person| language.asked_for(person, scene.manner(), locale));
    let interviewers = scene.interview.map_or(&[][..], |(_, interview)| &interview.interviewer_ids);
    let together = scene.contact.is_some_and(|(_, contact)| interviewers.contains(&contact.id));
    let about = Subject::Conversation(scene.listener());
    // A check-in and a final attempt mention other points than the thank-you, if there are enough.
    let round = scene.request.kind as usize + 2 * scene.request.attempt;
    let points = scene.points();
    let company = one_line(&facts.application.company.name);
    let mut position = position_title(&facts.application.position.title);
    position.drain(..position.len() - without_noun(&position, language.before_titles()).len());
    if let Cow::Owned(spelt) = language.spelt(&position, &names, locale) {
        position = spelt;
    }
    let context = TemplateContext {
        tone: scene.tone,
        region: locale.region(),
        familiar: scene.is_familiar(),
        forms: language.forms(&position, &company, scene.is_familiar()),
        company,
        position,
        me: Me {
            name: facts.candidate.name.as_deref().map(one_line),
            email: facts.candidate.email.as_deref().map(str::to_owned),
            phone: facts.candidate.phone.as_deref().map(one_line),
            linkedin: facts.candidate.linkedin_url.as_deref().map(str::to_owned),
        },
        you: You {
            name: name.as_deref().map(one_line),
            mentioned: mentioned.as_deref().map(one_line),
            called: called.as_deref().map(one_line),
            asked_for: asked_for.as_deref().map(one_line),
            greeting: language.greeting(&scene.addressee(text)),
        },
        together,
        meeting: dates.interview.as_ref().and_then(|day| Meeting::of(scene, day).transpose()).transpose()?,
        appointment: dates.interview.as_ref(),
        thanked: scene.thanked(),
        attempt: scene.request.attempt,
        leans: room == Room::Ample,
        point: one_of(&points, round, brief).map(|note| weave(note, about)),
        points: points.into_iter().map(|note| weave(note, about)).collect(),
        strength: one_of(&scene.strengths(), variant, brief).map(|note| weave(note, Subject::Strength)),
        goal: one_of(&scene.goals(), variant, brief).map(|note| weave(note, Subject::Goal)),
        additions: additions(scene, round).into_iter().map(|note| weave(note, Subject::Addition)).collect(),
        pass_on: pass_on(scene)?,
        stated_date: dates.stated.as_ref(),
        respond_by: dates.respond_by.as_ref(),
        asked_before: dates.asked_before.as_ref(),
        their_reply: dates.their_reply.as_ref(),
        their_question: dates.their_question.as_ref(),
        competing_offer: scene.competing_offer().map(|offer| CompetingOffer {
            respond_by: dates.competing_offer_respond_by.as_ref(),
            since: scene.meeting().is_some_and(|(_, interview)| offer.at >= interview.ends_at),
        }),
        switchboard: scene.request.channel.via == Via::Switchboard,
        circumstances: Circumstances::of(scene, &dates)?,
    };
    Ok(Value::from(Serde(&context)))
}

/// The names of the people and the company.
fn names(facts: &Facts) -> Vec<&str> {
    let people = facts.contacts.iter().flat_map(|contact| [&contact.name, &contact.given_name, &contact.family_name]);
    let people = people.flatten().map(|name| &**name);
    people.chain(facts.candidate.name.as_deref()).chain([&*facts.application.company.name]).collect()
}

/// The note at this index, counted from the start again after the last one; or the shortest note.
fn one_of<'a>(notes: &[&'a str], index: usize, shortest: bool) -> Option<&'a str> {
    let notes = notes.iter().copied();
    if shortest { notes.min_by_key(|note| note.chars().count()) } else { notes.cycle().nth(index) }
}

/// The additions or answers: at most two, and only one if a thank-you had space for the others.
fn additions<'a>(scene: &Scene<'a>, round: usize) -> Vec<&'a str> {
    let (all, first, most) = match scene.request.kind {
        StepKind::Answer => (scene.answers(), 0, 2),
        StepKind::ThankYou => (scene.additions(), 0, 2),
        _ => (scene.additions(), round, 1),
    };
    let number = all.len().min(most);
    all.into_iter().cycle().skip(first).take(number).collect()
}

fn pass_on(scene: &Scene<'_>) -> Result<PassOn, Error> {
    let ids = scene.request.pass_on_to;
    let contact = |id: &&str| scene.facts.contacts.iter().find(|contact| *contact.id == **id);
    let people = ids.iter().filter_map(contact);
    let names = people.filter_map(|contact| language_of(scene.locale).mentioned(contact, scene.locale));
    let names: Vec<String> = names.map(|name| one_line(&name)).collect();
    let others = names.len() < ids.len();
    if names.is_empty() {
        return Ok(PassOn { names: None, others });
    }
    let listed = templates::words(scene.locale, "names", context! { names, others })?;
    Ok(PassOn { names: Some(listed), others })
}
