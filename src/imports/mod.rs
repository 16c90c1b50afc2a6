//! `/v1/imports`: invitations and mails that are handed over as they are.

mod apply;
mod content;
mod events;
mod http;
mod mail_suggestions;
mod mails;
mod matching;
mod people;
mod process;
mod reading;
mod suggestion_acceptance;
mod upload;

pub use content::*;
pub use http::*;
pub(crate) use process::import;
pub use suggestion_acceptance::*;
pub(crate) use upload::Upload;

use crate::{http::Resource, problem::Problem};

/// An import as it is shown.
pub(crate) fn to_response(row: &entity::Import) -> Result<Import, Problem> {
    let content: ImportContent = serde_json::from_value(row.content.clone()).map_err(Problem::internal)?;
    let body = ImportBody {
        application_id: row.application_id,
        connection_id: row.connection_id,
        state: crate::stored::word(&row.state)?,
        details: content,
    };
    Ok(Resource::new(row.stamp, body).into())
}
