//! Lists that are searched for a text, in accounts of any size.
//!
//! A text that occurs in few rows would require reading every row of the account. So for every few hundred rows there
//! is a block: a set of bits that says which sequences of three characters occur in their texts. Blocks without the
//! searched sequences are skipped. Blocks are made in the background, once an account searches, for rows that are older
//! than any running write; newer rows are read. A change of a text invalidates its block after it has written the row.
//! So a transaction that makes the block again either sees that it is invalid, or waits for the row.

mod id_ranges;

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use sea_orm::{
    ColumnTrait, EntityName, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select, Value,
    sea_query::{Expr, Func, OnConflict},
};
use uuid::Uuid;

use self::id_ranges::{BLOCK_BYTES, IdRange, bits_of, id_ranges};
use super::{Page, Scope};
use crate::{
    Application, ApplicationFilter, Candidate, CandidateFilter, Error, Record, Result,
    tables::{
        AccountTable, Row, application, candidate, insert,
        search_block::{Column, Entity, Model},
    },
};

/// The age at which rows get into blocks. Ids are in order of creation, except for the duration of a request and the
/// clock differences between instances.
const SETTLED_AFTER: TimeDelta = TimeDelta::hours(1);

/// A table whose lists are searched for text.
pub trait SearchedTable: Record<Id: Into<Uuid>> {
    /// The name of the table in `search_blocks`.
    const NAME: &'static str;
    /// The text for which a filter searches.
    fn search_texts(filter: &Self::Filter) -> Vec<&str>;
    #[doc(hidden)]
    fn columns() -> [Expr; 2];
}

impl SearchedTable for Application {
    const NAME: &'static str = "applications";

    fn search_texts(filter: &ApplicationFilter) -> Vec<&str> {
        [&filter.company, &filter.text].into_iter().flatten().map(String::as_str).collect()
    }

    fn columns() -> [Expr; 2] {
        [application::Column::CompanyName.into_expr(), application::Column::PositionTitle.into_expr()]
    }
}

impl SearchedTable for Candidate {
    const NAME: &'static str = "candidates";

    fn search_texts(filter: &CandidateFilter) -> Vec<&str> {
        filter.text.as_deref().into_iter().collect()
    }

    fn columns() -> [Expr; 2] {
        [candidate::Column::Name.into_expr(), candidate::Column::Email.into_expr()]
    }
}

impl Scope {
    /// Like [`Scope::page`], for a list that is searched for text.
    ///
    /// # Errors
    ///
    /// [`Error::TimeLimit`], if the page is not complete within the time limit, and any other error of the database.
    pub async fn search<R: SearchedTable>(
        &self,
        filter: &R::Filter,
        after: Option<R::Id>,
        limit: u64,
        patience: Duration,
    ) -> Result<Page<R>> {
        let id = <<R as Row>::Entity as AccountTable>::ID;
        let (began, mut items) = (Instant::now(), Vec::new());
        let wanted = usize::try_from(limit + 1).unwrap_or(usize::MAX);
        for range in self.id_ranges::<R>(filter, after.map_or_else(Uuid::nil, Into::into)).await? {
            if began.elapsed() > patience {
                return Err(Error::TimeLimit);
            }
            let query = in_range::<R>(self.find::<<R as Row>::Entity>(), range).filter(R::condition(filter));
            let more = (wanted - items.len()) as u64;
            items.extend(self.rows(query.order_by_asc(id).limit(more).select_only().into_query()).await?);
            if items.len() == wanted {
                break;
            }
        }
        Ok(Page::new(items, limit))
    }

    /// The ranges of rows that have to be read.
    async fn id_ranges<R: SearchedTable>(&self, filter: &R::Filter, after: Uuid) -> Result<Vec<IdRange>> {
        let texts: Vec<String> = R::search_texts(filter).into_iter().map(str::to_lowercase).collect();
        if texts.is_empty() {
            // A list that is filtered by a column only has an index.
            return Ok(vec![IdRange { after, up_to: None }]);
        }
        let sought: Vec<usize> = texts.iter().flat_map(|text| bits_of(text)).collect();
        let blocks = self.blocks::<R>().filter(Column::LastId.gt(after)).order_by_asc(Column::LastId);
        let (db, blocks) = (&self.db, blocks.select_only().columns([Column::AfterId, Column::LastId]));
        let blocks = if let Some(has_all) = self.db.dialect().has_bits("bits", &sought) {
            // The database compares the bits, so that they are not transferred.
            blocks.expr(has_all).into_tuple().all(db).await?
        } else {
            let rows: Vec<(Uuid, Uuid, Vec<u8>)> = blocks.column(Column::Bits).into_tuple().all(db).await?;
            let has =
                |bits: &[u8]| sought.iter().all(|bit| bits.get(bit / 8).is_none_or(|byte| byte >> (bit % 8) & 1 == 1));
            rows.into_iter().map(|(behind, last, bits)| (behind, last, has(&bits))).collect()
        };
        Ok(id_ranges(blocks, after))
    }

    fn blocks<R: SearchedTable>(&self) -> Select<Entity> {
        Entity::find().filter(Column::AccountId.eq(self.account_id)).filter(Column::Searched.eq(R::NAME))
    }

    /// Writes the next version of a row whose former version is known.
    ///
    /// # Errors
    ///
    /// The errors of [`Scope::update`].
    pub async fn update_from<R: Record>(&self, before: &R, row: R) -> Result<R> {
        if before.searched_texts() == row.searched_texts() {
            return self.update(row).await;
        }
        let (transaction, id): (_, Value) = (self.db.begin().await?, row.id().into());
        let row = self.update_on(&transaction, row).await?;
        Entity::update_many()
            .col_expr(Column::Bits, Expr::value(Vec::<u8>::new()))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .filter(Column::AccountId.eq(self.account_id))
            .filter(Column::Searched.eq(<<R as Row>::Entity>::default().table_name()))
            .filter(Column::LastId.gte(id.clone()))
            .filter(Column::AfterId.lt(id))
            .exec(&transaction)
            .await?;
        transaction.commit().await?;
        Ok(row)
    }

    /// Makes one block, new or invalidated. Returns false if there is nothing to do.
    pub async fn make_search_block<R: SearchedTable>(&self, rows_of_a_block: u64) -> Result<bool> {
        let void = self.blocks::<R>().filter(Column::Bits.eq(Vec::<u8>::new()));
        let block = match void.one(&self.db).await? {
            Some(block) => block,
            None => match self.begin_block::<R>(rows_of_a_block).await? {
                Some(block) => block,
                None => return Ok(false),
            },
        };
        let id = <<R as Row>::Entity as AccountTable>::ID;
        let transaction = self.db.begin().await?;
        let rows = self.find::<<R as Row>::Entity>();
        let rows = in_range::<R>(rows, IdRange { after: block.after_id, up_to: Some(block.last_id) });
        let [first, second] = R::columns().map(|column| Expr::expr(Func::lower(column)));
        // Locked: a transaction that is changing one of these rows has not seen the block yet.
        let rows = rows.order_by_asc(id).lock_shared().select_only().expr(first).expr(second);
        let texts: Vec<(Option<String>, Option<String>)> = rows.into_tuple().all(&transaction).await?;
        let mut bits = vec![0_u8; BLOCK_BYTES];
        for bit in texts.iter().flat_map(|(first, second)| [first, second]).flatten().flat_map(|text| bits_of(text)) {
            bits[bit / 8] |= 1 << (bit % 8);
        }
        Entity::update_many()
            .col_expr(Column::Bits, Expr::value(bits))
            .col_expr(Column::MadeAt, Expr::value(self.now))
            .filter(Column::AccountId.eq(self.account_id))
            .filter(Column::Searched.eq(R::NAME))
            .filter(Column::LastId.eq(block.last_id))
            .filter(Column::Version.eq(block.version))
            .exec(&transaction)
            .await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// An invalid block for the rows after the last block; `None` if there are not enough rows.
    async fn begin_block<R: SearchedTable>(&self, rows_of_a_block: u64) -> Result<Option<Model>> {
        let (db, id) = (&self.db, <<R as Row>::Entity as AccountTable>::ID);
        let last = self.blocks::<R>().order_by_desc(Column::LastId).select_only().column(Column::LastId);
        let after = last.into_tuple::<Uuid>().one(db).await?.unwrap_or_default();
        let rows = in_range::<R>(self.find::<<R as Row>::Entity>(), IdRange { after, up_to: None });
        let rows = rows.order_by_asc(id).offset(rows_of_a_block.saturating_sub(1)).limit(1).select_only().column(id);
        let created_at = Expr::col("created_at").lte(self.now - SETTLED_AFTER);
        let Some(last_id) = rows.filter(created_at).into_tuple::<Uuid>().one(db).await? else { return Ok(None) };
        let block = Model {
            account_id: self.account_id,
            searched: R::NAME.to_owned(),
            last_id,
            after_id: after,
            version: 1,
            made_at: self.now,
            bits: Vec::new(),
        };
        let once = OnConflict::columns([Column::AccountId, Column::Searched, Column::LastId]).do_nothing().to_owned();
        insert(block.clone()).on_conflict(once).exec_without_returning(db).await?;
        Ok(Some(block))
    }
}

fn in_range<R: SearchedTable>(rows: Select<<R as Row>::Entity>, range: IdRange) -> Select<<R as Row>::Entity> {
    let id = <<R as Row>::Entity as AccountTable>::ID;
    let rows = if range.after.is_nil() { rows } else { rows.filter(id.gt(range.after)) };
    match range.up_to {
        Some(up_to) => rows.filter(id.lte(up_to)),
        None => rows,
    }
}
