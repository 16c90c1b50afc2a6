//! `sign_ins` loses its foreign key. It belongs to no account, but says which account an address and a password open.
//! In a distributed database it is on every node, so it can't refer to rows that are on one node only. The service
//! deletes its rows with the account. Claimed names get a table of their own instead of advisory locks, which one node
//! alone knows.
//!
//! An instance of the previous release that still runs is not affected. It doesn't see claims: two concurrent sign-ups
//! with a new address, one at each instance, can each get a salt of their own.

use sea_orm_migration::{
    prelude::*,
    schema::string,
    sea_orm::{DbBackend, Statement},
};

use crate::{
    m20261122_000011_shared_addresses::{replace_sign_ins, sign_ins_by_password},
    table::{has_citus, references},
};

const COPY: &str = "INSERT INTO sign_ins (email, password_hash, account_id, user_id)
                    SELECT email, password_hash, account_id, user_id FROM former_sign_ins";

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let claims = Table::create()
            .table("claims")
            .col(string("name"))
            .primary_key(Index::create().name("pk_claims").col("name"))
            .to_owned();
        manager.create_table(claims).await?;
        match manager.get_database_backend() {
            DbBackend::Postgres => {
                // On a distributed database it was never there after it was distributed.
                let dropped = "ALTER TABLE sign_ins DROP CONSTRAINT IF EXISTS fk_sign_ins_user_id";
                manager.get_connection().execute_unprepared(dropped).await.map(drop)
            }
            // SQLite can't take a constraint away.
            _ => replace_sign_ins(manager, sign_ins_by_password(), COPY).await,
        }
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut key = references("sign_ins", "user_id", "users", ForeignKeyAction::Cascade);
        match manager.get_database_backend() {
            // A table that every node has can't have the key: there it stays away.
            DbBackend::Postgres if is_distributed(manager).await? => {}
            DbBackend::Postgres => manager.create_foreign_key(key).await?,
            _ => replace_sign_ins(manager, sign_ins_by_password().foreign_key(&mut key).to_owned(), COPY).await?,
        }
        manager.drop_table(Table::drop().table("claims").to_owned()).await
    }
}

async fn is_distributed(manager: &SchemaManager<'_>) -> Result<bool, DbErr> {
    let db = manager.get_connection();
    if !has_citus(db).await? {
        return Ok(false);
    }
    let distributed = "SELECT 1 FROM pg_dist_partition WHERE logicalrelid = 'sign_ins'::regclass";
    Ok(db.query_one_raw(Statement::from_string(DbBackend::Postgres, distributed)).await?.is_some())
}
