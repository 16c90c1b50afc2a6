//! The formats of a stored plan: JSON, a calendar, and a picture.

use super::{LENGTH, ReasonsWanted};
use crate::{
    http::{AnswerLanguage, ResponseFormat, json},
    problem::Problem,
};
use actix_web::{HttpResponse, http::header};
use planning::{Facts, Plan};
use views::{Revision, View};

/// The formats that a stored plan has.
pub(super) const FORMATS: [ResponseFormat; 3] = [ResponseFormat::Json, ResponseFormat::Calendar, ResponseFormat::Svg];

/// The plan in the format that the request wants.
pub(super) fn answer(
    format: ResponseFormat,
    facts: &Facts,
    plan: &Plan,
    reasons: ReasonsWanted,
    interview_id: Option<&str>,
    revision: &Revision,
    language: AnswerLanguage,
) -> Result<HttpResponse, Problem> {
    let view = View { facts, plan, interview_id, language: language.language() };
    let name = |extension| views::file_name("follow-up-plan", &facts.application.company.name, extension);
    let mut answer = format.answer();
    language.set_headers(&mut answer);
    Ok(match format {
        ResponseFormat::Calendar => answer
            .insert_header((header::CONTENT_DISPOSITION, name("ics").attachment()))
            .body(views::calendar(&view, revision)),
        ResponseFormat::Svg => answer
            .insert_header((header::CONTENT_DISPOSITION, name("svg").inline()))
            // Opened by itself it is a document of this origin; it needs nothing but its own style.
            .insert_header((header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'"))
            .body(views::timeline(&view).map_err(Problem::internal)?),
        _ => json(answer, &reasons.to_json(plan, language.language()), LENGTH),
    })
}
