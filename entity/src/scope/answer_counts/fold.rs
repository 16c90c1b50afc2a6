//! Adds what was noted to the counts.

use std::collections::BTreeMap;

use database::{PositionalRow, Transaction};
use sea_orm::{ConnectionTrait, DbErr, Value};

use super::{ALL, AnswerDimension, CELLS, HistoryColumns, Scope};
use crate::Result;

/// The number of changes that are added in one transaction.
const CHANGES_PER_TRANSACTION: u32 = 5_000;

/// The word for the values of dimensions that a level does not distinguish.
const ANY: &str = "*";

/// The key of a count: the level, the dimensions, the standing and the day, as in the primary key.
type Key = (&'static str, [String; 5], String, i64);

const KEY: &str = "level, sector, seniority, country, stage, channel, standing, day";

impl Scope {
    /// Adds some of the noted changes to the counts. Returns whether there may be more.
    ///
    /// Instances that do so at once take different changes, and write counts in one order.
    pub async fn fold_answer_changes(&self) -> Result<bool> {
        let transaction = self.db.begin().await?;
        let taken = self.take_changes(&transaction).await?;
        let more = taken.len() == CHANGES_PER_TRANSACTION as usize;
        let sums = sums(&taken);
        if sums.is_empty() {
            // The changes cancel each other out, or were written by a newer release and are unknown here.
            transaction.commit().await?;
            return Ok(more);
        }
        self.add(&transaction, &sums).await?;
        transaction.commit().await?;
        Ok(more)
    }

    async fn take_changes(&self, db: &Transaction) -> Result<Vec<(String, i64)>> {
        let dialect = self.db.dialect();
        let skip = if dialect.has_list_parameters() { " FOR UPDATE SKIP LOCKED" } else { "" };
        let sql = format!(
            "DELETE FROM answer_changes WHERE account_id = $1 AND id IN (\
                 SELECT id FROM answer_changes WHERE account_id = $1 ORDER BY id LIMIT $2{skip}\
             ) RETURNING counted, CAST(change AS BIGINT)"
        );
        let values: [Value; 2] = [self.account_id.into(), i64::from(CHANGES_PER_TRANSACTION).into()];
        let rows = db.query_all_raw(dialect.statement(sql, values)).await?;
        let read = |row| {
            let mut row = PositionalRow::new(row)?;
            Ok((row.read()?, row.read()?))
        };
        Ok(rows.iter().map(read).collect::<Result<_, DbErr>>()?)
    }

    async fn add(&self, db: &Transaction, sums: &BTreeMap<Key, i64>) -> Result<()> {
        let dialect = self.db.dialect();
        let (rows, lists) = if dialect.has_list_parameters() {
            let rows = "FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], \
                        $9::bigint[], $10::bigint[]) AS added(level, sector, seniority, country, stage, channel, \
                        standing, day, applications)";
            (rows, lists(sums))
        } else {
            let rows = "FROM (SELECT value ->> 0 AS level, value ->> 1 AS sector, value ->> 2 AS seniority, \
                        value ->> 3 AS country, value ->> 4 AS stage, value ->> 5 AS channel, value ->> 6 AS standing, \
                        value ->> 7 AS day, value ->> 8 AS applications FROM json_each($2)) AS added";
            (rows, vec![json(sums)])
        };
        let values = || std::iter::once(self.account_id.into()).chain(lists.clone());
        let account = if dialect.has_list_parameters() { "$1::uuid" } else { "$1" };
        let sql = format!(
            "INSERT INTO answer_counts (account_id, {KEY}, applications) \
             SELECT {account}, added.* {rows} WHERE true ON CONFLICT (account_id, {KEY}) \
             DO UPDATE SET applications = answer_counts.applications + excluded.applications"
        );
        db.execute_raw(dialect.statement(sql, values())).await?;
        // Only rows that this transaction holds already: looking for others would wait for their holders.
        let sql = format!(
            "DELETE FROM answer_counts WHERE account_id = $1 AND applications = 0 AND ({KEY}) IN (SELECT {KEY} {rows})"
        );
        db.execute_raw(dialect.statement(sql, values())).await?;
        Ok(())
    }
}

/// The difference of each count, on all levels.
fn sums(changes: &[(String, i64)]) -> BTreeMap<Key, i64> {
    let mut sums = BTreeMap::new();
    for (counted, change) in changes {
        let Some(words) = HistoryColumns::parse(counted) else { continue };
        let any = || [ANY; 5].map(str::to_owned);
        let mut add = |level, dimensions| {
            *sums.entry((level, dimensions, words.standing.to_owned(), words.day)).or_insert(0) += change;
        };
        add(ALL, any());
        for dimension in AnswerDimension::ALL {
            let mut dimensions = any();
            words.of_dimension(dimension).clone_into(&mut dimensions[dimension as usize]);
            add(dimension.column(), dimensions);
        }
        add(CELLS, words.dimensions.map(str::to_owned));
    }
    sums.retain(|_, change| *change != 0);
    sums
}

fn lists(sums: &BTreeMap<Key, i64>) -> Vec<Value> {
    let texts = |text: &dyn Fn(&Key) -> String| -> Value { sums.keys().map(text).collect::<Vec<_>>().into() };
    let mut lists = vec![texts(&|(level, ..)| (*level).to_owned())];
    lists.extend(AnswerDimension::ALL.map(|dimension| texts(&|(_, values, ..)| values[dimension as usize].clone())));
    lists.push(texts(&|(.., standing, _)| standing.clone()));
    lists.push(sums.keys().map(|(.., day)| *day).collect::<Vec<i64>>().into());
    lists.push(sums.values().copied().collect::<Vec<i64>>().into());
    lists
}

fn json(sums: &BTreeMap<Key, i64>) -> Value {
    let row = |((level, [sector, seniority, country, stage, channel], standing, day), change): (&Key, &i64)| {
        serde_json::json!([level, sector, seniority, country, stage, channel, standing, day, change])
    };
    sums.iter().map(row).collect::<serde_json::Value>().to_string().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opposite_changes_cancel_out_on_every_level() {
        let history = |stage: &str| format!("startup mid US {stage} none answered 2");
        let found = sums(&[(history("technical"), 1), (history("final"), -1)]);
        // As many by sector, seniority, country and channel, and in all.
        let levels: Vec<_> = found.iter().map(|((level, ..), change)| (*level, *change)).collect();
        assert_eq!(levels, [("cells", -1), ("cells", 1), ("stage", -1), ("stage", 1)]);
        let one = sums(&[(history("final"), 1), (history("final"), 1), ("newer".to_owned(), 1)]);
        assert_eq!(one.len(), 7);
        assert!(one.values().all(|change| *change == 2));
        let stage = one.keys().find(|(level, ..)| *level == "stage").unwrap();
        assert_eq!(stage.1, ["*", "*", "*", "final", "*"]);
    }
}
