//! What the tables have in common.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, timestamp_with_time_zone, uuid},
    sea_orm::{DbBackend, Statement},
};

/// A table of rows with primary key `(account_id, id)`.
pub(crate) fn identified(name: &'static str) -> TableCreateStatement {
    Table::create()
        .table(name)
        .col(uuid("account_id"))
        .col(uuid("id"))
        .primary_key(Index::create().name(format!("pk_{name}")).col("account_id").col("id"))
        .to_owned()
}

/// A table of rows that belong to an account, with primary key `(account_id, id)`, a version that counts changes,
/// and the times of creation and last change.
pub(crate) fn owned(name: &'static str) -> TableCreateStatement {
    identified(name)
        .col(big_integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .to_owned()
}

/// Drops tables, the last one first.
pub(crate) async fn drop_all(
    manager: &SchemaManager<'_>,
    tables: &[fn() -> TableCreateStatement],
) -> Result<(), DbErr> {
    for table in tables.iter().rev() {
        let table = table().get_table_name().cloned().ok_or_else(|| DbErr::Custom("no table".to_owned()))?;
        manager.drop_table(Table::drop().table(table).to_owned()).await?;
    }
    Ok(())
}

/// A foreign key from `(account_id, column)` of `from` to the primary key of `to`.
pub(crate) fn references(
    from: &'static str,
    column: &'static str,
    to: &'static str,
    on_delete: ForeignKeyAction,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("fk_{from}_{column}"))
        .from(from, ("account_id", column))
        .to(to, ("account_id", "id"))
        .on_delete(on_delete)
        .to_owned()
}

/// A foreign key from `account_id` of `from` to the account.
pub(crate) fn belongs_to_account(from: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("fk_{from}_account_id"))
        .from(from, "account_id")
        .to("accounts", "account_id")
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}

/// An index on `(account_id, column, id)`: the rows that `column` selects, in the order of lists.
pub(crate) fn by(table: &'static str, column: &'static str) -> IndexCreateStatement {
    Index::create().name(format!("ix_{table}_{column}")).table(table).col("account_id").col(column).col("id").to_owned()
}

/// A unique key on `(account_id, remote_id)`: one row for each id of the client's own.
pub(crate) fn unique_remote_id(table: &'static str) -> IndexCreateStatement {
    Index::create()
        .name(format!("uq_{table}_remote_id"))
        .table(table)
        .col("account_id")
        .col("remote_id")
        .unique()
        .to_owned()
}

/// Whether a Postgres has the extension Citus.
pub(crate) async fn has_citus(db: &impl ConnectionTrait) -> Result<bool, DbErr> {
    let asked = "SELECT 1 FROM pg_extension WHERE extname = 'citus'";
    Ok(db.query_one_raw(Statement::from_string(DbBackend::Postgres, asked)).await?.is_some())
}
