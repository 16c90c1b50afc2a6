//! Communications: messages and calls, sent and received.

use planning::{
    Date, Instant, Note,
    facts::{CommunicationChannel, CommunicationDetails, Direction, Purpose},
};
use sea_orm::{Condition, entity::prelude::*};

use super::{cells::Cell, owned, table};
use crate::{ApplicationId, CommunicationId, ContactId};

table! {
    /// A communication.
    "communications": Communication, CommunicationId {
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

/// The filter of a list of communications.
#[derive(Clone, Debug)]
pub struct Filter {
    pub application_id: ApplicationId,
}

fn condition(filter: &Filter) -> Condition {
    Condition::all().add(Column::ApplicationId.eq(filter.application_id))
}

owned!(Communication: Filter, plans OfApplication(ApplicationId));

impl super::Fact for Communication {}
