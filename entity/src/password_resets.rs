//! New passwords by a link in a mail: the links, kept by the hash of their secret, good once.

use chrono::{DateTime, Utc};
use database::Transaction;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

use crate::{
    AccountId, PasswordResetId, Result, SignInQueries, UserId, deletions,
    tables::{
        insert,
        password_reset::{Column, Entity, Model},
        user,
    },
};

/// A link by which a user sets a new password, without its secret.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PasswordReset {
    pub account_id: AccountId,
    pub id: PasswordResetId,
    pub user_id: UserId,
    pub secret_hash: String,
    pub expires_at: DateTime<Utc>,
}

impl SignInQueries<'_> {
    /// Keeps a link, and forgets those of the user that have expired. One that is kept stays as it is, also if it was
    /// used.
    pub async fn keep_reset(&self, reset: PasswordReset, now: DateTime<Utc>) -> Result<()> {
        let PasswordReset { account_id, id, user_id, secret_hash, expires_at } = reset;
        Entity::delete_many()
            .filter(Column::AccountId.eq(account_id))
            .filter(Column::UserId.eq(user_id))
            .filter(Column::ExpiresAt.lte(now))
            .exec(self.db)
            .await?;
        let row = Model { account_id, id, user_id, secret_hash, created_at: now, expires_at, ended_at: None };
        let once = OnConflict::columns([Column::AccountId, Column::Id]).do_nothing().to_owned();
        insert(row).on_conflict(once).exec_without_returning(self.db).await?;
        Ok(())
    }

    /// The link with this id and the e-mail address of its user; `None` if it has expired or ended, or the account is
    /// being deleted.
    pub async fn password_reset(
        &self,
        account_id: AccountId,
        id: PasswordResetId,
        now: DateTime<Utc>,
    ) -> Result<Option<(PasswordReset, String)>> {
        let query = Entity::find_by_id((account_id, id))
            .filter(Column::EndedAt.is_null())
            .filter(Column::ExpiresAt.gt(now))
            .filter(deletions::is_not_deleted(account_id));
        let Some(row) = query.one(self.db).await? else { return Ok(None) };
        let Some(user) = user::Entity::find_by_id((account_id, row.user_id)).one(self.db).await? else {
            return Ok(None);
        };
        let Model { account_id, id, user_id, secret_hash, expires_at, .. } = row;
        Ok(Some((PasswordReset { account_id, id, user_id, secret_hash, expires_at }, user.email)))
    }

    /// Counts a mail with links to an address on a day, of which only this text is kept; how many that makes. The
    /// address belongs to no account that is known.
    pub async fn count_password_mail(&self, counted: &str, now: DateTime<Utc>) -> Result<i32> {
        let (dialect, day) = (self.db.dialect(), now.date_naive());
        let old = dialect.statement("DELETE FROM confirmation_counts WHERE day < $1", [day.into()]);
        self.db.execute_raw(old).await?;
        let sql = "INSERT INTO confirmation_counts (day, counted, sent) VALUES ($1, $2, 1) \
                   ON CONFLICT (day, counted) DO UPDATE SET sent = confirmation_counts.sent + 1 RETURNING sent";
        let row = self.db.query_one_raw(dialect.statement(sql, [day.into(), counted.into()])).await?;
        Ok(row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default())
    }

    /// When a user was created; `None` if there is no such user.
    pub async fn user_since(&self, account_id: AccountId, id: UserId) -> Result<Option<DateTime<Utc>>> {
        let user = user::Entity::find_by_id((account_id, id)).one(self.db).await?;
        Ok(user.map(|user| user.created_at))
    }
}

/// Uses a link up, within a transaction. False, if it was used before, or has expired.
pub(crate) async fn use_up(
    transaction: &Transaction,
    account_id: AccountId,
    id: PasswordResetId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let used = Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(now))
        .filter(Column::AccountId.eq(account_id))
        .filter(Column::Id.eq(id))
        .filter(Column::EndedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .exec(transaction)
        .await?;
    Ok(used.rows_affected == 1)
}

/// Ends all links of a user, within a transaction.
pub(crate) async fn end_all(
    transaction: &Transaction,
    account_id: AccountId,
    user_id: UserId,
    now: DateTime<Utc>,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(now))
        .filter(Column::AccountId.eq(account_id))
        .filter(Column::UserId.eq(user_id))
        .filter(Column::EndedAt.is_null())
        .exec(transaction)
        .await?;
    Ok(())
}

/// Deletes all links of a user, within a transaction.
pub(crate) async fn forget_all(transaction: &Transaction, account_id: AccountId, user_id: UserId) -> Result<()> {
    Entity::delete_many()
        .filter(Column::AccountId.eq(account_id))
        .filter(Column::UserId.eq(user_id))
        .exec(transaction)
        .await?;
    Ok(())
}
