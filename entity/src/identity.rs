//! Who somebody is: sign-up and sign-in. The only queries that don't start from an account.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};

use crate::{
    AccountId, Candidate, Database, Result, Scope, UserId,
    tables::{account, sign_in, user},
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

/// The way to accounts and users for whoever is not signed in yet.
#[derive(Debug)]
pub struct Identity<'a> {
    pub(crate) db: &'a Database,
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
        let query = sign_in::Entity::find_by_id(email).find_also_related(user::Entity);
        let user = query.one(self.db.connection()).await?.and_then(|(_, user)| user);
        Ok(user.map(|user| SignIn { account_id: user.account_id, user_id: user.id, password_hash: user.password_hash }))
    }
}
