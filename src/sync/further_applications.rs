//! The further applications of the contacts in a working set.

use std::collections::BTreeMap;

use entity::{ApplicationContact, ApplicationId, Contact, ContactId};
use planning::facts::Role;

/// The role of contacts in their further applications, as it is stored and as it is to be stored.
#[derive(Debug, Default)]
pub(super) struct FurtherApplications {
    stored: BTreeMap<(ContactId, ApplicationId), Role>,
    added: BTreeMap<(ContactId, ApplicationId), Role>,
}

impl FurtherApplications {
    pub(super) fn from_rows(rows: Vec<ApplicationContact>) -> Self {
        let stored = rows.into_iter().map(|row| ((row.contact_id, row.application_id), row.role.0));
        Self { stored: stored.collect(), added: BTreeMap::new() }
    }

    pub(super) fn role(&self, contact: ContactId, application: ApplicationId) -> Option<Role> {
        let key = (contact, application);
        self.added.get(&key).or_else(|| self.stored.get(&key)).copied()
    }

    /// Whether the application has the contact.
    pub(super) fn has_contact(&self, row: &Contact, application: ApplicationId) -> bool {
        row.application_id == application || self.role(row.stamp.id, application).is_some()
    }

    /// Gives a contact a role in a further application. False, if it has that role already.
    pub(super) fn add(&mut self, contact: ContactId, application: ApplicationId, role: Role) -> bool {
        if self.role(contact, application) == Some(role) {
            return false;
        }
        self.added.insert((contact, application), role);
        true
    }

    /// The roles that have to be written.
    pub(super) fn changes(&self) -> Vec<(ContactId, ApplicationId, Role)> {
        self.added.iter().map(|((contact, application), role)| (*contact, *application, *role)).collect()
    }
}
