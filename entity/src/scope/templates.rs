//! The account's own templates.

use sea_orm::{ColumnTrait, QueryFilter};

use super::Scope;
use crate::{Result, Template, tables::template};

impl Scope {
    /// The account's template of this key.
    pub async fn template(&self, key: &str) -> Result<Option<Template>> {
        let query = self.find::<template::Entity>().filter(template::Column::Key.eq(key));
        Ok(self.rows(query).await?.pop())
    }
}
