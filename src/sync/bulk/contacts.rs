//! The contacts among the items: one item for each application of a contact.

use std::collections::{HashMap, HashSet};

use entity::{ApplicationContact, ApplicationId, BulkWrite, ChangedRow, Contact, ContactId, Scope};
use planning::{
    Key, Violation,
    facts::{ContactDetails, Role},
};

use super::{
    item::SyncedContact,
    outcome::{SyncEffect, Written},
    stored::Stored,
    target::Target,
};
use crate::contacts::ContactInput;

/// An item about a contact.
#[derive(Clone, Copy, Debug)]
pub(super) struct ContactItem<'a> {
    pub(super) id: ContactId,
    pub(super) remote_id: &'a Key,
    pub(super) change: ContactChange<'a>,
}

/// What an item says of a contact.
#[derive(Clone, Copy, Debug)]
pub(super) enum ContactChange<'a> {
    /// What it is, and that it belongs to an application. None is the one in its row, once all is written.
    Said {
        application: Option<ApplicationId>,
        said: &'a SyncedContact,
        names_role: bool,
    },
    /// It belongs no more to an application.
    TakenOut(ApplicationId),
    /// It belongs no more to an application that isn't there.
    Untouched,
    Deleted,
}

/// What becomes of a contact.
#[derive(Debug)]
pub(super) struct WrittenContact {
    written: Written,
    before: HashSet<ApplicationId>,
    after: HashSet<ApplicationId>,
}

impl WrittenContact {
    /// What becomes of an item about it.
    pub(super) fn of(&self, item: &ContactItem<'_>) -> Result<Written, Violation> {
        let unchanged = Written { effect: SyncEffect::Unchanged, ..self.written };
        match item.change {
            ContactChange::TakenOut(application) if !self.after.contains(&application) => {
                let was = self.before.contains(&application);
                Ok(if was { Written { effect: SyncEffect::Deleted, ..self.written } } else { unchanged })
            }
            ContactChange::Untouched => Ok(unchanged),
            ContactChange::Said { application: None, .. } if self.after.is_empty() => {
                let told = if self.before.is_empty() {
                    "application_remote_id is required for a new contact"
                } else {
                    "the request leaves the contact without an application: name one"
                };
                Err(Violation::new("/application_remote_id", "required", told))
            }
            _ => Ok(self.written),
        }
    }
}

/// What has to be written so that contacts are as these items say. `going` are the applications that are deleted. Returns
/// what becomes of each contact.
pub(super) fn write_contacts<'a>(
    scope: &Scope,
    items: impl Iterator<Item = ContactItem<'a>>,
    stored: &Stored,
    going: &HashSet<ApplicationId>,
    write: &mut BulkWrite,
) -> HashMap<ContactId, WrittenContact> {
    let mut by_contact: HashMap<ContactId, Vec<ContactItem<'_>>> = HashMap::new();
    for item in items {
        by_contact.entry(item.id).or_default().push(item);
    }
    let outcomes = by_contact.into_iter().map(|(id, items)| (id, write_contact(scope, &items, stored, going, write)));
    outcomes.collect()
}

/// A contact as it shall be: the later of two items counts.
struct Wanted<'a> {
    /// The role in each application.
    roles: HashMap<ApplicationId, Role>,
    /// The applications that items name, in order.
    named: Vec<ApplicationId>,
    /// The role that an item without an application names.
    own_role: Option<Role>,
    /// The applications whose roles items behind that one name.
    named_later: HashSet<ApplicationId>,
    details: Option<&'a ContactDetails>,
}

impl<'a> Wanted<'a> {
    fn of(
        items: &[ContactItem<'a>],
        before: Option<&'a Contact>,
        stored: &Stored,
        going: &HashSet<ApplicationId>,
    ) -> Self {
        let further = before.and_then(|row| stored.further_applications.get(&row.stamp.id)).into_iter().flatten();
        let mut wanted = Self {
            roles: further.map(|(application, row)| (*application, row.role.0)).collect(),
            named: Vec::new(),
            own_role: None,
            named_later: HashSet::new(),
            details: before.map(|row| &row.details),
        };
        wanted.roles.extend(before.map(|row| (row.application_id, row.details.role)));
        for item in items {
            match item.change {
                ContactChange::Said { application, said, names_role } => {
                    wanted.details = Some(&said.details);
                    wanted.say_role(application, said.details.role, names_role);
                }
                ContactChange::TakenOut(application) => drop(wanted.roles.remove(&application)),
                ContactChange::Untouched => {}
                ContactChange::Deleted => wanted.roles.clear(),
            }
        }
        wanted.roles.retain(|application, _| !going.contains(application));
        wanted
    }

    fn say_role(&mut self, application: Option<ApplicationId>, role: Role, names_role: bool) {
        match application {
            Some(application) if names_role => {
                self.roles.insert(application, role);
                self.named.push(application);
                self.named_later.insert(application);
            }
            Some(application) => {
                self.roles.entry(application).or_insert(role);
                self.named.push(application);
            }
            None if names_role => {
                self.own_role = Some(role);
                self.named_later.clear();
            }
            None => {}
        }
    }

    /// The role in the application of the contact's own row.
    fn role_in_first(&self, first: ApplicationId) -> Role {
        self.own_role.filter(|_| !self.named_later.contains(&first)).unwrap_or(self.roles[&first])
    }

    /// The application that stands in the contact's own row: the same as before, or else the one that it has had for longest.
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
    stored: &Stored,
    going: &HashSet<ApplicationId>,
    write: &mut BulkWrite,
) -> WrittenContact {
    let ContactItem { id, remote_id, .. } = items[0];
    let before = stored.contacts.get(remote_id);
    let further = stored.further_applications.get(&id);
    let had: HashSet<ApplicationId> = before.map(|row| stored.known_contact(row).applications).unwrap_or_default();
    let wanted = Wanted::of(items, before, stored, going);
    let (Some(first), Some(details)) = (wanted.first(before, further), wanted.details) else {
        let written = before.map_or(Written::NOTHING, |row| {
            write.outdated.extend(&had);
            write.taken_out.extend(had.iter().map(|application| (id, *application)));
            write.deleted.contacts.push(row.clone());
            Written::deleted(id)
        });
        return WrittenContact { written, before: had, after: HashSet::new() };
    };
    let role = wanted.role_in_first(first);
    let make = |stamp| {
        let details = ContactDetails { role, ..details.clone() };
        ContactInput { remote_id: Some(remote_id.clone()), details }.into_row(stamp, first)
    };
    let target = Target::of(scope, before.map(|row| (row, row.stamp)), || id, make);
    let role_before = |application| Some(further?.get(application)?.role.0);
    let put: Vec<ApplicationContact> = wanted
        .roles
        .iter()
        .filter(|(application, role)| **application != first && role_before(*application) != Some(**role))
        .map(|(application, role)| scope.further_application(id, *application, *role))
        .collect();
    // What a deleted application has goes with it.
    let stays = |application: &ApplicationId| {
        going.contains(application) || (*application != first && wanted.roles.contains_key(application))
    };
    let dropped: Vec<_> =
        further.into_iter().flat_map(HashMap::keys).filter(|it| !stays(it)).map(|it| (id, *it)).collect();
    let target = match target {
        Target::Unchanged(row) if !(put.is_empty() && dropped.is_empty()) => {
            let after = Contact { stamp: scope.next(row.stamp), ..row.clone() };
            Target::Changed(Box::new(ChangedRow { before: row, after }))
        }
        target => target,
    };
    if let Target::Changed(_) = target {
        write.outdated.extend(&had);
    }
    write.further_applications.extend(put);
    write.no_further_applications.extend(dropped);
    let after: HashSet<ApplicationId> = wanted.roles.into_keys().collect();
    let left = had.difference(&after).filter(|application| !going.contains(*application));
    write.taken_out.extend(left.map(|application| (id, *application)));
    WrittenContact { written: target.write(&mut write.contacts, |row| row.stamp), before: had, after }
}
