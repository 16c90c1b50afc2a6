//! The contacts among the items: one item for each application of a contact.

use std::collections::{HashMap, HashSet};

use entity::{ApplicationContact, ApplicationId, BulkWrite, ChangedRow, Contact, ContactId, Scope};
use planning::{
    Key, Violation,
    facts::{ContactDetails, Role},
};

use super::{
    item::SyncedContact,
    outcome::{ResourceWrite, SyncEffect},
    stored_rows::StoredRows,
    target::RowWrite,
};
use crate::contacts::ContactInput;

/// An item about a contact.
#[derive(Clone, Copy, Debug)]
pub(super) struct ContactItem<'a> {
    pub(super) id: ContactId,
    pub(super) remote_id: &'a Key,
    pub(super) change: ContactChange<'a>,
}

/// What an item changes of a contact.
#[derive(Clone, Copy, Debug)]
pub(super) enum ContactChange<'a> {
    /// Its details, and the application that it belongs to. Without one, it belongs to the application in its row.
    Described {
        application: Option<ApplicationId>,
        facts: &'a SyncedContact,
        names_role: bool,
    },
    /// It is removed from an application.
    Removed(ApplicationId),
    /// It is removed from an application that does not exist.
    Unchanged,
    Deleted,
}

/// What was written of a contact, with its applications before and after.
#[derive(Debug)]
pub(super) struct WrittenContact {
    written: ResourceWrite,
    before: HashSet<ApplicationId>,
    after: HashSet<ApplicationId>,
}

impl WrittenContact {
    /// The result of one of its items.
    pub(super) fn result_of(&self, item: &ContactItem<'_>) -> Result<ResourceWrite, Violation> {
        let unchanged = ResourceWrite { effect: SyncEffect::Unchanged, ..self.written };
        match item.change {
            ContactChange::Removed(application) if !self.after.contains(&application) => {
                let was = self.before.contains(&application);
                Ok(if was { ResourceWrite { effect: SyncEffect::Deleted, ..self.written } } else { unchanged })
            }
            ContactChange::Unchanged => Ok(unchanged),
            ContactChange::Described { application: None, .. } if self.after.is_empty() => {
                let detail = if self.before.is_empty() {
                    "application_remote_id is required for a new contact"
                } else {
                    "the request leaves the contact without an application: name one"
                };
                Err(Violation::new("/application_remote_id", "required", detail))
            }
            _ => Ok(self.written),
        }
    }
}

/// Adds to `write` the rows that have to be written for these items. `deleted_applications` are deleted by the same
/// request. Returns what is written of each contact.
pub(super) fn write_contacts<'a>(
    scope: &Scope,
    items: impl Iterator<Item = ContactItem<'a>>,
    stored: &StoredRows,
    deleted_applications: &HashSet<ApplicationId>,
    write: &mut BulkWrite,
) -> HashMap<ContactId, WrittenContact> {
    let mut by_contact: HashMap<ContactId, Vec<ContactItem<'_>>> = HashMap::new();
    for item in items {
        by_contact.entry(item.id).or_default().push(item);
    }
    let outcomes = by_contact
        .into_iter()
        .map(|(id, items)| (id, write_contact(scope, &items, stored, deleted_applications, write)));
    outcomes.collect()
}

/// A contact after the request. Later items replace earlier ones.
struct TargetContact<'a> {
    /// The role in each application.
    roles: HashMap<ApplicationId, Role>,
    /// The applications that items name, in order.
    named: Vec<ApplicationId>,
    /// The role that an item without an application names.
    own_role: Option<Role>,
    /// The applications whose roles are named by later items than that one.
    roles_named_later: HashSet<ApplicationId>,
    details: Option<&'a ContactDetails>,
}

impl<'a> TargetContact<'a> {
    fn new(
        items: &[ContactItem<'a>],
        before: Option<&'a Contact>,
        stored: &StoredRows,
        deleted_applications: &HashSet<ApplicationId>,
    ) -> Self {
        let further = before.and_then(|row| stored.further_applications.get(&row.stamp.id)).into_iter().flatten();
        let mut wanted = Self {
            roles: further.map(|(application, row)| (*application, row.role.0)).collect(),
            named: Vec::new(),
            own_role: None,
            roles_named_later: HashSet::new(),
            details: before.map(|row| &row.details),
        };
        wanted.roles.extend(before.map(|row| (row.application_id, row.details.role)));
        for item in items {
            match item.change {
                ContactChange::Described { application, facts, names_role } => {
                    wanted.details = Some(&facts.details);
                    wanted.set_role(application, facts.details.role, names_role);
                }
                ContactChange::Removed(application) => drop(wanted.roles.remove(&application)),
                ContactChange::Unchanged => {}
                ContactChange::Deleted => wanted.roles.clear(),
            }
        }
        wanted.roles.retain(|application, _| !deleted_applications.contains(application));
        wanted
    }

    fn set_role(&mut self, application: Option<ApplicationId>, role: Role, names_role: bool) {
        match application {
            Some(application) if names_role => {
                self.roles.insert(application, role);
                self.named.push(application);
                self.roles_named_later.insert(application);
            }
            Some(application) => {
                self.roles.entry(application).or_insert(role);
                self.named.push(application);
            }
            None if names_role => {
                self.own_role = Some(role);
                self.roles_named_later.clear();
            }
            None => {}
        }
    }

    /// The role in the application of the contact's own row.
    fn role_in_first(&self, first: ApplicationId) -> Role {
        self.own_role.filter(|_| !self.roles_named_later.contains(&first)).unwrap_or(self.roles[&first])
    }

    /// The application in the contact's own row: the same as before if possible, or else the oldest one.
    fn first(
        &self,
        before: Option<&Contact>,
        further: Option<&HashMap<ApplicationId, ApplicationContact>>,
    ) -> Option<ApplicationId> {
        let still = |application: &ApplicationId| self.roles.contains_key(application);
        let oldest = || {
            let remaining = further.into_iter().flat_map(HashMap::values).filter(|row| still(&row.application_id));
            remaining.min_by_key(|row| (row.created_at, row.application_id)).map(|row| row.application_id)
        };
        let named = || self.named.iter().copied().find(still);
        before.map(|row| row.application_id).filter(still).or_else(oldest).or_else(named)
    }
}

fn write_contact(
    scope: &Scope,
    items: &[ContactItem<'_>],
    stored: &StoredRows,
    deleted_applications: &HashSet<ApplicationId>,
    write: &mut BulkWrite,
) -> WrittenContact {
    let ContactItem { id, remote_id, .. } = items[0];
    let before = stored.contacts.get(remote_id);
    let further = stored.further_applications.get(&id);
    let applications_before: HashSet<ApplicationId> =
        before.map(|row| stored.known_contact(row).applications).unwrap_or_default();
    let wanted = TargetContact::new(items, before, stored, deleted_applications);
    let (Some(first), Some(details)) = (wanted.first(before, further), wanted.details) else {
        let written = before.map_or(ResourceWrite::NOTHING, |row| {
            write.outdated.extend(&applications_before);
            write.taken_out.extend(applications_before.iter().map(|application| (id, *application)));
            write.deleted.contacts.push(row.clone());
            ResourceWrite::deleted(id)
        });
        return WrittenContact { written, before: applications_before, after: HashSet::new() };
    };
    let role = wanted.role_in_first(first);
    let make = |stamp| {
        let details = ContactDetails { role, ..details.clone() };
        ContactInput { remote_id: Some(remote_id.clone()), details }.into_row(stamp, first)
    };
    let target = RowWrite::new(scope, before.map(|row| (row, row.stamp)), || id, make);
    let role_before = |application| Some(further?.get(application)?.role.0);
    let to_write: Vec<ApplicationContact> = wanted
        .roles
        .iter()
        .filter(|(application, role)| **application != first && role_before(*application) != Some(**role))
        .map(|(application, role)| scope.further_application(id, *application, *role))
        .collect();
    // A deleted application deletes these rows itself.
    let is_kept = |application: &ApplicationId| {
        deleted_applications.contains(application) || (*application != first && wanted.roles.contains_key(application))
    };
    let to_delete: Vec<_> =
        further.into_iter().flat_map(HashMap::keys).filter(|it| !is_kept(it)).map(|it| (id, *it)).collect();
    let target = match target {
        RowWrite::Unchanged(row) if !(to_write.is_empty() && to_delete.is_empty()) => {
            let after = Contact { stamp: scope.next(row.stamp), ..row.clone() };
            RowWrite::Changed(Box::new(ChangedRow { before: row, after }))
        }
        target => target,
    };
    if let RowWrite::Changed(_) = target {
        write.outdated.extend(&applications_before);
    }
    write.further_applications.extend(to_write);
    write.no_further_applications.extend(to_delete);
    let after: HashSet<ApplicationId> = wanted.roles.into_keys().collect();
    let left_applications =
        applications_before.difference(&after).filter(|application| !deleted_applications.contains(*application));
    write.taken_out.extend(left_applications.map(|application| (id, *application)));
    WrittenContact { written: target.write(&mut write.contacts, |row| row.stamp), before: applications_before, after }
}
