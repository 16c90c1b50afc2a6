//! Deliveries of connections, without their bodies.

use sea_orm::{Condition, entity::prelude::*};

use super::{account_table, cells::Cell, table};
use crate::{ConnectionId, DeliveryId};

table! {
    /// A delivery. It was created when it was received.
    "deliveries": Delivery, DeliveryId {
        /// The connection.
        connection_id: ConnectionId,
        /// The key that all attempts of the same delivery share.
        dedupe_key: String,
        /// The parts of the request that its signature covers.
        covers: String,
        /// Whether it was signed with the connection's previous secret.
        by_previous_secret: bool,
        /// The outside system's name of the event.
        event: Option<String>,
        /// Whether it was applied.
        state: String,
        /// The result of applying it.
        result: Option<Json>,
    }
}

/// The filter of a list of deliveries.
#[derive(Clone, Debug)]
pub struct Filter {
    pub connection_id: ConnectionId,
    pub state: Option<String>,
}

fn condition(filter: &Filter) -> Condition {
    Condition::all()
        .add(Column::ConnectionId.eq(filter.connection_id))
        .add_option(filter.state.as_ref().map(|state| Column::State.eq(state)))
}

account_table!(Delivery: Filter);
