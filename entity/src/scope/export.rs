//! All rows of an account, table by table, in pages.

use sea_orm::{ColumnTrait, Condition, EntityTrait, Order, QueryFilter};

use super::{ListOrder, Page, Scope};
use crate::{
    ApplicationContact, ApplicationId, ContactId, PlaybookId, PlaybookVersion, Record, Result, StepOverride,
    tables::{Row, application_contact, playbook_version, step_override},
};

impl Scope {
    /// Up to `limit` rows of a table, starting after the id `after`.
    pub async fn export_page<R: Record>(&self, after: Option<R::Id>, limit: u64) -> Result<Page<R>> {
        self.page_where(Condition::all(), after.into(), limit).await
    }

    pub(super) async fn page_where<R: Record>(
        &self,
        which: Condition,
        order: ListOrder<R::Id>,
        limit: u64,
    ) -> Result<Page<R>> {
        let mut query = self.rows_of::<<R as Row>::Entity>();
        query.cond_where(which).cond_where(order.condition::<<R as Row>::Entity>());
        for column in order.columns::<<R as Row>::Entity>() {
            query.order_by(column, Order::Asc);
        }
        Ok(Page::new(self.rows(query.limit(limit + 1).take()).await?, limit))
    }

    /// Up to `limit` overrides, by application and step, starting after `after`.
    pub async fn export_overrides(
        &self,
        after: Option<(ApplicationId, &str)>,
        limit: u64,
    ) -> Result<Page<StepOverride>> {
        use step_override::{Column, Entity};
        let mut rows = Entity::find()
            .filter(Column::AccountId.eq(self.account_id))
            .cursor_by((Column::ApplicationId, Column::StepId));
        if let Some(cursor) = after {
            rows.after(cursor);
        }
        let rows = rows.first(limit + 1).all(&self.db).await?;
        Ok(Page::new(rows.into_iter().map(StepOverride::from).collect(), limit))
    }

    /// Up to `limit` further applications of contacts, by application and contact, starting after `after`.
    pub async fn export_application_contacts(
        &self,
        after: Option<(ApplicationId, ContactId)>,
        limit: u64,
    ) -> Result<Page<ApplicationContact>> {
        use application_contact::{Column, Entity};
        let mut rows = Entity::find()
            .filter(Column::AccountId.eq(self.account_id))
            .cursor_by((Column::ApplicationId, Column::ContactId));
        if let Some(cursor) = after {
            rows.after(cursor);
        }
        Ok(Page::new(rows.first(limit + 1).all(&self.db).await?, limit))
    }

    /// Up to `limit` versions of playbooks, by playbook and version, starting after `after`.
    pub async fn export_playbook_versions(
        &self,
        after: Option<(PlaybookId, i64)>,
        limit: u64,
    ) -> Result<Page<PlaybookVersion>> {
        use playbook_version::{Column, Entity};
        let mut rows = Entity::find()
            .filter(Column::AccountId.eq(self.account_id))
            .cursor_by((Column::PlaybookId, Column::Version));
        if let Some(cursor) = after {
            rows.after(cursor);
        }
        Ok(Page::new(rows.first(limit + 1).all(&self.db).await?, limit))
    }
}
