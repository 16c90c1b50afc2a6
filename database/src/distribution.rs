//! Tables that are spread over the nodes of a Citus, by the account that rows belong to.
//!
//! Which tables these are is read from the database: those whose primary key begins with `account_id`. All rows of an
//! account are on one node then. Every other table is the same on all nodes (a reference table).

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, FromQueryResult, Statement};

use crate::{Database, Result};

/// How a table is spread over the nodes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Distribution {
    /// By the account, next to the account's rows in other tables.
    ByAccount,
    /// Every node has all of it.
    OnEveryNode,
}

/// A table, how it is to be spread, and whether it is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TableState {
    pub name: String,
    /// How it is to be spread.
    pub distribution: Distribution,
    /// Whether it is spread, in whatever way.
    pub distributed: bool,
}

/// The tables of the current schema. A table comes behind those that its foreign keys refer to: they must be distributed
/// first. `level` is the length of the longest chain of foreign keys that begins at the table.
const TABLES: &str = "
    WITH RECURSIVE
    tables AS (
        SELECT oid, relname::text AS name FROM pg_class
        WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = current_schema()::regnamespace
          AND NOT relation_is_a_known_shard(oid)
          AND NOT EXISTS (
              SELECT 1 FROM pg_depend
              WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e'
          )
    ),
    levels AS (
        SELECT oid, 0 AS level FROM tables
        UNION
        SELECT conrelid, level + 1 FROM levels JOIN pg_constraint ON confrelid = levels.oid
        WHERE contype = 'f' AND conrelid <> confrelid AND level < 100
    )
    SELECT name, pg_relation_size(tables.oid) > 0 AS has_rows_here,
        EXISTS (
            SELECT 1 FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
            WHERE indrelid = tables.oid AND indisprimary AND attname = 'account_id'
        ) AS by_account,
        EXISTS (SELECT 1 FROM pg_dist_partition WHERE logicalrelid = tables.oid) AS distributed
    FROM tables JOIN levels USING (oid)
    GROUP BY tables.oid, name
    ORDER BY max(level), name <> 'accounts', name";

#[derive(FromQueryResult)]
struct Row {
    name: String,
    by_account: bool,
    distributed: bool,
    /// Whether the table itself holds something, and not its shards.
    has_rows_here: bool,
}

impl Database {
    /// Whether the database has the extension Citus.
    pub(crate) async fn has_citus(&self) -> Result<bool> {
        let asked = "SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus') AS there";
        let row = self.query_one_raw(Statement::from_string(DbBackend::Postgres, asked)).await?;
        Ok(row.map(|row| row.try_get("", "there")).transpose()?.unwrap_or_default())
    }

    /// How the tables are spread over the nodes; none of them, if the database is no Citus.
    pub async fn tables(&self) -> Result<Vec<TableState>> {
        if !self.is_distributed() {
            return Ok(Vec::new());
        }
        let connection = self.dedicated_connection().await?;
        let tables = tables(&connection).await?;
        connection.close().await?;
        Ok(tables.into_iter().map(Row::state).collect())
    }

    /// Spreads the tables over the nodes that are not spread yet, one after the other, and tells of each that it was.
    /// What the tables hold moves with them. Each is whole in between, so that it can be repeated where it was broken off.
    ///
    /// # Errors
    ///
    /// If the database is not distributed, or a table can't be.
    pub async fn distribute(&self, mut done: impl FnMut(&TableState)) -> Result<()> {
        let connection = self.dedicated_connection().await?;
        for row in tables(&connection).await?.into_iter().filter(|row| !row.distributed) {
            let name = quoted(&row.name);
            let table = row.state();
            let spread = match table.distribution {
                Distribution::ByAccount if table.name == "accounts" => {
                    format!("SELECT create_distributed_table({name}, 'account_id', colocate_with => 'none')")
                }
                Distribution::ByAccount => {
                    format!("SELECT create_distributed_table({name}, 'account_id', colocate_with => 'accounts')")
                }
                Distribution::OnEveryNode => format!("SELECT create_reference_table({name})"),
            };
            connection.execute_unprepared(&spread).await?;
            done(&TableState { distributed: true, ..table });
        }
        // What moved to the nodes is still where it was, too, unseen, and would stay there when it is deleted.
        for row in tables(&connection).await?.iter().filter(|row| row.distributed && row.has_rows_here) {
            let name = quoted(&row.name);
            connection
                .execute_unprepared(&format!("SELECT truncate_local_data_after_distributing_table({name})"))
                .await?;
        }
        Ok(connection.close().await?)
    }
}

impl Row {
    fn state(self) -> TableState {
        let distribution = if self.by_account { Distribution::ByAccount } else { Distribution::OnEveryNode };
        TableState { name: self.name, distribution, distributed: self.distributed }
    }
}

async fn tables(db: &DatabaseConnection) -> Result<Vec<Row>, DbErr> {
    Row::find_by_statement(Statement::from_string(DbBackend::Postgres, TABLES)).all(db).await
}

fn quoted(name: &str) -> String {
    format!("'\"{}\"'", name.replace('"', "\"\"").replace('\'', "''"))
}
