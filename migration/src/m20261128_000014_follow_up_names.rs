//! Follow-ups, which were called rungs: the ids of steps (`<interview>:rung:1` becomes `<interview>:follow_up:1`), and
//! the field of stored playbooks (`rungs` becomes `follow_ups`).

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        rename_steps(manager, "rung", "follow_up").await?;
        rename_field(manager, "rungs", "follow_ups").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        rename_steps(manager, "follow_up", "rung").await?;
        rename_field(manager, "follow_ups", "rungs").await
    }
}

/// The longest id of a step that is taken.
const MAX_ID_LENGTH: usize = 300;

/// Renames the segment before the number with which an id ends; the same word elsewhere in an id stays.
async fn rename_steps(manager: &SchemaManager<'_>, from: &str, to: &str) -> Result<(), DbErr> {
    // What is left of an id without its number; both databases take the characters of a set off the end.
    let stem = |id: &str| format!("rtrim({id}, '0123456789')");
    let segment = from.len() + 2;
    let named = |id: &str| {
        let stem = stem(id);
        format!(
            "(substr({stem}, length({stem}) - {}) = ':{from}:' AND length({stem}) < length({id})
              AND length({id}) <= {MAX_ID_LENGTH} + {} - {})",
            segment - 1,
            from.len(),
            to.len(),
        )
    };
    let renamed = |id: &str| {
        let stem = stem(id);
        format!("substr({stem}, 1, length({stem}) - {segment}) || ':{to}:' || substr({id}, length({stem}) + 1)")
    };
    let same_application = "one.account_id = other.account_id AND one.application_id = other.application_id";
    let db = manager.get_connection();
    // Where both ids have an override, the one of the old name was in force, and has to stay so: the two exchange all
    // that they say, and keep their ids. Nothing is lost, and the way back is the same.
    db.execute_unprepared(&format!(
        "UPDATE step_overrides
         SET version = said.version, created_at = said.created_at, updated_at = said.updated_at,
             dismissed = said.dismissed, not_before = said.not_before
         FROM (
             SELECT one.account_id, one.application_id, one.step_id, other.version, other.created_at,
                    other.updated_at, other.dismissed, other.not_before
             FROM step_overrides AS one JOIN step_overrides AS other ON {same_application}
             WHERE ({} AND other.step_id = {}) OR ({} AND one.step_id = {})
         ) AS said
         WHERE step_overrides.account_id = said.account_id AND step_overrides.application_id = said.application_id
           AND step_overrides.step_id = said.step_id",
        named("one.step_id"),
        renamed("one.step_id"),
        named("other.step_id"),
        renamed("other.step_id"),
    ))
    .await?;
    for table in ["step_overrides", "planned_steps"] {
        db.execute_unprepared(&format!(
            "UPDATE {table} SET step_id = {} WHERE {} AND NOT EXISTS (
                 SELECT 1 FROM {table} AS there
                 WHERE there.account_id = {table}.account_id AND there.application_id = {table}.application_id
                   AND there.step_id = {}
             )",
            renamed("step_id"),
            named("step_id"),
            renamed(&format!("{table}.step_id")),
        ))
        .await?;
    }
    let (id, these) = (renamed("step_id"), named("step_id"));
    db.execute_unprepared(&format!("UPDATE messages SET step_id = {id} WHERE {these}")).await?;
    Ok(())
}

/// Renames a field of stored playbooks, in all their versions.
async fn rename_field(manager: &SchemaManager<'_>, from: &str, to: &str) -> Result<(), DbErr> {
    let db = manager.get_connection();
    for table in ["playbooks", "playbook_versions"] {
        db.execute_unprepared(&match db.get_database_backend() {
            DbBackend::Postgres => format!(
                "UPDATE {table} SET body = jsonb_set(body - '{from}', '{{{to}}}', body -> '{from}')
                 WHERE jsonb_exists(body, '{from}')"
            ),
            _ => format!(
                "UPDATE {table} SET body = json_remove(json_set(body, '$.{to}', json(body -> '$.{from}')), '$.{from}')
                 WHERE json_type(body, '$.{from}') IS NOT NULL"
            ),
        })
        .await?;
    }
    Ok(())
}
