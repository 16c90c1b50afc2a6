//! The plan of a stored application, and its steps by name.

use std::collections::HashMap;

use planning::StepKind;

use super::{
    error::ClientError,
    output::printable_line,
    request::Request,
    responses::{PlanResponse, PlannedStep},
    service::Service,
};

/// The plan without its reasons.
pub(super) fn plan_of(service: &Service, application_id: &str) -> Result<PlanResponse, ClientError> {
    let path = ["v1", "applications", application_id, "follow-up-plan"];
    service.read(&Request::get(&path).query("reasons", Some("none")))
}

impl PlannedStep {
    /// Whether it can still be done.
    pub(super) fn is_open(&self) -> bool {
        self.is_due() || self.status == "upcoming"
    }

    /// Whether it should be done now.
    pub(super) fn is_due(&self) -> bool {
        matches!(self.status.as_str(), "due" | "overdue")
    }

    /// The recommended channel, and the way to the person; empty, if none is.
    pub(super) fn channel_label(&self) -> String {
        match &self.channel.recommended {
            Some(way) if way.via == "direct" => way.channel.clone(),
            Some(way) => format!("{} ({})", way.channel, way.via),
            None => String::new(),
        }
    }
}

/// The steps for the contact; all steps if no contact is named, or if none is for this contact.
pub(super) fn for_contact<'p>(
    steps: impl Iterator<Item = &'p PlannedStep>,
    contact_id: Option<&String>,
) -> Vec<&'p PlannedStep> {
    let all: Vec<&PlannedStep> = steps.collect();
    let steps_for_contact: Vec<&PlannedStep> =
        all.iter().copied().filter(|step| contact_id.is_some() && step.contact_id.as_ref() == contact_id).collect();
    if steps_for_contact.is_empty() { all } else { steps_for_contact }
}

/// The step that `name` names by its id or kind; of a kind, the steps for the contact count, if one is given. A step
/// that is due comes first, then the next step, then any. If there are several, the error says with `how` how to name
/// one.
pub(super) fn find_step<'p>(
    plan: &'p PlanResponse,
    name: &str,
    contact_id: Option<&String>,
    how: &str,
) -> Result<&'p PlannedStep, ClientError> {
    if let Some(step) = plan.steps.iter().find(|step| step.id == name) {
        return Ok(step);
    }
    let kind = for_contact(plan.steps.iter().filter(|step| step.kind == name), contact_id);
    let due: Vec<&PlannedStep> = kind.iter().copied().filter(|step| step.is_due()).collect();
    let next = kind.iter().filter(|step| step.is_open()).map(|step| step.opens_at).min();
    let next: Vec<&PlannedStep> =
        kind.iter().copied().filter(|step| step.is_open() && Some(step.opens_at) == next).collect();
    let candidates = [due, next, kind].into_iter().find(|steps| !steps.is_empty()).unwrap_or_default();
    only(&candidates, &format!("of the kind {name}"), how).unwrap_or_else(|| {
        let known =
            if kind_named(name).is_some() { "the plan has no step" } else { "there is no step or kind of step" };
        Err(ClientError::refused(format!("{known} {name}; `followup plan --application` lists what there is")))
    })
}

/// The only one of some steps; `None` if there are none. Where there are several, `how` says how to name one.
pub(super) fn only<'p>(
    steps: &[&'p PlannedStep],
    what: &str,
    how: &str,
) -> Option<Result<&'p PlannedStep, ClientError>> {
    match steps {
        [] => None,
        [step] => Some(Ok(step)),
        several => {
            let list = |step: &&PlannedStep| format!("\n  {}", printable_line(&step.id));
            let ids: String = several.iter().map(list).collect();
            Some(Err(ClientError::refused(format!("there are several steps {what}; {how}:{ids}"))))
        }
    }
}

/// The kind of step with this name.
pub(super) fn kind_named(name: &str) -> Option<StepKind> {
    serde_plain::from_str(name).ok()
}

/// The name of the person whom a step is for; empty, if it is for nobody in particular.
pub(super) fn contact_name(contact_id: Option<&String>, names: &HashMap<String, String>) -> String {
    contact_id.map(|id| names.get(id).unwrap_or(id).clone()).unwrap_or_default()
}
