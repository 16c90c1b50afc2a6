//! How people are addressed.

use std::borrow::Cow;

use planning::facts::{Contact, FormOfAddress};

use crate::{
    Locale, Tone,
    language::{Addressee, WantedOfPerson},
    proofread::is_team as is_team_name,
    salutation::{Manner, addressed_name, calling_name, form_of_address},
    text::Text,
};

/// The greeting of whoever reads it.
pub(super) const ANYBODY: &str = "Madame, Monsieur,";

/// The first words of the names of departments and mailboxes, in small letters and without accents.
const TEAMS: [&str; 25] = [
    "accueil",
    "acquisition",
    "cellule",
    "comité",
    "département",
    "direction",
    "equipe",
    "équipe",
    "hr",
    "human",
    "jobs",
    "l'equipe",
    "l'équipe",
    "people",
    "pôle",
    "recrutement",
    "recruiting",
    "recruitment",
    "ressources",
    "rh",
    "secrétariat",
    "service",
    "talent",
    "talents",
    "team",
];

/// What a title is in a greeting.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Title {
    Doctor,
    Professor,
    Lawyer,
}

fn title(person: &Contact) -> Option<Title> {
    // The first one of several: "Prof. Dr.".
    let title = person.title.as_deref()?.split_whitespace().next()?.trim_end_matches('.').to_lowercase();
    match title.as_str() {
        "dr" | "dre" | "docteur" | "docteure" | "doctor" => Some(Title::Doctor),
        "prof" | "pr" | "pre" | "professeur" | "professeure" | "professor" => Some(Title::Professor),
        "me" | "maître" | "maitre" => Some(Title::Lawyer),
        _ => None,
    }
}

/// "Madame" or "Monsieur", as it is known.
fn civility(person: &Contact) -> Option<&'static str> {
    match form_of_address(person)? {
        FormOfAddress::Ms => Some("Madame"),
        FormOfAddress::Mr => Some("Monsieur"),
        FormOfAddress::Mx | FormOfAddress::Neutral => None,
    }
}

/// The word of address without a name, where it is known: "Madame", "Docteure", "Monsieur le Professeur".
fn address(person: &Contact, locale: Locale) -> Option<&'static str> {
    // France says "Docteur" to a woman more often than Canada, Switzerland and Belgium do.
    let feminine = matches!(locale.region(), "CA" | "CH" | "BE") && form_of_address(person) == Some(FormOfAddress::Ms);
    match (title(person), civility(person)) {
        (Some(Title::Doctor), _) => Some(if feminine { "Docteure" } else { "Docteur" }),
        (Some(Title::Lawyer), _) => Some("Maître"),
        (Some(Title::Professor), Some("Madame")) => Some("Madame la Professeure"),
        (Some(Title::Professor), Some(_)) => Some("Monsieur le Professeur"),
        (_, civility) => civility,
    }
}

/// Whether a name is that of a department or a mailbox.
fn is_team(person: &Contact) -> bool {
    let first = |name: &str| name.split([' ', '-', '@']).next().map(str::to_lowercase);
    let has_parts = person.given_name.is_some() || person.family_name.is_some();
    let name = person.name.as_deref().filter(|_| !has_parts);
    // "Ada Okafor (RH)" is a person.
    let called = name.and_then(|name| name.split('(').next());
    name.and_then(first).is_some_and(|first| TEAMS.contains(&first.as_str())) || called.is_some_and(is_team_name)
}

/// Given names go with "tu" and with the warm tone, "Madame" and "Monsieur" with the others, if all people have them.
pub(super) fn manner(tone: Tone, familiar: bool, people: &[&Contact]) -> Manner {
    let titled = |person: &&Contact| address(person, Locale::of(planning::Locale::Fr)).is_some();
    if familiar || tone == Tone::Warm {
        if people.iter().all(|person| calling_name(person).is_some()) { Manner::GivenName } else { Manner::WholeName }
    } else if people.iter().all(titled)
        && (tone == Tone::Formal || people.iter().all(|person| person.family_name.is_some()))
    {
        Manner::Titled
    } else {
        Manner::WholeName
    }
}

/// The name after "Bonjour".
pub(super) fn called(person: &Contact, manner: Manner, locale: Locale) -> Option<Cow<'_, str>> {
    match (manner, &person.given_name, &person.family_name) {
        _ if is_team(person) => None,
        (Manner::GivenName, Some(given), _) => Some(Cow::Borrowed(&**given)),
        (Manner::Titled, _, Some(family)) => titled(person, family, locale).or_else(|| whole_name(person, locale)),
        // "Mme Moreau" is written in full to her.
        (_, None, None) => {
            let written_out = person.name.as_deref().and_then(addressed_name);
            written_out.and_then(|(_, name)| titled(person, name, locale)).or_else(|| whole_name(person, locale))
        }
        _ => whole_name(person, locale),
    }
}

/// The whole name. A family name alone gets its word of address.
pub(super) fn whole_name(person: &Contact, locale: Locale) -> Option<Cow<'_, str>> {
    match (person.name_as_written(), &person.given_name, &person.family_name) {
        (None, None, Some(family)) => titled(person, family, locale).or(Some(Cow::Borrowed(&**family))),
        _ => person.whole_name(),
    }
}

fn titled<'p>(person: &'p Contact, family: &str, locale: Locale) -> Option<Cow<'p, str>> {
    address(person, locale).map(|address| Cow::Owned(format!("{address} {family}")))
}

/// "Madame Ada Okafor", "Docteur Ada Okafor".
pub(super) fn on_envelope(person: &Contact, locale: Locale) -> Option<Cow<'_, str>> {
    let name = whole_name(person, locale)?;
    let titled_already =
        person.name.as_deref().and_then(|name| name.split(' ').next()).is_some_and(crate::salutation::is_title);
    let alone = person.name_as_written().is_none() && person.given_name.is_none();
    if titled_already || alone || is_team(person) {
        return Some(name);
    }
    let before = match title(person) {
        Some(Title::Doctor) => address(person, locale),
        Some(Title::Lawyer) => Some("Maître"),
        _ => civility(person),
    };
    Some(before.map_or(name.clone(), |before| Cow::Owned(format!("{before} {name}"))))
}

/// The whole greeting: "Madame,", "Bonjour Madame Okafor,", "Bonjour Ada,", "Madame, Monsieur,".
pub(super) fn greeting(to: &Addressee<'_>) -> String {
    let formal = to.tone == Tone::Formal || to.text == Text::Letter && to.tone == Tone::Neutral;
    let nobody = || if formal { ANYBODY.to_owned() } else { "Bonjour,".to_owned() };
    let Some(person) = to.person.filter(|person| !is_team(person)) else { return nobody() };
    match address(person, to.locale) {
        Some(address) if formal && !to.familiar && to.manner == Manner::Titled => format!("{address},"),
        _ => called(person, to.manner, to.locale).map_or_else(nobody, |name| format!("Bonjour {name},")),
    }
}

/// The form of address for a formal greeting, or the given name for a familiar one.
pub(super) fn wanted(to: &Addressee<'_>) -> Option<WantedOfPerson> {
    let person = to.person.filter(|person| !is_team(person) && whole_name(person, to.locale).is_some())?;
    if to.familiar {
        return calling_name(person).is_none().then_some(("given_name", "contact_given_name"));
    }
    let unknown = form_of_address(person).is_none() && address(person, to.locale).is_none();
    unknown.then_some(("address", "form_of_address"))
}

/// "Madame," to a person who is one, and "Madame, Monsieur," or "Bonjour," to a department.
pub(super) fn greets_without_name(greeting: &str, person: Option<&Contact>) -> bool {
    let words = greeting.trim_end_matches([',', ' ']);
    // "Chère Madame", "Madame la Directrice": a form of address with or without an office.
    let plain = words.strip_prefix("Chère ").or_else(|| words.strip_prefix("Cher ")).unwrap_or(words);
    let plain = plain.split(" la ").next().and_then(|words| words.split(" le ").next()).unwrap_or(plain);
    let Some(person) = person else { return words == ANYBODY.trim_end_matches(',') };
    if is_team(person) {
        return words == ANYBODY.trim_end_matches(',') || words == "Bonjour";
    }
    let regions = [Locale::of(planning::Locale::Fr), Locale::of(planning::Locale::FrCa)];
    let addressed =
        |form: &str| words == form || plain == form || words.strip_prefix("Bonjour ").is_some_and(|rest| rest == form);
    regions.into_iter().filter_map(|locale| address(person, locale)).chain(civility(person)).any(addressed)
        || person.whole_name().is_none() && (words == ANYBODY.trim_end_matches(',') || words == "Bonjour")
}
