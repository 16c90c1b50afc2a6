//! Macros that declare tables.

/// Declares the table of a resource. From one list of its columns the entity and the row are made.
///
/// The row consists of its stamp, the columns in the first braces, and the details of the resource. A field of the
/// details that is stored in several columns is declared with `within`: it is converted from and to a struct of that
/// type, whose fields are columns.
macro_rules! table {
    (
        $(#[doc = $doc:literal])*
        $table:literal: $row:ident, $id:ident {$(
            $(#[doc = $own_doc:literal])*
            $own:ident: $own_type:ty,
        )*}
        $(details $details:ident {$(
            $column:ident: $type:ty,
        )*}
        $(within $field:ident: $group:ident {$(
            $part_column:ident: $part_type:ty = $part:ident,
        )*})*)?
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
            #[serde(deserialize_with = "crate::tables::times::utc")]
            pub created_at: chrono::DateTime<chrono::Utc>,
            #[serde(deserialize_with = "crate::tables::times::utc")]
            pub updated_at: chrono::DateTime<chrono::Utc>,
            $(pub $own: Cell<$own_type>,)*
            $($(pub $column: Cell<$type>,)*
            $($(pub $part_column: Cell<$part_type>,)*)*)?
        }

        $(#[doc = $doc])*
        #[derive(Clone, Debug, Eq, PartialEq, serde::Deserialize)]
        #[serde(from = "Model")]
        pub struct $row {
            /// The account, id, version and times of the row.
            pub stamp: crate::Stamp<$id>,
            $(
                $(#[doc = $own_doc])*
                pub $own: $own_type,
            )*
            $(
                /// The fields that the client sets.
                pub details: $details,
            )?
        }

        impl From<Model> for $row {
            fn from(row: Model) -> Self {
                let Model { account_id, id, version, created_at, updated_at, .. } = row;
                Self {
                    stamp: crate::Stamp { account_id, id, version, created_at, updated_at },
                    $($own: row.$own.0,)*
                    $(details: $details {
                        $($column: row.$column.0,)*
                        $($field: $group { $($part: row.$part_column.0,)* }.into(),)*
                    },)?
                }
            }
        }

        impl From<$row> for Model {
            fn from(row: $row) -> Self {
                $(
                    let $details { $($column,)* $($field,)* } = row.details;
                    $(let $field = $group::from($field);)*
                )?
                Self {
                    account_id: row.stamp.account_id,
                    id: row.stamp.id,
                    version: row.stamp.version,
                    created_at: row.stamp.created_at,
                    updated_at: row.stamp.updated_at,
                    $($own: Cell(row.$own),)*
                    $($($column: Cell($column),)*
                    $($($part_column: Cell($field.$part),)*)*)?
                }
            }
        }

        impl crate::tables::PositionalColumns for $row {
            crate::tables::column_sql!(
                crate::AccountId $id i64 chrono::DateTime<chrono::Utc> chrono::DateTime<chrono::Utc>
                $($own_type)* $($($type)* $($($part_type)*)*)?
            );

            fn read(row: &mut database::PositionalRow<'_>) -> Result<Self, sea_orm::DbErr> {
                let row = Model {
                    account_id: crate::tables::cells::read(row)?,
                    id: crate::tables::cells::read(row)?,
                    version: crate::tables::cells::read(row)?,
                    created_at: crate::tables::cells::read(row)?,
                    updated_at: crate::tables::cells::read(row)?,
                    $($own: crate::tables::cells::read(row)?,)*
                    $($($column: crate::tables::cells::read(row)?,)*
                    $($($part_column: crate::tables::cells::read(row)?,)*)*)?
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
                    $($(row.$column.into(),)*
                    $($(row.$part_column.into(),)*)*)?
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

/// Implements the SQL texts of `PositionalColumns` for columns of these types.
macro_rules! column_sql {
    ($($type:ty)*) => {
        const IS_LIST: &'static [bool] = &[$(<$type as crate::tables::cells::FromColumn>::IS_LIST),*];

        fn select_list(dialect: database::Dialect) -> &'static str {
            static TEXT: crate::tables::CachedSql<1> = crate::tables::CachedSql::new();
            TEXT.get_or_init(dialect, 0, || dialect.select_list::<Entity>(Self::IS_LIST))
        }

        fn json_array(dialect: database::Dialect) -> &'static str {
            static TEXT: crate::tables::CachedSql<1> = crate::tables::CachedSql::new();
            TEXT.get_or_init(dialect, 0, || dialect.json_array::<Entity>(Self::IS_LIST))
        }
    };
}
pub(crate) use column_sql;

/// Lets a table's model be read and written by the position of its columns. Queries select the columns in the order of
/// the fields.
macro_rules! positional_columns {
    ($($model:tt)*) => {
        $($model)*
        crate::tables::impl_positional_columns! { $($model)* }
    };
}
pub(crate) use positional_columns;

/// Parses the model as above. Only the names of the fields matter.
macro_rules! impl_positional_columns {
    ($(#[$_about:meta])* pub struct Model { $($(#[$_column:meta])* pub $field:ident: $_type:ty,)* }) => {
        impl crate::tables::PositionalColumns for Model {
            crate::tables::column_sql!($($_type)*);

            fn read(row: &mut database::PositionalRow<'_>) -> Result<Self, sea_orm::DbErr> {
                Ok(Self { $($field: crate::tables::cells::read(row)?,)* })
            }

            fn into_values(self) -> Vec<sea_orm::Value> {
                vec![$(self.$field.into(),)*]
            }
        }
    };
}
pub(crate) use impl_positional_columns;

/// Declares an owned table and its row, which is the model unless another type is named. `plans` says which plans
/// depend on a row. `events` is the row's name in events, if its writes are events. `follows` names the column with the
/// account's own playbook, if there is one. `searched` returns the texts that lists are searched for.
macro_rules! account_table {
    ($row:ident: $filter:ty) => {
        crate::tables::account_table!($row: $filter, plans None);
    };
    (
        $row:ident: $filter:ty, plans $plans:ident $(($column:ident))? $(, events $resource:literal)?
        $(, follows $playbook:ident)? $(, searched $searched:expr)?
    ) => {
        impl crate::tables::AccountTable for Entity {
            const ACCOUNT_ID: Column = Column::AccountId;
            const ID: Column = Column::Id;
            const VERSION: Column = Column::Version;
            const UPDATED_AT: Column = Column::UpdatedAt;
            const PLANS: crate::tables::DependentPlans<Column> = crate::tables::DependentPlans::$plans $((Column::$column))?;

            const RESOURCE: Option<&'static str> = {
                const NAMES: &[&str] = &[$($resource)?];
                NAMES.first().copied()
            };

            fn insert_sql() -> &'static crate::tables::InsertSql {
                static SQL: crate::tables::InsertSql = crate::tables::InsertSql::new();
                &SQL
            }

            fn change_sql() -> &'static crate::tables::ChangeSql {
                static SQL: crate::tables::ChangeSql = crate::tables::ChangeSql::new();
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
pub(crate) use account_table;

/// Lets clients find the rows of a table by a remote id, which is stored in the column `remote_id`.
macro_rules! impl_remote_record {
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
pub(crate) use impl_remote_record;
