//! Communications: messages and calls, sent and received.

use planning::{
    Date, Instant, Key, Note,
    facts::{CommunicationChannel, CommunicationDetails, Direction, Purpose},
};
use sea_orm::{Condition, entity::prelude::*};

use super::{
    account_table,
    cells::Cell,
    impl_remote_record,
    list_filters::{CommunicationFilter, in_period},
    table,
};
use crate::{ApplicationId, CommunicationId, ContactId};

table! {
    /// A communication.
    "communications": Communication, CommunicationId {
        /// The client's own id.
        remote_id: Option<Key>,
        application_id: ApplicationId,
        /// The contact of the application who wrote or was written to.
        contact_id: Option<ContactId>,
    }
    details CommunicationDetails {
        direction: Direction,
        channel: CommunicationChannel,
        purpose: Purpose,
        bounced: bool,
        at: Instant,
        decision_expected_on: Option<Date>,
        automatic: bool,
        needs_answer: bool,
        answer: Option<Note>,
    }
}

fn condition(filter: &CommunicationFilter) -> Condition {
    filter.by_application.condition(Column::RemoteId).add(in_period(
        Column::At,
        filter.occurred_from,
        filter.occurred_before,
    ))
}

account_table!(Communication: CommunicationFilter, plans Application(ApplicationId), events "communication");

impl_remote_record!(Communication: CommunicationId);

impl super::ReferencesContacts for Communication {}
