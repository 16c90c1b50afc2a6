//! The tables. Their entities stay in this crate; their rows are what others see.

pub(crate) mod account;
pub(crate) mod account_deletion;
pub(crate) mod api_client;
pub(crate) mod application;
pub(crate) mod candidate;
pub(crate) mod cells;
pub(crate) mod communication;
pub(crate) mod contact;
pub(crate) mod idempotency_key;
pub(crate) mod interview;
pub(crate) mod interviewer;
pub(crate) mod message;
pub(crate) mod plan_horizon;
pub(crate) mod planned_step;
pub(crate) mod playbook;
pub(crate) mod playbook_version;
pub(crate) mod refresh_token;
pub(crate) mod revoked_token;
pub(crate) mod search_block;
pub(crate) mod session;
pub(crate) mod sign_in;
pub(crate) mod signing_key;
pub(crate) mod step_override;
pub(crate) mod template;
pub(crate) mod user;

use chrono::{DateTime, Utc};
use sea_orm::{Condition, DbErr, EntityTrait, FromJsonQueryResult, IntoActiveModel, Value};
use serde::{Deserialize, Serialize};

use crate::scope::InsertTexts;

/// A list of texts in one JSON column.
#[derive(Clone, Debug, Default, Deserialize, Eq, FromJsonQueryResult, PartialEq, Serialize)]
#[serde(transparent)]
pub struct TextList(pub Vec<String>);

/// An offer of another employer.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the members are the fields of the offer in the API, which explains them")]
pub struct CompetingOffer {
    pub id: String,
    pub at: DateTime<Utc>,
    pub respond_by: Option<DateTime<Utc>>,
}

/// A list of offers in one JSON column.
#[derive(Clone, Debug, Default, Deserialize, Eq, FromJsonQueryResult, PartialEq, Serialize)]
#[serde(transparent)]
pub struct OfferList(pub Vec<CompetingOffer>);

/// A table whose rows belong to accounts, with primary key `(account_id, id)`.
pub trait Owned: EntityTrait<Model: IntoActiveModel<Self::ActiveModel>> {
    /// The column that says whose a row is.
    const ACCOUNT_ID: Self::Column;
    /// The row's id within its account.
    const ID: Self::Column;
    /// How often the row was written.
    const VERSION: Self::Column;
    /// Which plans follow from a row.
    const PLANS: Plans<Self::Column>;
    /// The texts of the statements that write its rows.
    fn insert_texts() -> &'static InsertTexts;
}

/// Which plans follow from the rows of a table, and are out of date once one is written.
#[derive(Clone, Copy, Debug)]
pub enum Plans<C> {
    /// None.
    None,
    /// That of the application that the row is.
    OfItself,
    /// That of the application that this column names.
    OfApplication(C),
    /// Those of all applications of the candidate that the row is.
    OfCandidate,
}

/// A row of an owned table, as it is seen outside this crate.
pub trait Record: Sized + Send + Sync + Clone + sealed::Row {
    /// The row's typed id.
    type Id: Copy + Send + Sync + Into<sea_orm::Value>;
    /// What a list of such rows can be narrowed to.
    type Filter: Send + Sync;

    /// The row's id.
    fn id(&self) -> Self::Id;
    /// How often the row was written, from 1.
    fn version(&self) -> i64;
    /// The key of the account's own playbook that the row names.
    fn own_playbook(&self) -> Option<&str> {
        None
    }
    /// The texts of the row that lists are searched for.
    fn searched_texts(&self) -> Option<[Option<&str>; 2]> {
        None
    }
    #[doc(hidden)]
    fn restamp(&mut self, account_id: crate::AccountId);
    #[doc(hidden)]
    fn condition(filter: &Self::Filter) -> Condition;
}

/// A row of an application that can name contacts of it.
pub trait Fact: Record {}

/// A row that clients can call by an id of their own.
pub trait RemoteRecord: Record + Eq {
    /// The id of a new row.
    fn new_id() -> Self::Id;
    /// What stands on every row.
    fn stamp(&self) -> crate::Stamp<Self::Id>;
    #[doc(hidden)]
    fn has_remote_id(remote_id: &str) -> Condition;
}

mod sealed {
    use sea_orm::IntoActiveModel;

    /// Ties a row to its entity where nobody outside can name it.
    pub trait Row: IntoActiveModel<<Self::Entity as sea_orm::EntityTrait>::ActiveModel> + super::InOrder {
        type Entity: super::Owned<Model = Self>;
    }
}
pub(crate) use sealed::Row;

/// A row whose fields stand in the order of its table's columns.
pub trait InOrder: Sized {
    /// The row that these cells make.
    #[doc(hidden)]
    fn read(cells: &mut cells::Cells<'_>) -> Result<Self, DbErr>;
    /// The values of its columns.
    #[doc(hidden)]
    fn into_values(self) -> Vec<Value>;
}

/// Makes a table's model one that can be read and written so: queries ask for its columns in the order of the fields.
macro_rules! in_order {
    ($($model:tt)*) => {
        $($model)*
        crate::tables::impl_in_order! { $($model)* }
    };
}
pub(crate) use in_order;

/// The model as above, of which only the names of the fields matter.
macro_rules! impl_in_order {
    ($(#[$_about:meta])* pub struct Model { $($(#[$_column:meta])* pub $field:ident: $_type:ty,)* }) => {
        impl crate::tables::InOrder for Model {
            fn read(cells: &mut crate::tables::cells::Cells<'_>) -> Result<Self, sea_orm::DbErr> {
                Ok(Self { $($field: cells.next()?,)* })
            }

            fn into_values(self) -> Vec<sea_orm::Value> {
                vec![$(self.$field.into(),)*]
            }
        }
    };
}
pub(crate) use impl_in_order;

/// Makes an entity and its model an owned table and its row. A table whose rows are facts that plans follow from says
/// so with `plans`, one whose rows can name a playbook of the account's own in a column says so with `follows`, and one
/// whose lists are searched for text says with `searched` which texts these are.
macro_rules! owned {
    ($id:ty, $filter:ty) => {
        crate::tables::owned!($id, $filter, plans None);
    };
    (
        $id:ty, $filter:ty, plans $plans:ident $(($column:ident))? $(, follows $playbook:ident)?
        $(, searched $searched:expr)?
    ) => {
        impl crate::tables::Owned for Entity {
            const ACCOUNT_ID: Column = Column::AccountId;
            const ID: Column = Column::Id;
            const VERSION: Column = Column::Version;
            const PLANS: crate::tables::Plans<Column> = crate::tables::Plans::$plans $((Column::$column))?;

            fn insert_texts() -> &'static crate::scope::InsertTexts {
                static TEXTS: crate::scope::InsertTexts = crate::scope::InsertTexts::new();
                &TEXTS
            }
        }

        impl crate::tables::Row for Model {
            type Entity = Entity;
        }

        impl crate::tables::Record for Model {
            type Id = $id;
            type Filter = $filter;

            fn id(&self) -> $id {
                self.id
            }

            fn version(&self) -> i64 {
                self.version
            }

            $(fn own_playbook(&self) -> Option<&str> {
                self.$playbook.as_deref()
            })?

            $(fn searched_texts(&self) -> Option<[Option<&str>; 2]> {
                let texts: fn(&Self) -> [Option<&str>; 2] = $searched;
                Some(texts(self))
            })?

            fn restamp(&mut self, account_id: crate::AccountId) {
                self.account_id = account_id;
            }

            fn condition(filter: &$filter) -> sea_orm::Condition {
                condition(filter)
            }
        }

        impl Model {
            /// What stands on every row: whose it is, its id, its version and times.
            #[must_use]
            pub fn stamp(&self) -> crate::Stamp<$id> {
                crate::Stamp {
                    account_id: self.account_id,
                    id: self.id,
                    version: self.version,
                    created_at: self.created_at,
                    updated_at: self.updated_at,
                }
            }
        }
    };
}
pub(crate) use owned;

/// Makes the rows of an owned table ones that clients can call by ids of their own, in the column `remote_id`.
macro_rules! remotely_named {
    ($id:ty) => {
        impl crate::tables::RemoteRecord for Model {
            fn new_id() -> $id {
                <$id>::new()
            }

            fn stamp(&self) -> crate::Stamp<$id> {
                Self::stamp(self)
            }

            fn has_remote_id(remote_id: &str) -> sea_orm::Condition {
                sea_orm::Condition::all().add(Column::RemoteId.eq(remote_id))
            }
        }
    };
}
pub(crate) use remotely_named;

/// A pattern for LIKE that finds `text` anywhere, whatever characters it has.
pub(crate) fn containing(text: &str) -> sea_orm::sea_query::LikeExpr {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for c in text.to_lowercase().chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    sea_orm::sea_query::LikeExpr::new(pattern).escape('\\')
}
