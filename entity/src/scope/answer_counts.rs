//! How long applications wait for an answer: kept counts.
//!
//! A plan that is made again says how its application is counted. Where that differs from how it was counted before,
//! the difference is noted in `answer_changes`: rows that nobody else writes, so that nobody waits for them. The
//! background adds what was noted to `answer_counts`. A reader adds what is still noted to what is counted, in one
//! statement.

mod fold;

use std::fmt::Write as _;

use database::PositionalRow;
use sea_orm::{ConnectionTrait, Value};
use uuid::Uuid;

use super::Scope;
use crate::Result;

/// The dimensions by which applications are grouped.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AnswerDimension {
    Sector,
    Seniority,
    Country,
    Stage,
    Channel,
}

impl AnswerDimension {
    /// All, in the order of the words of a history.
    pub const ALL: [Self; 5] = [Self::Sector, Self::Seniority, Self::Country, Self::Stage, Self::Channel];

    /// The column of the dimension.
    const fn column(self) -> &'static str {
        match self {
            Self::Sector => "sector",
            Self::Seniority => "seniority",
            Self::Country => "country",
            Self::Stage => "stage",
            Self::Channel => "channel",
        }
    }
}

/// Which applications to count, and in which groups.
#[derive(Clone, Debug, Default)]
pub struct AnswerQuery {
    /// The dimension to group by. `None` means one group.
    pub by: Option<AnswerDimension>,
    /// Only applications with these values.
    pub filters: Vec<(AnswerDimension, String)>,
}

/// The number of applications of a group with this history.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AnswerCount {
    /// The value by which they are grouped. Empty if there is one group.
    pub value: String,
    /// `answered`, `ended` or `waiting`.
    pub standing: String,
    /// The days of the wait, each with the number of applications; of those that wait, the days on which that began,
    /// counted from 1970-01-01. A number is negative if the last note subtracts from an earlier count.
    pub days: Vec<(i64, i64)>,
}

/// The words of a history: the five dimensions, the state, and the days.
struct HistoryColumns<'w> {
    dimensions: [&'w str; 5],
    standing: &'w str,
    day: i64,
}

impl<'w> HistoryColumns<'w> {
    /// Parses the columns; `None` if a newer release has written another form.
    fn parse(counted: &'w str) -> Option<Self> {
        let words: Vec<&str> = counted.split(' ').collect();
        let &[sector, seniority, country, stage, channel, standing, day] = words.as_slice() else { return None };
        Some(Self { dimensions: [sector, seniority, country, stage, channel], standing, day: day.parse().ok()? })
    }

    fn of_dimension(&self, dimension: AnswerDimension) -> &'w str {
        self.dimensions[dimension as usize]
    }
}

/// A difference to be added to the counts: the text of a history, and by how many more or fewer applications have it.
pub(super) type AnswerChange = (String, i16);

/// The difference between an application's former and present count.
pub(super) fn answer_changes(before: Option<&str>, now: Option<&str>) -> impl Iterator<Item = AnswerChange> {
    let differs = before != now;
    let gone = before.filter(|_| differs).map(|counted| (counted.to_owned(), -1));
    gone.into_iter().chain(now.filter(|_| differs).map(|counted| (counted.to_owned(), 1)))
}

impl Scope {
    /// How many applications there are, by how long they have waited.
    pub async fn answer_counts(&self, query: &AnswerQuery) -> Result<Vec<AnswerCount>> {
        let mut values: Vec<Value> = vec![self.account_id.into(), level(query).into()];
        let mut conditions = String::new();
        for (dimension, value) in &query.filters {
            values.push(value.as_str().into());
            // A string takes all that is written to it.
            let _ = write!(conditions, " AND {} = ${}", dimension.column(), values.len());
        }
        let value = query.by.map_or("''", AnswerDimension::column);
        let source = format!("FROM answer_counts WHERE account_id = $1 AND level = $2{conditions}");
        // On the other levels a value has one count for each state and day.
        let counts = if level(query) == CELLS {
            format!(
                "FROM (SELECT {value} AS value, standing, day, CAST(sum(applications) AS BIGINT) AS applications {source} \
                 GROUP BY 1, 2, 3) AS cells"
            )
        } else {
            format!("FROM (SELECT {value} AS value, standing, day, applications {source}) AS counts")
        };
        let sql = format!(
            "SELECT value, standing, string_agg(day || ' ' || applications, ',') {counts} GROUP BY 1, 2 \
             UNION ALL SELECT counted, '', '0 ' || sum(change) FROM answer_changes WHERE account_id = $1 GROUP BY counted"
        );
        let rows = self.db.query_all_raw(self.db.dialect().statement(sql, values)).await?;
        let mut counts = Vec::new();
        for row in &rows {
            let mut row = PositionalRow::new(row)?;
            let (value, standing, days): (String, String, String) = (row.read()?, row.read()?, row.read()?);
            let days = days.split(',').filter_map(read_day).collect();
            counts.extend(asked_for(query, AnswerCount { value, standing, days }));
        }
        Ok(counts)
    }

    /// The number of applications whose plans were not made again since a fact was written, counted up to `most`: they
    /// are counted as they were.
    pub async fn uncounted_applications(&self, made_with: &str, most: u64) -> Result<u64> {
        let stretch = |which: &str| {
            format!(
                "(SELECT count(*) FROM (SELECT 1 AS one FROM plan_horizons \
                 WHERE account_id = $1 AND made_with {which} $2 LIMIT $3) AS stretch)"
            )
        };
        let sql = format!("SELECT {} + {}", stretch("<"), stretch(">"));
        let values: [Value; 3] = [self.account_id.into(), made_with.into(), most.cast_signed().into()];
        let row = self.db.query_one_raw(self.db.dialect().statement(sql, values)).await?;
        let count: i64 = row.as_ref().map(|row| PositionalRow::new(row)?.read()).transpose()?.unwrap_or_default();
        Ok(count.unsigned_abs().min(most))
    }

    /// Notes by how much the counts change.
    pub(super) async fn note_answers(&self, changes: Vec<AnswerChange>) -> Result<()> {
        if changes.is_empty() {
            return Ok(());
        }
        let dialect = self.db.dialect();
        let ids = changes.iter().map(|_| Uuid::now_v7());
        if dialect.has_list_parameters() {
            let sql = "INSERT INTO answer_changes (account_id, id, counted, change) \
                       SELECT $1::uuid, noted.* FROM unnest($2::uuid[], $3::text[], $4::smallint[]) \
                       AS noted(id, counted, change)";
            let ids = dialect.id_list(ids);
            let (counted, change): (Vec<String>, Vec<i16>) = changes.into_iter().unzip();
            let values: [Value; 4] = [self.account_id.into(), ids, counted.into(), change.into()];
            self.db.execute_raw(dialect.statement(sql, values)).await?;
            return Ok(());
        }
        let sql = "INSERT INTO answer_changes (account_id, id, counted, change) \
                   SELECT $1, unhex(value ->> 0), value ->> 1, value ->> 2 FROM json_each($2)";
        let rows = ids
            .zip(&changes)
            .map(|(id, (counted, change))| serde_json::json!([id.simple().to_string(), counted, change]));
        let rows: serde_json::Value = rows.collect();
        let values: [Value; 2] = [self.account_id.into(), rows.to_string().into()];
        self.db.execute_raw(dialect.statement(sql, values)).await?;
        Ok(())
    }

    /// Notes that applications are counted no more, which are being deleted. Their horizons must be locked.
    pub(super) async fn uncount_answers(&self, db: &impl ConnectionTrait, applications: &[Uuid]) -> Result<()> {
        let dialect = self.db.dialect();
        let (account, source) = if dialect.has_list_parameters() {
            ("$1::uuid", "= ANY($2::uuid[])")
        } else {
            ("$1", "IN (SELECT unhex(value) FROM json_each($2))")
        };
        // An application goes once, so that its id is one for the change.
        let sql = format!(
            "INSERT INTO answer_changes (account_id, id, counted, change) \
             SELECT {account}, application_id, answer_counted, -1 FROM plan_horizons \
             WHERE account_id = $1 AND application_id {source} AND answer_counted IS NOT NULL"
        );
        let values: [Value; 2] = [self.account_id.into(), dialect.id_list(applications.iter().copied())];
        db.execute_raw(dialect.statement(sql, values)).await?;
        Ok(())
    }
}

/// A day, and the number of applications. A text of many is read in a tenth of the time of as many rows.
fn read_day(text: &str) -> Option<(i64, i64)> {
    let (day, applications) = text.split_once(' ')?;
    Some((day.parse().ok()?, applications.parse().ok()?))
}

/// The level whose counts answer a query: of all applications, of one dimension, or of all dimensions together.
fn level(query: &AnswerQuery) -> &'static str {
    let mut needed = query.filters.iter().map(|(dimension, _)| *dimension).chain(query.by);
    let Some(first) = needed.next() else { return ALL };
    if needed.all(|other| other == first) { first.column() } else { CELLS }
}

/// The level of all applications.
const ALL: &str = "all";
/// The level of each combination of values.
const CELLS: &str = "cells";

/// A row of the answer: as it is counted, or, without a standing, what is still noted of a history.
fn asked_for(query: &AnswerQuery, count: AnswerCount) -> Option<AnswerCount> {
    if !count.standing.is_empty() {
        return Some(count);
    }
    let words = HistoryColumns::parse(&count.value)?;
    let fits = query.filters.iter().all(|(dimension, value)| words.of_dimension(*dimension) == value);
    let value = query.by.map_or("", |by| words.of_dimension(by)).to_owned();
    let days = count.days.iter().map(|(_, applications)| (words.day, *applications)).collect();
    fits.then(|| AnswerCount { value, standing: words.standing.to_owned(), days })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HISTORY: &str = "startup mid US technical none answered 2";

    #[test]
    fn only_differences_are_recorded() {
        let changes = |before, now| answer_changes(before, now).collect::<Vec<_>>();
        assert_eq!(changes(Some(HISTORY), Some(HISTORY)), []);
        assert_eq!(changes(None, None), []);
        assert_eq!(changes(None, Some(HISTORY)), [(HISTORY.to_owned(), 1)]);
        let other = "startup mid US technical none waiting 20529";
        assert_eq!(changes(Some(other), Some(HISTORY)), [(other.to_owned(), -1), (HISTORY.to_owned(), 1)]);
        assert_eq!(changes(Some(other), None), [(other.to_owned(), -1)]);
    }

    #[test]
    fn pending_changes_are_grouped_and_filtered_like_counts() {
        let noted = || AnswerCount { value: HISTORY.to_owned(), standing: String::new(), days: vec![(0, -1)] };
        let query = |by, filters: &[(AnswerDimension, &str)]| {
            let filters = filters.iter().map(|(dimension, value)| (*dimension, (*value).to_owned())).collect();
            AnswerQuery { by, filters }
        };
        let by_country = query(Some(AnswerDimension::Country), &[(AnswerDimension::Stage, "technical")]);
        let found = asked_for(&by_country, noted()).unwrap();
        assert_eq!((&*found.value, &*found.standing, found.days), ("US", "answered", vec![(2, -1)]));
        assert_eq!(asked_for(&query(None, &[(AnswerDimension::Stage, "final")]), noted()), None);
        let newer = AnswerCount { value: "startup mid US".to_owned(), ..noted() };
        assert_eq!(asked_for(&AnswerQuery::default(), newer), None);
        assert_eq!([level(&AnswerQuery::default()), level(&by_country)], ["all", "cells"]);
        let same = query(Some(AnswerDimension::Stage), &[(AnswerDimension::Stage, "final")]);
        assert_eq!(level(&same), "stage");
    }
}
