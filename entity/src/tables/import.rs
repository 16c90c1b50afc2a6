//! Imports of invitations and mails.

use sea_orm::{Condition, entity::prelude::*};

use super::{account_table, cells::Cell, table};
use crate::{ApplicationId, ConnectionId, ImportId};

table! {
    /// An import.
    "imports": Import, ImportId {
        /// The hash of the file. A file is imported once.
        digest: String,
        /// The connection that delivered it, if one did.
        connection_id: Option<ConnectionId>,
        /// The application that it belongs to, if that is known.
        application_id: Option<ApplicationId>,
        /// Whether it was applied.
        state: String,
        /// The findings in the file, and the changes that were made.
        content: Json,
    }
}

/// The filter of a list of imports.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub state: Option<String>,
}

fn condition(filter: &Filter) -> Condition {
    Condition::all().add_option(filter.state.as_ref().map(|state| Column::State.eq(state)))
}

account_table!(Import: Filter);
