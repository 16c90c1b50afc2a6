//! The account's own templates.

use sea_orm::ColumnTrait;

use super::Scope;
use crate::{Result, Template, tables::template};

impl Scope {
    /// The account's template of this key.
    pub async fn template(&self, key: &str) -> Result<Option<Template>> {
        self.row(self.of::<template::Entity>().and_where(template::Column::Key.eq(key)).take()).await
    }
}
