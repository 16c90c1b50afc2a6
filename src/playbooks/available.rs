//! Playbooks in responses.

use entity::Stamp;
use planning::Playbook;

use super::{PlaybookInput, playbook};
use crate::{
    http::{Available, KeyedDocument, etag},
    problem::Problem,
};

/// A playbook that the account's plans can follow: a built-in one, or a version of one of the account's own.
pub type AvailablePlaybook = Available<Playbook>;

impl KeyedDocument for Playbook {
    const NAME: &'static str = "AvailablePlaybook";
    const ABOUT: &'static str = "A playbook that the account's plans can follow";
    const COLLECTION: &'static str = "/v1/playbooks";

    fn key(&self) -> &str {
        &self.key
    }
}

/// A built-in playbook.
pub(super) fn built_in(playbook: &'static Playbook) -> AvailablePlaybook {
    Available::built_in(playbook, etag(playbook.version.into()))
}

/// One of the account's own playbooks.
pub(crate) fn own(row: &entity::Playbook) -> Result<AvailablePlaybook, Problem> {
    Ok(Available::own(playbook(row)?, &row.stamp))
}

/// A version of one of the account's own playbooks.
pub(crate) fn own_version(
    row: &entity::Playbook,
    version: &entity::PlaybookVersion,
) -> Result<AvailablePlaybook, Problem> {
    let playbook = PlaybookInput::from_body(&version.body)?.into_version(version.version)?;
    Ok(Available::own(playbook, &Stamp { version: version.version, updated_at: version.created_at, ..row.stamp }))
}
