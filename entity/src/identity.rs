//! Who somebody is: sign-up, sign-in, and staying signed in. The only queries that don't start from an account.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr,
};

use crate::{
    AccountId, Candidate, Database, RefreshTokenFamilyId, RefreshTokenId, Result, Scope, UserId,
    tables::{account, refresh_token, sign_in, user},
};

/// What a sign-up writes.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The new account's id.
    pub account_id: AccountId,
    /// Its name.
    pub name: String,
    /// The first user's e-mail address, in lower case.
    pub email: String,
    /// The first user's password, hashed.
    pub password_hash: String,
    /// The first candidate.
    pub candidate: Candidate,
}

/// Who signs in by an e-mail address, and the hash to compare the password with.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// The account.
    pub account_id: AccountId,
    /// The user.
    pub user_id: UserId,
    /// The password, hashed.
    pub password_hash: String,
}

/// A refresh token as it is kept: by the hash of its secret.
#[derive(Clone, Debug)]
pub struct RefreshToken {
    /// Whose account it opens.
    pub account_id: AccountId,
    /// Its id.
    pub id: RefreshTokenId,
    /// The user who signed in.
    pub user_id: UserId,
    /// The sign-in from which it descends.
    pub family_id: RefreshTokenFamilyId,
    /// The hash of its secret.
    pub secret_hash: String,
    /// The scopes that it can ask for, separated by spaces.
    pub scope: String,
    /// Until when it can be used.
    pub expires_at: DateTime<Utc>,
}

/// The way to accounts and users for whoever is not signed in yet.
#[derive(Debug)]
pub struct Identity<'a> {
    db: &'a Database,
}

impl<'a> Identity<'a> {
    pub(crate) fn new(db: &'a Database) -> Self {
        Self { db }
    }

    /// Writes an account with its first user and candidate, all or nothing.
    ///
    /// # Errors
    ///
    /// [`crate::Error::Taken`] where somebody signs in with the e-mail address already.
    pub async fn sign_up(&self, new: NewAccount, now: DateTime<Utc>) -> Result<UserId> {
        let NewAccount { account_id, name, email, password_hash, candidate } = new;
        let user_id = UserId::new();
        let transaction = self.db.begin().await?;
        let account = account::Model { account_id, name, created_at: now };
        let user = user::Model {
            account_id,
            id: user_id,
            version: 1,
            created_at: now,
            updated_at: now,
            email: email.clone(),
            password_hash,
        };
        let sign_in = sign_in::Model { email, account_id, user_id };
        account::Entity::insert(account.into_active_model().reset_all()).exec_without_returning(&transaction).await?;
        user::Entity::insert(user.into_active_model().reset_all()).exec_without_returning(&transaction).await?;
        sign_in::Entity::insert(sign_in.into_active_model().reset_all()).exec_without_returning(&transaction).await?;
        Scope::new(self.db.clone(), account_id, now).insert_on(&transaction, candidate).await?;
        transaction.commit().await?;
        Ok(user_id)
    }

    /// Who signs in by this e-mail address, in lower case.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn sign_in(&self, email: &str) -> Result<Option<SignIn>> {
        let db = self.db.connection();
        let Some(found) = sign_in::Entity::find_by_id(email).one(db).await? else { return Ok(None) };
        let user = user::Entity::find_by_id((found.account_id, found.user_id)).one(db).await?;
        Ok(user.map(|user| SignIn { account_id: user.account_id, user_id: user.id, password_hash: user.password_hash }))
    }

    /// Keeps a new sign-in's first refresh token.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn keep_refresh_token(&self, token: RefreshToken, now: DateTime<Utc>) -> Result<()> {
        insert_refresh_token(self.db.connection(), token, now).await
    }

    /// The refresh token with this id, used or not, if it has not expired.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn refresh_token(
        &self,
        account_id: AccountId,
        id: RefreshTokenId,
        now: DateTime<Utc>,
    ) -> Result<Option<RefreshToken>> {
        let row = refresh_token::Entity::find_by_id((account_id, id)).one(self.db.connection()).await?;
        Ok(row.filter(|row| row.expires_at > now).map(|row| RefreshToken {
            account_id: row.account_id,
            id: row.id,
            user_id: row.user_id,
            family_id: row.family_id,
            secret_hash: row.secret_hash,
            scope: row.scope,
            expires_at: row.expires_at,
        }))
    }

    /// Uses a refresh token up and keeps its successor. False, if it had been used before: then somebody else has a
    /// copy, and all that descends from the same sign-in ends (RFC 9700, section 4.14.2).
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn rotate_refresh_token(
        &self,
        used: &RefreshToken,
        successor: RefreshToken,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let transaction = self.db.begin().await?;
        let marked = refresh_token::Entity::update_many()
            .col_expr(refresh_token::Column::UsedAt, Expr::value(now))
            .filter(refresh_token::Column::AccountId.eq(used.account_id))
            .filter(refresh_token::Column::Id.eq(used.id))
            .filter(refresh_token::Column::UsedAt.is_null())
            .exec(&transaction)
            .await?;
        let first_use = marked.rows_affected == 1;
        if first_use {
            insert_refresh_token(&transaction, successor, now).await?;
        } else {
            refresh_token::Entity::delete_many()
                .filter(refresh_token::Column::AccountId.eq(used.account_id))
                .filter(refresh_token::Column::FamilyId.eq(used.family_id))
                .exec(&transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(first_use)
    }
}

async fn insert_refresh_token(db: &impl ConnectionTrait, token: RefreshToken, now: DateTime<Utc>) -> Result<()> {
    let row = refresh_token::Model {
        account_id: token.account_id,
        id: token.id,
        version: 1,
        created_at: now,
        updated_at: now,
        user_id: token.user_id,
        family_id: token.family_id,
        secret_hash: token.secret_hash,
        scope: token.scope,
        expires_at: token.expires_at,
        used_at: None,
    };
    refresh_token::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(db).await?;
    Ok(())
}
