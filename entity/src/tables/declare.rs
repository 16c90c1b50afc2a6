//! How tables are declared.

/// Declares a table whose rows are those of a resource: once with its columns, from which the entity and the row are made.
///
/// The row is its stamp, the columns in the first braces, and the details of the resource. What the details hold in one
/// field for several columns stands behind `within`: there the field is read from and written to a struct of that type,
/// each of whose own fields is a column.
macro_rules! table {
    (
        $(#[doc = $doc:literal])*
        $table:literal: $row:ident, $id:ident {$(
            $(#[doc = $own_doc:literal])*
            $own:ident: $own_type:ty,
        )*}
        details $details:ident {$(
            $column:ident: $type:ty,
        )*}
        $(within $field:ident: $group:ident {$(
            $part_column:ident: $part_type:ty = $part:ident,
        )*})*
    ) => {
        /// The columns of the table.
        #[derive(Clone, Debug, sea_orm::DeriveEntityModel, PartialEq, serde::Deserialize)]
        #[sea_orm(table_name = $table)]
        pub struct Model {
            #[sea_orm(primary_key, auto_increment = false)]
            pub account_id: crate::AccountId,
            #[sea_orm(primary_key, auto_increment = false)]
            pub id: $id,
            pub version: i64,
            pub created_at: chrono::DateTime<chrono::Utc>,
            pub updated_at: chrono::DateTime<chrono::Utc>,
            $(pub $own: Cell<$own_type>,)*
            $(pub $column: Cell<$type>,)*
            $($(pub $part_column: Cell<$part_type>,)*)*
        }

        $(#[doc = $doc])*
        #[derive(Clone, Debug, Eq, PartialEq, serde::Deserialize)]
        #[serde(from = "Model")]
        pub struct $row {
            /// What stands on every row.
            pub stamp: crate::Stamp<$id>,
            $(
                $(#[doc = $own_doc])*
                pub $own: $own_type,
            )*
            /// What the client wrote.
            pub details: $details,
        }

        impl From<Model> for $row {
            fn from(row: Model) -> Self {
                let Model { account_id, id, version, created_at, updated_at, .. } = row;
                Self {
                    stamp: crate::Stamp { account_id, id, version, created_at, updated_at },
                    $($own: row.$own.0,)*
                    details: $details {
                        $($column: row.$column.0,)*
                        $($field: $group { $($part: row.$part_column.0,)* }.into(),)*
                    },
                }
            }
        }

        impl From<$row> for Model {
            fn from(row: $row) -> Self {
                let $details { $($column,)* $($field,)* } = row.details;
                $(let $field = $group::from($field);)*
                Self {
                    account_id: row.stamp.account_id,
                    id: row.stamp.id,
                    version: row.stamp.version,
                    created_at: row.stamp.created_at,
                    updated_at: row.stamp.updated_at,
                    $($own: Cell(row.$own),)*
                    $($column: Cell($column),)*
                    $($($part_column: Cell($field.$part),)*)*
                }
            }
        }

        impl crate::tables::InOrder for $row {
            crate::tables::column_texts!(
                crate::AccountId $id i64 chrono::DateTime<chrono::Utc> chrono::DateTime<chrono::Utc>
                $($own_type)* $($type)* $($($part_type)*)*
            );

            fn read(row: &mut database::PositionalRow<'_>) -> Result<Self, sea_orm::DbErr> {
                let row = Model {
                    account_id: crate::tables::cells::read(row)?,
                    id: crate::tables::cells::read(row)?,
                    version: crate::tables::cells::read(row)?,
                    created_at: crate::tables::cells::read(row)?,
                    updated_at: crate::tables::cells::read(row)?,
                    $($own: crate::tables::cells::read(row)?,)*
                    $($column: crate::tables::cells::read(row)?,)*
                    $($($part_column: crate::tables::cells::read(row)?,)*)*
                };
                Ok(row.into())
            }

            fn into_values(self) -> Vec<sea_orm::Value> {
                let row = Model::from(self);
                vec![
                    row.account_id.into(),
                    row.id.into(),
                    row.version.into(),
                    row.created_at.into(),
                    row.updated_at.into(),
                    $(row.$own.into(),)*
                    $(row.$column.into(),)*
                    $($(row.$part_column.into(),)*)*
                ]
            }
        }

        impl crate::tables::Row for $row {
            type Entity = Entity;
            type Id = $id;

            fn stamped(&self) -> crate::Stamp<$id> {
                self.stamp
            }

            fn restamp(&mut self, account_id: crate::AccountId) {
                self.stamp.account_id = account_id;
            }
        }

        #[derive(Clone, Copy, Debug, sea_orm::DeriveRelation, sea_orm::EnumIter)]
        pub enum Relation {}

        impl sea_orm::ActiveModelBehavior for ActiveModel {}
    };
}
pub(crate) use table;

/// The texts that select columns of these types.
macro_rules! column_texts {
    ($($type:ty)*) => {
        const IS_LIST: &'static [bool] = &[$(<$type as crate::tables::cells::Decoded>::IS_LIST),*];

        fn select_list(dialect: database::Dialect) -> &'static str {
            static TEXT: crate::tables::Texts<1> = crate::tables::Texts::new();
            TEXT.get_or_init(dialect, 0, || dialect.select_list::<Entity>(Self::IS_LIST))
        }

        fn json_array(dialect: database::Dialect) -> &'static str {
            static TEXT: crate::tables::Texts<1> = crate::tables::Texts::new();
            TEXT.get_or_init(dialect, 0, || dialect.json_array::<Entity>(Self::IS_LIST))
        }
    };
}
pub(crate) use column_texts;

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
            crate::tables::column_texts!($($_type)*);

            fn read(row: &mut database::PositionalRow<'_>) -> Result<Self, sea_orm::DbErr> {
                Ok(Self { $($field: crate::tables::cells::read(row)?,)* })
            }

            fn into_values(self) -> Vec<sea_orm::Value> {
                vec![$(self.$field.into(),)*]
            }
        }
    };
}
pub(crate) use impl_in_order;

/// Makes a model the row of its table, with what stands on every row in its first fields.
macro_rules! flat_row {
    ($id:ident) => {
        impl crate::tables::Row for Model {
            type Entity = Entity;
            type Id = $id;

            fn stamped(&self) -> crate::Stamp<$id> {
                self.stamp()
            }

            fn restamp(&mut self, account_id: crate::AccountId) {
                self.account_id = account_id;
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
pub(crate) use flat_row;

/// Makes an entity and its row an owned table; the row is its model, unless another is named. A table whose rows are
/// facts that plans follow from says so with `plans`, one whose rows can name a playbook of the account's own in a column
/// says so with `follows`, and one whose lists are searched for text says with `searched` which texts these are.
macro_rules! owned {
    ($id:ident, $filter:ty) => {
        crate::tables::flat_row!($id);
        crate::tables::owned!(Model: $filter, plans None);
    };
    ($id:ident, $filter:ty, plans $($plans:tt)*) => {
        crate::tables::flat_row!($id);
        crate::tables::owned!(Model: $filter, plans $($plans)*);
    };
    (
        $row:ident: $filter:ty, plans $plans:ident $(($column:ident))? $(, follows $playbook:ident)?
        $(, searched $searched:expr)?
    ) => {
        impl crate::tables::Owned for Entity {
            const ACCOUNT_ID: Column = Column::AccountId;
            const ID: Column = Column::Id;
            const VERSION: Column = Column::Version;
            const UPDATED_AT: Column = Column::UpdatedAt;
            const PLANS: crate::tables::Plans<Column> = crate::tables::Plans::$plans $((Column::$column))?;

            fn insert_sql() -> &'static crate::tables::InsertSql {
                static SQL: crate::tables::InsertSql = crate::tables::InsertSql::new();
                &SQL
            }
        }

        impl crate::tables::Record for $row {
            type Filter = $filter;

            $(fn own_playbook(&self) -> Option<&str> {
                self.$playbook.as_deref()
            })?

            $(fn searched_texts(&self) -> Option<[Option<&str>; 2]> {
                let texts: fn(&Self) -> [Option<&str>; 2] = $searched;
                Some(texts(self))
            })?

            fn condition(filter: &$filter) -> sea_orm::Condition {
                condition(filter)
            }
        }
    };
}
pub(crate) use owned;

/// Makes the rows of an owned table ones that clients can call by ids of their own, in the column `remote_id`.
macro_rules! remotely_named {
    ($row:ident: $id:ident) => {
        impl crate::tables::RemoteRecord for $row {
            fn new_id() -> $id {
                <$id>::new()
            }

            fn remote_id(&self) -> Option<&planning::Key> {
                self.remote_id.as_ref()
            }

            fn has_remote_id(remote_id: &str) -> sea_orm::Condition {
                sea_orm::Condition::all().add(Column::RemoteId.eq(remote_id))
            }

            fn remote_id_column() -> sea_orm::sea_query::Expr {
                Column::RemoteId.into_expr()
            }
        }
    };
}
pub(crate) use remotely_named;
