//! The tables. Entities are private to this crate, their rows are public.

pub(crate) mod account;
pub(crate) mod account_deletion;
pub(crate) mod api_client;
pub(crate) mod application;
pub(crate) mod application_contact;
pub(crate) mod authorization_code;
mod cached_sql;
pub(crate) mod calendar_feed;
pub(crate) mod calendar_feed_entry;
pub(crate) mod candidate;
pub(crate) mod cells;
pub(crate) mod communication;
pub(crate) mod connection;
pub(crate) mod contact;
mod declare;
pub(crate) mod delivery;
pub(crate) mod delivery_body;
pub(crate) mod event;
pub(crate) mod event_feed;
pub(crate) mod event_version;
pub(crate) mod idempotency_key;
pub(crate) mod import;
pub(crate) mod import_body;
pub(crate) mod interview;
pub(crate) mod interviewer;
pub(crate) mod list_filters;
pub(crate) mod mail_message;
pub(crate) mod message;
pub(crate) mod password_reset;
pub(crate) mod plan_horizon;
pub(crate) mod planned_step;
pub(crate) mod playbook;
pub(crate) mod playbook_version;
pub(crate) mod refresh_token;
pub(crate) mod reminder;
pub(crate) mod reminder_step;
pub(crate) mod revoked_token;
pub(crate) mod sealing_key;
pub(crate) mod search_block;
pub(crate) mod session;
pub(crate) mod sign_in;
pub(crate) mod signing_key;
pub(crate) mod source_version;
pub(crate) mod step_override;
pub(crate) mod suppressed_address;
pub(crate) mod template;
pub(crate) mod times;
pub(crate) mod user;
mod values;
pub(crate) mod webhook_attempt;
pub(crate) mod webhook_delivery;
pub(crate) mod webhook_endpoint;

pub(crate) use cached_sql::{CachedSql, ChangeStatement, InsertStatement};
pub use cached_sql::{ChangeSql, InsertSql};
use database::Dialect;
pub(crate) use declare::{
    account_table, column_sql, impl_positional_columns, impl_remote_record, positional_columns, table,
};
use sea_orm::{
    ActiveModelTrait, Condition, DbErr, EntityTrait, Insert, InsertMany, IntoActiveModel, ModelTrait, Value,
};
use serde::de::DeserializeOwned;

/// A table whose rows belong to accounts, with primary key `(account_id, id)`.
pub trait AccountTable: EntityTrait {
    /// The column with the account.
    const ACCOUNT_ID: Self::Column;
    /// The column with the row's id, which is unique within the account.
    const ID: Self::Column;
    /// The column that counts the writes of the row.
    const VERSION: Self::Column;
    /// The column with the time of the last write of the row.
    const UPDATED_AT: Self::Column;
    /// The plans that depend on a row.
    const PLANS: DependentPlans<Self::Column>;
    /// The name of a row in events; `None` if its writes have no events.
    const RESOURCE: Option<&'static str>;
    /// The texts of the statements that insert its rows.
    fn insert_sql() -> &'static InsertSql;
    /// The texts of the statements that change and delete its rows, if these have events.
    fn change_sql() -> &'static ChangeSql;
}

/// The plans that depend on the rows of a table, and are outdated when a row is written.
#[derive(Clone, Copy, Debug)]
pub enum DependentPlans<C> {
    /// None.
    None,
    /// The plan of the application that is the row.
    Own,
    /// The plan of the application that this column names.
    Application(C),
    /// The plan of the application that this column names, and those of the further applications of the contact that is
    /// the row.
    SharedContact(C),
    /// The plans of all applications of the candidate that is the row.
    AllOfCandidate,
}

impl<C: Copy> DependentPlans<C> {
    /// The column that names the application of a row.
    pub(crate) fn application(self) -> Option<C> {
        match self {
            Self::Application(column) | Self::SharedContact(column) => Some(column),
            Self::None | Self::Own | Self::AllOfCandidate => None,
        }
    }
}

/// A row of an owned table.
pub trait Record: Sized + Send + Sync + Clone + DeserializeOwned + sealed::Row {
    /// The filter of a list of such rows.
    type Filter: Send + Sync;

    /// The account, id, version and times of the row.
    fn stamp(&self) -> crate::Stamp<Self::Id> {
        self.stamped()
    }
    /// The row's id.
    fn id(&self) -> Self::Id {
        self.stamped().id
    }
    /// The version: the number of times that the row was written, from 1.
    fn version(&self) -> i64 {
        self.stamped().version
    }
    /// The key of the account's own playbook that the row names.
    fn own_playbook(&self) -> Option<&str> {
        None
    }
    /// The texts of the row that lists search in.
    fn searched_texts(&self) -> Option<[Option<&str>; 2]> {
        None
    }
    #[doc(hidden)]
    fn condition(filter: &Self::Filter) -> Condition;
}

/// A row of an application that can name contacts of the application.
pub trait ReferencesContacts: Record {}

/// A row that clients can find by a remote id.
pub trait RemoteRecord: Record + Eq {
    /// The id of a new row.
    fn new_id() -> Self::Id;
    /// The client's own id.
    fn remote_id(&self) -> Option<&planning::Key>;
    #[doc(hidden)]
    fn has_remote_id(remote_id: &str) -> Condition;
    #[doc(hidden)]
    fn remote_id_column() -> sea_orm::sea_query::Expr;
}

mod sealed {
    /// Connects a row with its private entity.
    pub trait Row: super::PositionalColumns {
        type Entity: super::AccountTable;
        type Id: Copy + Send + Sync + Into<sea_orm::Value> + Into<uuid::Uuid>;

        fn stamped(&self) -> crate::Stamp<Self::Id>;
        fn restamp(&mut self, account_id: crate::AccountId);
    }
}
pub(crate) use sealed::Row;

/// A row that is read and written by the position of its columns.
pub trait PositionalColumns: Sized {
    /// Which of the table's columns are lists.
    #[doc(hidden)]
    const IS_LIST: &'static [bool];
    /// The text that selects the table's columns for `read`.
    #[doc(hidden)]
    fn select_list(dialect: Dialect) -> &'static str;
    /// The text of a JSON array of the table's columns, which the row can be deserialized from.
    #[doc(hidden)]
    fn json_array(dialect: Dialect) -> &'static str;
    /// Reads the row.
    #[doc(hidden)]
    fn read(row: &mut database::PositionalRow<'_>) -> Result<Self, DbErr>;
    /// The values of the columns, in order.
    #[doc(hidden)]
    fn into_values(self) -> Vec<Value>;
}

/// The statement that inserts a row with all its columns.
pub(crate) fn insert<M>(row: M) -> Insert<ActiveModelOf<M>>
where
    M: ModelTrait + IntoActiveModel<ActiveModelOf<M>>,
{
    Insert::one(all_set(row))
}

/// The statement that inserts rows with all their columns.
pub(crate) fn insert_many<M>(rows: impl IntoIterator<Item = M>) -> InsertMany<ActiveModelOf<M>>
where
    M: ModelTrait + IntoActiveModel<ActiveModelOf<M>>,
{
    Insert::many(rows.into_iter().map(all_set))
}

type ActiveModelOf<M> = <<M as ModelTrait>::Entity as EntityTrait>::ActiveModel;

fn all_set<M>(row: M) -> ActiveModelOf<M>
where
    M: ModelTrait + IntoActiveModel<ActiveModelOf<M>>,
{
    row.into_active_model().reset_all()
}
