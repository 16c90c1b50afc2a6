//! Background work on the event feeds of all accounts: finds feeds with work to do, and records when the plans of an
//! account were checked.

use chrono::{DateTime, TimeDelta, Utc};
use database::{Database, PositionalRow};
use sea_orm::{ConnectionTrait, DbErr, Value};
use uuid::Uuid;

use super::Scope;
use crate::{AccountId, Result, WebhookEndpointId};

/// The feeds of all accounts.
#[derive(Debug)]
pub struct Feeds<'a> {
    db: &'a Database,
}

/// The work that is waiting in all feeds.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct FeedBacklog {
    /// The number of events without a position.
    pub unnumbered: i64,
    /// The age of the oldest of them.
    pub age: TimeDelta,
    /// The number of events that are to be sent to endpoints.
    pub to_send: i64,
    /// How long the first of them has been due.
    pub lag: TimeDelta,
    /// The longest time for which the check of an account's plans has been due.
    pub plan_lag: TimeDelta,
}

impl<'a> Feeds<'a> {
    /// The maximum number of accounts or endpoints that one query returns.
    pub const MAX_RESULTS: usize = 500;

    /// The feeds of this database.
    #[must_use]
    pub fn new(db: &'a Database) -> Self {
        Self { db }
    }

    /// Accounts with events that have no position yet.
    pub async fn unnumbered(&self) -> Result<Vec<AccountId>> {
        let sql = "SELECT DISTINCT account_id FROM events WHERE position IS NULL LIMIT $1";
        self.accounts(sql, [limit()]).await
    }

    /// Accounts whose plans are to be checked now, the longest due first. Deleted ones are left out.
    pub async fn accounts_to_check(&self, now: DateTime<Utc>) -> Result<Vec<AccountId>> {
        let sql = "SELECT account_id FROM event_feeds WHERE look_at <= $1 AND NOT EXISTS (\
                       SELECT 1 FROM account_deletions WHERE account_deletions.account_id = event_feeds.account_id\
                   ) ORDER BY look_at LIMIT $2";
        self.accounts(sql, [now.into(), limit()]).await
    }

    /// Makes the feeds of accounts that have none, because an earlier release made them.
    pub async fn add_missing(&self, now: DateTime<Utc>) -> Result<()> {
        let dialect = self.db.dialect();
        let cast = if dialect.has_list_parameters() { "::timestamptz" } else { "" };
        let sql = format!(
            "INSERT INTO event_feeds (account_id, position, forgotten, marks, look_at) \
             SELECT account_id, 0, 0, 0, $1{cast} FROM accounts WHERE NOT EXISTS (\
                 SELECT 1 FROM event_feeds WHERE event_feeds.account_id = accounts.account_id\
             ) ON CONFLICT (account_id) DO NOTHING"
        );
        self.db.execute_raw(dialect.statement(sql, [now.into()])).await?;
        Ok(())
    }

    /// Endpoints to which something is to be sent now, in order, those after `after`. Those of deleted accounts are
    /// left out.
    pub async fn endpoints_to_send_to(
        &self,
        now: DateTime<Utc>,
        after: Option<(AccountId, WebhookEndpointId)>,
    ) -> Result<Vec<(AccountId, WebhookEndpointId)>> {
        let sql = "SELECT DISTINCT account_id, endpoint_id FROM webhook_deliveries WHERE due_at <= $1 \
                   AND (account_id, endpoint_id) > ($3, $4) AND NOT EXISTS (\
                       SELECT 1 FROM account_deletions WHERE account_deletions.account_id = webhook_deliveries.account_id\
                   ) ORDER BY account_id, endpoint_id LIMIT $2";
        let (account, endpoint): (Uuid, Uuid) =
            after.map_or_else(Default::default, |(account, endpoint)| (account.into(), endpoint.into()));
        let values: [Value; 4] = [now.into(), limit(), account.into(), endpoint.into()];
        let rows = self.db.query_all_raw(self.db.dialect().statement(sql, values)).await?;
        let read = |row| {
            let mut row = PositionalRow::new(row)?;
            Ok((row.read::<Uuid>()?.into(), row.read::<Uuid>()?.into()))
        };
        Ok(rows.iter().map(read).collect::<Result<_, DbErr>>()?)
    }

    /// The work that is waiting.
    pub async fn backlog(&self, now: DateTime<Utc>) -> Result<FeedBacklog> {
        let one = async |sql: &str| {
            let row = self.db.query_one_raw(self.db.dialect().statement(sql, [])).await?;
            let Some(row) = row else { return Ok::<_, crate::Error>((0, TimeDelta::zero())) };
            let mut row = PositionalRow::new(&row)?;
            let (count, first): (i64, Option<DateTime<Utc>>) = (row.read()?, row.read()?);
            Ok((count, first.map_or(TimeDelta::zero(), |first| (now - first).max(TimeDelta::zero()))))
        };
        let (unnumbered, age) = one("SELECT count(*), min(created_at) FROM events WHERE position IS NULL").await?;
        let (to_send, lag) =
            one("SELECT count(*), min(due_at) FROM webhook_deliveries WHERE due_at IS NOT NULL").await?;
        let checks = "SELECT count(*), min(look_at) FROM event_feeds WHERE look_at > '1971-01-01T00:00:00+00:00'";
        let (_, plan_lag) = one(checks).await?;
        Ok(FeedBacklog { unnumbered, age, to_send, lag, plan_lag })
    }

    async fn accounts<const N: usize>(&self, sql: &str, values: [Value; N]) -> Result<Vec<AccountId>> {
        let rows = self.db.query_all_raw(self.db.dialect().statement(sql, values)).await?;
        let read = |row| Ok(PositionalRow::new(row)?.read::<Uuid>()?.into());
        Ok(rows.iter().map(read).collect::<Result<_, DbErr>>()?)
    }
}

fn limit() -> Value {
    i64::try_from(Feeds::MAX_RESULTS).unwrap_or(i64::MAX).into()
}

/// A check of the plans of an account.
#[derive(Clone, Copy, Debug)]
pub struct PlanCheck {
    marks: i64,
}

impl Scope {
    /// Begins a check of the account's plans; `None` if it has no feed.
    pub async fn begin_plan_check(&self) -> Result<Option<PlanCheck>> {
        let sql = "SELECT marks FROM event_feeds WHERE account_id = $1";
        let row = self.db.query_one_raw(self.db.dialect().statement(sql, [self.account_id.into()])).await?;
        Ok(row.map(|row| PositionalRow::new(&row)?.read()).transpose()?.map(|marks| PlanCheck { marks }))
    }

    /// Ends a check: the next one is at this time, unless facts have changed meanwhile.
    pub async fn end_plan_check(&self, check: PlanCheck, next: DateTime<Utc>) -> Result<()> {
        let sql = "UPDATE event_feeds SET look_at = $3 WHERE account_id = $1 AND marks = $2";
        let values: [Value; 3] = [self.account_id.into(), check.marks.into(), next.into()];
        self.db.execute_raw(self.db.dialect().statement(sql, values)).await?;
        Ok(())
    }

    /// Makes the next check of the account's plans due now, for a change that has no event.
    pub(super) async fn check_plans_soon(&self, db: &impl ConnectionTrait) -> Result<()> {
        let sql = "UPDATE event_feeds SET marks = marks + 1, look_at = $2 WHERE account_id = $1";
        let values: [Value; 2] = [self.account_id.into(), self.now.into()];
        db.execute_raw(self.db.dialect().statement(sql, values)).await?;
        Ok(())
    }

    /// The earliest end of a horizon among the account's plans that were made with this release.
    pub async fn next_change(&self, made_with: &str) -> Result<Option<DateTime<Utc>>> {
        let sql = "SELECT min(changes_at) FROM plan_horizons WHERE account_id = $1 AND made_with = $2";
        let values: [Value; 2] = [self.account_id.into(), made_with.into()];
        let row = self.db.query_one_raw(self.db.dialect().statement(sql, values)).await?;
        Ok(row.map(|row| PositionalRow::new(&row)?.read::<Option<DateTime<Utc>>>()).transpose()?.flatten())
    }
}
