//! `/v1/applications/{id}/overrides`: the candidate's own word on steps of the plan.

mod http;
mod step_id;

use actix_web::{HttpRequest, HttpResponse, Responder, body::BoxBody, http::header};
use chrono::{DateTime, Utc};
use entity::ApplicationId;
pub use http::*;
use planning::{Instant, facts};
use serde::{Deserialize, Serialize};
pub use step_id::StepId;
use utoipa::ToSchema;

use crate::{
    http::{Checked, etag},
    problem::Problem,
    stored,
};

/// What the candidate says about a step, as a client writes it.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"dismissed": false, "not_before": "2026-03-24T09:00:00-04:00"}))]
pub struct OverrideInput {
    /// Whether the candidate leaves the step out.
    #[serde(default)]
    pub dismissed: bool,
    /// The instant before which the candidate won't act on it.
    #[serde(default)]
    pub not_before: Option<Instant>,
}

impl Checked for OverrideInput {
    const COMPLETE: bool = true;
}

/// The candidate's own word on a step.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Override {
    application_id: ApplicationId,
    /// The step's id in the plan.
    step_id: StepId,
    /// Whether the candidate leaves the step out.
    dismissed: bool,
    /// The instant before which the candidate won't act on it.
    not_before: Option<Instant>,
    #[schema(value_type = Instant)]
    created_at: DateTime<Utc>,
    #[schema(value_type = Instant)]
    updated_at: DateTime<Utc>,
    #[serde(skip)]
    version: i64,
}

impl Override {
    pub(crate) fn from_row(row: &entity::StepOverride) -> Result<Self, Problem> {
        Ok(Self {
            application_id: row.application_id,
            step_id: stored::text(&row.step_id)?,
            dismissed: row.dismissed,
            not_before: row.not_before.map(stored::instant).transpose()?,
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
        })
    }
}

impl Responder for Override {
    type Body = BoxBody;

    /// 201 for the first word on a step.
    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let mut response = if self.version == 1 { HttpResponse::Created() } else { HttpResponse::Ok() };
        response.insert_header(header::ETag(etag(self.version))).json(self)
    }
}

/// A stored override as the planner sees it.
///
/// # Errors
///
/// [`Problem::Internal`], if the row can't be read.
pub fn facts(row: &entity::StepOverride) -> Result<facts::StepOverride, Problem> {
    let not_before = row.not_before.map(stored::instant).transpose()?;
    Ok(facts::StepOverride { step_id: row.step_id.clone(), dismissed: row.dismissed, not_before })
}
