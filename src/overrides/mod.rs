//! `/v1/applications/{id}/overrides`: the candidate's decisions about steps of the plan.

mod http;
mod step_id;

use actix_web::{HttpRequest, HttpResponse, Responder, body::BoxBody, http::header};
use chrono::{DateTime, Utc};
use entity::ApplicationId;
pub use http::*;
use planning::{
    Instant,
    facts::{self, OverrideDetails},
};
use serde::Serialize;
pub use step_id::StepId;
use utoipa::ToSchema;

use crate::{
    http::{Validate, etag},
    problem::Problem,
    stored,
};

impl Validate for OverrideDetails {
    const TYPE_IMPLIES_SCHEMA: bool = true;
}

/// The candidate's decision about a step.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StepOverride {
    application_id: ApplicationId,
    /// The id of the step in the plan.
    step_id: StepId,
    /// Whether the candidate dismisses the step.
    dismissed: bool,
    /// The instant until which the candidate puts the step off.
    not_before: Option<Instant>,
    #[schema(value_type = Instant)]
    created_at: DateTime<Utc>,
    #[schema(value_type = Instant)]
    updated_at: DateTime<Utc>,
    #[serde(skip)]
    version: i64,
}

impl StepOverride {
    pub(crate) fn from_row(row: &entity::StepOverride) -> Result<Self, Problem> {
        Ok(Self {
            application_id: row.application_id,
            step_id: stored::text(&row.step_id)?,
            dismissed: row.details.dismissed,
            not_before: row.details.not_before,
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
        })
    }
}

impl Responder for StepOverride {
    type Body = BoxBody;

    /// 201 for the first override of a step.
    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let mut response = if self.version == 1 { HttpResponse::Created() } else { HttpResponse::Ok() };
        response.insert_header(header::ETag(etag(self.version))).json(self)
    }
}

/// The facts of a stored override.
#[must_use]
pub fn facts(row: entity::StepOverride) -> facts::StepOverride {
    facts::StepOverride { step_id: row.step_id, details: row.details }
}
