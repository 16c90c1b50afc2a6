//! How people are addressed.

use std::borrow::Cow;

use planning::facts::{Contact, FormOfAddress};

use crate::{
    Locale, Tone,
    language::{Addressee, WantedOfPerson},
    languages::greeting_fact::wanted,
    salutation::{
        ContactName, GreetingForm, calling_name, form_of_address, goes_by_initials, has_name_of_person,
        is_family_name_alone, is_greeted_by_name, is_group, is_nameless, may_have_family_name, named, title_of_facts,
        whole_name_in_order,
    },
    text::Text,
};

/// The greeting of an unknown reader.
pub(super) const ANYBODY: &str = "Madame, Monsieur,";

/// The form of a title in a greeting.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Title {
    Doctor,
    Professor,
    Lawyer,
}

fn title(person: &Contact) -> Option<Title> {
    // The first one of several: "Prof. Dr.". A name that begins with one, and has no form of address, is greeted as it
    // is written.
    let is_known = |named: &ContactName<'_>| named.addressed || title_of_facts(person).is_some();
    let named = named(person).filter(|named| is_known(named) || civility(person).is_some())?;
    let title = named.title?.split_whitespace().next()?.trim_end_matches('.').to_lowercase();
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

/// Given names go with "tu" and with the warm tone, "Madame" and "Monsieur" with the others, if all people have them.
pub(super) fn greeting_form(tone: Tone, familiar: bool, people: &[&Contact]) -> GreetingForm {
    let titled = |person: &&Contact| address(person, Locale::from_planning(planning::Locale::Fr)).is_some();
    // "Bonjour A. Moreau," is nobody's greeting.
    let by_initials = people.iter().any(|person| goes_by_initials(person)) && people.iter().all(titled);
    if (familiar || tone == Tone::Warm) && !by_initials {
        if people.iter().all(|person| calling_name(person).is_some()) {
            GreetingForm::GivenName
        } else {
            GreetingForm::WholeName
        }
    } else if people.iter().all(titled)
        && (tone == Tone::Formal && !familiar || people.iter().all(|person| person.family_name.is_some()))
    {
        GreetingForm::Titled
    } else {
        GreetingForm::WholeName
    }
}

/// The name after "Bonjour".
pub(super) fn called(person: &Contact, greeting_form: GreetingForm, locale: Locale) -> Option<Cow<'_, str>> {
    if !is_greeted_by_name(person, locale) {
        return None;
    }
    match (greeting_form, &person.given_name, &person.family_name) {
        (GreetingForm::GivenName, Some(given), _) => Some(Cow::Borrowed(&**given)),
        (GreetingForm::Titled, _, Some(family)) => {
            titled(person, family, locale).or_else(|| whole_name(person, locale))
        }
        _ => whole_name(person, locale),
    }
}

/// The whole name. A family name alone, and a name that begins with a form of address, have their word of address: "Mme
/// Moreau" is written in full to her.
pub(super) fn whole_name(person: &Contact, locale: Locale) -> Option<Cow<'_, str>> {
    let named = named(person)?;
    let family_name_alone = person.name_as_written().is_none() && person.given_name.is_none();
    if named.addressed || family_name_alone || named.titled && civility(person).is_some() {
        return Some(titled(person, &named.bare, locale).unwrap_or(named.bare));
    }
    whole_name_in_order(person)
}

/// The whole name as an object or after "avec"; none for departments, whose names have no article.
pub(super) fn mentioned(person: &Contact, locale: Locale) -> Option<Cow<'_, str>> {
    if !has_name_of_person(person, locale) {
        return None;
    }
    if is_family_name_alone(person) && person.address.is_none() {
        return Some(Cow::Owned(format!("Madame ou Monsieur {}", person.family_name.as_deref()?)));
    }
    whole_name(person, locale)
}

fn titled<'p>(person: &Contact, family: &str, locale: Locale) -> Option<Cow<'p, str>> {
    address(person, locale).map(|address| Cow::Owned(format!("{address} {family}")))
}

/// "Madame Ada Okafor", "Docteur Ada Okafor".
pub(super) fn on_envelope(person: &Contact, locale: Locale) -> Option<Cow<'_, str>> {
    let named = named(person).filter(|_| !is_nameless(person))?;
    let before = match title(person) {
        Some(Title::Doctor) => address(person, locale),
        Some(Title::Lawyer) => Some("Maître"),
        _ => civility(person),
    };
    match before.filter(|_| may_have_family_name(person)) {
        Some(before) => Some(Cow::Owned(format!("{before} {}", named.bare))),
        None => whole_name_in_order(person),
    }
}

/// The whole greeting: "Madame,", "Bonjour Madame Okafor,", "Bonjour Ada,", "Madame, Monsieur,".
pub(super) fn greeting(to: &Addressee<'_>) -> String {
    let formal = to.tone == Tone::Formal || to.text == Text::Letter && to.tone == Tone::Neutral;
    let nobody = || if formal { ANYBODY.to_owned() } else { "Bonjour,".to_owned() };
    let Some(person) = to.person.filter(|person| !is_group(person)) else { return nobody() };
    match address(person, to.locale) {
        Some(address) if formal && !to.familiar && to.greeting_form == GreetingForm::Titled => format!("{address},"),
        _ => called(person, to.greeting_form, to.locale).map_or_else(nobody, |name| format!("Bonjour {name},")),
    }
}

/// The form of address for a formal greeting, or the given name for a familiar one.
pub(super) fn wanted_of(to: &Addressee<'_>) -> Option<WantedOfPerson> {
    // "Madame," needs no family name.
    wanted(to, |person| address(person, to.locale).is_some()).filter(|(field, _)| *field != "family_name")
}

/// "Madame," to a person who is one, and "Madame, Monsieur," or "Bonjour," to a department.
pub(super) fn greets_without_name(greeting: &str, person: Option<&Contact>) -> bool {
    let words = greeting.trim_end_matches([',', ' ']);
    // "Chère Madame", "Madame la Directrice": a form of address with or without an office.
    let plain = words.strip_prefix("Chère ").or_else(|| words.strip_prefix("Cher ")).unwrap_or(words);
    let plain = plain.split(" la ").next().and_then(|words| words.split(" le ").next()).unwrap_or(plain);
    let Some(person) = person else { return words == ANYBODY.trim_end_matches(',') };
    if is_group(person) {
        return words == ANYBODY.trim_end_matches(',') || words == "Bonjour";
    }
    let regions = [Locale::from_planning(planning::Locale::Fr), Locale::from_planning(planning::Locale::FrCa)];
    let addressed =
        |form: &str| words == form || plain == form || words.strip_prefix("Bonjour ").is_some_and(|rest| rest == form);
    regions.into_iter().filter_map(|locale| address(person, locale)).chain(civility(person)).any(addressed)
        || whole_name_in_order(person).is_none() && (words == ANYBODY.trim_end_matches(',') || words == "Bonjour")
}
