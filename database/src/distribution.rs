//! The distribution of tables over the nodes of Citus, by account.
//!
//! The tables with a primary key that begins with `account_id` are distributed by it. All rows of an account are then
//! on one node. Every other table is copied to all nodes (a reference table).

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, FromQueryResult, Statement};

use crate::{Database, Result};

/// How a table is distributed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Distribution {
    /// By account: a row is on the node of the account's rows in other tables.
    ByAccount,
    /// A copy on every node.
    OnEveryNode,
}

/// A table, its intended distribution, and whether it is distributed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TableState {
    pub name: String,
    /// The intended distribution.
    pub distribution: Distribution,
    /// Whether the table is distributed already.
    pub distributed: bool,
}

/// Lists the tables of the current schema, each after the tables that its foreign keys refer to, since those must be
/// distributed first. `level` is the length of the longest chain of foreign keys that begins at the table.
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
    /// Whether the local table has rows that are not in its shards.
    has_rows_here: bool,
}

impl Database {
    /// Whether the database has the extension Citus.
    pub(crate) async fn has_citus(&self) -> Result<bool> {
        let query = "SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus') AS installed";
        let row = self.query_one_raw(Statement::from_string(DbBackend::Postgres, query)).await?;
        Ok(row.map(|row| row.try_get("", "installed")).transpose()?.unwrap_or_default())
    }

    /// The tables and their distribution. Empty if the database is not Citus.
    pub async fn tables(&self) -> Result<Vec<TableState>> {
        if !self.is_distributed() {
            return Ok(Vec::new());
        }
        let connection = self.dedicated_connection().await?;
        let tables = tables(&connection).await?;
        connection.close().await?;
        Ok(tables.into_iter().map(Row::state).collect())
    }

    /// Distributes the tables that are not distributed yet, one after the other, and reports each. Their rows are
    /// moved. Each table is complete after its step, so an interrupted run can be repeated.
    ///
    /// # Errors
    ///
    /// If the database is not Citus, or a table can't be distributed.
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
        // Citus leaves the former rows in the local table, where queries don't see them. They would remain after the
        // rows are deleted.
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
