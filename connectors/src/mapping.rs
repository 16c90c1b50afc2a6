//! Functions with which adapters map a payload to changes.

use std::borrow::Cow;

use planning::{
    Date, Instant, Key,
    facts::{Outcome, OutcomeKind, Role},
};
use serde_json::Value;

use crate::{
    changes::{
        Application, Change, Changes, Company, Contact, DeliveryContent, Interview, MissingRequirement, Needed,
        NewApplication, Position, Resource, find_missing,
    },
    delivery::Delivery,
    field::Field,
    json::{Json, Remarks},
    refusal::ReadError,
    settings::{Defaults, Settings},
};

/// Collects what a delivery changes.
#[derive(Debug)]
pub(crate) struct Mapping<'a> {
    settings: &'a Settings,
    received_at: Instant,
    event: String,
    remarks: &'a Remarks,
    updated_at: Option<Instant>,
    changes: Vec<Change>,
    missing: Vec<MissingRequirement>,
}

impl<'a> Mapping<'a> {
    /// An empty mapping of an event.
    pub(crate) fn new(
        delivery: &Delivery<'_>,
        settings: &'a Settings,
        event: impl Into<String>,
        remarks: &'a Remarks,
    ) -> Result<Self, ReadError> {
        let received_at =
            delivery.received_at.try_into().map_err(|_| ReadError::new("", "it came in at no time that is known"))?;
        let (changes, missing) = (Vec::new(), Vec::new());
        Ok(Self { settings, received_at, event: event.into(), remarks, updated_at: None, changes, missing })
    }

    /// The remote id of the value at a place of the payload. An error if it is missing.
    pub(crate) fn required_key(&self, json: &Json<'_>) -> Result<Key, ReadError> {
        self.key(&json.required_id()?, json.pointer())
    }

    /// The remote id of the value at a place of the payload. `None` if it is missing.
    pub(crate) fn optional_key(&self, json: &Json<'_>) -> Result<Option<Key>, ReadError> {
        json.id().map(|id| self.key(&id, json.pointer())).transpose()
    }

    /// The remote id for the vendor's `id`.
    pub(crate) fn key(&self, id: &str, pointer: &str) -> Result<Key, ReadError> {
        self.settings.prefix.remote_id(id, pointer)
    }

    /// Adds a contact, and returns the remote id. `None` without an id or an e-mail address that identifies the person.
    /// The remote id contains that of the application, since a person can be a contact of several applications.
    pub(crate) fn add_contact(
        &mut self,
        application: &Key,
        id: &Json<'_>,
        mut facts: Contact,
        role_if_new: Option<Role>,
    ) -> Option<Key> {
        let address = facts.email.set().map(|email| email.to_lowercase());
        let person_id = id.id().or(address)?;
        match child_remote_id(application, &person_id, id.pointer()) {
            Ok(remote_id) if self.has_contact(&remote_id) => Some(remote_id),
            Ok(remote_id) => {
                facts.remote_id = remote_id.clone();
                facts.application_remote_id = Some(application.clone());
                self.changes.push(Change::Contact { facts, role_if_new });
                Some(remote_id)
            }
            Err(error) => {
                id.remark(format!("{}: the person is left out", error.detail));
                None
            }
        }
    }

    /// Whether this contact was added already: a person can occur several times in a delivery.
    fn has_contact(&self, remote_id: &Key) -> bool {
        self.changes
            .iter()
            .any(|change| matches!(change, Change::Contact { facts, .. } if facts.remote_id == *remote_id))
    }

    /// When the delivery was received.
    pub(crate) const fn received_at(&self) -> Instant {
        self.received_at
    }

    /// A date, or the date of an instant in the connection's time zone, else in UTC.
    pub(crate) fn day(&self, json: &Json<'_>) -> Field<Date> {
        let of_instant = || {
            let instant = json.instant()?;
            let zone = self.settings.defaults.time_zone;
            let day = zone.map_or_else(|| instant.date_naive(), |zone| zone.to_local(*instant).date_naive());
            day.try_into().ok()
        };
        json.day().or_else(of_instant).into()
    }

    /// Records when the source changed something: the latest of these instants and of those recorded before.
    pub(crate) fn record_update_times(&mut self, instants: impl IntoIterator<Item = Option<Instant>>) {
        self.updated_at = instants.into_iter().flatten().chain(self.updated_at).max();
    }

    /// Adds a change.
    pub(crate) fn add(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// Adds an application, with the connection's defaults in case it is new.
    pub(crate) fn add_application(&mut self, facts: Application) {
        let new = Box::new(with_defaults(facts.clone(), &self.settings.defaults));
        self.changes.push(Change::Application { facts, new });
    }

    /// Adds an application. If it is new and the connection names no employer, it has this one.
    pub(crate) fn add_application_with_employer(&mut self, facts: Application, employer: Field<Company>) {
        let mut new = with_defaults(facts.clone(), &self.settings.defaults);
        if let Field::Set(Company { name, .. }) = employer {
            let mut company = new.application.company.set().cloned().unwrap_or_default();
            company.name.or_default(name.set().cloned());
            new.application.company = Field::Set(company);
        }
        self.changes.push(Change::Application { facts, new: Box::new(new) });
    }

    /// The outcome of an application. Without a time, it has the time of receipt.
    pub(crate) fn outcome(&self, kind: OutcomeKind, at: Option<Instant>, pointer: &str) -> Field<Outcome> {
        let at = at.unwrap_or_else(|| {
            self.remarks.add(pointer, "has no time: the time at which the news came in is taken");
            self.received_at
        });
        Field::Set(Outcome { kind, at, respond_by: None })
    }

    /// Adds that an outcome was withdrawn.
    pub(crate) fn add_outcome_taken_back(&mut self, application_remote_id: Key, kinds: impl Into<Vec<OutcomeKind>>) {
        self.changes.push(Change::OutcomeTakenBack { application_remote_id, kinds: kinds.into() });
    }

    /// Adds the stage of an application, if it has a name.
    pub(crate) fn add_stage(&mut self, application_remote_id: &Key, json: &Json<'_>) {
        if let Some(stage) = json.parse() {
            self.changes.push(Change::Stage { application_remote_id: application_remote_id.clone(), stage });
        }
    }

    /// Adds that something changed, and that the facts at `pointers` are missing from the delivery.
    pub(crate) fn add_announcement(
        &mut self,
        resource: Resource,
        remote_id: Key,
        pointers: &[&'static str],
        why: &'static str,
    ) {
        for pointer in pointers {
            self.add_missing_fact(resource, &remote_id, pointer, why);
        }
        self.changes.push(Change::Announced { resource, remote_id });
    }

    /// Adds a fact that the delivery announces without its value.
    pub(crate) fn add_missing_fact(
        &mut self,
        resource: Resource,
        remote_id: &Key,
        pointer: &'static str,
        why: &'static str,
    ) {
        self.missing.push(MissingRequirement {
            resource,
            remote_id: Some(remote_id.clone()),
            application_remote_id: None,
            pointer: Cow::Borrowed(pointer),
            needed: Needed::ToApply,
            why: Some(Cow::Borrowed(why)),
        });
    }

    /// Adds an interview of the application that has no id in the delivery.
    pub(crate) fn add_missing_interview(&mut self, application_remote_id: &Key, why: &'static str) {
        for pointer in ["/starts_at", "/ends_at"] {
            self.missing.push(MissingRequirement {
                resource: Resource::Interview,
                remote_id: None,
                application_remote_id: Some(application_remote_id.clone()),
                pointer: Cow::Borrowed(pointer),
                needed: Needed::ToApply,
                why: Some(Cow::Borrowed(why)),
            });
        }
    }

    /// Adds an interview. With `only_if_stored` it is ignored if it is not stored yet.
    pub(crate) fn add_interview(&mut self, facts: Interview, only_if_stored: bool) {
        self.changes.push(Change::Interview { facts, only_if_stored });
    }

    /// The collected changes, without the remarks.
    fn finish(self) -> Changes {
        let Self { event, updated_at, changes, mut missing, .. } = self;
        let lacking = find_missing(&changes, &missing);
        missing.extend(lacking);
        Changes { event, updated_at, changes, missing, remarks: Vec::new() }
    }
}

/// The remote id of something that belongs to `owner`, and whose id may be the same with another owner.
pub(crate) fn child_remote_id(owner: &Key, id: &str, pointer: &str) -> Result<Key, ReadError> {
    let whole = format!("{owner}.{id}");
    whole.parse().map_err(|error| ReadError::new(pointer, format!("can't be an id: it {error}")))
}

/// Maps a JSON body with `map`, which gets the mapping and the body.
pub(crate) fn map_json_body(
    delivery: &Delivery<'_>,
    settings: &Settings,
    body: &Value,
    event: impl Into<String>,
    map: impl FnOnce(&mut Mapping<'_>, &Json<'_>) -> Result<(), ReadError>,
) -> Result<DeliveryContent, ReadError> {
    let remarks = Remarks::default();
    let mut mapping = Mapping::new(delivery, settings, event, &remarks)?;
    map(&mut mapping, &Json::new(body, &remarks))?;
    let mut changes = mapping.finish();
    changes.remarks = remarks.into_list();
    Ok(DeliveryContent::Changes(changes))
}

fn with_defaults(mut facts: Application, defaults: &Defaults) -> NewApplication {
    let mut company = facts.company.set().cloned().unwrap_or_default();
    company.name.or_default(defaults.company.clone());
    company.sector.or_default(defaults.sector);
    company.culture.or_default(defaults.culture);
    if !company.is_absent() {
        facts.company = Field::Set(company);
    }
    facts.time_zone.or_default(defaults.time_zone);
    facts.holiday_calendar.or_default(defaults.holiday_calendar);
    let candidate_id = if facts.candidate_remote_id.is_some() { None } else { defaults.candidate_id };
    NewApplication { application: facts, candidate_id }
}

/// The employer, if it is named.
pub(crate) fn company(json: &Json<'_>) -> Field<Company> {
    match json.to_field() {
        Field::Set(name) => Field::Set(Company { name: Field::Set(name), ..Company::default() }),
        _ => Field::Absent,
    }
}

/// The position, if it has a title.
pub(crate) fn position(json: &Json<'_>) -> Field<Position> {
    match json.to_field() {
        Field::Set(title) => Field::Set(Position { title: Field::Set(title), ..Position::default() }),
        _ => Field::Absent,
    }
}
