//! Sign-up and sign-in: the only queries that do not start from an account.

use std::fmt;

use chrono::{DateTime, Utc};
use database::{Database, Transaction};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use crate::{
    AccountId, Candidate, CandidateId, Result, Scope, UserId,
    tables::{account, candidate, insert, sign_in, user},
};

/// The rows of a sign-up, without the hash of the password.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The new account's id.
    pub account_id: AccountId,
    pub name: String,
    /// The first user's e-mail address, in lower case.
    pub email: String,
    /// The time of creation of all rows.
    pub created_at: DateTime<Utc>,
    /// The first candidate.
    pub candidate: Candidate,
}

/// The account of a user who has signed up, now or earlier.
#[derive(Clone, Debug)]
pub struct SignUpResult {
    pub account_id: AccountId,
    pub name: String,
    pub created_at: DateTime<Utc>,
    /// The account's first candidate.
    pub candidate_id: CandidateId,
}

/// A user who signs in with an e-mail address and a password.
#[derive(Clone, Copy, Debug)]
pub struct SignIn {
    pub account_id: AccountId,
    pub user_id: UserId,
}

/// A user whose password was correct, and the row that was checked. Sessions and codes are written only while that row
/// is unchanged, since the password may be changed or the user disabled in between.
#[derive(Clone)]
pub struct VerifiedUser {
    pub user: SignIn,
    email: String,
    password_hash: String,
}

impl VerifiedUser {
    /// Whether the password is still right. Until the transaction ends, it can't be changed, and the user can't be
    /// disabled.
    pub(crate) async fn is_current(&self, transaction: &Transaction) -> Result<bool> {
        let query = sign_in::Entity::find_by_id((self.email.clone(), self.password_hash.clone()))
            .filter(sign_in::Column::UserId.eq(self.user.user_id))
            .filter(sign_in::Column::Disabled.eq(false));
        Ok(lock_rows(query, transaction).one(transaction).await?.is_some())
    }

    /// Whether the password was compared with this row, and the row is the same still.
    pub(crate) fn has_seen(&self, row: &sign_in::Model) -> bool {
        !row.disabled && (&row.email, &row.password_hash) == (&self.email, &self.password_hash)
    }
}

impl fmt::Debug for VerifiedUser {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("VerifiedUser").field("user", &self.user).finish_non_exhaustive()
    }
}

/// The queries for sign-up, sign-in and token checks, which don't start from an account.
#[derive(Debug)]
pub struct SignInQueries<'a> {
    pub(crate) db: &'a Database,
}

impl<'a> SignInQueries<'a> {
    /// The sign-up and sign-in queries of this database.
    #[must_use]
    pub fn new(db: &'a Database) -> Self {
        Self { db }
    }

    /// A hash with the salt and the parameters of all users with this e-mail address, in lower case; `None` if no user
    /// has the address.
    pub async fn hash_like(&self, email: &str) -> Result<Option<String>> {
        hash_like(self.db, email).await
    }

    /// The user with this e-mail address, in lower case, and this hash of the password; `None` if the user is disabled.
    ///
    /// The database does not compare hashes in constant time. That reveals nothing: the salt is secret, so nobody can
    /// know or choose the beginning of a password's hash.
    pub async fn sign_in(&self, email: &str, password_hash: &str) -> Result<Option<VerifiedUser>> {
        let query = sign_in::Entity::find_by_id((email.to_owned(), password_hash.to_owned()));
        let row = query.filter(sign_in::Column::Disabled.eq(false)).one(self.db).await?;
        Ok(row.map(|row| VerifiedUser {
            user: SignIn { account_id: row.account_id, user_id: row.user_id },
            email: row.email,
            password_hash: row.password_hash,
        }))
    }

    /// The account of the user with this e-mail address and this hash of the password, with a candidate. Missing rows
    /// are created, all of them or none. Returns none if the hash does not have the salt and parameters of the other
    /// users with this address: see [`SignInQueries::hash_like`].
    pub async fn sign_up(&self, new: &NewAccount, password_hash: &str) -> Result<Option<SignUpResult>> {
        // Sign-ups with the same address run one after the other. Otherwise the first two users of an address could get
        // different salts.
        let transaction = self.db.claim(format!("sign-up/{}", new.email)).await?;
        let like = hash_like(&*transaction, &new.email).await?;
        if like.is_some_and(|like| hash_parameters(&like) != hash_parameters(password_hash)) {
            return Ok(None);
        }
        let account = match account_of(&transaction, &new.email, password_hash).await? {
            Some(account) => account,
            None => insert_account(&transaction, new, password_hash).await?,
        };
        #[expect(clippy::disallowed_methods, reason = "the password was verified, or the account is new")]
        let scope = Scope::new(self.db.clone(), account.account_id, new.created_at);
        let candidate = match first_candidate(&transaction, account.account_id).await? {
            Some(candidate) => candidate,
            None => scope.insert_on(&*transaction, new.candidate.clone()).await?,
        };
        transaction.commit().await?;
        let account::Model { account_id, name, created_at } = account;
        Ok(Some(SignUpResult { account_id, name, created_at, candidate_id: candidate.stamp.id }))
    }
}

/// Keeps the rows as they are until the transaction ends. A Citus, which has them on every node, takes a shared lock of
/// the whole table first, and then one that excludes shared ones: of two transactions at once, one would fail by a
/// deadlock. So there they wait for each other.
fn lock_rows(query: Select<sign_in::Entity>, transaction: &Transaction) -> Select<sign_in::Entity> {
    if transaction.dialect().is_distributed() { query.lock_exclusive() } else { query.lock_shared() }
}

pub(crate) async fn hash_like(db: &impl ConnectionTrait, email: &str) -> Result<Option<String>> {
    let query = sign_in::Entity::find().filter(sign_in::Column::Email.eq(email));
    Ok(query.select_only().column(sign_in::Column::PasswordHash).into_tuple().one(db).await?)
}

/// The algorithm, parameters and salt of a hash in PHC form: all before the last `$`.
pub(crate) fn hash_parameters(hash: &str) -> Option<&str> {
    hash.rsplit_once('$').map(|(hash_parameters, _)| hash_parameters)
}

async fn account_of(transaction: &Transaction, email: &str, password_hash: &str) -> Result<Option<account::Model>> {
    let query = sign_in::Entity::find_by_id((email.to_owned(), password_hash.to_owned()));
    // Locked, so that the account is not deleted while a user signs up for it.
    let Some(row) = lock_rows(query, transaction).one(transaction).await? else { return Ok(None) };
    Ok(account::Entity::find_by_id(row.account_id).one(transaction).await?)
}

async fn first_candidate(transaction: &Transaction, account_id: AccountId) -> Result<Option<Candidate>> {
    let query = candidate::Entity::find().filter(candidate::Column::AccountId.eq(account_id));
    Ok(query.order_by_asc(candidate::Column::Id).one(transaction).await?.map(Candidate::from))
}

/// Writes an account and its first user.
async fn insert_account(transaction: &Transaction, new: &NewAccount, password_hash: &str) -> Result<account::Model> {
    let (account_id, user_id, created_at) = (new.account_id, UserId::new(), new.created_at);
    let account = account::Model { account_id, name: new.name.clone(), created_at };
    let user = user::Model {
        account_id,
        id: user_id,
        version: 1,
        created_at,
        updated_at: created_at,
        email: new.email.clone(),
    };
    let sign_in = sign_in::Model {
        email: new.email.clone(),
        password_hash: password_hash.to_owned(),
        account_id,
        user_id,
        disabled: false,
    };
    insert(account.clone()).exec_without_returning(transaction).await?;
    insert(user).exec_without_returning(transaction).await?;
    insert(sign_in).exec_without_returning(transaction).await?;
    Ok(account)
}
