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
    language::Language,
    languages::language_of,
    note::{PhrasedNote, Subject},
    resolved_request::ResolvedRequest,
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
    point: Option<PhrasedNote>,
    /// All notes that could be the point. Own templates may use several.
    points: Vec<PhrasedNote>,
    strength: Option<PhrasedNote>,
    goal: Option<PhrasedNote>,
    /// What the candidate adds to the interview or, in an answer, the answers.
    additions: Vec<PhrasedNote>,
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
    /// What the last sentence of a formal letter repeats of it, in French: ", Madame,".
    apposition: Option<String>,
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
pub(crate) enum TextSpace {
    /// Enough for everything but fillers.
    Ample,
    /// Perhaps not enough for everything.
    Scarce,
}

/// The context of templates for `resolved` and a text with this space. Short texts use the candidate's shortest notes.
pub(crate) fn build(resolved: &ResolvedRequest<'_>, text: Text, room: TextSpace) -> Result<Value, Error> {
    let brief = text == Text::Linkedin || room == TextSpace::Scarce;
    let facts = resolved.facts;
    let locale = resolved.locale;
    let language = language_of(locale);
    let dates = Dates::from_request(resolved)?;
    let variant = resolved.seed().variant;
    let names = names(facts);
    let phrase = |note: &str, subject| PhrasedNote::prepare(&language.spelt(note, &names, locale), subject, locale);
    let person = resolved.contact.map(|(_, contact)| contact);
    let name = person.and_then(|person| language.whole_name(person, locale));
    let mentioned = person.and_then(|person| language.mentioned(person, locale));
    let called = person.and_then(|person| language.called(person, resolved.greeting_form(), locale));
    let greeting = language.greeting_for_own(&resolved.addressee(text));
    let asked_for = person.and_then(|person| language.asked_for(person, resolved.greeting_form(), locale));
    let interviewers = resolved.interview.map_or(&[][..], |(_, interview)| &interview.interviewer_ids);
    let together = resolved.contact.is_some_and(|(_, contact)| interviewers.contains(&contact.id));
    let about = Subject::Conversation(resolved.listener());
    // A check-in and a final attempt mention other points than the thank-you, if there are enough.
    let round = resolved.request.kind as usize + 2 * resolved.request.attempt;
    let points = resolved.points();
    let company = one_line(&facts.application.company.name);
    let mut position = position_title(&facts.application.position.title);
    position.drain(..position.len() - without_noun(&position, language.before_titles()).len());
    if let Cow::Owned(spelt) = language.spelt(&position, &names, locale) {
        position = spelt;
    }
    let context = TemplateContext {
        tone: resolved.tone,
        region: locale.region(),
        familiar: resolved.is_familiar(),
        forms: forms(language, (&position, &company), resolved.is_familiar()),
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
            apposition: greeting.as_deref().and_then(|greeting| language.apposition(greeting)),
            greeting,
        },
        together,
        meeting: dates.interview.as_ref().and_then(|day| Meeting::on_day(resolved, day).transpose()).transpose()?,
        appointment: dates.interview.as_ref(),
        thanked: resolved.thanked(),
        attempt: resolved.request.attempt,
        leans: room == TextSpace::Ample,
        point: one_of(&points, round, brief).map(|note| phrase(note, about)),
        points: points.into_iter().map(|note| phrase(note, about)).collect(),
        strength: one_of(&resolved.strengths(), variant, brief).map(|note| phrase(note, Subject::Strength)),
        goal: one_of(&resolved.goals(), variant, brief).map(|note| phrase(note, Subject::Goal)),
        additions: additions(resolved, round).into_iter().map(|note| phrase(note, Subject::Addition)).collect(),
        pass_on: pass_on(resolved)?,
        stated_date: dates.stated.as_ref(),
        respond_by: dates.respond_by.as_ref(),
        asked_before: dates.asked_before.as_ref(),
        their_reply: dates.their_reply.as_ref(),
        their_question: dates.their_question.as_ref(),
        competing_offer: resolved.competing_offer().map(|offer| CompetingOffer {
            respond_by: dates.competing_offer_respond_by.as_ref(),
            since: resolved.meeting().is_some_and(|(_, interview)| offer.at >= interview.ends_at),
        }),
        switchboard: resolved.request.channel.via == Via::Switchboard,
        circumstances: Circumstances::from_request(resolved, &dates)?,
    };
    Ok(Value::from(Serde(&context)))
}

/// The forms of the position's and the company's names. Where a language has no form of its own for the object, it is
/// the subject; where it has none for the owner, it is the form after "of".
fn forms(
    language: &dyn Language,
    (position, company): (&str, &str),
    familiar: bool,
) -> BTreeMap<&'static str, Cow<'static, str>> {
    let mut forms = language.forms(position, company, familiar);
    for (form, same) in [("the_company_object", "the_company"), ("whose_company", "of_company")] {
        if let Some(same) = forms.get(same).cloned() {
            forms.entry(form).or_insert(same);
        }
    }
    forms
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
fn additions<'a>(resolved: &ResolvedRequest<'a>, round: usize) -> Vec<&'a str> {
    let (all, first, most) = match resolved.request.kind {
        StepKind::Answer => (resolved.answers(), 0, 2),
        StepKind::ThankYou => (resolved.additions(), 0, 2),
        _ => (resolved.additions(), round, 1),
    };
    let number = all.len().min(most);
    all.into_iter().cycle().skip(first).take(number).collect()
}

fn pass_on(resolved: &ResolvedRequest<'_>) -> Result<PassOn, Error> {
    let ids = resolved.request.pass_on_to;
    let contact = |id: &&str| resolved.facts.contacts.iter().find(|contact| *contact.id == **id);
    let people = ids.iter().filter_map(contact);
    let names = people.filter_map(|contact| language_of(resolved.locale).mentioned(contact, resolved.locale));
    let names: Vec<String> = names.map(|name| one_line(&name)).collect();
    let others = names.len() < ids.len();
    if names.is_empty() {
        return Ok(PassOn { names: None, others });
    }
    let listed = templates::words(resolved.locale, "names", context! { names, others })?;
    Ok(PassOn { names: Some(listed), others })
}
