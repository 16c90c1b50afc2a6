//! The fact that would make a greeting better.

use planning::facts::{Contact, FormOfAddress};

use crate::{
    language::{Addressee, WantedOfPerson},
    salutation::{calling_name, form_of_address, has_name_of_person, may_have_family_name},
};

/// What is needed for "Sehr geehrte Frau Meier": first the form of address, if `is_known` doesn't know it, then the
/// family name. Where people say "du", the given name.
pub(crate) fn wanted(to: &Addressee<'_>, is_known: impl Fn(&Contact) -> bool) -> Option<WantedOfPerson> {
    let person = to.person.filter(|person| has_name_of_person(person, to.locale))?;
    let name = person.whole_name()?;
    if to.familiar {
        return calling_name(person).is_none().then_some(("given_name", "contact_given_name"));
    }
    if !may_have_family_name(person) {
        let has_form = matches!(person.address, Some(FormOfAddress::Ms | FormOfAddress::Mr));
        return has_form.then_some(("family_name", "family_name"));
    }
    // A single word may be all that somebody goes by.
    if person.family_name.is_none() && !name.contains(' ') {
        return None;
    }
    if form_of_address(person).is_none() && !is_known(person) {
        return Some(("address", "form_of_address"));
    }
    let asked = person.family_name.is_none() && person.address.is_some() && is_known(person);
    asked.then_some(("family_name", "family_name"))
}
