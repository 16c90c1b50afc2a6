//! The source's versions of resources that were applied, so that an older version doesn't replace a newer one.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

use super::Scope;
use crate::{
    Result,
    tables::{
        insert_many,
        source_version::{Column, Entity, Model},
    },
};

/// The version of a resource at its source, as times.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct SourceVersion {
    /// When the source changed the resource, if the delivery says so.
    pub updated_at: Option<DateTime<Utc>>,
    /// When the delivery arrived.
    pub received_at: DateTime<Utc>,
}

impl SourceVersion {
    /// Whether this version is outdated by another one that was applied. Times of the source's clock are compared with
    /// each other alone, since its clock is not ours.
    #[must_use]
    pub fn is_before(self, applied: Self) -> bool {
        match (self.updated_at, applied.updated_at) {
            (Some(condition), Some(others)) => condition < others,
            _ => self.received_at < applied.received_at,
        }
    }
}

/// The applied versions, by the kind of resource and its remote id.
pub type SourceVersions = HashMap<(String, String), SourceVersion>;

impl Scope {
    /// The applied versions of the resources with these remote ids.
    pub async fn source_versions(&self, remote_ids: &[&str]) -> Result<SourceVersions> {
        if remote_ids.is_empty() {
            return Ok(SourceVersions::new());
        }
        let condition = self.db.dialect().is_one_of_texts(Column::RemoteId.into_expr(), remote_ids);
        let rows = Entity::find().filter(Column::AccountId.eq(self.account_id)).filter(condition).all(&self.db).await?;
        let version = |row: &Model| SourceVersion { updated_at: row.updated_at, received_at: row.received_at };
        Ok(rows
            .into_iter()
            .map(|row| {
                let of = version(&row);
                ((row.resource, row.remote_id), of)
            })
            .collect())
    }

    /// Stores the versions that were applied.
    pub async fn keep_source_versions(&self, versions: SourceVersions) -> Result<()> {
        if versions.is_empty() {
            return Ok(());
        }
        let mut rows: Vec<_> = versions.into_iter().collect();
        // In one order, so that two who keep the same ones don't wait for each other.
        rows.sort_by(|(one, _), (other, _)| one.cmp(other));
        let rows = rows.into_iter().map(|((resource, remote_id), version)| Model {
            account_id: self.account_id,
            remote_id,
            resource,
            updated_at: version.updated_at,
            received_at: version.received_at,
        });
        let replace = OnConflict::columns([Column::AccountId, Column::RemoteId, Column::Resource])
            .update_columns([Column::UpdatedAt, Column::ReceivedAt])
            .to_owned();
        insert_many(rows).on_conflict(replace).exec_without_returning(&self.db).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_one_clock_are_compared() {
        let at = |second: u32| format!("2026-03-10T16:00:{second:02}Z").parse::<DateTime<Utc>>().unwrap();
        let version = |updated_at: Option<u32>, received_at| SourceVersion {
            updated_at: updated_at.map(at),
            received_at: at(received_at),
        };
        assert!(version(Some(1), 9).is_before(version(Some(2), 3)));
        assert!(!version(Some(2), 9).is_before(version(Some(2), 10)));
        assert!(!version(Some(1), 9).is_before(version(None, 3)));
        assert!(version(None, 2).is_before(version(Some(1), 3)));
    }
}
