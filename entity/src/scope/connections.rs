//! The history of connections: when deliveries came in.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, Order, Query},
};

use super::Scope;
use crate::{
    ConnectionId, Result,
    tables::{
        connection::{Column, Entity},
        delivery,
    },
};

/// For how long further refusals are not stored: wrong signatures must not keep the database busy.
const REFUSAL_STORE_INTERVAL: TimeDelta = TimeDelta::seconds(60);

/// The history of a connection.
#[derive(Clone, Copy, Debug, Default)]
pub struct ConnectionHistory {
    pub last_delivery_at: Option<DateTime<Utc>>,
    pub last_failure_at: Option<DateTime<Utc>>,
}

impl Scope {
    /// When what last came in by each of these connections, in their order; each looked up by an index.
    pub async fn connection_histories(&self, ids: &[ConnectionId]) -> Result<Vec<ConnectionHistory>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let last = |state: Option<&str>| {
            let mut last = Query::select();
            last.column(delivery::Column::CreatedAt)
                .from(delivery::Entity)
                .and_where(Expr::col((delivery::Entity, delivery::Column::AccountId)).eq(self.account_id))
                .and_where(Expr::col((delivery::Entity, delivery::Column::ConnectionId)).equals((Entity, Column::Id)))
                .order_by((delivery::Entity, delivery::Column::Id), Order::Desc)
                .limit(1);
            if let Some(state) = state {
                last.and_where(Expr::col((delivery::Entity, delivery::Column::State)).eq(state));
            }
            Expr::from(last)
        };
        let query = self
            .find::<Entity>()
            .filter(self.one_of(Column::Id.into_expr(), ids.iter().copied()))
            .select_only()
            .column(Column::Id)
            .expr(last(None))
            .expr(last(Some("failed")));
        let rows = self.db.query_all(query.as_query()).await?;
        let mut found = rows
            .iter()
            .map(|row| {
                let history = ConnectionHistory {
                    last_delivery_at: row.try_get_by_index(1)?,
                    last_failure_at: row.try_get_by_index(2)?,
                };
                Ok((row.try_get_by_index::<ConnectionId>(0)?, history))
            })
            .collect::<Result<std::collections::HashMap<_, _>, DbErr>>()?;
        Ok(ids.iter().map(|id| found.remove(id).unwrap_or_default()).collect())
    }

    /// Records why a delivery was refused. Skips refusals shortly after another.
    pub async fn keep_refusal(&self, id: ConnectionId, why: &str) -> Result<()> {
        let before = Condition::any()
            .add(Column::RefusedAt.is_null())
            .add(Column::RefusedAt.lt(self.now - REFUSAL_STORE_INTERVAL));
        Entity::update_many()
            .col_expr(Column::RefusedAt, Expr::value(self.now))
            .col_expr(Column::Refusal, Expr::value(why))
            .filter(Column::AccountId.eq(self.account_id))
            .filter(Column::Id.eq(id))
            .filter(before)
            .exec(&self.db)
            .await?;
        Ok(())
    }
}
