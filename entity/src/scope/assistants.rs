//! Sessions that users have granted to OAuth clients.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Page, Scope};
use crate::{Result, SessionId, tables::session};

/// A session that a user has granted to an OAuth client.
#[derive(Clone, Debug)]
pub struct AssistantSession {
    pub id: SessionId,
    pub client_id: String,
    pub client_name: String,
    /// The scopes that its tokens can have, separated by spaces.
    pub scope: String,
    pub created_at: DateTime<Utc>,
    /// When it ends unless its refresh token is used.
    pub expires_at: DateTime<Utc>,
}

impl Scope {
    /// The sessions that users have granted to OAuth clients, in order of creation after `after`.
    pub async fn assistants(&self, after: Option<SessionId>, limit: u64) -> Result<Page<AssistantSession>> {
        let mut query = session::Entity::find()
            .filter(session::Column::AccountId.eq(self.account_id))
            .filter(session::Column::ClientId.is_not_null())
            .filter(session::Column::ExpiresAt.gt(self.now));
        if let Some(after) = after {
            query = query.filter(session::Column::Id.gt(after));
        }
        let query = query.order_by_asc(session::Column::Id).limit(limit + 1);
        let rows = query.all(&self.db).await?;
        Ok(Page::new(rows.into_iter().filter_map(assistant).collect(), limit))
    }

    /// The session of an assistant with this id.
    pub async fn assistant(&self, id: SessionId) -> Result<Option<AssistantSession>> {
        let query = session::Entity::find_by_id((self.account_id, id)).filter(session::Column::ExpiresAt.gt(self.now));
        Ok(query.one(&self.db).await?.and_then(assistant))
    }

    /// Ends one of these sessions, with all its tokens. Returns whether there was one.
    pub async fn end_assistant(&self, id: SessionId) -> Result<bool> {
        let ended = session::Entity::delete_many()
            .filter(session::Column::AccountId.eq(self.account_id))
            .filter(session::Column::Id.eq(id))
            .filter(session::Column::ClientId.is_not_null())
            .exec(&self.db)
            .await?;
        Ok(ended.rows_affected == 1)
    }
}

fn assistant(row: session::Model) -> Option<AssistantSession> {
    let session::Model { id, client_id, client_name, scope, created_at, expires_at, .. } = row;
    Some(AssistantSession {
        id,
        client_id: client_id?,
        client_name: client_name.unwrap_or_default(),
        scope,
        created_at,
        expires_at,
    })
}
