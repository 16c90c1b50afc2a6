//! Authorization codes: kept by the hash of their secret, and used once.

use chrono::{DateTime, Utc};
use database::Transaction;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use crate::{
    AccountId, AuthorizationCodeId, RefreshToken, Result, Session, SessionId, SignInQueries, UserId, VerifiedUser,
    deletions,
    sessions::insert_session,
    tables::{authorization_code, insert, session},
};

/// A stored authorization code, with the hash of its secret.
#[derive(Clone, Debug)]
pub struct AuthorizationCode {
    pub account_id: AccountId,
    pub id: AuthorizationCodeId,
    /// The user who has granted it.
    pub user_id: UserId,
    pub secret_hash: String,
    /// The audience of the requested tokens.
    pub audience: String,
    pub client_id: String,
    pub client_name: String,
    pub redirect_uri: String,
    /// The challenge of RFC 7636, by the method S256.
    pub code_challenge: String,
    /// The scopes that the user has granted, separated by spaces.
    pub scope: String,
    pub expires_at: DateTime<Utc>,
}

/// The result of using a code.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CodeUse {
    /// The session has begun.
    SessionStarted,
    /// It had been used before. The session that it began, which has ended now.
    AlreadyUsed(SessionId),
    /// There is no such code.
    Unknown,
}

impl SignInQueries<'_> {
    /// Stores a code, and deletes expired codes of the user. Returns false if the password has changed.
    pub async fn keep_code(&self, user: &VerifiedUser, code: AuthorizationCode, now: DateTime<Utc>) -> Result<bool> {
        let transaction = self.db.begin().await?;
        if !user.is_current(&transaction).await? {
            return Ok(false);
        }
        authorization_code::Entity::delete_many()
            .filter(authorization_code::Column::AccountId.eq(code.account_id))
            .filter(authorization_code::Column::UserId.eq(code.user_id))
            .filter(authorization_code::Column::ExpiresAt.lte(now))
            .exec(&transaction)
            .await?;
        let row = authorization_code::Model {
            account_id: code.account_id,
            id: code.id,
            user_id: code.user_id,
            session_id: None,
            secret_hash: code.secret_hash,
            audience: code.audience,
            client_id: code.client_id,
            client_name: code.client_name,
            redirect_uri: code.redirect_uri,
            code_challenge: code.code_challenge,
            scope: code.scope,
            created_at: now,
            expires_at: code.expires_at,
        };
        insert(row).exec_without_returning(&transaction).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// The code with this id, used or not. `None` if it has expired or the account is being deleted.
    pub async fn authorization_code(
        &self,
        account_id: AccountId,
        id: AuthorizationCodeId,
        now: DateTime<Utc>,
    ) -> Result<Option<AuthorizationCode>> {
        let query =
            authorization_code::Entity::find_by_id((account_id, id)).filter(deletions::is_not_deleted(account_id));
        let row = query.one(self.db).await?.filter(|row| row.expires_at > now);
        Ok(row.map(|row| AuthorizationCode {
            account_id,
            id,
            user_id: row.user_id,
            secret_hash: row.secret_hash,
            audience: row.audience,
            client_id: row.client_id,
            client_name: row.client_name,
            redirect_uri: row.redirect_uri,
            code_challenge: row.code_challenge,
            scope: row.scope,
            expires_at: row.expires_at,
        }))
    }

    /// Uses a code up, and begins its session. If it was used before, somebody else has a copy: then the session that
    /// it began ends (RFC 6749, section 4.1.2).
    pub async fn use_code(
        &self,
        code: &AuthorizationCode,
        session: &Session,
        first: RefreshToken,
        now: DateTime<Utc>,
    ) -> Result<CodeUse> {
        let transaction = self.db.begin().await?;
        let marked = authorization_code::Entity::update_many()
            .col_expr(authorization_code::Column::SessionId, Expr::value(session.id))
            .filter(authorization_code::Column::AccountId.eq(code.account_id))
            .filter(authorization_code::Column::Id.eq(code.id))
            .filter(authorization_code::Column::SessionId.is_null())
            .exec(&transaction)
            .await?;
        if marked.rows_affected == 1 {
            insert_session(&transaction, session, first, now).await?;
            transaction.commit().await?;
            return Ok(CodeUse::SessionStarted);
        }
        let query = authorization_code::Entity::find_by_id((code.account_id, code.id));
        let begun = query.one(&transaction).await?.and_then(|row| row.session_id);
        if let Some(begun) = begun {
            session::Entity::delete_by_id((code.account_id, begun)).exec(&transaction).await?;
        }
        transaction.commit().await?;
        Ok(begun.map_or(CodeUse::Unknown, CodeUse::AlreadyUsed))
    }
}

/// Deletes the codes of an account, or of one of its users, that were not used. Whatever ends sessions does this first:
/// a code that is being used is waited for, so that its session is there to be ended.
pub(crate) async fn forget_unused(db: &Transaction, account_id: AccountId, user_id: Option<UserId>) -> Result<()> {
    let mut forgotten = authorization_code::Entity::delete_many()
        .filter(authorization_code::Column::AccountId.eq(account_id))
        .filter(authorization_code::Column::SessionId.is_null());
    if let Some(user_id) = user_id {
        forgotten = forgotten.filter(authorization_code::Column::UserId.eq(user_id));
    }
    forgotten.exec(db).await?;
    Ok(())
}
