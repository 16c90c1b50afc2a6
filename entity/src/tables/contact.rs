//! Contacts: people at the employer.

use planning::{
    Email, Key, Name, Note, Phone,
    facts::{Channel, ContactDetails, FormOfAddress, Role},
};
use sea_orm::{Condition, entity::prelude::*};

use super::{account_table, cells::Cell, impl_remote_record, list_filters::OfApplicationFilter, table};
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
        familiar: Option<bool>,
        role: Role,
        email: Option<Email>,
        phone: Option<Phone>,
        postal_address: Option<Note>,
        linkedin_connected: bool,
        left: bool,
        undeliverable: Vec<Channel>,
    }
}

fn condition(filter: &OfApplicationFilter) -> Condition {
    filter.condition(Column::RemoteId)
}

account_table!(Contact: OfApplicationFilter, plans SharedContact(ApplicationId), events "contact");
impl_remote_record!(Contact: ContactId);
