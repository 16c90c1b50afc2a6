//! Stored plans as calendars and timelines, at separate paths.

use actix_web::{
    HttpResponse, get,
    web::{Data, Path},
};
use entity::{ApplicationId, InterviewId};

use super::stored_plan::{PlanQuery, plan_of_application, plan_of_interview};
use crate::{
    auth::Reader,
    http::{AnswerLanguage, Query, ResponseFormat},
    problem::{Problem, ReadProblems},
    state::AppState,
};

/// Read the follow-up plan of an application as a calendar
///
/// An iCalendar file with an event for each interview and each step, and a reminder for each step that is still to do.
/// Reminders follow the candidate's time zone (the employer's, if the candidate has none) and are between 07:00 and
/// 22:00. For a step whose best time has passed, the reminder is at the next suitable time after `as_of`.
/// `Content-Disposition` names the file after the company (RFC 6266). The language is that which `Accept-Language`
/// prefers.
#[utoipa::path(
    operation_id = "get_application_plan_calendar",
    tag = "follow-up plans",
    params(("id" = ApplicationId, Path, description = "The application's id"), PlanQuery),
    responses((status = 200, description = "The calendar", body = String, content_type = "text/calendar"), ReadProblems)
)]
#[get("/v1/applications/{id}/follow-up-plan/calendar")]
pub async fn get_application_plan_calendar(
    scope: Reader,
    state: Data<AppState>,
    language: AnswerLanguage,
    id: Path<ApplicationId>,
    Query(query): Query<PlanQuery>,
) -> Result<HttpResponse, Problem> {
    plan_of_application((&scope, &state), *id, &query, ResponseFormat::Calendar, language).await
}

/// Read the follow-up plan of an application as a timeline
///
/// A picture, which also shows replies, returned messages, stated dates, offers and the outcome. The language is that
/// which `Accept-Language` prefers.
#[utoipa::path(
    operation_id = "get_application_plan_timeline",
    tag = "follow-up plans",
    params(("id" = ApplicationId, Path, description = "The application's id"), PlanQuery),
    responses((status = 200, description = "The timeline", body = String, content_type = "image/svg+xml"), ReadProblems)
)]
#[get("/v1/applications/{id}/follow-up-plan/timeline")]
pub async fn get_application_plan_timeline(
    scope: Reader,
    state: Data<AppState>,
    language: AnswerLanguage,
    id: Path<ApplicationId>,
    Query(query): Query<PlanQuery>,
) -> Result<HttpResponse, Problem> {
    plan_of_application((&scope, &state), *id, &query, ResponseFormat::Svg, language).await
}

/// Read the part of a follow-up plan that belongs to an interview as a calendar
///
/// As that of the application, with this interview and its steps only.
#[utoipa::path(
    operation_id = "get_interview_plan_calendar",
    tag = "follow-up plans",
    params(("id" = InterviewId, Path, description = "The interview's id"), PlanQuery),
    responses((status = 200, description = "The calendar", body = String, content_type = "text/calendar"), ReadProblems)
)]
#[get("/v1/interviews/{id}/follow-up-plan/calendar")]
pub async fn get_interview_plan_calendar(
    scope: Reader,
    language: AnswerLanguage,
    id: Path<InterviewId>,
    Query(query): Query<PlanQuery>,
) -> Result<HttpResponse, Problem> {
    plan_of_interview(&scope, *id, &query, ResponseFormat::Calendar, language).await
}

/// Read the part of a follow-up plan that belongs to an interview as a timeline
///
/// As that of the application, with this interview's steps only.
#[utoipa::path(
    operation_id = "get_interview_plan_timeline",
    tag = "follow-up plans",
    params(("id" = InterviewId, Path, description = "The interview's id"), PlanQuery),
    responses((status = 200, description = "The timeline", body = String, content_type = "image/svg+xml"), ReadProblems)
)]
#[get("/v1/interviews/{id}/follow-up-plan/timeline")]
pub async fn get_interview_plan_timeline(
    scope: Reader,
    language: AnswerLanguage,
    id: Path<InterviewId>,
    Query(query): Query<PlanQuery>,
) -> Result<HttpResponse, Problem> {
    plan_of_interview(&scope, *id, &query, ResponseFormat::Svg, language).await
}
