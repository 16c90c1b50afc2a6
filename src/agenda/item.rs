//! The items of an agenda: steps, with what a client shows beside them.

use std::collections::HashMap;

use entity::{ApplicationId, CandidateId, ContactId, Dossier, StepPosition};
use planning::{Instant, Key, Step, TimeZone, facts::Role};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use wording::{Language, plan_json::StepJson};

use super::{period::PeriodEnd, refresh::sort_key, statuses::Statuses};
use crate::{
    follow_up_plans::{ReasonsWanted, facts},
    playbooks,
    problem::Problem,
};

/// A step of an application's plan.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgendaItem {
    application_id: ApplicationId,
    /// The client's own id for the application.
    #[schema(required)]
    application_remote_id: Option<Key>,
    candidate_id: CandidateId,
    /// The client's own id for the candidate.
    #[schema(required)]
    candidate_remote_id: Option<Key>,
    /// The candidate's name.
    #[schema(required, example = "Ada Okafor")]
    candidate_name: Option<String>,
    /// The name of the employer.
    #[schema(example = "Acme")]
    company_name: String,
    /// The position applied for.
    #[schema(example = "Data Engineer")]
    position_title: String,
    /// The time zone in which `today` and dates in `from` and `to` are read: the candidate's, or the employer's if the
    /// candidate has none.
    time_zone: TimeZone,
    /// The person who receives the message; null if the step is for nobody in particular.
    #[schema(required)]
    contact: Option<AgendaContact>,
    /// The step in the current plan.
    #[schema(value_type = StepJson)]
    step: Value,
}

/// The person who receives the message of a step.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AgendaContact {
    id: ContactId,
    /// The client's own id for the contact.
    #[schema(required)]
    remote_id: Option<Key>,
    /// The person's whole name.
    #[schema(required, example = "Grace Lindqvist")]
    name: Option<String>,
    role: Role,
}

/// The steps that a request asks for.
pub(super) struct StepSelection {
    pub(super) statuses: Statuses,
    pub(super) from: Option<PeriodEnd>,
    pub(super) to: Option<PeriodEnd>,
    pub(super) now: Instant,
    pub(super) reasons: ReasonsWanted,
    pub(super) language: &'static dyn Language,
}

impl StepSelection {
    /// Whether the request asks for a step. `zone` decides what a day is.
    fn includes(&self, step: &Step, zone: TimeZone) -> bool {
        self.statuses.contains(step.status)
            && self.from.is_none_or(|from| from.has_begun(step.closes_at.to_utc(), zone, self.now))
            && self.to.is_none_or(|to| to.still_lasts(step.opens_at.to_utc(), zone, self.now))
    }
}

/// A step with its position in the current plan.
pub(super) type PositionedItem = (StepPosition, AgendaItem);

/// The steps of an application that the request asks for.
pub(super) fn items_of(dossier: Dossier, wanted: &StepSelection) -> Result<Vec<PositionedItem>, Problem> {
    let (application_id, candidate_id) = (dossier.application.stamp.id, dossier.application.candidate_id);
    let application_remote_id = dossier.application.remote_id.clone();
    let candidate_remote_id = dossier.candidate.remote_id.clone();
    let contacts = contacts_of(&dossier);
    let facts = facts(dossier)?;
    let steps = wanted.reasons.plan(&facts, playbooks::followed_playbook(&facts)?, wanted.now).steps;
    let time_zone = facts.candidate.time_zone.unwrap_or(facts.application.time_zone);
    let item = |step: Step<'_>| {
        let item = AgendaItem {
            application_id,
            application_remote_id: application_remote_id.clone(),
            candidate_id,
            candidate_remote_id: candidate_remote_id.clone(),
            candidate_name: facts.candidate.name.as_ref().map(ToString::to_string),
            company_name: facts.application.company.name.to_string(),
            position_title: facts.application.position.title.to_string(),
            time_zone,
            contact: step.contact_id.and_then(|id| contacts.get(id)).cloned(),
            step: serde_json::to_value(StepJson::new(&step, wanted.language, wanted.reasons.detail()))
                .map_err(Problem::internal)?,
        };
        let (rank, closes_at) = (sort_key(step.kind), step.closes_at.to_utc());
        Ok((StepPosition { rank, closes_at, application_id, step_id: step.id }, item))
    };
    steps.into_iter().filter(|step| wanted.includes(step, time_zone)).map(item).collect()
}

/// The contacts of an application, by their ids in its facts.
fn contacts_of(dossier: &Dossier) -> HashMap<String, AgendaContact> {
    let contacts = dossier.contacts.iter().map(|row| {
        let id = row.stamp.id;
        let (remote_id, role) = (row.remote_id.clone(), row.details.role);
        let name = row.details.whole_name().map(Into::into);
        (id.to_string(), AgendaContact { id, remote_id, name, role })
    });
    contacts.collect()
}
