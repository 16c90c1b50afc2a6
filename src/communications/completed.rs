//! The steps that a communication has completed, for the response to its recording.

use actix_web::{HttpRequest, HttpResponse, Responder, body::BoxBody};
use entity::{ApplicationId, CommunicationId, Scope};
use planning::{CompletedStep, Completion, NothingCompletedReason, completion};
use serde::{Deserialize, Serialize};
use utoipa::{
    IntoParams, PartialSchema, ToSchema,
    openapi::{Ref, RefOr, Schema},
};

use super::Communication;
use crate::{
    follow_up_plans::{facts, now},
    http::object_of,
    playbooks,
    problem::Problem,
};

/// The query of a recorded communication.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RecordingQuery {
    /// With `true`, the answer has `completed`: which steps of the plan this has completed, or why none.
    #[serde(default)]
    #[param(default = false)]
    pub(super) completed: bool,
}

/// A communication that was recorded.
#[derive(Debug, Serialize)]
pub struct RecordedCommunication {
    #[serde(flatten)]
    pub(super) communication: Communication,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) completed: Option<CompletedSteps>,
}

/// What a communication has done in the plan.
#[derive(Debug, Serialize, ToSchema)]
pub struct CompletedSteps {
    /// The steps that are done by it, and would not be without it.
    steps: Vec<CompletedStep>,
    /// Why there is none; null if there is one. With `other_purpose` its purpose is `other`, and no step is open that a
    /// message of any purpose completes; with `not_yet` it is of a time to come; with `too_early` the step of its
    /// purpose opens later than it was sent; with `not_open` that step is dismissed, cancelled or missed.
    none_because: Option<NothingCompletedReason>,
}

impl RecordedCommunication {
    /// A stored communication. If `completed` is set, with the steps that it has completed in the plan of its
    /// application.
    pub(crate) async fn from_row(scope: &Scope, row: entity::Communication, completed: bool) -> Result<Self, Problem> {
        let (id, application) = (row.stamp.id, row.application_id);
        let completed = if completed { Some(CompletedSteps::read(scope, id, application).await?) } else { None };
        Ok(Self { communication: Communication::from_row(row), completed })
    }
}

impl CompletedSteps {
    /// The steps that a stored communication has completed in the plan of its application.
    pub(super) async fn read(scope: &Scope, id: CommunicationId, application: ApplicationId) -> Result<Self, Problem> {
        let dossier = scope.dossier(application).await?.ok_or(Problem::NotFound)?;
        let index = dossier.communications.iter().position(|row| row.stamp.id == id);
        let index = index.ok_or_else(|| Problem::internal("the dossier lacks a communication of its application"))?;
        let facts = facts(dossier)?;
        let Completion { steps, none_because } =
            completion(&facts, playbooks::followed_playbook(&facts)?, now(scope)?, index);
        Ok(Self { steps, none_because })
    }
}

impl Responder for RecordedCommunication {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        self.communication.0.respond_as(request, &self)
    }
}

impl PartialSchema for RecordedCommunication {
    fn schema() -> RefOr<Schema> {
        let mut object = object_of::<Communication>();
        object.description = Some("A communication that was recorded.".to_owned());
        object.properties.insert("completed".to_owned(), Ref::from_schema_name(CompletedSteps::name()).into());
        object.into()
    }
}

impl ToSchema for RecordedCommunication {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        Communication::schemas(schemas);
        crate::http::push_schemas::<CompletedSteps>(schemas);
    }
}
