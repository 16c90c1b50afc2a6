//! The account itself: who signs in to it, and its end.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, sea_query::Expr,
};

use super::Scope;
use crate::{
    AccountId, Result, UserId,
    tables::{
        account, api_client, application, candidate, communication, contact, idempotency_key, interview, interviewer,
        message, plan_horizon, planned_step, playbook, playbook_version, refresh_token, revoked_token, session,
        sign_in, step_override, template, user,
    },
};

/// Somebody who signs in to an account.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct User {
    /// Its id.
    pub id: UserId,
    /// The e-mail address to sign in with, in lower case.
    pub email: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// Deletes the account's rows of these tables, in this order.
macro_rules! delete_rows {
    ($account_id:expr, $db:expr, $($table:ident)*) => {$(
        $table::Entity::delete_many().filter($table::Column::AccountId.eq($account_id)).exec($db).await?;
    )*};
}

impl Scope {
    /// The account's name.
    ///
    /// # Errors
    ///
    /// What the database says. None, if the account is gone.
    pub async fn account(&self) -> Result<Option<(AccountId, String, DateTime<Utc>)>> {
        let row = account::Entity::find_by_id(self.account_id).one(self.db.connection()).await?;
        Ok(row.map(|row| (row.account_id, row.name, row.created_at)))
    }

    /// Who signs in to the account, in the order in which they were made.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn users(&self) -> Result<Vec<User>> {
        let query = user::Entity::find().filter(user::Column::AccountId.eq(self.account_id));
        let rows = query.order_by_asc(user::Column::Id).all(self.db.connection()).await?;
        Ok(rows.into_iter().map(|row| User { id: row.id, email: row.email, created_at: row.created_at }).collect())
    }

    /// Deletes the account and every row that it has, all or nothing.
    ///
    /// # Errors
    ///
    /// What the database says; a row that somebody writes meanwhile is [`crate::Error::Reference`] for one of the two.
    pub async fn delete_account(&self) -> Result<()> {
        let transaction = self.db.begin().await?;
        // Like every other write of facts, so that nobody waits for each other: playbooks, then horizons.
        let playbooks = self.find::<playbook::Entity>().order_by_asc(playbook::Column::Id).lock_exclusive();
        transaction.query_all(playbooks.select_only().column(playbook::Column::Id).as_query()).await?;
        self.lock_where(&transaction, Expr::value(true)).await?;
        // What names other rows goes before these.
        delete_rows!(
            self.account_id, &transaction,
            message communication interviewer interview contact step_override planned_step plan_horizon application
            candidate template playbook_version playbook idempotency_key revoked_token refresh_token session api_client
            sign_in user account
        );
        transaction.commit().await
    }
}
