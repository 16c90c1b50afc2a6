//! Any number of accounts may have one e-mail address: what signs in is the address together with the password, so the
//! hash moves from the users to where they are looked up. An instance of the previous release that still runs signs
//! nobody in or up any more; what is signed in goes on.

use sea_orm_migration::{
    prelude::*,
    schema::{string, uuid},
};

use crate::table::references;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = sign_ins_by_password().foreign_key(&mut of_user()).to_owned();
        replace_sign_ins(
            manager,
            table,
            "INSERT INTO sign_ins (email, password_hash, account_id, user_id)
             SELECT former.email, users.password_hash, former.account_id, former.user_id
             FROM former_sign_ins AS former
             JOIN users ON users.account_id = former.account_id AND users.id = former.user_id",
        )
        .await?;
        manager.alter_table(Table::alter().table("users").drop_column("password_hash").to_owned()).await
    }

    /// Of several accounts with one address, the oldest keeps its sign-in. The others keep all that they have, but
    /// nobody can sign in to them any more, not even after the next `up`.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that are there already need a default; no password has this hash.
        let hash = string("password_hash").default("").to_owned();
        manager.alter_table(Table::alter().table("users").add_column(hash).to_owned()).await?;
        let connection = manager.get_connection();
        connection
            .execute_unprepared(
                "UPDATE users SET password_hash = sign_ins.password_hash FROM sign_ins
                 WHERE users.account_id = sign_ins.account_id AND users.id = sign_ins.user_id",
            )
            .await?;
        let table = sign_ins()
            .primary_key(Index::create().name("pk_sign_ins_email").col("email"))
            .foreign_key(&mut of_user())
            .to_owned();
        // Ids of users are in the order in which they were made.
        replace_sign_ins(
            manager,
            table,
            "INSERT INTO sign_ins (email, account_id, user_id)
             SELECT email, account_id, user_id FROM former_sign_ins AS former
             WHERE NOT EXISTS (
                 SELECT 1 FROM former_sign_ins AS older
                 WHERE older.email = former.email AND older.user_id < former.user_id
             )",
        )
        .await
    }
}

fn sign_ins() -> TableCreateStatement {
    Table::create().table("sign_ins").col(string("email")).col(uuid("account_id")).col(uuid("user_id")).to_owned()
}

fn of_user() -> ForeignKeyCreateStatement {
    references("sign_ins", "user_id", "users", ForeignKeyAction::Cascade)
}

/// One row for each address and password, without a foreign key.
pub(crate) fn sign_ins_by_password() -> TableCreateStatement {
    sign_ins()
        .col(string("password_hash"))
        .primary_key(Index::create().name("pk_sign_ins").col("email").col("password_hash"))
        .to_owned()
}

/// Replaces the table by another one, filled from what is `former_sign_ins` then: SQLite can't change a primary key.
pub(crate) async fn replace_sign_ins(
    manager: &SchemaManager<'_>,
    table: TableCreateStatement,
    fill: &str,
) -> Result<(), DbErr> {
    manager.rename_table(Table::rename().table("sign_ins", "former_sign_ins").to_owned()).await?;
    manager.create_table(table).await?;
    manager.get_connection().execute_unprepared(fill).await?;
    manager.drop_table(Table::drop().table("former_sign_ins").to_owned()).await?;
    manager
        .create_index(
            Index::create().name("ix_sign_ins_user_id").table("sign_ins").col("account_id").col("user_id").to_owned(),
        )
        .await
}
