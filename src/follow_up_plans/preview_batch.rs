//! Plans of many sets of facts at once. Nothing is stored.

mod answer;
mod batch;

use actix_web::{HttpResponse, http::header::ContentType, post, web::Data};

use self::answer::Planner;
pub use self::{
    answer::{PlanBatchResults, PlanResult, PlanResultStatus},
    batch::PlanBatch,
};
use crate::{
    auth::Reader,
    follow_up_plans::{PreviewQuery, now},
    http::{AnswerLanguage, BODY_LIMIT, Query, RawJson},
    playbooks::PlaybookSet,
    problem::{CreateProblems, Problem},
    state::AppState,
};

/// The largest batch that is read, in bytes.
const BATCH_LIMIT: usize = 8 * BODY_LIMIT;

/// Preview many follow-up plans
///
/// Makes plans from 1 to 1,000 sets of facts, each as in a single preview, and stores nothing. Invalid facts get a
/// problem instead of a plan; the others are not affected. Facts without `as_of` use the moment at which the batch
/// arrived, the same for all.
#[utoipa::path(
    operation_id = "preview_plan_batch",
    tag = "follow-up plans",
    params(PreviewQuery),
    request_body(content = PlanBatch, description = "At most 8 MiB", example = json!({"facts": [
        {
            "as_of": "2026-03-10T20:00:00-04:00",
            "playbook": "consensus",
            "application": {
                "company": {"name": "Acme"},
                "position": {"title": "Data Engineer"},
                "time_zone": "America/New_York",
                "holiday_calendar": "US-NY"
            },
            "contacts": [{"id": "c1", "name": "Grace Lindqvist", "email": "grace@acme.example"}],
            "interviews": [{
                "id": "i1",
                "starts_at": "2026-03-10T14:00:00-04:00",
                "ends_at": "2026-03-10T15:00:00-04:00",
                "interviewer_ids": ["c1"]
            }]
        },
        {
            "application": {
                "company": {"name": "Umbrella"},
                "position": {"title": "Analyst"},
                "time_zone": "Europe/Nowhere"
            }
        }
    ]})),
    responses(
        (status = 200, description = "For each set of facts a plan or a problem", body = PlanBatchResults),
        CreateProblems
    )
)]
#[post("/v1/follow-up-plans/preview-batch")]
pub async fn preview_plan_batch(
    scope: Reader,
    state: Data<AppState>,
    language: AnswerLanguage,
    Query(query): Query<PreviewQuery>,
    RawJson(body): RawJson<BATCH_LIMIT>,
) -> Result<HttpResponse, Problem> {
    let now = now(&scope)?;
    let read = move || PlanBatch::read(&body).map(|facts| (batch::keys(&facts), facts));
    let (keys, facts) = state.blocking.run(read).await??;
    let playbooks = PlaybookSet::with(&scope, keys.iter().map(String::as_str)).await?;
    let mut answer = HttpResponse::Ok();
    language.set_headers(&mut answer);
    let planner = Planner { playbooks, now, reasons: query.reasons, language: language.language() };
    Ok(answer.content_type(ContentType::json()).streaming(answer::answer(state.blocking.clone(), facts, planner)))
}
