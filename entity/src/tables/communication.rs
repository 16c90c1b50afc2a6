//! Communications: messages and calls, sent and received.

use planning::{
    Date, Instant, Key, Note,
    facts::{CommunicationChannel, CommunicationDetails, Direction, Purpose},
};
use sea_orm::{Condition, entity::prelude::*};

use super::{
    cells::Cell,
    list_filters::{CommunicationFilter, within},
    owned, remotely_named, table,
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
    filter.of.condition(Column::RemoteId).add(within(Column::At, filter.occurred_from, filter.occurred_before))
}

owned!(Communication: CommunicationFilter, plans OfApplication(ApplicationId), events "communication");

remotely_named!(Communication: CommunicationId);

impl super::Fact for Communication {}
