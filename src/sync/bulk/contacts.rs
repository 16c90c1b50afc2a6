//! The contacts among the items: one item for each application of a contact.

use std::collections::HashMap;

use entity::{ApplicationContact, ApplicationId, BulkWrite, ChangedRow, Contact, ContactId, Scope};
use planning::facts::ContactDetails;

use super::{item::SyncedContact, outcome::Written, stored::Stored, target::Target};
use crate::contacts::ContactInput;

/// An item that says that a contact belongs to an application.
#[derive(Clone, Copy, Debug)]
pub(super) struct ContactItem<'a> {
    pub(super) id: ContactId,
    pub(super) application: ApplicationId,
    pub(super) said: &'a SyncedContact,
}

/// Whether two items say the same of a contact, except for its role.
pub(super) fn agree(one: &ContactDetails, other: &ContactDetails) -> bool {
    ContactDetails { role: other.role, ..one.clone() } == *other
}

/// What has to be written so that contacts are as these items say. Returns what becomes of each contact.
pub(super) fn write_contacts<'a>(
    scope: &Scope,
    items: impl Iterator<Item = ContactItem<'a>>,
    stored: &Stored,
    write: &mut BulkWrite,
) -> HashMap<ContactId, Written> {
    let mut by_contact: HashMap<ContactId, Vec<ContactItem<'_>>> = HashMap::new();
    for item in items {
        by_contact.entry(item.id).or_default().push(item);
    }
    let outcomes = by_contact.into_iter().map(|(id, items)| (id, write_contact(scope, &items, stored, write)));
    outcomes.collect()
}

fn write_contact(scope: &Scope, items: &[ContactItem<'_>], stored: &Stored, write: &mut BulkWrite) -> Written {
    let ContactItem { id, application, said } = items[0];
    let before = stored.contacts.get(&said.remote_id);
    let first = before.map_or(application, |row| row.application_id);
    let of_first = items.iter().find(|item| item.application == first).map(|item| item.said.details.role);
    let role = of_first.or(before.map(|row| row.details.role)).unwrap_or_default();
    let make = |stamp| {
        let details = ContactDetails { role, ..said.details.clone() };
        ContactInput { remote_id: Some(said.remote_id.clone()), details }.into_row(stamp, first)
    };
    let target = Target::of(scope, before.map(|row| (row, row.stamp)), || id, make);
    let roles = stored.further_applications.get(&id);
    let differs =
        |item: &&ContactItem<'_>| roles.and_then(|roles| roles.get(&item.application)) != Some(&item.said.details.role);
    let further: Vec<ApplicationContact> = items
        .iter()
        .filter(|item| item.application != first)
        .filter(differs)
        .map(|item| scope.further_application(id, item.application, item.said.details.role))
        .collect();
    let target = match target {
        Target::Unchanged(row) if !further.is_empty() => {
            let after = Contact { stamp: scope.next(row.stamp), ..row.clone() };
            Target::Changed(Box::new(ChangedRow { before: row, after }))
        }
        target => target,
    };
    if let Target::Changed(_) = target {
        write.sharing.extend(roles.into_iter().flat_map(HashMap::keys));
    }
    write.further_applications.extend(further);
    target.write(&mut write.contacts, |row| row.stamp)
}
