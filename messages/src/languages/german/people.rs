//! How people are addressed in German. Nothing is cut out of a name, and no form of address is guessed.

use std::borrow::Cow;

use planning::facts::{Contact, FormOfAddress};

use super::titles::spoken;
use crate::{
    Locale, Tone,
    language::{Addressee, WantedOfPerson},
    languages::greeting_fact::wanted,
    salutation::{
        ContactName, GreetingForm, calling_name, form_of_address, goes_by_initials, has_name_of_person,
        is_family_name_alone, is_greeted_by_name, is_nameless, may_have_family_name, named, title_of_facts,
        whole_name_in_order,
    },
    text::Text,
};

/// Titles of nobility, in place of "Frau" and "Herr". They are part of the family name.
const NOBLE: [&str; 14] = [
    "Baron",
    "Baronin",
    "Baronesse",
    "Edler",
    "Freifrau",
    "Freiherr",
    "Freiin",
    "Fürst",
    "Fürstin",
    "Graf",
    "Gräfin",
    "Prinz",
    "Prinzessin",
    "Reichsgraf",
];

/// The case of a name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Case {
    /// "Herr Meier".
    Nominative,
    /// "Herrn Meier", which is the dative and the accusative.
    Oblique,
}

/// The manner that is possible for all `people`: the given name where they say "du", else "Frau" and "Herr", which are
/// better than "Hallo A. Meier", too.
pub(super) fn greeting_form(familiar: bool, people: &[&Contact]) -> GreetingForm {
    let all = |is: fn(&Contact) -> bool| people.iter().all(|person| is(person));
    let by_given_name = familiar && !people.iter().any(|person| goes_by_initials(person));
    if familiar && all(|person| calling_name(person).is_some()) {
        GreetingForm::GivenName
    } else if !by_given_name && all(|person| form(person).is_some()) {
        GreetingForm::Titled
    } else {
        GreetingForm::WholeName
    }
}

/// "Frau" or "Herr", if it is known, and there is a name that it can precede. The name as it was given may say it.
fn form(person: &Contact) -> Option<&'static str> {
    let known = form_of_address(person).or_else(|| short_form(person.title.as_deref()?).map(|(form, _)| form));
    match known.filter(|_| may_have_family_name(person))? {
        FormOfAddress::Ms => Some("Frau"),
        FormOfAddress::Mr => Some("Herr"),
        FormOfAddress::Mx | FormOfAddress::Neutral => None,
    }
}

/// "Fr." or "Hr." at the beginning of a title, as tracking systems shorten "Frau" and "Herr", and the rest of it.
fn short_form(title: &str) -> Option<(FormOfAddress, &str)> {
    let (first, rest) = title.split_once(' ').unwrap_or((title, ""));
    match first {
        "Fr." => Some((FormOfAddress::Ms, rest.trim_start())),
        "Hr." | "Hrn." => Some((FormOfAddress::Mr, rest.trim_start())),
        _ => None,
    }
}

/// "Dr. med. ", "Prof. Dr. ", as a part of the address on an envelope.
fn title(named: &ContactName<'_>) -> String {
    let title = named.title.map(|title| short_form(title).map_or(title, |(_, rest)| rest));
    title.filter(|title| !title.is_empty()).map_or_else(String::new, |title| format!("{title} "))
}

/// The part of the title that is spoken.
fn spoken_title(named: &ContactName<'_>, locale: Locale) -> String {
    named.title.map_or_else(String::new, |title| spoken(title, locale.region()))
}

/// The name within a greeting: "Anke", "Frau Dr. von der Heide", "Anke von der Heide".
pub(super) fn called(person: &Contact, greeting_form: GreetingForm, locale: Locale) -> Option<Cow<'_, str>> {
    called_in(person, greeting_form, Case::Nominative, locale)
}

/// The same after "spreche ich mit".
pub(super) fn asked_for(person: &Contact, greeting_form: GreetingForm, locale: Locale) -> Option<Cow<'_, str>> {
    called_in(person, greeting_form, Case::Oblique, locale)
}

fn called_in(person: &Contact, greeting_form: GreetingForm, case: Case, locale: Locale) -> Option<Cow<'_, str>> {
    if !is_greeted_by_name(person, locale) {
        return None;
    }
    match (greeting_form, &person.given_name, form(person)) {
        (GreetingForm::GivenName, Some(given), _) => Some(Cow::Borrowed(&**given)),
        (GreetingForm::Titled, _, Some(_)) => titled(person, case, locale),
        _ => {
            let named = named(person)?;
            let title = title_of_facts(person).map(|title| spoken(title, locale.region())).unwrap_or_default();
            if title.is_empty() || named.addressed || named.titled || is_family_name_by_itself(person) {
                return whole_name_in(person, case, locale);
            }
            // A title without a form of address is an address, too.
            Some(Cow::Owned(format!("{title}{}", named.bare)))
        }
    }
}

/// Whether the whole name is nothing but a family name.
fn is_family_name_by_itself(person: &Contact) -> bool {
    person.name_as_written().is_none() && person.given_name.is_none()
}

/// "Frau Dr. von der Heide"; with the whole name, if the family name isn't known by itself.
fn titled(person: &Contact, case: Case, locale: Locale) -> Option<Cow<'_, str>> {
    let named = named(person)?;
    let name = person.family_name.as_deref().unwrap_or(&named.bare);
    let form = match form(person)? {
        _ if begins_with_nobility(name) && named.title.is_none() => "",
        "Herr" if case == Case::Oblique => "Herrn ",
        "Herr" => "Herr ",
        _ => "Frau ",
    };
    Some(Cow::Owned(format!("{form}{}{name}", spoken_title(&named, locale))))
}

/// "Freifrau von Welser", "Graf Lambsdorff", but not "Graf".
fn begins_with_nobility(family: &str) -> bool {
    let Some((first, rest)) = family.split_once(' ') else { return false };
    // "Baron Cohen" is a family name.
    let particle = ["von ", "vom ", "van ", "zu ", "zum ", "zur ", "de "].iter().any(|of| rest.starts_with(of));
    NOBLE.contains(&first) && (particle || !first.starts_with("Baron"))
}

/// The whole name. A family name alone, and a name that begins with a form of address, have theirs.
pub(super) fn whole_name(person: &Contact, locale: Locale) -> Option<Cow<'_, str>> {
    whole_name_in(person, Case::Nominative, locale)
}

fn whole_name_in(person: &Contact, case: Case, locale: Locale) -> Option<Cow<'_, str>> {
    let named = named(person)?;
    let family_name_alone = is_family_name_by_itself(person);
    match form(person) {
        Some(form) if named.addressed => {
            let form = if form == "Herr" && case == Case::Oblique { "Herrn" } else { form };
            Some(Cow::Owned(format!("{form} {}{}", spoken_title(&named, locale), named.bare)))
        }
        Some(_) if family_name_alone => titled(person, case, locale),
        None if family_name_alone => Some(Cow::Owned(format!("{}{}", spoken_title(&named, locale), named.bare))),
        _ => whole_name_in_order(person),
    }
}

/// The whole name as an object or after "mit"; none for departments, whose names have no article.
pub(super) fn mentioned(person: &Contact, locale: Locale) -> Option<Cow<'_, str>> {
    if !has_name_of_person(person, locale) {
        return None;
    }
    if is_family_name_alone(person) && person.address.is_none() {
        return Some(Cow::Owned(format!("Frau oder Herrn {}", person.family_name.as_deref()?)));
    }
    whole_name_in(person, Case::Oblique, locale)
}

/// "Frau Dr. Anke von der Heide"; "Herrn" is how a letter reaches a man.
pub(super) fn on_envelope(person: &Contact) -> Option<Cow<'_, str>> {
    let named = named(person).filter(|_| !is_nameless(person))?;
    let form = match form(person) {
        Some(_) if begins_with_nobility(&named.bare) && named.title.is_none() => "",
        Some("Herr") => "Herrn ",
        Some(_) => "Frau ",
        None if named.titled => return whole_name_in_order(person),
        None => "",
    };
    Some(Cow::Owned(format!("{form}{}{}", title(&named), named.bare)))
}

/// The greeting with the mark after it; in Switzerland there is no mark.
pub(super) fn greeting(to: &Addressee<'_>) -> String {
    let mark = if to.locale.region() == "CH" { "" } else { "," };
    let called = to.person.and_then(|person| called(person, to.greeting_form, to.locale));
    let called = called.as_deref().map(crate::tidy::one_line);
    let Some((person, called)) = to.person.zip(called) else {
        let nobody = if to.familiar || to.tone == Tone::Warm { "Guten Tag" } else { "Sehr geehrte Damen und Herren" };
        return format!("{nobody}{mark}");
    };
    // The word agrees with a title of nobility, too: "Sehr geehrter Graf Lambsdorff".
    let words = match (to.greeting_form, form(person)) {
        (GreetingForm::GivenName, Some("Frau")) if to.tone == Tone::Warm => "Liebe",
        (GreetingForm::GivenName, Some("Herr")) if to.tone == Tone::Warm => "Lieber",
        (GreetingForm::Titled, Some("Frau")) if to.tone == Tone::Formal && !to.familiar => "Sehr geehrte",
        (GreetingForm::Titled, Some(_)) if to.tone == Tone::Formal && !to.familiar => "Sehr geehrter",
        // "Hallo" doesn't go with paper, nor with "Frau Dr." in Austria and Switzerland.
        _ if !to.familiar && (to.text == Text::Letter || matches!(to.locale.region(), "AT" | "CH")) => "Guten Tag",
        _ if to.familiar || to.tone == Tone::Warm => "Hallo",
        _ => "Guten Tag",
    };
    format!("{words} {called}{mark}")
}

/// What is needed for "Sehr geehrte Frau Meier": first the form of address, then the family name. Where people say
/// "du", the given name.
pub(super) fn wanted_of(to: &Addressee<'_>) -> Option<WantedOfPerson> {
    wanted(to, |person| form(person).is_some())
}

#[cfg(test)]
mod tests;
