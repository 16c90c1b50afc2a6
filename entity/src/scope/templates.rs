//! The account's own templates.

use sea_orm::ColumnTrait;

use super::Scope;
use crate::{Result, Template, tables::template};

impl Scope {
    /// The account's template of this key.
    pub async fn template(&self, key: &str) -> Result<Option<Template>> {
        self.row(self.rows_of::<template::Entity>().and_where(template::Column::Key.eq(key)).take()).await
    }

    /// The account's templates of these keys.
    pub async fn templates(&self, keys: impl IntoIterator<Item = impl Into<String>>) -> Result<Vec<Template>> {
        let mut keys = keys.into_iter().map(Into::into).peekable();
        if keys.peek().is_none() {
            return Ok(Vec::new());
        }
        self.rows(self.rows_of::<template::Entity>().and_where(template::Column::Key.is_in(keys)).take()).await
    }
}
