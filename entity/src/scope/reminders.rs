//! Reminders by mail: recipients, queued mails, and suppressed addresses.

use std::collections::HashMap;

use chrono::NaiveDate;
use database::PositionalRow;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, Value,
    sea_query::{Expr, ExprTrait, OnConflict},
};

use super::Scope;
use crate::{
    Candidate, CandidateId, Reminder, Result, SuppressedAddress, deletions,
    tables::{
        insert,
        reminder::{Column, Entity},
        suppressed_address,
    },
};

/// How many confirmations were sent on a day, the present one included.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct ConfirmationCounts {
    /// Mails to the address, by all accounts.
    pub of_address: i32,
    /// Mails by the account, to all addresses.
    pub of_account: i32,
}

impl Scope {
    /// A candidate and the candidate's reminders; `None` if there are none, or the account is deleted.
    pub async fn reminder_of(&self, id: CandidateId) -> Result<Option<(Candidate, Reminder)>> {
        let reminder =
            self.find::<Entity>().filter(Column::Id.eq(id)).filter(deletions::is_not_deleted(self.account_id));
        let Some(reminder) = reminder.one(&self.db).await? else { return Ok(None) };
        Ok(self.get::<Candidate>(id).await?.map(|candidate| (candidate, reminder.into())))
    }

    /// Writes reminders, within the transaction of this scope.
    ///
    /// # Errors
    ///
    /// The errors of [`Scope::insert`] for the first version, and of [`Scope::update`] for others.
    pub async fn write_reminder(&self, row: Reminder) -> Result<Reminder> {
        match row.stamp.version {
            1 => self.insert_on(&self.db, row).await,
            _ => self.update_on(&self.db, row).await,
        }
    }

    /// Why nothing is sent to an address; `None` if the address is not suppressed.
    pub async fn suppression(&self, address: &str) -> Result<Option<SuppressedAddress>> {
        use suppressed_address::{Column, Entity};
        let row = self.find::<Entity>().filter(Column::Address.eq(address.to_lowercase())).one(&self.db).await?;
        Ok(row.map(Into::into))
    }

    /// Puts an address on the list of those that nothing is sent to. One that is on it stays as it is.
    pub async fn suppress(&self, row: SuppressedAddress) -> Result<()> {
        use suppressed_address::{Column, Model};
        let once = OnConflict::columns([Column::AccountId, Column::Address]).do_nothing().to_owned();
        insert(Model::from(row)).on_conflict(once).exec_without_returning(&self.db).await?;
        Ok(())
    }

    /// Records that a mail was sent to a candidate, or why it was not.
    pub async fn note_reminder(&self, id: CandidateId, failure: Option<&str>) -> Result<()> {
        let update = match failure {
            None => Entity::update_many().col_expr(Column::LastSentAt, Expr::value(self.now)),
            Some(why) => Entity::update_many()
                .col_expr(Column::LastFailureAt, Expr::value(self.now))
                .col_expr(Column::LastFailure, Expr::value(why)),
        };
        update.filter(Column::AccountId.eq(self.account_id)).filter(Column::Id.eq(id)).exec(&self.db).await?;
        Ok(())
    }

    /// Records that the daily mail of a local day is queued. False if that of this or a later day was queued before.
    pub async fn take_digest(&self, id: CandidateId, day: NaiveDate) -> Result<bool> {
        let taken = Entity::update_many()
            .col_expr(Column::DigestOn, Expr::value(day))
            .filter(Column::AccountId.eq(self.account_id))
            .filter(Column::Id.eq(id))
            .filter(Column::DigestOn.is_null().or(Column::DigestOn.lt(day)))
            .exec(&self.db)
            .await?;
        Ok(taken.rows_affected > 0)
    }

    /// Counts a confirmation that is sent to an address. Only this hash of the address is stored.
    pub async fn count_confirmation(&self, address_hash: &str) -> Result<ConfirmationCounts> {
        let (dialect, day) = (self.db.dialect(), self.now.date_naive());
        let old = dialect.statement("DELETE FROM confirmation_counts WHERE day < $1", [day.into()]);
        self.db.execute_raw(old).await?;
        let sql = "INSERT INTO confirmation_counts (day, counted, sent) VALUES ($1, $2, 1), ($1, $3, 1) \
                   ON CONFLICT (day, counted) DO UPDATE SET sent = confirmation_counts.sent + 1 RETURNING counted, sent";
        let account = self.account_id.to_string();
        let values: [Value; 3] = [day.into(), address_hash.into(), account.as_str().into()];
        let rows = self.db.query_all_raw(dialect.statement(sql, values)).await?;
        let read = |row| {
            let mut row = PositionalRow::new(row)?;
            Ok((row.read::<String>()?, row.read::<i32>()?))
        };
        let counts: HashMap<String, i32> = rows.iter().map(read).collect::<Result<_, DbErr>>()?;
        let count = |of: &str| counts.get(of).copied().unwrap_or_default();
        Ok(ConfirmationCounts { of_address: count(address_hash), of_account: count(&account) })
    }
}
