//! The feed of an account's events.
//!
//! Transactions commit in another order than the one in which they write. A reader who remembers the last id or time
//! that it saw would miss what commits later with a lower one. So an event is written without a position. Positions are
//! given afterwards, to events that are committed, by the first that needs them: a reader, or an instance in the
//! background. That is a transaction that locks the account's row in `event_feeds`, so that positions of an account are
//! given one transaction after the other, and are visible in order. A reader who has seen a position has seen, or can
//! see, all lower ones.
//!
//! This depends only on row locks. So it works on Postgres and `SQLite`, and also on distributed tables, since the rows
//! of an account are on one node. (The ids of Postgres' transactions would need no second write. But they start again
//! when a database is restored elsewhere, and each node of a distributed one has its own.)
//!
//! Until they have a position, events are in the order in which they were written, which is given by a sequence when
//! the row is written; on distributed tables by the clock of the node through which it is written. At that point a
//! transaction that writes facts of an application has locked the application's horizon or row. So events of one
//! application are in the order of their transactions.

use chrono::{DateTime, Utc};
use database::{PerBackend, PositionalRow};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Value,
    sea_query::{LockBehavior, LockType, OnConflict},
};
use uuid::Uuid;

use super::{Scope, changed_candidates::CANDIDATE_UPDATED, webhooks::NumberedEvent};
use crate::{
    EventId, Result,
    tables::{
        event::{Column, Entity, Model},
        event_feed, insert,
    },
};

/// The maximum number of events that get positions in one transaction.
const EVENTS_NUMBERED_PER_TRANSACTION: i64 = 1_000;

/// The maximum number of events that are deleted in one transaction.
const EVENTS_DELETED_PER_TRANSACTION: i64 = 1_000;

/// The state of a feed.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct FeedState {
    /// The last position.
    pub position: i64,
    /// The last position that is no longer kept.
    pub forgotten: i64,
    /// Whether there are events without a position.
    pub unnumbered: bool,
}

/// What to do with rows that another transaction has locked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum IfLocked {
    Wait,
    Skip,
}

/// The result of numbering.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NumberingResult {
    /// The number of events that got a position.
    pub numbered: usize,
    /// Whether there may be more.
    pub more: bool,
    /// Whether deliveries to webhook endpoints were queued.
    pub to_send: bool,
    /// Whether jobs were queued.
    pub has_jobs: bool,
}

/// Rows are found again by their physical location (`ctid`), which is stable while the feed is locked, since nothing
/// else changes them. By id, Postgres takes five to ten times as long. Its statistics expect one event without a
/// position, so it compares each of them with all others.
const NUMBER: PerBackend<&str> = PerBackend::new(
    "UPDATE events SET position = $2::bigint + next.place FROM (\
         SELECT event, row_number() OVER (ORDER BY written) AS place FROM (\
             SELECT ctid AS event, written FROM events WHERE account_id = $1 AND position IS NULL \
             ORDER BY written LIMIT $3\
         ) AS unnumbered\
     ) AS next WHERE events.account_id = $1 AND events.ctid = next.event RETURNING id, position, kind",
    "UPDATE events SET position = $2 + next.place FROM (\
         SELECT event, row_number() OVER (ORDER BY event) AS place FROM (\
             SELECT rowid AS event FROM events WHERE account_id = $1 AND position IS NULL ORDER BY rowid LIMIT $3\
         ) AS unnumbered\
     ) AS next WHERE events.account_id = $1 AND events.rowid = next.event RETURNING id, position, kind",
);

/// The same for distributed tables, by ids, since `ctid` is local to a node. There `written` is a time, which events of
/// one statement may share.
const NUMBER_DISTRIBUTED: &str = "\
     UPDATE events SET position = $2::bigint + next.place FROM (\
         SELECT event_id, row_number() OVER (ORDER BY written, event_id) AS place FROM (\
             SELECT id AS event_id, written FROM events WHERE account_id = $1 AND position IS NULL \
             ORDER BY written, id LIMIT $3\
         ) AS unnumbered\
     ) AS next WHERE events.account_id = $1 AND events.id = next.event_id RETURNING id, position, kind";

/// Gives positions in one statement, unless the account has webhook endpoints or a candidate has changed. The update of
/// the feed's row locks it until the positions are committed. A transaction that waited for the lock may have read the
/// same events before: these have positions by then and keep them, and the positions that were meant for them stay
/// unused.
const NUMBER_IN_ONE_STATEMENT: &str = "\
    WITH unnumbered AS (\
        SELECT event, kind, row_number() OVER (ORDER BY written) AS place FROM (\
            SELECT ctid AS event, kind, written FROM events WHERE account_id = $1 AND position IS NULL ORDER BY written LIMIT $2\
        ) AS first\
    ), found AS (\
        SELECT count(*) AS events, coalesce(bool_or(NOT kind LIKE ANY ($3)), false) AS facts FROM unnumbered\
    ), moved AS (\
        UPDATE event_feeds SET position = position + found.events, marks = marks + found.facts::int, \
            look_at = CASE WHEN found.facts THEN least(look_at, $4) ELSE look_at END \
        FROM found WHERE account_id = $1 AND found.events > 0 \
            AND NOT EXISTS (SELECT 1 FROM webhook_endpoints WHERE webhook_endpoints.account_id = $1) \
            AND NOT EXISTS (SELECT 1 FROM unnumbered WHERE kind = $5) \
        RETURNING position - found.events AS before\
    ), numbered AS (\
        UPDATE events SET position = moved.before + unnumbered.place FROM unnumbered, moved \
        WHERE events.account_id = $1 AND events.ctid = unnumbered.event AND events.position IS NULL\
    ) SELECT found.events, EXISTS (SELECT 1 FROM moved) FROM found";

impl Scope {
    /// The state of the account's feed.
    pub async fn feed_state(&self) -> Result<FeedState> {
        let sql = "SELECT position, forgotten, EXISTS (\
                       SELECT 1 FROM events WHERE events.account_id = $1 AND events.position IS NULL\
                   ) FROM event_feeds WHERE account_id = $1";
        let row = self.db.query_one_raw(self.db.dialect().statement(sql, [self.account_id.into()])).await?;
        let Some(row) = row else { return Ok(FeedState { unnumbered: true, ..FeedState::default() }) };
        let mut row = PositionalRow::new(&row)?;
        Ok(FeedState { position: row.read()?, forgotten: row.read()?, unnumbered: row.read()? })
    }

    /// Gives positions to events that have none, queues them for the webhook endpoints, and queues jobs for the
    /// reminders of changed candidates. `None` if another transaction does so and `if_locked` is [`IfLocked::Skip`].
    pub async fn number_events(&self, if_locked: IfLocked) -> Result<Option<NumberingResult>> {
        // For a reader it is one statement more where the account has endpoints or a candidate has changed.
        let at_once = if if_locked == IfLocked::Wait { None } else { self.number_at_once().await? };
        if at_once.is_some() {
            return Ok(at_once);
        }
        let transaction = self.db.begin().await?;
        let Some(feed) = self.lock_feed(&transaction, if_locked).await? else {
            transaction.rollback().await?;
            return Ok(None);
        };
        let dialect = self.db.dialect();
        let values: [Value; 3] = [self.account_id.into(), feed.position.into(), EVENTS_NUMBERED_PER_TRANSACTION.into()];
        let number = if dialect.is_distributed() { NUMBER_DISTRIBUTED } else { *NUMBER.get(dialect) };
        let rows = transaction.query_all_raw(dialect.statement(number, values)).await?;
        let read = |row| {
            let mut row = PositionalRow::new(row)?;
            Ok(NumberedEvent { id: row.read::<Uuid>()?.into(), position: row.read()?, kind: row.read()? })
        };
        let mut events: Vec<NumberedEvent> = rows.iter().map(read).collect::<Result<_>>()?;
        if events.is_empty() {
            transaction.rollback().await?;
            return Ok(Some(NumberingResult { numbered: 0, more: false, to_send: false, has_jobs: false }));
        }
        events.sort_unstable_by_key(|event| event.position);
        let last = events.last().map_or(feed.position, |event| event.position);
        let facts = events.iter().any(|event| is_of_facts(&event.kind));
        // Another check follows, since a plan may change earlier than the last one has noted.
        let look_at = if facts { feed.look_at.min(self.now) } else { feed.look_at };
        let sql = "UPDATE event_feeds SET position = $2, marks = $3, look_at = $4 WHERE account_id = $1";
        let marks = feed.marks + i64::from(facts);
        let values: [Value; 4] = [self.account_id.into(), last.into(), marks.into(), look_at.into()];
        transaction.execute_raw(dialect.statement(sql, values)).await?;
        let to_send = self.queue_for_endpoints(&transaction, &events).await?;
        let has_jobs = self.queue_changed_candidates(&transaction, &events).await?;
        transaction.commit().await?;
        let more = last - feed.position == EVENTS_NUMBERED_PER_TRANSACTION;
        Ok(Some(NumberingResult { numbered: events.len(), more, to_send, has_jobs }))
    }

    /// Gives positions in one statement; `None` if that can't be done: something is to be queued for an endpoint or as
    /// a job, the account has no feed yet, or the database has no statements that write to several tables of one node.
    async fn number_at_once(&self) -> Result<Option<NumberingResult>> {
        let dialect = self.db.dialect();
        if !dialect.has_list_parameters() || dialect.is_distributed() {
            return Ok(None);
        }
        let others: Vec<String> = OF_NO_FACTS.iter().map(|start| format!("{start}%")).collect();
        let values: [Value; 5] = [
            self.account_id.into(),
            EVENTS_NUMBERED_PER_TRANSACTION.into(),
            others.into(),
            self.now.into(),
            CANDIDATE_UPDATED.into(),
        ];
        let row = self.db.query_one_raw(dialect.statement(NUMBER_IN_ONE_STATEMENT, values)).await?;
        let Some(row) = row else { return Ok(None) };
        let mut row = PositionalRow::new(&row)?;
        let (events, moved): (i64, bool) = (row.read()?, row.read()?);
        let numbering = NumberingResult {
            numbered: usize::try_from(events).unwrap_or(0),
            more: events == EVENTS_NUMBERED_PER_TRANSACTION,
            to_send: false,
            has_jobs: false,
        };
        Ok((moved || events == 0).then_some(numbering))
    }

    /// The account's feed, locked; `None` if another transaction has it and `if_locked` is [`IfLocked::Skip`].
    async fn lock_feed(&self, db: &impl ConnectionTrait, if_locked: IfLocked) -> Result<Option<event_feed::Model>> {
        let lock = async || {
            let feed = event_feed::Entity::find_by_id(self.account_id);
            let feed = if if_locked == IfLocked::Wait {
                feed.lock_exclusive()
            } else {
                feed.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            };
            feed.one(db).await
        };
        if let Some(feed) = lock().await? {
            return Ok(Some(feed));
        }
        let new =
            event_feed::Model { account_id: self.account_id, position: 0, forgotten: 0, marks: 0, look_at: self.now };
        let once = OnConflict::column(event_feed::Column::AccountId).do_nothing().to_owned();
        insert(new).on_conflict(once).exec_without_returning(db).await?;
        Ok(lock().await?)
    }

    /// Up to `limit` events with positions after `after` and up to `up_to`, of these types, or of all if there are
    /// none.
    pub async fn events(&self, after: i64, up_to: i64, kinds: &[&str], limit: u64) -> Result<Vec<Model>> {
        let mut query = Entity::find()
            .filter(Column::AccountId.eq(self.account_id))
            .filter(Column::Position.gt(after))
            .filter(Column::Position.lte(up_to));
        if !kinds.is_empty() {
            query = query.filter(self.db.dialect().is_one_of_texts(Column::Kind.into_expr(), kinds));
        }
        self.read_all(query.order_by_asc(Column::Position).limit(limit).as_query()).await
    }

    /// The events with these ids that are still kept, in order.
    pub async fn events_by_id(&self, ids: impl IntoIterator<Item = EventId>) -> Result<Vec<Model>> {
        let condition = self.one_of(Column::Id.into_expr(), ids);
        let query = Entity::find().filter(Column::AccountId.eq(self.account_id)).filter(condition);
        self.read_all(query.order_by_asc(Column::Position).as_query()).await
    }

    /// Deletes the events of a deleted account.
    pub async fn drop_events(&self) -> Result<()> {
        Entity::delete_many().filter(Column::AccountId.eq(self.account_id)).exec(&self.db).await?;
        Ok(())
    }

    /// Deletes some of the events that were written before this time, with what was sent of them. Returns whether there
    /// may be more.
    pub async fn forget_events(&self, before: DateTime<Utc>) -> Result<bool> {
        let dialect = self.db.dialect();
        let oldest = "SELECT max(position), count(*) FROM (\
                          SELECT position, created_at FROM events WHERE account_id = $1 AND position IS NOT NULL \
                          ORDER BY position LIMIT $3\
                      ) AS oldest WHERE created_at < $2";
        let values: [Value; 3] = [self.account_id.into(), before.into(), EVENTS_DELETED_PER_TRANSACTION.into()];
        let row = self.db.query_one_raw(dialect.statement(oldest, values)).await?;
        let Some(row) = row else { return Ok(false) };
        let mut row = PositionalRow::new(&row)?;
        let (last, count): (Option<i64>, i64) = (row.read()?, row.read()?);
        let Some(last) = last else { return Ok(false) };
        let transaction = self.db.begin().await?;
        for sql in [
            "UPDATE event_feeds SET forgotten = $2 WHERE account_id = $1 AND forgotten < $2",
            "DELETE FROM webhook_deliveries WHERE account_id = $1 AND position <= $2",
            "DELETE FROM events WHERE account_id = $1 AND position <= $2",
        ] {
            transaction.execute_raw(dialect.statement(sql, [self.account_id.into(), last.into()])).await?;
        }
        self.forget_attempts(&transaction, before).await?;
        transaction.commit().await?;
        Ok(count == EVENTS_DELETED_PER_TRANSACTION)
    }
}

/// The beginnings of the types of events that don't concern a fact of plans.
const OF_NO_FACTS: [&str; 4] = ["step.", "plan.", "message.", "webhook"];

/// Whether an event concerns a fact that plans depend on.
fn is_of_facts(kind: &str) -> bool {
    !OF_NO_FACTS.iter().any(|start| kind.starts_with(start))
}
