//! Templates by their keys.

use std::collections::{HashMap, HashSet};

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
pub(crate) async fn find_template(
    scope: &Scope,
    key: &str,
    refused: impl FnOnce(String) -> Problem,
) -> Result<OwnTemplate, Problem> {
    if let Some(built_in) = built_in::by_key(key).await? {
        return built_in.usable();
    }
    let row = scope.template(key).await?;
    Template::from_row(&row.ok_or_else(|| refused(unknown(key)))?)?.usable()
}

/// The templates with these keys, built in or the account's own, ready for rendering. Queries the database once, or not
/// at all if all of them are built in.
pub(crate) async fn by_keys(
    scope: &Scope,
    keys: impl Iterator<Item = &str>,
) -> Result<HashMap<String, OwnTemplate>, Problem> {
    let (mut found, mut own) = (HashMap::new(), HashSet::new());
    for key in keys {
        match built_in::by_key(key).await? {
            Some(built_in) => drop(found.insert(key.to_owned(), built_in.usable()?)),
            None => drop(own.insert(key)),
        }
    }
    for row in scope.templates(own).await? {
        found.insert(row.key.clone(), Template::from_row(&row)?.usable()?);
    }
    Ok(found)
}

/// The problem with a body whose field `template` names no template.
pub(crate) fn unknown_in_body(key: &str) -> Problem {
    Problem::unknown_reference("/template", &unknown(key))
}

fn unknown(key: &str) -> String {
    format!("there is no template {key}; /v1/templates lists all that there are")
}
