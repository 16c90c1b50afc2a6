//! Webhook endpoints: which events are to be sent to them, and the results.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use database::{PerBackend, PositionalRow};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Value,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use super::{Page, Scope};
use crate::{
    EventId, Result, WebhookAttemptId, WebhookEndpoint, WebhookEndpointId,
    tables::{
        insert_many,
        webhook_attempt::{self, Model as Attempt},
        webhook_delivery::{Column, Entity, Model},
        webhook_endpoint,
    },
};

/// The maximum number of rows in one statement.
const ROWS_PER_STATEMENT: usize = 2_000;

/// The maximum number of events that one request queues again.
pub const MAX_RECOVERED_EVENTS: i64 = 10_000;

/// An event that has just got its position.
#[derive(Debug)]
pub(super) struct NumberedEvent {
    pub(super) id: EventId,
    pub(super) position: i64,
    pub(super) kind: String,
}

/// Events that this instance alone sends to an endpoint until the lease ends.
#[derive(Debug)]
pub struct DeliveryClaim {
    pub endpoint_id: WebhookEndpointId,
    lease: Uuid,
    pub deliveries: Vec<ClaimedDelivery>,
}

/// An event to be sent.
#[derive(Clone, Copy, Debug)]
pub struct ClaimedDelivery {
    pub event_id: EventId,
    pub position: i64,
    /// The number of the attempt, from 1.
    pub attempt: i16,
}

/// What happens next to a claimed delivery.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum DeliveryDecision {
    /// It was accepted.
    Delivered,
    /// It is not tried any more.
    Failed,
    /// It is tried again at this time.
    Retry(DateTime<Utc>),
    /// It was not tried. It is to be sent at this time or later.
    Released(DateTime<Utc>),
}

const CLAIM: PerBackend<&str> = PerBackend::new(
    "UPDATE webhook_deliveries SET lease = $1, due_at = $2, attempt = attempt + 1 \
     WHERE account_id = $3 AND endpoint_id = $4 AND event_id = ANY(ARRAY( \
         SELECT event_id FROM webhook_deliveries WHERE account_id = $3 AND endpoint_id = $4 AND due_at <= $5 \
         ORDER BY due_at, position LIMIT $6 FOR UPDATE SKIP LOCKED \
     )) RETURNING event_id, position, attempt",
    "UPDATE webhook_deliveries SET lease = $1, due_at = $2, attempt = attempt + 1 \
     WHERE account_id = $3 AND endpoint_id = $4 AND event_id IN ( \
         SELECT event_id FROM webhook_deliveries WHERE account_id = $3 AND endpoint_id = $4 AND due_at <= $5 \
         ORDER BY due_at, position LIMIT $6 \
     ) RETURNING event_id, position, attempt",
);

impl Scope {
    /// Queues events for the endpoints that want them. Returns whether there are any.
    pub(super) async fn queue_for_endpoints(
        &self,
        db: &impl ConnectionTrait,
        events: &[NumberedEvent],
    ) -> Result<bool> {
        let endpoints = self.find::<webhook_endpoint::Entity>().filter(webhook_endpoint::Column::Enabled.eq(true));
        let endpoints: Vec<WebhookEndpoint> = endpoints.all(db).await?.into_iter().map(Into::into).collect();
        let wants = |endpoint: &WebhookEndpoint, event: &NumberedEvent| {
            endpoint.event_types.is_empty() || endpoint.event_types.contains(&event.kind)
        };
        let mut rows = Vec::new();
        for endpoint in &endpoints {
            let wanted = events.iter().filter(|event| wants(endpoint, event));
            let due_at = endpoint.paused_until.map_or(self.now, |until| until.max(self.now));
            rows.extend(wanted.map(|event| self.delivery(endpoint.stamp.id, event.id, event.position, due_at)));
        }
        for rows in rows.chunks(ROWS_PER_STATEMENT) {
            insert_many::<Model>(rows.iter().cloned()).exec_without_returning(db).await?;
        }
        Ok(!rows.is_empty())
    }

    /// An event that is to be sent at this time.
    fn delivery(
        &self,
        endpoint_id: WebhookEndpointId,
        event_id: EventId,
        position: i64,
        due_at: DateTime<Utc>,
    ) -> Model {
        let (account_id, state) = (self.account_id, "pending".to_owned());
        Model { account_id, endpoint_id, event_id, position, state, attempt: 0, due_at: Some(due_at), lease: None }
    }

    /// Claims up to `limit` events that are to be sent to an endpoint now, in order. Nobody else sends them until
    /// `until`.
    pub async fn claim_deliveries(
        &self,
        endpoint: WebhookEndpointId,
        until: DateTime<Utc>,
        limit: u32,
    ) -> Result<DeliveryClaim> {
        let (dialect, lease) = (self.db.dialect(), Uuid::now_v7());
        let values: [Value; 6] = [
            lease.into(),
            until.into(),
            self.account_id.into(),
            endpoint.into(),
            self.now.into(),
            i64::from(limit).into(),
        ];
        let rows = self.db.query_all_raw(dialect.statement(*CLAIM.get(dialect), values)).await?;
        let read = |row| {
            let mut row = PositionalRow::new(row)?;
            Ok(ClaimedDelivery { event_id: row.read::<Uuid>()?.into(), position: row.read()?, attempt: row.read()? })
        };
        let mut deliveries: Vec<ClaimedDelivery> = rows.iter().map(read).collect::<Result<_, DbErr>>()?;
        deliveries.sort_unstable_by_key(|delivery| delivery.position);
        Ok(DeliveryClaim { endpoint_id: endpoint, lease, deliveries })
    }

    /// Stores the results of claimed deliveries, and the attempts.
    pub async fn settle_deliveries(
        &self,
        claim: &DeliveryClaim,
        fates: Vec<(EventId, DeliveryDecision)>,
        attempts: Vec<Attempt>,
    ) -> Result<()> {
        let mut by_fate = BTreeMap::<DeliveryDecision, Vec<EventId>>::new();
        for (event, decision) in fates {
            by_fate.entry(decision).or_default().push(event);
        }
        let transaction = self.db.begin().await?;
        // A few at most: those that fail together are tried again together.
        for (decision, events) in by_fate {
            let (state, due_at, untried) = match decision {
                DeliveryDecision::Delivered => ("delivered", None, 0),
                DeliveryDecision::Failed => ("failed", None, 0),
                DeliveryDecision::Retry(at) => ("pending", Some(at), 0),
                DeliveryDecision::Released(at) => ("pending", Some(at), 1),
            };
            Entity::update_many()
                .col_expr(Column::State, Expr::value(state))
                .col_expr(Column::DueAt, Expr::value(due_at))
                .col_expr(Column::Lease, Expr::value(Value::Uuid(None)))
                .col_expr(Column::Attempt, Expr::cust(format!("attempt - {untried}")))
                .filter(Column::AccountId.eq(self.account_id))
                .filter(Column::EndpointId.eq(claim.endpoint_id))
                .filter(Column::Lease.eq(claim.lease))
                .filter(self.one_of(Column::EventId.into_expr(), events))
                .exec(&transaction)
                .await?;
        }
        self.add_attempts(&transaction, attempts).await?;
        transaction.commit().await
    }

    /// Stores an attempt without a delivery.
    pub async fn keep_attempt(&self, attempt: Attempt) -> Result<()> {
        self.add_attempts(&self.db, vec![attempt]).await
    }

    async fn add_attempts(&self, db: &impl ConnectionTrait, attempts: Vec<Attempt>) -> Result<()> {
        if !attempts.is_empty() {
            insert_many(attempts).exec_without_returning(db).await?;
        }
        Ok(())
    }

    /// Queues an event for an endpoint again, whatever came of it before.
    pub async fn resend(&self, endpoint: WebhookEndpointId, event: EventId, position: i64) -> Result<()> {
        let row = self.delivery(endpoint, event, position, self.now);
        let again = OnConflict::columns([Column::AccountId, Column::EndpointId, Column::EventId])
            .update_columns([Column::State, Column::Attempt, Column::DueAt, Column::Lease])
            .to_owned();
        insert_many([row]).on_conflict(again).exec_without_returning(&self.db).await?;
        Ok(())
    }

    /// Queues up to [`MAX_RECOVERED_EVENTS`] events for an endpoint that were written since, are of its types, and were
    /// not delivered to it, the oldest first. Returns how many.
    pub async fn recover(&self, endpoint: &WebhookEndpoint, since: DateTime<Utc>) -> Result<u64> {
        let dialect = self.db.dialect();
        let types = if endpoint.event_types.is_empty() {
            String::new()
        } else {
            let marks: Vec<String> = (5..5 + endpoint.event_types.len()).map(|mark| format!("${mark}")).collect();
            format!(" AND kind IN ({})", marks.join(", "))
        };
        let (id, at) = if dialect.has_list_parameters() { ("::uuid", "::timestamptz") } else { ("", "") };
        let sql = format!(
            "INSERT INTO webhook_deliveries (account_id, endpoint_id, event_id, position, state, attempt, due_at) \
             SELECT $1{id}, $2{id}, id, position, 'pending', 0, $3{at} FROM events \
             WHERE account_id = $1 AND position IS NOT NULL AND created_at >= $4{types} AND NOT EXISTS (\
                 SELECT 1 FROM webhook_deliveries WHERE webhook_deliveries.account_id = $1 \
                 AND webhook_deliveries.endpoint_id = $2 AND webhook_deliveries.event_id = events.id \
                 AND (webhook_deliveries.state = 'delivered' OR webhook_deliveries.due_at IS NOT NULL)\
             ) ORDER BY position LIMIT {MAX_RECOVERED_EVENTS} \
             ON CONFLICT (account_id, endpoint_id, event_id) \
             DO UPDATE SET state = 'pending', attempt = 0, due_at = excluded.due_at, lease = NULL"
        );
        let mut values: Vec<Value> =
            vec![self.account_id.into(), endpoint.stamp.id.into(), self.now.into(), since.into()];
        values.extend(endpoint.event_types.iter().map(|kind| Value::from(kind.as_str())));
        Ok(self.db.execute_raw(dialect.statement(sql, values)).await?.rows_affected())
    }

    /// Up to `limit` attempts at an endpoint, the latest first, starting after `before`; of one outcome, where one is
    /// given.
    pub async fn attempts(
        &self,
        endpoint: WebhookEndpointId,
        outcome: Option<&str>,
        before: Option<WebhookAttemptId>,
        limit: u64,
    ) -> Result<Page<Attempt>> {
        use webhook_attempt::{Column, Entity};
        let mut query = Entity::find()
            .filter(Column::AccountId.eq(self.account_id))
            .filter(Column::EndpointId.eq(endpoint))
            .order_by_desc(Column::Id);
        if let Some(before) = before {
            query = query.filter(Column::Id.lt(before));
        }
        if let Some(outcome) = outcome {
            query = query.filter(Column::Outcome.eq(outcome));
        }
        Ok(Page::new(self.read_all(query.limit(limit + 1).as_query()).await?, limit))
    }

    /// Deletes attempts before this time.
    pub(super) async fn forget_attempts(&self, db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<()> {
        // Ids begin with the milliseconds since 1970 (RFC 9562, section 5.7).
        let millis = u64::try_from(before.timestamp_millis()).unwrap_or_default();
        let first = uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid();
        webhook_attempt::Entity::delete_many()
            .filter(webhook_attempt::Column::AccountId.eq(self.account_id))
            .filter(webhook_attempt::Column::Id.lt(WebhookAttemptId::from(first)))
            .exec(db)
            .await?;
        Ok(())
    }
}
