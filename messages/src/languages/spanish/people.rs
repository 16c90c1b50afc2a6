//! How people are addressed in Spanish.
//!
//! "Estimada Sra. Ruiz:" needs to know whether it is "Sra." or "Sr.", and so does "Estimada Ana Ruiz:". Where the facts
//! don't say it, "Buenos días, Ana Ruiz:" is right for everybody.

use std::borrow::Cow;

use planning::facts::{Contact, FormOfAddress};

use crate::{
    Tone,
    language::{Addressee, WantedOfPerson},
    salutation::{Manner, addressed_name, calling_name, form_of_address, is_title},
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
    let title = bare(person.title.as_deref()?);
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
    let Some(title) = person.title.as_deref().map(str::trim).filter(|title| !title.is_empty()) else {
        return either("Sra.", "Sr.");
    };
    let fitting = |title: &str| match bare(title).as_str() {
        "dr" | "doctor" | "dra" | "doctora" => either("Dra.", "Dr."),
        "prof" | "professor" | "profesor" | "profa" | "profesora" => either("Profa.", "Prof."),
        "mtra" | "mtro" => either("Mtra.", "Mtro."),
        // "Doña" and "don" stand before given names.
        "don" | "doña" | "dña" | "d" | "ms" | "mrs" | "miss" | "mr" => either("Sra.", "Sr."),
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

pub(super) fn manner(tone: Tone, familiar: bool, people: &[&Contact]) -> Manner {
    let all_have_given_names = people.iter().all(|person| calling_name(person).is_some());
    let all_have_titles = people.iter().all(|person| person.family_name.is_some() && title(person).is_some());
    if (familiar || tone == Tone::Warm) && all_have_given_names {
        Manner::GivenName
    } else if tone != Tone::Warm && !familiar && all_have_titles {
        Manner::Titled
    } else {
        Manner::WholeName
    }
}

pub(super) fn called(person: &Contact, manner: Manner) -> Option<Cow<'_, str>> {
    match (manner, &person.given_name, &person.family_name) {
        (Manner::GivenName, Some(given), _) => Some(Cow::Borrowed(&**given)),
        (Manner::Titled, _, Some(family)) => titled(person, family).map(Cow::Owned).or_else(|| whole_name(person)),
        (_, None, None) => {
            let addressed =
                person.name.as_deref().and_then(addressed_name).filter(|(_, name)| !name.contains(['.', ',']));
            let titled = addressed.and_then(|(_, name)| titled(person, name));
            titled.map(Cow::Owned).or_else(|| whole_name(person))
        }
        _ => whole_name(person),
    }
}

/// The whole name. A family name alone gets its title.
pub(super) fn whole_name(person: &Contact) -> Option<Cow<'_, str>> {
    match (person.name_as_written(), &person.given_name, &person.family_name) {
        (None, None, Some(family)) => Some(titled(person, family).map_or(Cow::Borrowed(&**family), Cow::Owned)),
        _ => person.whole_name(),
    }
}

/// The name on an envelope: "Dra. Ana Ruiz".
pub(super) fn on_envelope(person: &Contact) -> Option<Cow<'_, str>> {
    let name = whole_name(person)?;
    let begins_with_title = name.split(' ').next().is_some_and(|first| {
        let first = bare(first);
        is_title(&first) || FEMININE.contains(&first.as_str()) || ["sr", "sra", "srta"].contains(&first.as_str())
    });
    if begins_with_title || person.family_name.is_none() {
        return Some(name);
    }
    Some(titled(person, &name).map_or(name, Cow::Owned))
}

/// The whole greeting.
pub(super) fn greeting(to: &Addressee<'_>) -> String {
    let Some((person, called)) = to.person.and_then(|person| Some((person, called(person, to.manner)?))) else {
        return nobody(to.tone);
    };
    // "Hola, Ana:" is friendlier than "Estimada Ana:".
    let by_given_name = to.manner == Manner::GivenName && to.tone == Tone::Neutral;
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

/// A greeting that is right for everybody; the name may be a template expression.
pub(super) fn neutral_greeting(called: Option<&str>, tone: Tone) -> String {
    match (called, tone) {
        (None, _) => nobody(tone),
        (Some(called), Tone::Warm) => format!("Hola, {called}:"),
        (Some(called), Tone::Formal | Tone::Neutral) => format!("Buenos días, {called}:"),
    }
}

/// What would make a greeting better: the form of address or, where that is known, the family name.
pub(super) fn wanted_of(to: &Addressee<'_>) -> Option<WantedOfPerson> {
    let person = to.person?;
    let named = person.whole_name().is_some_and(|name| name.contains(' ') && !crate::proofread::is_team(&name));
    if to.familiar || !named && person.family_name.is_none() {
        return None;
    }
    let gender = gender(person);
    if person.address.is_none() && gender.is_none() {
        return Some(("address", "form_of_address"));
    }
    let says_it = person.name.as_deref().and_then(addressed_name).is_some();
    let asked = to.tone == Tone::Formal && person.family_name.is_none() && gender.is_some() && !says_it;
    asked.then_some(("family_name", "family_name"))
}
