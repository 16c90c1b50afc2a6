//! People at the employer.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Channel;
use crate::{Email, Key, Name, Note, Phone, extended};

/// The fields of a contact.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactDetails {
    /// The person's whole name, as it is written.
    #[serde(default)]
    pub name: Option<Name>,
    /// The given name. Only a name that is given here is used alone in a greeting.
    #[serde(default)]
    pub given_name: Option<Name>,
    /// The family name, with its particles: "van der Sar".
    #[serde(default)]
    pub family_name: Option<Name>,
    /// A title that goes before the name: "Dr.", "Prof.".
    #[serde(default)]
    pub title: Option<Name>,
    /// The form of address before the family name.
    #[serde(default)]
    pub address: Option<FormOfAddress>,
    /// Whether the candidate and this person say "du", "tu" or "tú" to each other. The default is what the application
    /// says. English makes no difference.
    #[serde(default)]
    pub familiar: Option<bool>,
    /// The person's part in the hiring process.
    #[serde(default)]
    pub role: Role,
    /// The person's e-mail address.
    #[serde(default)]
    pub email: Option<Email>,
    /// The person's direct number.
    #[serde(default)]
    pub phone: Option<Phone>,
    /// The person's postal address if it differs from the company's; line by line as on an envelope, without the name.
    #[serde(default)]
    pub postal_address: Option<Note>,
    /// Whether the candidate and this person are connected on LinkedIn.
    #[serde(default)]
    pub linkedin_connected: bool,
    /// Whether the person no longer works for the employer.
    #[serde(default)]
    pub left: bool,
    /// Channels whose address or number is known to be wrong.
    #[serde(default)]
    #[schema(max_items = 4)]
    pub undeliverable: Vec<Channel>,
}

extended! {
    /// A person at the employer.
    pub struct Contact as "ContactFacts": ContactDetails {
        /// The id by which interviews and communications refer to this person.
        pub id: Key,
    }
}

impl ContactDetails {
    /// The whole name: as it is written, or made from its parts, the given name first. A family name alone gets the
    /// title or the form of address.
    #[must_use]
    pub fn whole_name(&self) -> Option<Cow<'_, str>> {
        if let Some(name) = self.name_as_written() {
            return Some(Cow::Borrowed(name));
        }
        match (&self.given_name, &self.family_name) {
            (Some(given), Some(family)) => Some(Cow::Owned(format!("{given} {family}"))),
            (Some(given), None) => Some(Cow::Borrowed(given)),
            (None, Some(family)) => {
                let title = self.title.as_deref().or_else(|| self.address.and_then(FormOfAddress::word));
                Some(title.map_or(Cow::Borrowed(family), |title| Cow::Owned(format!("{title} {family}"))))
            }
            (None, None) => None,
        }
    }

    /// The name as it is written. `None` if only the family name is known.
    #[must_use]
    pub fn name_as_written(&self) -> Option<&Name> {
        self.name.as_ref().filter(|name| self.family_name.as_ref().is_none_or(|family| *name != family))
    }
}

/// The form of address before a family name.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FormOfAddress {
    /// Ms.
    Ms,
    /// Mr.
    Mr,
    /// Mx.
    Mx,
    /// None: the person is addressed by name, whatever the language.
    Neutral,
}

impl FormOfAddress {
    /// The form of address in English, without a full stop. `None` for `Neutral`.
    #[must_use]
    pub const fn word(self) -> Option<&'static str> {
        match self {
            Self::Ms => Some("Ms"),
            Self::Mr => Some("Mr"),
            Self::Mx => Some("Mx"),
            Self::Neutral => None,
        }
    }
}

/// A contact's part in the hiring process.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Decides, and will be the new colleague's superior.
    HiringManager,
    /// Finds candidates, as one of the company's own people.
    Recruiter,
    /// Finds candidates for the company, as an outside agency.
    AgencyRecruiter,
    /// Takes part in interviews.
    Interviewer,
    /// Works in human resources.
    HumanResources,
    /// Anything else, or unknown.
    #[default]
    Other,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_name_is_put_together_from_what_is_known() {
        for (facts, name) in [
            (json!({ "name": "Yamada Taro", "given_name": "Taro", "family_name": "Yamada" }), Some("Yamada Taro")),
            (json!({ "given_name": "Aiko", "family_name": "Sato", "address": "ms" }), Some("Aiko Sato")),
            (json!({ "given_name": "Aiko", "title": "Dr" }), Some("Aiko")),
            (json!({ "family_name": "Sato", "title": "Dr.", "address": "ms" }), Some("Dr. Sato")),
            (json!({ "family_name": "Sato", "address": "ms" }), Some("Ms Sato")),
            (json!({ "family_name": "Sato" }), Some("Sato")),
            (json!({ "family_name": "Sato", "address": "neutral" }), Some("Sato")),
            (json!({ "title": "Dr.", "address": "mx" }), None),
        ] {
            let mut facts = facts;
            facts["id"] = json!("c");
            let contact: Contact = serde_json::from_value(facts).unwrap();
            assert_eq!(contact.whole_name().as_deref(), name);
        }
    }
}
