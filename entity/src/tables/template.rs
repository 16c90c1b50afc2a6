//! The account's own templates.

use planning::{StepKind, facts::Channel};
use sea_orm::{Condition, entity::prelude::*};

use super::{account_table, cells::Cell, table};
use crate::TemplateId;

table! {
    /// A template. Its id never leaves the service.
    "templates": Template, TemplateId {
        /// The key by which clients name it. It never changes.
        key: String,
        /// The kind of message.
        kind: StepKind,
        /// The channel of its messages.
        channel: Channel,
        /// The whole document of the client, including the key.
        body: Json,
    }
}

/// The filter of a list of templates.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The kind of message.
    pub kind: Option<StepKind>,
    /// The channel of the messages.
    pub channel: Option<Channel>,
}

fn condition(filter: &Filter) -> Condition {
    Condition::all()
        .add_option(filter.kind.map(|kind| Column::Kind.eq(Cell(kind))))
        .add_option(filter.channel.map(|channel| Column::Channel.eq(Cell(channel))))
}

account_table!(Template: Filter);
