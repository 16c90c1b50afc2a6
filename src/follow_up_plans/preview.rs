//! Plans from facts that are not stored.

use actix_web::{HttpResponse, post, web::Data};
use planning::{Facts, Plan, Playbook, PlaybookChoice, Violation};

use super::stored_plan::unknown_playbook;
use crate::{
    app::Service,
    auth::Reader,
    http::{Body, Checked},
    problem::{CreateProblems, Problem},
};

impl Checked for Facts {
    fn violations(&self) -> Vec<Violation> {
        Self::violations(self)
    }
}

/// The playbook that facts ask for.
///
/// # Errors
///
/// The one violation: its key is no playbook's.
pub fn chosen_playbook(facts: &Facts) -> Result<&Playbook, Violation> {
    match &facts.playbook {
        PlaybookChoice::Whole(playbook) => Ok(playbook),
        PlaybookChoice::Key(key) => Playbook::built_in(key)
            .ok_or_else(|| Violation::new("/playbook", "unknown_reference", unknown_playbook(key))),
    }
}

/// Make a follow-up plan without storing anything
///
/// From the facts in the body; `playbook` may be a key or a whole playbook.
#[utoipa::path(
    operation_id = "preview_plan",
    tag = "follow-up plans",
    request_body(content = Facts, example = json!({
        "as_of": "2026-03-10T20:00:00-04:00",
        "playbook": "consensus",
        "candidate": {"name": "Ada Okafor", "email": "ada@example.com"},
        "application": {
            "company": {"name": "Acme"},
            "position": {"title": "Data Engineer"},
            "time_zone": "America/New_York",
            "holiday_calendar": "US-NY"
        },
        "contacts": [{"id": "c1", "name": "Grace Lindqvist", "role": "hiring_manager", "email": "grace@acme.example"}],
        "interviews": [{
            "id": "i1",
            "starts_at": "2026-03-10T14:00:00-04:00",
            "ends_at": "2026-03-10T15:00:00-04:00",
            "interviewer_ids": ["c1"],
            "decision_expected_on": "2026-03-20"
        }]
    })),
    responses((status = 200, description = "The plan", body = Plan), CreateProblems),
    security(("oauth2" = ["read"]))
)]
#[post("/v1/follow-up-plans/preview")]
pub async fn preview_plan(
    _scope: Reader,
    service: Data<Service>,
    Body(facts): Body<Facts>,
) -> Result<HttpResponse, Problem> {
    let playbook = chosen_playbook(&facts).map_err(|violation| Problem::InvalidBody(vec![violation]))?;
    let now = || service.clock.now().try_into().map_err(Problem::internal);
    let as_of = facts.as_of.map_or_else(now, Ok)?;
    Ok(HttpResponse::Ok().json(planning::plan(&facts, playbook, as_of)))
}
