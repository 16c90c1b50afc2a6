//! Forms of address and names in greetings.

mod groups;
mod name_order;
mod names;
mod titles;

use std::borrow::Cow;

use planning::facts::{Contact, FormOfAddress};

pub(crate) use self::{
    groups::is_group,
    name_order::whole_name_in_order,
    names::{
        ContactName, addressed_name, calling_name, form_of_address, goes_by_initials, has_name_of_person,
        is_family_name_alone, is_greeted_by_name, is_nameless, may_have_family_name, named, title_of_facts,
    },
    titles::is_title,
};
use crate::{Locale, Tone};

/// How all people of one interview are addressed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum GreetingForm {
    /// "Ada".
    GivenName,
    /// "Ms Okafor", "Dr Okafor".
    Titled,
    /// "Ada Okafor", the whole name.
    WholeName,
}

impl GreetingForm {
    /// The manner that fits the tone and is possible for all `people`. Given names and titles are never guessed.
    pub(crate) fn fitting(tone: Tone, people: &[&Contact]) -> Self {
        match tone {
            Tone::Warm if people.iter().all(|person| calling_name(person).is_some()) => Self::GivenName,
            Tone::Formal if people.iter().all(|person| person.family_name.is_some() && has_title(person)) => {
                Self::Titled
            }
            Tone::Warm | Tone::Formal | Tone::Neutral => Self::WholeName,
        }
    }
}

fn has_title(person: &Contact) -> bool {
    person.title.is_some() || person.address.and_then(FormOfAddress::word).is_some()
}

/// The name after "Dear".
pub(crate) fn called(person: &Contact, greeting_form: GreetingForm, locale: Locale) -> Option<Cow<'_, str>> {
    match (greeting_form, &person.given_name, &person.family_name) {
        (GreetingForm::GivenName, Some(given), _) => Some(Cow::Borrowed(&**given)),
        (GreetingForm::Titled, Some(given), Some(_)) if is_knighted(person) => titled(person, given, locale),
        (GreetingForm::Titled, None, Some(_)) if is_knighted(person) => whole_name(person, locale),
        (GreetingForm::Titled, _, Some(family)) => {
            titled(person, family, locale).or_else(|| whole_name(person, locale))
        }
        _ => whole_name(person, locale),
    }
}

/// The whole name. A family name alone gets its title in the style of the locale.
pub(crate) fn whole_name(person: &Contact, locale: Locale) -> Option<Cow<'_, str>> {
    match (person.name_as_written(), &person.given_name, &person.family_name) {
        (None, None, Some(family)) => titled(person, family, locale).or(Some(Cow::Borrowed(&**family))),
        _ => person.whole_name(),
    }
}

/// The name on an envelope: "Dr Ada Okafor", "Ms. Aiko Sato".
pub(crate) fn on_envelope(person: &Contact, locale: Locale) -> Option<Cow<'_, str>> {
    let name = whole_name(person, locale)?;
    let titled_already = person.name.as_deref().and_then(|name| name.split(' ').next()).is_some_and(is_title);
    if titled_already || person.family_name.is_none() {
        return Some(name);
    }
    let alone = person.name_as_written().is_none() && person.given_name.is_none();
    match titled(person, &name, locale) {
        Some(titled) if !alone => Some(Cow::Owned(titled.into_owned())),
        _ => Some(name),
    }
}

/// Whether the title is used with the given name: "Dame Mary".
fn is_knighted(person: &Contact) -> bool {
    person.title.as_deref().is_some_and(|title| ["dame", "sir"].contains(&title.to_lowercase().as_str()))
}

/// "Dr Okafor", "Ms. Okafor": the title or the form of address, with the family name.
fn titled<'p>(person: &'p Contact, family: &str, locale: Locale) -> Option<Cow<'p, str>> {
    let title = person.title.as_deref().or_else(|| person.address.and_then(FormOfAddress::word))?;
    let title = match title.trim_end_matches('.') {
        // American English has a full stop after these. British English does not, because the word's last letter is
        // there.
        short @ ("Dr" | "Mr" | "Mrs" | "Ms" | "Mx") if locale.is_american() => Cow::Owned(format!("{short}.")),
        short @ ("Dr" | "Mr" | "Mrs" | "Ms" | "Mx") => Cow::Borrowed(short),
        _ => Cow::Borrowed(title),
    };
    Some(Cow::Owned(format!("{title} {family}")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn person(facts: serde_json::Value) -> Contact {
        let mut facts = facts;
        facts["id"] = json!("c");
        serde_json::from_value(facts).unwrap()
    }

    fn greeted(facts: serde_json::Value, tone: Tone, locale: &str) -> String {
        let person = person(facts);
        let greeting_form = GreetingForm::fitting(tone, &[&person]);
        called(&person, greeting_form, locale.parse().unwrap()).unwrap().into_owned()
    }

    #[test]
    fn nothing_is_cut_out_of_a_name() {
        for name in [
            "Ada Okafor",
            "van Dijk",
            "de Vries",
            "El Amrani",
            "Da Silva",
            "Nguyen Hung",
            "Orbán Viktor",
            "Yamada Taro",
            "Kim Minjun",
            "Judge Harris",
            "Rabbi Cohen",
            "Swami Vivekananda",
            "Sri Mulyani",
            "Talent Team",
            "Human Resources",
            "Maria José",
            "Mary-Ann Lee",
            "Edwin van der Sar",
            "Björk",
            "Okafor, Ada",
            "A. Okafor",
            "Dr. Okafor",
            "OKAFOR Ada",
            "J Smith",
            "Иван Петрович Сидоров",
            "李 小龍",
        ] {
            for tone in Tone::ALL {
                assert_eq!(greeted(json!({ "name": name }), tone, "en"), name);
            }
        }
    }

    #[test]
    fn parts_of_a_name_are_used_as_they_were_given() {
        let all = json!({
            "name": "Edwin van der Sar", "given_name": "Edwin", "family_name": "van der Sar", "address": "mr",
        });
        assert_eq!(greeted(all.clone(), Tone::Warm, "en"), "Edwin");
        assert_eq!(greeted(all.clone(), Tone::Neutral, "en"), "Edwin van der Sar");
        assert_eq!(greeted(all.clone(), Tone::Formal, "en-GB"), "Mr van der Sar");
        assert_eq!(greeted(all, Tone::Formal, "en-US"), "Mr. van der Sar");
        let doctor = json!({ "family_name": "Lindqvist", "title": "Dr.", "address": "ms" });
        assert_eq!(greeted(doctor.clone(), Tone::Formal, "en"), "Dr Lindqvist");
        assert_eq!(greeted(doctor.clone(), Tone::Formal, "en-US"), "Dr. Lindqvist");
        assert_eq!(greeted(doctor, Tone::Warm, "en"), "Dr Lindqvist");
        let professor = json!({ "family_name": "Sato", "title": "Prof." });
        assert_eq!(greeted(professor, Tone::Formal, "en-GB"), "Prof. Sato");
        let mx = json!({ "name": "Robin Lee", "family_name": "Lee", "address": "mx" });
        assert_eq!(greeted(mx, Tone::Formal, "en"), "Mx Lee");
        assert_eq!(greeted(json!({ "given_name": "Aiko", "family_name": "Sato" }), Tone::Neutral, "en"), "Aiko Sato");
    }

    #[test]
    fn a_name_that_is_the_family_name_alone_has_the_title() {
        let doctor = json!({ "name": "Sato", "family_name": "Sato", "address": "ms", "title": "Dr." });
        for tone in Tone::ALL {
            assert_eq!(greeted(doctor.clone(), tone, "en-GB"), "Dr Sato");
        }
        let dutch = json!({ "name": "de Groot", "family_name": "de Groot", "address": "mr" });
        assert_eq!(greeted(dutch, Tone::Neutral, "en-GB"), "Mr de Groot");
        let both = json!({ "name": "Sato", "given_name": "Aiko", "family_name": "Sato" });
        assert_eq!(greeted(both, Tone::Neutral, "en"), "Aiko Sato");
    }

    #[test]
    fn dames_and_sirs_go_by_their_given_names() {
        let dame = json!({ "name": "Mary Shaw", "given_name": "Mary", "family_name": "Shaw", "title": "Dame" });
        assert_eq!(greeted(dame, Tone::Formal, "en-GB"), "Dame Mary");
        let sir = json!({ "name": "John Shaw", "family_name": "Shaw", "title": "Sir" });
        assert_eq!(greeted(sir, Tone::Formal, "en-GB"), "John Shaw");
    }

    #[test]
    fn an_envelope_has_the_title() {
        let written = |facts, locale: &str| {
            let person = person(facts);
            on_envelope(&person, locale.parse().unwrap()).unwrap().into_owned()
        };
        let doctor = json!({ "name": "Ada Okafor", "family_name": "Okafor", "title": "Dr." });
        assert_eq!(written(doctor.clone(), "en-GB"), "Dr Ada Okafor");
        assert_eq!(written(doctor, "en-US"), "Dr. Ada Okafor");
        assert_eq!(
            written(json!({ "given_name": "Aiko", "family_name": "Sato", "address": "ms" }), "en"),
            "Ms Aiko Sato"
        );
        assert_eq!(
            written(json!({ "name": "Dr. Ada Okafor", "family_name": "Okafor", "address": "ms" }), "en"),
            "Dr. Ada Okafor"
        );
        assert_eq!(written(json!({ "family_name": "Sato", "address": "mr" }), "en"), "Mr Sato");
        assert_eq!(written(json!({ "name": "Talent Team" }), "en"), "Talent Team");
    }

    #[test]
    fn one_panel_is_greeted_in_one_manner() {
        let arjun = person(json!({ "name": "Arjun Rao", "given_name": "Arjun" }));
        let femke = person(json!({ "name": "Femke de Vries" }));
        assert_eq!(GreetingForm::fitting(Tone::Warm, &[&arjun]), GreetingForm::GivenName);
        assert_eq!(GreetingForm::fitting(Tone::Warm, &[&arjun, &femke]), GreetingForm::WholeName);
    }
}
