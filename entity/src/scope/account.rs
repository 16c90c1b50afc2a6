//! The account itself: its data, its users and its deletion.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};

use super::Scope;
use crate::{
    AccountId, Result, UserId, deletions,
    tables::{account, account_deletion, user},
};

/// A user of an account.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct User {
    pub id: UserId,
    /// The e-mail address to sign in with, in lower case.
    pub email: String,
    pub created_at: DateTime<Utc>,
}

impl Scope {
    /// The account's id, name and time of creation; `None` if the account is deleted or being deleted.
    pub async fn account(&self) -> Result<Option<(AccountId, String, DateTime<Utc>)>> {
        let query = account::Entity::find_by_id(self.account_id).filter(deletions::is_not_deleted(self.account_id));
        let row = query.one(&self.db).await?;
        Ok(row.map(|row| (row.account_id, row.name, row.created_at)))
    }

    /// The users of the account, in order of creation.
    pub async fn users(&self) -> Result<Vec<User>> {
        let query = user::Entity::find().filter(user::Column::AccountId.eq(self.account_id));
        let rows = query.order_by_asc(user::Column::Id).all(&self.db).await?;
        Ok(rows.into_iter().map(|row| User { id: row.id, email: row.email, created_at: row.created_at }).collect())
    }

    /// Gives the account another name.
    pub async fn rename_account(&self, name: &str) -> Result<()> {
        let query = account::Entity::update_many().col_expr(account::Column::Name, Expr::value(name));
        query.filter(account::Column::AccountId.eq(self.account_id)).exec(&self.db).await?;
        Ok(())
    }

    /// Deletes the account: from now on it is refused, and [`crate::Deletions`] removes its rows. If the account was
    /// deleted before, nothing changes.
    pub async fn delete_account(&self) -> Result<()> {
        let transaction = self.db.begin().await?;
        let row = account_deletion::Model { account_id: self.account_id, requested_at: self.now };
        deletions::mark(&transaction, row).await?;
        transaction.commit().await
    }
}
