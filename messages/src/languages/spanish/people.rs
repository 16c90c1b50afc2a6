//! How people are addressed in Spanish.
//!
//! "Estimada Sra. Ruiz:" needs to know whether it is "Sra." or "Sr.", and so does "Estimada Ana Ruiz:". Where the facts
//! don't say it, "Buenos días, Ana Ruiz:" is right for everybody.

use std::borrow::Cow;

use planning::facts::{Contact, FormOfAddress};

use crate::{
    Locale, Tone,
    language::{Addressee, WantedOfPerson},
    languages::greeting_fact::wanted,
    salutation::{
        GreetingForm, calling_name, form_of_address, goes_by_initials, has_name_of_person, is_family_name_alone,
        is_greeted_by_name, is_nameless, may_have_family_name, named, whole_name_in_order,
    },
};

/// The grammatical gender in which a person is addressed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Gender {
    Feminine,
    Masculine,
}

/// Titles that say it themselves.
const FEMININE: &[&str] = &[
    "arqta",
    "d.ª",
    "dª",
    "dña",
    "doctora",
    "doña",
    "dra",
    "ingeniera",
    "lcda",
    "licda",
    "licenciada",
    "mtra",
    "profa",
    "profesora",
];
const MASCULINE: &[&str] = &["don", "ingeniero", "lcdo", "licdo", "licenciado", "mtro", "profesor", "señor"];

fn gender(person: &Contact) -> Option<Gender> {
    match form_of_address(person) {
        Some(FormOfAddress::Ms) => return Some(Gender::Feminine),
        Some(FormOfAddress::Mr) => return Some(Gender::Masculine),
        Some(FormOfAddress::Mx | FormOfAddress::Neutral) => return None,
        None => {}
    }
    let title = bare(named(person)?.title?.split(' ').next()?);
    match title.as_str() {
        "sra" | "srta" | "señora" | "señorita" => Some(Gender::Feminine),
        "sr" => Some(Gender::Masculine),
        title if FEMININE.contains(&title) => Some(Gender::Feminine),
        title if MASCULINE.contains(&title) => Some(Gender::Masculine),
        _ => None,
    }
}

/// A title in small letters, without its full stop.
fn bare(title: &str) -> String {
    title.trim().trim_end_matches('.').to_lowercase()
}

/// The title before the family name: "Dra.", "Sr.", "Ing.".
fn title(person: &Contact) -> Option<Cow<'_, str>> {
    let gender = gender(person);
    let either = |feminine, masculine| match gender {
        Some(Gender::Feminine) => Some(Cow::Borrowed(feminine)),
        Some(Gender::Masculine) => Some(Cow::Borrowed(masculine)),
        None => None,
    };
    let Some(title) = named(person).and_then(|named| named.title) else {
        return either("Sra.", "Sr.");
    };
    let fitting = |title: &str| match bare(title).as_str() {
        "dr" | "doctor" | "dra" | "doctora" => either("Dra.", "Dr."),
        "prof" | "professor" | "profesor" | "profa" | "profesora" => either("Profa.", "Prof."),
        "mtra" | "mtro" => either("Mtra.", "Mtro."),
        // "Doña" and "don" precede given names.
        "don" | "doña" | "dña" | "d" | "d.ª" | "dª" | "d.a" | "da" | "ms" | "mrs" | "miss" | "mr" => {
            either("Sra.", "Sr.")
        }
        "lic" | "licenciado" | "licenciada" => Some(Cow::Borrowed("Lic.")),
        "ing" | "ingeniero" | "ingeniera" => Some(Cow::Borrowed("Ing.")),
        "arq" | "arquitecto" | "arquitecta" => Some(Cow::Borrowed("Arq.")),
        _ => None,
    };
    // Each of several: "Profa. Dra.".
    let fitted = title.split_whitespace().map(|word| fitting(word).unwrap_or(Cow::Borrowed(word)));
    Some(fitted.reduce(|all, next| Cow::Owned(format!("{all} {next}"))).unwrap_or_default())
}

/// "Sra. Ruiz", "Dra. de la Fuente".
fn titled(person: &Contact, family: &str) -> Option<String> {
    title(person).map(|title| format!("{title} {family}"))
}

pub(super) fn greeting_form(tone: Tone, familiar: bool, people: &[&Contact]) -> GreetingForm {
    let all_have_given_names = people.iter().all(|person| calling_name(person).is_some());
    let all_have_titles = people.iter().all(|person| person.family_name.is_some() && title(person).is_some());
    if (familiar || tone == Tone::Warm) && all_have_given_names {
        GreetingForm::GivenName
    } else if all_have_titles
        && (tone != Tone::Warm && !familiar || people.iter().any(|person| goes_by_initials(person)))
    {
        GreetingForm::Titled
    } else {
        GreetingForm::WholeName
    }
}

pub(super) fn called(person: &Contact, greeting_form: GreetingForm, locale: Locale) -> Option<Cow<'_, str>> {
    if !is_greeted_by_name(person, locale) {
        return None;
    }
    match (greeting_form, &person.given_name, &person.family_name) {
        (GreetingForm::GivenName, Some(given), _) => Some(Cow::Borrowed(&**given)),
        (GreetingForm::Titled, _, Some(family)) => {
            titled(person, family).map(Cow::Owned).or_else(|| whole_name(person))
        }
        _ => whole_name(person),
    }
}

/// The same after "hablo con": "la Sra. Ruiz".
pub(super) fn asked_for(person: &Contact, greeting_form: GreetingForm, locale: Locale) -> Option<Cow<'_, str>> {
    let called = called(person, greeting_form, locale)?;
    // Whether it is "la Ing." or "el Ing." isn't known, but the whole name needs no article.
    let bare = named(person).filter(|named| named.title.is_some() && person.given_name.is_some());
    match bare.filter(|_| gender(person).is_none() && greeting_form == GreetingForm::Titled) {
        Some(named) => Some(named.bare),
        None => Some(with_article(person, called)),
    }
}

/// The whole name. A family name alone gets its title, and so does a name that begins with one, or with a form of
/// address.
pub(super) fn whole_name(person: &Contact) -> Option<Cow<'_, str>> {
    let named = named(person)?;
    let family_name_alone = person.name_as_written().is_none() && person.given_name.is_none();
    if named.addressed || family_name_alone || named.titled && gender(person).is_some() {
        return Some(titled(person, &named.bare).map_or(named.bare, Cow::Owned));
    }
    whole_name_in_order(person)
}

/// The whole name as an object or after "con"; none for departments, whose names have no article.
pub(super) fn mentioned(person: &Contact, locale: Locale) -> Option<Cow<'_, str>> {
    if !has_name_of_person(person, locale) {
        return None;
    }
    if is_family_name_alone(person) && person.address.is_none() {
        return Some(Cow::Owned(format!("la Sra. o el Sr. {}", person.family_name.as_deref()?)));
    }
    whole_name(person).map(|name| with_article(person, name))
}

/// "la Sra. Ruiz", "el Dr. Meier": a title has an article, unless somebody is spoken to by it.
fn with_article<'p>(person: &Contact, name: Cow<'p, str>) -> Cow<'p, str> {
    let begins =
        title(person).is_some_and(|title| name.strip_prefix(&*title).is_some_and(|rest| rest.starts_with(' ')));
    match gender(person).filter(|_| begins) {
        Some(Gender::Feminine) => Cow::Owned(format!("la {name}")),
        Some(Gender::Masculine) => Cow::Owned(format!("el {name}")),
        None => name,
    }
}

/// The name on an envelope: "Dra. Ana Ruiz".
pub(super) fn on_envelope(person: &Contact) -> Option<Cow<'_, str>> {
    let named = named(person).filter(|_| !is_nameless(person))?;
    if !may_have_family_name(person) || gender(person).is_none() && named.titled {
        return whole_name_in_order(person);
    }
    Some(titled(person, &named.bare).map_or(named.bare, Cow::Owned))
}

/// The whole greeting.
pub(super) fn greeting(to: &Addressee<'_>) -> String {
    let Some((person, called)) =
        to.person.and_then(|person| Some((person, called(person, to.greeting_form, to.locale)?)))
    else {
        return nobody(to.tone);
    };
    // "Hola, Ana:" is friendlier than "Estimada Ana:".
    let by_given_name = to.greeting_form == GreetingForm::GivenName && to.tone == Tone::Neutral;
    let gender = gender(person).filter(|_| !by_given_name);
    match (to.tone, gender) {
        (Tone::Warm, _) => format!("Hola, {called}:"),
        (_, Some(Gender::Feminine)) => format!("Estimada {called}:"),
        (_, Some(Gender::Masculine)) => format!("Estimado {called}:"),
        (Tone::Neutral, None) if to.familiar => format!("Hola, {called}:"),
        (Tone::Formal | Tone::Neutral, None) => format!("Buenos días, {called}:"),
    }
}

fn nobody(tone: Tone) -> String {
    match tone {
        Tone::Formal => "Estimado equipo de selección:",
        Tone::Neutral => "Buenos días:",
        Tone::Warm => "Hola:",
    }
    .to_owned()
}

/// The fact that would improve a greeting: the form of address or, if that is known, the family name.
pub(super) fn wanted_of(to: &Addressee<'_>) -> Option<WantedOfPerson> {
    // A given name is fine after "Estimada", and a whole name in the other tones.
    let is_fine = |(field, _): &WantedOfPerson| *field != "family_name" || to.tone == Tone::Formal;
    wanted(to, |person| gender(person).is_some()).filter(is_fine)
}
