//! The variables of templates.

use actix_web::{get, web::Json};
use messages::custom::{Variable, variables};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    auth::Reader,
    problem::{ListProblems, Problem},
};

/// The variables for templates.
#[derive(Debug, Serialize, ToSchema)]
pub struct Vocabulary {
    /// The variables.
    variables: &'static [Variable],
}

/// List the variables of templates
///
/// What can be used in `{{ … }}`, in conditions, and, if it is a list, in `for`. An unknown fact is false, and a
/// sentence that uses it is left out.
#[utoipa::path(
    operation_id = "list_template_variables",
    tag = "templates",
    responses((status = 200, description = "All variables, on one page", body = Vocabulary), ListProblems)
)]
#[get("/v1/template-variables")]
pub async fn list_template_variables(_scope: Reader) -> Result<Json<Vocabulary>, Problem> {
    Ok(Json(Vocabulary { variables: variables() }))
}
