//! Sessions of users, and API clients. An access token is valid while its session or client exists.

use chrono::{DateTime, Utc};
use database::Transaction;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, OnConflict, Query},
};
use uuid::Uuid;

use crate::{
    AccountId, ApiClient, ApiClientId, RefreshTokenId, Result, SessionId, SignInQueries, UserId, VerifiedUser,
    deletions,
    tables::{account, api_client, insert, refresh_token, revoked_token, session},
};

/// A session of a user who has signed in.
#[derive(Clone, Debug)]
pub struct Session {
    /// The user whose account it opens.
    pub account_id: AccountId,
    pub id: SessionId,
    /// The user who signed in.
    pub user_id: UserId,
    /// The scopes that its tokens can have, separated by spaces.
    pub scope: String,
    /// The audience of its tokens; `None` for the API.
    pub audience: Option<String>,
    /// The OAuth client that the user granted it to; `None` if it is the user's own.
    pub client: Option<GrantedClient>,
}

/// An OAuth client to which a user has granted a session.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct GrantedClient {
    pub id: String,
    /// The name that the client gave itself.
    pub name: String,
}

/// A stored refresh token, with the hash of its secret.
#[derive(Clone, Debug)]
pub struct RefreshToken {
    pub id: RefreshTokenId,
    /// The hash of its secret.
    pub secret_hash: String,
    /// Until when it can be used.
    pub expires_at: DateTime<Utc>,
}

/// The session or API client that an access token was issued for. The token is valid while it exists.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum TokenGrant {
    /// A session of a user.
    Session(SessionId),
    Client(ApiClientId),
}

impl From<session::Model> for Session {
    fn from(row: session::Model) -> Self {
        let session::Model { account_id, id, user_id, scope, audience, client_id, client_name, .. } = row;
        let client = client_id.map(|id| GrantedClient { id, name: client_name.unwrap_or_default() });
        Self { account_id, id, user_id, scope, audience, client }
    }
}

impl SignInQueries<'_> {
    /// Begins a session with its first refresh token, and forgets those of the user that have expired. False, if the
    /// password is not right any more.
    pub async fn begin_session(
        &self,
        user: &VerifiedUser,
        session: &Session,
        first: RefreshToken,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let transaction = self.db.begin().await?;
        if !user.is_current(&transaction).await? {
            return Ok(false);
        }
        insert_session(&transaction, session, first, now).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// The refresh token with this id, used or not, and its session. `None` if it has expired or the account is being
    /// deleted.
    pub async fn refresh_token(
        &self,
        account_id: AccountId,
        id: RefreshTokenId,
        now: DateTime<Utc>,
    ) -> Result<Option<(RefreshToken, Session)>> {
        let query = refresh_token::Entity::find_by_id((account_id, id)).filter(deletions::is_not_deleted(account_id));
        let query = query.find_also_related(session::Entity).filter(session::Column::AccountId.eq(account_id));
        let Some((token, Some(session))) = query.one(self.db).await? else { return Ok(None) };
        if token.expires_at <= now {
            return Ok(None);
        }
        let token = RefreshToken { id, secret_hash: token.secret_hash, expires_at: token.expires_at };
        Ok(Some((token, Session::from(session))))
    }

    /// Uses a refresh token up and keeps its successor. False, if the session has ended, or the token had been used
    /// before: then somebody else has a copy, and the session ends (RFC 9700, section 4.14.2).
    pub async fn rotate_refresh_token(
        &self,
        session: &Session,
        used: RefreshTokenId,
        successor: RefreshToken,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let transaction = self.db.begin().await?;
        // The session's row is locked first: refreshes of one session come one after the other, and none is missed
        // where it ends.
        let locked = session::Entity::update_many()
            .col_expr(session::Column::ExpiresAt, Expr::value(successor.expires_at))
            .filter(session::Column::AccountId.eq(session.account_id))
            .filter(session::Column::Id.eq(session.id))
            .exec(&transaction)
            .await?;
        if locked.rows_affected == 0 {
            return Ok(false);
        }
        let marked = refresh_token::Entity::update_many()
            .col_expr(refresh_token::Column::UsedAt, Expr::value(now))
            .filter(refresh_token::Column::AccountId.eq(session.account_id))
            .filter(refresh_token::Column::Id.eq(used))
            .filter(refresh_token::Column::UsedAt.is_null())
            .exec(&transaction)
            .await?;
        let first_use = marked.rows_affected == 1;
        if first_use {
            insert_refresh_token(&transaction, session, successor, now).await?;
        } else {
            session::Entity::delete_by_id((session.account_id, session.id)).exec(&transaction).await?;
        }
        transaction.commit().await?;
        Ok(first_use)
    }

    /// Ends a session and all its tokens.
    pub async fn end_session(&self, account_id: AccountId, id: SessionId) -> Result<()> {
        session::Entity::delete_by_id((account_id, id)).exec(self.db).await?;
        Ok(())
    }

    /// The API client with this id, disabled or not. `None` if the account is being deleted.
    pub async fn api_client(&self, account_id: AccountId, id: ApiClientId) -> Result<Option<ApiClient>> {
        let query = api_client::Entity::find_by_id((account_id, id)).filter(deletions::is_not_deleted(account_id));
        Ok(query.one(self.db).await?.map(ApiClient::from))
    }

    /// The scopes that an access token can have now, separated by spaces. `None` if the token was revoked, its session
    /// has ended, its client is disabled, or the account is being deleted.
    pub async fn granted_scopes(
        &self,
        account_id: AccountId,
        grant: TokenGrant,
        token: Uuid,
    ) -> Result<Option<String>> {
        let db = self.db;
        let standing = Condition::all().add(not_revoked(account_id, token)).add(deletions::is_not_deleted(account_id));
        Ok(match grant {
            TokenGrant::Session(id) => {
                let query = session::Entity::find_by_id((account_id, id)).filter(standing);
                query.select_only().column(session::Column::Scope).into_tuple().one(db).await?
            }
            TokenGrant::Client(id) => {
                let query = api_client::Entity::find_by_id((account_id, id)).filter(standing);
                let query = query.filter(api_client::Column::Disabled.eq(false));
                query.select_only().column(api_client::Column::Scope).into_tuple().one(db).await?
            }
        })
    }

    /// Whether the account is there, and not being deleted.
    pub async fn account_stands(&self, account_id: AccountId) -> Result<bool> {
        let query = account::Entity::find_by_id(account_id).filter(deletions::is_not_deleted(account_id));
        Ok(query.one(self.db).await?.is_some())
    }

    /// Revokes an access token, by its `jti`, and forgets those of the account that have expired.
    pub async fn revoke_token(
        &self,
        account_id: AccountId,
        token: Uuid,
        expires_at: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let transaction = self.db.begin().await?;
        revoked_token::Entity::delete_many()
            .filter(revoked_token::Column::AccountId.eq(account_id))
            .filter(revoked_token::Column::ExpiresAt.lte(now))
            .exec(&transaction)
            .await?;
        let row = revoked_token::Model { account_id, id: token, expires_at };
        insert(row).on_conflict(OnConflict::new().do_nothing().to_owned()).exec_without_returning(&transaction).await?;
        transaction.commit().await
    }
}

fn not_revoked(account_id: AccountId, token: Uuid) -> Expr {
    let revoked = Query::select()
        .expr(Expr::value(1))
        .from(revoked_token::Entity)
        .and_where(revoked_token::Column::AccountId.eq(account_id))
        .and_where(revoked_token::Column::Id.eq(token))
        .to_owned();
    Expr::not_exists(revoked)
}

/// Writes a session with its first refresh token, and forgets those of the user that have expired.
pub(crate) async fn insert_session(
    db: &Transaction,
    session: &Session,
    first: RefreshToken,
    now: DateTime<Utc>,
) -> Result<()> {
    session::Entity::delete_many()
        .filter(session::Column::AccountId.eq(session.account_id))
        .filter(session::Column::UserId.eq(session.user_id))
        .filter(session::Column::ExpiresAt.lte(now))
        .exec(db)
        .await?;
    let (client_id, client_name) = session.client.clone().map(|client| (client.id, client.name)).unzip();
    let row = session::Model {
        account_id: session.account_id,
        id: session.id,
        user_id: session.user_id,
        scope: session.scope.clone(),
        created_at: now,
        expires_at: first.expires_at,
        audience: session.audience.clone(),
        client_id,
        client_name,
    };
    insert(row).exec_without_returning(db).await?;
    insert_refresh_token(db, session, first, now).await
}

async fn insert_refresh_token(
    db: &impl ConnectionTrait,
    session: &Session,
    token: RefreshToken,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = refresh_token::Model {
        account_id: session.account_id,
        id: token.id,
        session_id: session.id,
        secret_hash: token.secret_hash,
        created_at: now,
        expires_at: token.expires_at,
        used_at: None,
    };
    insert(row).exec_without_returning(db).await?;
    Ok(())
}
