//! Templates by their keys.

use entity::Scope;
use messages::custom::OwnTemplate;

use super::{Template, built_in};
use crate::problem::Problem;

/// The account's own template with this key.
pub(super) async fn own(scope: &Scope, key: &str) -> Result<entity::Template, Problem> {
    scope.template(key).await?.ok_or(Problem::NotFound)
}

/// The template with this key, built in or the account's own, ready for rendering.
///
/// # Errors
///
/// The error that `refused` makes of a sentence, if no template has the key.
pub(crate) async fn named(
    scope: &Scope,
    key: &str,
    refused: impl FnOnce(String) -> Problem,
) -> Result<OwnTemplate, Problem> {
    if let Some(built_in) = built_in::by_key(key).await? {
        return built_in.usable();
    }
    let row = scope.template(key).await?;
    let unknown = || refused(format!("there is no template {key}; /v1/templates lists all that there are"));
    Template::from_row(&row.ok_or_else(unknown)?)?.usable()
}
