//! Contacts: people at the employer.

use planning::{
    Email, Key, Name, Note, Phone,
    facts::{Channel, ContactDetails, FormOfAddress, Role},
};
use sea_orm::{Condition, entity::prelude::*};

use super::{cells::Cell, owned, remotely_named, table};
use crate::{ApplicationId, ContactId};

table! {
    /// A contact.
    "contacts": Contact, ContactId {
        /// The client's own id.
        remote_id: Option<Key>,
        /// The application.
        application_id: ApplicationId,
    }
    details ContactDetails {
        name: Option<Name>,
        given_name: Option<Name>,
        family_name: Option<Name>,
        title: Option<Name>,
        address: Option<FormOfAddress>,
        role: Role,
        email: Option<Email>,
        phone: Option<Phone>,
        postal_address: Option<Note>,
        linkedin_connected: bool,
        left: bool,
        undeliverable: Vec<Channel>,
    }
}

/// The filter of a list of contacts.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The application.
    pub application_id: Option<ApplicationId>,
    /// The client's own id.
    pub remote_id: Option<Key>,
}

fn condition(filter: &Filter) -> Condition {
    Condition::all()
        .add_option(filter.application_id.map(|id| Column::ApplicationId.eq(id)))
        .add_option(filter.remote_id.as_deref().map(|id| Column::RemoteId.eq(id)))
}

owned!(Contact: Filter, plans OfApplication(ApplicationId), told "contact");
remotely_named!(Contact: ContactId);
