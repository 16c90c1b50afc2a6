//! What a distributed database asks of statements, read from their syntax.

use std::{collections::BTreeSet, ops::ControlFlow};

use sqlparser::{
    ast::{
        Assignment, AssignmentTarget, BinaryOperator, Cte, Delete, Expr, FromTable, Insert, Join, JoinConstraint,
        JoinOperator, ObjectName, OnConflictAction, OnInsert, Query, Select, SelectItem, SetExpr, Statement,
        TableFactor, TableObject, TableWithJoins, Update, UpdateTableFromKind, Value, Visit as _, Visitor,
        visit_expressions,
    },
    dialect::PostgreSqlDialect,
    parser::Parser,
};

/// The column by which tables are distributed.
const ACCOUNT: &str = "account_id";

/// What is wrong with a statement; `owned` are the tables whose rows belong to accounts.
pub fn faults(sql: &str, owned: &BTreeSet<String>) -> Vec<String> {
    // The parser doesn't know this lock, which is held on the same rows.
    let known = sql.replace("FOR NO KEY UPDATE", "FOR UPDATE");
    let statements = Parser::parse_sql(&PostgreSqlDialect {}, &known).unwrap_or_else(|error| panic!("{error}: {sql}"));
    let mut shape = Shape { owned, faults: Vec::new(), writes: 0 };
    for statement in &statements {
        let ControlFlow::Continue(()) = statement.visit(&mut shape) else { unreachable!("nothing breaks off") };
    }
    if shape.writes > statements.len() {
        shape.faults.push("one statement writes to several tables".to_owned());
    }
    shape.faults
}

struct Shape<'a> {
    owned: &'a BTreeSet<String>,
    faults: Vec<String>,
    /// How many INSERT, UPDATE and DELETE there are, in other statements too.
    writes: usize,
}

impl Visitor for Shape<'_> {
    type Break = ();

    fn pre_visit_select(&mut self, select: &Select) -> ControlFlow<()> {
        self.check(&select.from, &[], select.selection.as_ref());
        ControlFlow::Continue(())
    }

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        for Cte { query, .. } in query.with.iter().flat_map(|with| &with.cte_tables) {
            if matches!(*query.body, SetExpr::Insert(_) | SetExpr::Update(_) | SetExpr::Delete(_) | SetExpr::Merge(_)) {
                self.faults.push("it writes in a WITH".to_owned());
            }
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_statement(&mut self, statement: &Statement) -> ControlFlow<()> {
        match statement {
            Statement::Insert(insert) => self.insert(insert),
            Statement::Update(update) => self.update(update),
            Statement::Delete(delete) => self.delete(delete),
            Statement::Merge(_) => self.faults.push("it is a MERGE, which isn't looked into".to_owned()),
            _ => {}
        }
        ControlFlow::Continue(())
    }
}

impl Shape<'_> {
    fn update(&mut self, update: &Update) {
        self.writes += 1;
        self.assigned(&update.assignments);
        self.returned(update.returning.as_ref());
        let from = match &update.from {
            Some(UpdateTableFromKind::BeforeSet(from) | UpdateTableFromKind::AfterSet(from)) => from.as_slice(),
            None => &[],
        };
        self.check(std::slice::from_ref(&update.table), from, update.selection.as_ref());
    }

    fn delete(&mut self, delete: &Delete) {
        self.writes += 1;
        self.returned(delete.returning.as_ref());
        let (FromTable::WithFromKeyword(from) | FromTable::WithoutKeyword(from)) = &delete.from;
        self.check(from, delete.using.as_deref().unwrap_or_default(), delete.selection.as_ref());
    }

    fn insert(&mut self, insert: &Insert) {
        self.writes += 1;
        self.returned(insert.returning.as_ref());
        if let Some(OnInsert::OnConflict(conflict)) = &insert.on
            && let OnConflictAction::DoUpdate(update) = &conflict.action
        {
            self.assigned(&update.assignments);
        }
        let TableObject::TableName(table) = &insert.table else { panic!("a table has a name: {insert}") };
        if !self.owned.contains(&name_of(table)) {
            return;
        }
        let place = insert.columns.iter().position(|column| name_of(column) == ACCOUNT);
        let named = place.zip(insert.source.as_deref()).is_some_and(|(place, source)| match &*source.body {
            SetExpr::Values(values) => values.rows.iter().all(|row| is_parameter(&row.content[place])),
            SetExpr::Select(select) => match &select.projection[place] {
                SelectItem::UnnamedExpr(value) | SelectItem::ExprWithAlias { expr: value, .. } => is_parameter(value),
                _ => false,
            },
            _ => false,
        });
        if !named {
            self.faults.push(format!("the account of a new row of {table} is no parameter"));
        }
    }

    /// A function in RETURNING would have to be immutable, which its name doesn't tell.
    fn returned(&mut self, returning: Option<&Vec<SelectItem>>) {
        let is_call = |expression: &Expr| match expression {
            Expr::Function(_) => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        };
        if returning.is_some_and(|items| visit_expressions(items, is_call).is_break()) {
            self.faults.push("it returns what a function makes".to_owned());
        }
    }

    fn assigned(&mut self, assignments: &[Assignment]) {
        for Assignment { target, .. } in assignments {
            let columns = match target {
                AssignmentTarget::ColumnName(column) => std::slice::from_ref(column),
                AssignmentTarget::Tuple(columns) => columns,
            };
            if columns.iter().any(|column| name_of(column) == ACCOUNT) {
                self.faults.push("it assigns the account".to_owned());
            }
        }
    }

    /// Each owned table of a FROM has a condition that compares its account with a parameter.
    fn check(&mut self, from: &[TableWithJoins], using: &[TableWithJoins], condition: Option<&Expr>) {
        let mut tables = Vec::new();
        let mut conditions: Vec<&Expr> = condition.into_iter().collect();
        for TableWithJoins { relation, joins } in from.iter().chain(using) {
            tables.push(relation);
            for Join { relation, join_operator, .. } in joins {
                tables.push(relation);
                if let JoinOperator::Join(JoinConstraint::On(on)) | JoinOperator::Inner(JoinConstraint::On(on)) =
                    join_operator
                {
                    conditions.push(on);
                }
            }
        }
        let accounts: Vec<Account> = conditions.into_iter().flat_map(accounts).collect();
        for table in &tables {
            let TableFactor::Table { name, alias, .. } = table else { continue };
            if !self.owned.contains(&name_of(name)) {
                continue;
            }
            let goes_by = alias.as_ref().map_or_else(|| name_of(name), |alias| alias.name.value.clone());
            let compared = accounts.iter().any(|account| match account {
                Account::Of(table) => *table == goes_by,
                Account::Bare => tables.len() == 1,
            });
            if !compared {
                self.faults.push(format!("the account of {goes_by} is compared with no parameter"));
            }
        }
    }
}

/// A column with the account, that of a named table or of the only one.
enum Account {
    Of(String),
    Bare,
}

/// The accounts that a condition compares with parameters, whatever else it says.
fn accounts(condition: &Expr) -> Vec<Account> {
    match condition {
        Expr::Nested(inner) => accounts(inner),
        Expr::BinaryOp { left, op: BinaryOperator::And, right } => {
            [accounts(left), accounts(right)].into_iter().flatten().collect()
        }
        Expr::BinaryOp { left, op: BinaryOperator::Eq, right } if is_parameter(right) => match &**left {
            Expr::Identifier(column) if column.value == ACCOUNT => vec![Account::Bare],
            Expr::CompoundIdentifier(parts) => match parts.as_slice() {
                [.., table, column] if column.value == ACCOUNT => vec![Account::Of(table.value.clone())],
                _ => Vec::new(),
            },
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn is_parameter(value: &Expr) -> bool {
    match value {
        Expr::Nested(value) | Expr::Cast { expr: value, .. } => is_parameter(value),
        Expr::Value(value) => matches!(&value.value, Value::Placeholder(_)),
        _ => false,
    }
}

/// A name without the schema.
fn name_of(name: &ObjectName) -> String {
    name.0.last().and_then(|part| part.as_ident()).map(|name| name.value.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::faults;

    fn fault_in(sql: &str) -> Option<String> {
        let owned = ["a", "b"].map(str::to_owned).into();
        faults(sql, &owned).into_iter().next()
    }

    #[test]
    fn statements_for_one_node_are_accepted() {
        for sql in [
            "SELECT * FROM a WHERE account_id = $1 AND (x = 1 OR y = 2)",
            "SELECT * FROM \"a\" JOIN b ON a.id = b.id AND b.account_id = $1 WHERE \"a\".\"account_id\" = $1",
            "SELECT (SELECT count(*) FROM b AS c WHERE c.account_id = $1) FROM a WHERE a.account_id = $1 FOR UPDATE",
            "SELECT * FROM (SELECT * FROM a WHERE account_id = $1 LIMIT 2) AS a UNION ALL SELECT * FROM other",
            "INSERT INTO a (id, account_id) VALUES ($1, $2), ($3, $2) ON CONFLICT (id) DO UPDATE SET x = excluded.x",
            "INSERT INTO a (id, account_id) SELECT x, $1 FROM b WHERE account_id = $1",
            "UPDATE a SET x = $1 WHERE account_id = $2 AND id IN (SELECT id FROM b WHERE account_id = $2)",
            "UPDATE a SET x = y.x FROM unnest($2::uuid[]) AS y(id) WHERE a.account_id = $1 AND a.id = y.id",
            "INSERT INTO a (account_id, id) SELECT $1::uuid, new.* FROM unnest($2::uuid[]) AS new",
            "SELECT id FROM a WHERE account_id = $1 FOR NO KEY UPDATE SKIP LOCKED",
            "DELETE FROM a WHERE account_id = $1",
            "DELETE FROM a WHERE account_id = $1 RETURNING id, \"a\".\"x\", NULL",
            "INSERT INTO other (account_id) VALUES (1)",
        ] {
            assert_eq!(fault_in(sql), None, "{sql}");
        }
    }

    #[test]
    fn statements_for_several_nodes_are_refused() {
        for sql in [
            "SELECT * FROM a",
            "SELECT * FROM a WHERE account_id = $1 OR x = 1",
            "SELECT * FROM a JOIN b ON a.account_id = b.account_id WHERE a.account_id = $1",
            "SELECT * FROM a LEFT JOIN b ON b.account_id = $1 WHERE a.account_id = $1",
            "SELECT * FROM a, b WHERE account_id = $1",
            "SELECT (SELECT count(*) FROM b WHERE b.account_id = a.account_id) FROM a WHERE a.account_id = $1",
            "INSERT INTO a (id, account_id) SELECT id, account_id FROM b WHERE account_id = $1",
            "INSERT INTO a (id, account_id) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET account_id = $2",
            "UPDATE a SET account_id = $1 WHERE account_id = $1",
            "UPDATE a SET x = 1 FROM b WHERE a.account_id = $1",
            "DELETE FROM a WHERE id IN (SELECT id FROM b WHERE account_id = $1)",
            "WITH c AS (UPDATE a SET x = 1 WHERE account_id = $1 RETURNING id) SELECT * FROM c",
            "UPDATE a SET x = 1 WHERE account_id = $1 RETURNING id, CASE WHEN pg_column_size(x) > 8 THEN x END",
            "WITH c AS (DELETE FROM a WHERE account_id = $1) DELETE FROM b WHERE account_id = $1",
        ] {
            assert!(fault_in(sql).is_some(), "{sql}");
        }
    }
}
