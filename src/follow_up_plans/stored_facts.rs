//! The facts that the plans of stored applications follow from.

use chrono::{DateTime, Utc};
use entity::{ApplicationId, Dossier, Scope};
use planning::{Facts, Instant};

use crate::{communications, contacts, interviews, overrides, playbooks, problem::Problem};

/// The facts of a stored application.
pub(crate) async fn facts_of(scope: &Scope, id: ApplicationId) -> Result<Facts, Problem> {
    facts(scope.dossier(id).await?.ok_or(Problem::NotFound)?)
}

/// The last change of any row that the plan depends on. A deleted row leaves no trace.
pub(super) fn changed_at(dossier: &Dossier) -> DateTime<Utc> {
    let contacts = dossier.contacts.iter().map(|row| row.stamp.updated_at);
    let interviews = dossier.interviews.iter().map(|row| row.stamp.updated_at);
    let communications = dossier.communications.iter().map(|row| row.stamp.updated_at);
    let overrides = dossier.overrides.iter().map(|row| row.updated_at);
    let others = contacts.chain(interviews).chain(communications).chain(overrides);
    let others = others.chain(dossier.playbook.iter().map(|row| row.stamp.updated_at));
    others.fold(dossier.application.stamp.updated_at.max(dossier.candidate.stamp.updated_at), DateTime::max)
}

/// The facts of a dossier at an instant. Later events are ignored.
pub(crate) fn facts_at(dossier: Dossier, as_of: Instant) -> Result<Facts, Problem> {
    Ok(Facts { as_of: Some(as_of), ..facts(dossier)? })
}

/// The facts of a dossier.
pub(crate) fn facts(dossier: Dossier) -> Result<Facts, Problem> {
    let (playbook, custom_playbook) = playbooks::choice(&dossier)?;
    let Dossier { candidate, application, contacts, interviews, interviewers, communications, overrides, .. } = dossier;
    Ok(Facts {
        as_of: None,
        playbook,
        custom_playbook,
        candidate: candidate.details,
        application: application.details,
        contacts: contacts.into_iter().map(contacts::facts).collect(),
        interviews: interviews.into_iter().map(|row| interviews::facts(row, &interviewers)).collect(),
        communications: communications.into_iter().map(communications::facts).collect(),
        overrides: overrides.into_iter().map(overrides::facts).collect(),
    })
}
