//! Calendar feeds: the facts that they are rendered from, and the events that they have shown.

use chrono::TimeDelta;
use database::PositionalRow;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryTrait, Value,
    sea_query::{Expr, ExprTrait as _, OnConflict, SimpleExpr},
};
use uuid::Uuid;

use super::Scope;
use crate::{
    ApplicationId, CalendarFeed, CalendarFeedId, CandidateId, Error, Result, deletions,
    tables::{
        calendar_feed::{Column, Entity},
        calendar_feed_entry::{self, Model as Entry},
        insert_many,
    },
};

/// The time of the last reading is kept this precisely, so that most readings write nothing.
const READ_TIME_PRECISION: TimeDelta = TimeDelta::hours(1);

/// The maximum number of entries in one statement.
const ROWS_PER_STATEMENT: usize = 2_000;

/// The changes to what a feed has shown.
#[derive(Clone, Debug, Default)]
pub struct FeedChanges {
    /// Entries that are new or changed.
    pub written: Vec<Entry>,
    /// The `UID`s of those that are shown no longer.
    pub removed: Vec<Uuid>,
}

impl FeedChanges {
    /// Whether nothing has changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty()
    }
}

impl Scope {
    /// A feed that may be read; `None` if the account does not have it or is being deleted.
    pub async fn calendar_feed_to_read(&self, id: CalendarFeedId) -> Result<Option<CalendarFeed>> {
        let query = self
            .rows_of::<Entity>()
            .and_where(Column::Id.eq(id))
            .and_where(deletions::is_not_deleted(self.account_id))
            .take();
        self.row(query).await
    }

    /// The newest applications, at most `limit`, of a candidate or of the whole account. With the version of each one's
    /// facts; in no particular order.
    pub async fn newest_facts(&self, candidate: Option<CandidateId>, limit: u64) -> Result<Vec<(ApplicationId, i64)>> {
        let of_candidate = if candidate.is_some() { " AND candidate_id = $3" } else { "" };
        let sql = format!(
            "SELECT application_id, facts_version FROM plan_horizons WHERE account_id = $1 AND application_id IN (\
                 SELECT id FROM applications WHERE account_id = $1{of_candidate} ORDER BY id DESC LIMIT $2\
             )"
        );
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut values: Vec<Value> = vec![self.account_id.into(), limit.into()];
        values.extend(candidate.map(Value::from));
        let rows = self.db.query_all_raw(self.db.dialect().statement(sql, values)).await?;
        let read = |row| {
            let mut row = PositionalRow::new(row)?;
            Ok((row.read::<Uuid>()?.into(), row.read()?))
        };
        Ok(rows.iter().map(read).collect::<Result<_, DbErr>>()?)
    }

    /// The entries that a feed has shown, in no particular order.
    pub async fn calendar_feed_entries(&self, feed: CalendarFeedId) -> Result<Vec<Entry>> {
        use calendar_feed_entry::{Column, Entity};
        let query = Entity::find().filter(Column::AccountId.eq(self.account_id)).filter(Column::FeedId.eq(feed));
        self.read_all(query.as_query()).await
    }

    /// Stores the state and the entries of a feed, if its revision is still `before`. Returns whether it was. If two
    /// requests render the feed at the same time, one of them has to start again.
    pub async fn keep_calendar_feed(&self, feed: &CalendarFeed, before: &str, changes: FeedChanges) -> Result<bool> {
        let transaction = self.db.begin().await?;
        let kept = Entity::update_many()
            .col_expr(Column::Revision, Expr::value(feed.revision.as_str()))
            .col_expr(Column::Facts, Expr::value(feed.facts.as_str()))
            .col_expr(Column::MadeAt, Expr::value(feed.made_at))
            .col_expr(Column::FreshUntil, Expr::value(feed.fresh_until))
            .col_expr(Column::Tag, Expr::value(feed.tag.as_str()))
            .col_expr(Column::ChangedAt, Expr::value(feed.changed_at))
            .col_expr(Column::LastReadAt, Expr::value(feed.last_read_at))
            .filter(Column::AccountId.eq(self.account_id))
            .filter(Column::Id.eq(feed.stamp.id))
            .filter(Column::Revision.eq(before))
            .exec(&transaction)
            .await?;
        if kept.rows_affected == 0 {
            transaction.rollback().await?;
            return Ok(false);
        }
        self.write_entries(&transaction, changes.written).await?;
        self.remove_entries(&transaction, feed.stamp.id, changes.removed).await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn write_entries(&self, db: &impl ConnectionTrait, entries: Vec<Entry>) -> Result<()> {
        use calendar_feed_entry::Column;
        let replace = OnConflict::columns([Column::AccountId, Column::FeedId, Column::Uid])
            .update_columns([
                Column::ApplicationId,
                Column::Content,
                Column::Sequence,
                Column::ChangedAt,
                Column::CancelledAt,
                Column::StartsAt,
                Column::EndsAt,
                Column::Summary,
            ])
            .to_owned();
        for entries in entries.chunks(ROWS_PER_STATEMENT) {
            let entries = entries.iter().map(|entry| Entry { account_id: self.account_id, ..entry.clone() });
            insert_many(entries).on_conflict(replace.clone()).exec_without_returning(db).await?;
        }
        Ok(())
    }

    async fn remove_entries(&self, db: &impl ConnectionTrait, feed: CalendarFeedId, uids: Vec<Uuid>) -> Result<()> {
        use calendar_feed_entry::{Column, Entity};
        if uids.is_empty() {
            return Ok(());
        }
        Entity::delete_many()
            .filter(Column::AccountId.eq(self.account_id))
            .filter(Column::FeedId.eq(feed))
            .filter(self.one_of(Column::Uid.into_expr(), uids))
            .exec(db)
            .await?;
        Ok(())
    }

    /// Records that a feed was read. Does so at most once an hour.
    pub async fn note_feed_reading(&self, feed: &CalendarFeed) -> Result<()> {
        let before = self.now - READ_TIME_PRECISION;
        if feed.last_read_at.is_some_and(|last| last > before) {
            return Ok(());
        }
        Entity::update_many()
            .col_expr(Column::LastReadAt, Expr::value(self.now))
            .filter(Column::AccountId.eq(self.account_id))
            .filter(Column::Id.eq(feed.stamp.id))
            .filter(Condition::any().add(Column::LastReadAt.is_null()).add(Column::LastReadAt.lte(before)))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Gives a feed another token. Only the columns of the token are written: the feed may be read at the same time.
    ///
    /// # Errors
    ///
    /// [`Error::WriteConflict`], if the row does not have the version before this one.
    pub async fn renew_feed_token(&self, feed: &CalendarFeed) -> Result<()> {
        let renewed = Entity::update_many()
            .col_expr(Column::TokenHash, Expr::value(feed.token_hash.as_str()))
            .col_expr(Column::TokenSince, Expr::value(feed.token_since))
            .col_expr(Column::Version, Expr::value(feed.stamp.version))
            .col_expr(Column::UpdatedAt, Expr::value(feed.stamp.updated_at))
            .filter(Column::AccountId.eq(self.account_id))
            .filter(Column::Id.eq(feed.stamp.id))
            .filter(Column::Version.eq(feed.stamp.version - 1))
            .exec(&self.db)
            .await?;
        if renewed.rows_affected == 0 { Err(Error::WriteConflict) } else { Ok(()) }
    }

    /// Removes the titles of applications that are being deleted from what feeds have shown. An event that is cancelled
    /// already thereby changes; the others do when they are cancelled.
    pub(super) async fn forget_feed_titles(&self, db: &impl ConnectionTrait, applications: &[Uuid]) -> Result<()> {
        use calendar_feed_entry::{Column, Entity};
        let if_cancelled = |changed: SimpleExpr, column: Column| {
            Expr::case(Column::CancelledAt.is_not_null(), changed).finally(Expr::col(column))
        };
        Entity::update_many()
            .col_expr(Column::Summary, Expr::value(""))
            .col_expr(Column::Sequence, if_cancelled(Expr::col(Column::Sequence).add(1), Column::Sequence).into())
            .col_expr(Column::ChangedAt, if_cancelled(Expr::value(self.now), Column::ChangedAt).into())
            .filter(Column::AccountId.eq(self.account_id))
            .filter(self.one_of(Column::ApplicationId.into_expr(), applications.iter().copied()))
            .filter(Column::Summary.ne(""))
            .exec(db)
            .await?;
        Ok(())
    }
}
