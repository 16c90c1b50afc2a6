//! The people at the employer of one application.

use entity::{Application, Contact, ContactId, Scope};
use invitations::calendar::Person;
use planning::Name;
use serde_json::{Map, json};

use crate::{contacts::ContactInput, http::WriteError, sync::merge::merged};

/// The maximum number of contacts of an application that are read.
const MAX_CONTACTS: u64 = 200;

/// The people at the employer of one application.
pub(super) struct People<'a> {
    scope: &'a Scope,
    pub(super) application: &'a Application,
    contacts: Vec<Contact>,
}

impl<'a> People<'a> {
    /// The contacts of an application.
    pub(super) async fn read(scope: &'a Scope, application: &'a Application) -> Result<Self, WriteError> {
        let contacts = scope.contacts_of(application.stamp.id, None, None, MAX_CONTACTS).await?.items;
        Ok(Self { scope, application, contacts })
    }

    /// The contact with this address.
    pub(super) fn by_email(&self, email: &str) -> Option<&Contact> {
        let is =
            |contact: &&Contact| contact.details.email.as_ref().is_some_and(|known| known.eq_ignore_ascii_case(email));
        self.contacts.iter().find(is)
    }

    /// The contacts of these people, in their order. Unknown contacts are created.
    pub(super) async fn interviewers(&mut self, people: &[Person]) -> Result<Vec<ContactId>, WriteError> {
        let mut ids = Vec::new();
        for person in people {
            let known = match (&person.email, &person.name) {
                (Some(email), _) => self.by_email(email),
                (None, Some(name)) => {
                    self.contacts.iter().find(|it| it.details.name.as_ref().is_some_and(|known| **known == **name))
                }
                (None, None) => continue,
            };
            let id = match known {
                Some(contact) => contact.stamp.id,
                None => match self.make(person).await? {
                    Some(id) => id,
                    None => continue,
                },
            };
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    async fn make(&mut self, person: &Person) -> Result<Option<ContactId>, WriteError> {
        let mut patch = Map::new();
        // A name with control characters is left out.
        if let Some(name) = person.name.as_deref().and_then(|name| name.parse::<Name>().ok()) {
            patch.insert("name".to_owned(), json!(name));
        }
        if let Some(email) = &person.email {
            patch.insert("email".to_owned(), json!(email));
        }
        if patch.is_empty() {
            return Ok(None);
        }
        patch.insert("role".to_owned(), json!("interviewer"));
        let input: ContactInput = merged(None, patch, "")?;
        let row = input.into_row(self.scope.stamp(ContactId::new()), self.application.stamp.id);
        let row = self.scope.insert(row).await?;
        let id = row.stamp.id;
        self.contacts.push(row);
        Ok(Some(id))
    }
}
