//! Names of people in sentences of all languages.

use planning::{Name, facts::Contact};

/// The family name, if nothing else of the name is known. It follows a form of address, which is another word in each
/// language.
pub(crate) fn family_name_alone(contact: &Contact) -> Option<&Name> {
    let family = contact.family_name.as_ref()?;
    (contact.name_as_written().is_none() && contact.given_name.is_none()).then_some(family)
}
