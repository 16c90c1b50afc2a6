//! Proofreading any text.

mod answer;
mod batch;
mod input;

use actix_web::{HttpResponse, post, web::Data};
use entity::{ApplicationId, Scope};
use planning::Facts;

pub use self::{answer::*, batch::*, input::*};
use super::{RelatedTexts, named_dossier};
use crate::{
    auth::Reader,
    follow_up_plans,
    problem::{CreateProblems, Problem},
    state::AppState,
};

/// Proofread a text
///
/// Checks spelling and grammar, what the rules advise against, and copying mistakes such as another company's name.
/// With `application_id`, compares the text with what is stored. Nothing is changed.
#[utoipa::path(
    operation_id = "proofread_texts",
    tag = "messages",
    request_body = ProofreadBody,
    responses((status = 200, description = "The findings", body = Proofreading), CreateProblems)
)]
#[post("/v1/messages/proofread")]
pub async fn proofread_texts(
    scope: Reader,
    state: Data<AppState>,
    body: ProofreadBody,
) -> Result<HttpResponse, Problem> {
    let mut input = body.resolve(&scope, None).await?;
    let (facts, related) = if let Some(id) = input.application_id {
        looked_up(&scope, id, &input).await?
    } else {
        let facts = input.facts.take().map(|facts| follow_up_plans::as_of_now(facts, &scope));
        (facts.transpose()?, RelatedTexts::default())
    };
    input.check_references(facts.as_ref())?;
    let found = state.blocking.run(move || input.proofread(facts.as_ref(), related));
    Ok(HttpResponse::Ok().json(found.await?))
}

/// The stored rows of an application that the texts are compared with.
async fn looked_up(
    scope: &Scope,
    id: ApplicationId,
    input: &ProofreadInput,
) -> Result<(Option<Facts>, RelatedTexts), Problem> {
    let dossier = named_dossier(scope, id).await?;
    let candidate = dossier.candidate.stamp.id;
    let facts = follow_up_plans::facts_at(dossier, follow_up_plans::now(scope)?)?;
    let related = RelatedTexts::read(scope, input.location(candidate, id, &facts)).await?;
    Ok((Some(facts), related))
}
