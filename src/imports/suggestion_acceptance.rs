//! Accepts suggestions from mails, which become facts.

use actix_web::{post, web::Path};
use connectors::outcome_after;
use entity::{Application, Communication, ImportId, Scope};
use invitations::mail::SuggestionKind;
use planning::{
    Instant,
    facts::{Outcome, OutcomeKind},
};

use super::{Import, ImportContent, ImportSuggestion, to_response};
use crate::{
    auth::Writer,
    problem::{ConflictProblems, DeleteProblems, Problem},
};

/// Accept a suggestion
///
/// Makes it a fact. A rejection or an offer becomes the outcome of the application; a date for the decision is recorded
/// with the communication, and so is that the employer asked something. A date of an interview has no end and no
/// people: add the interview instead. To accept a suggestion twice changes nothing.
#[utoipa::path(
    operation_id = "accept_suggestion",
    tag = "imports",
    params(
        ("id" = ImportId, Path, description = "The import's id"),
        ("suggestion_id" = u32, Path, description = "The suggestion's number within the import")
    ),
    responses((status = 200, description = "The import", body = Import), DeleteProblems, ConflictProblems)
)]
#[post("/v1/imports/{id}/suggestions/{suggestion_id}/accept")]
pub async fn accept_suggestion(scope: Writer, ids: Path<(ImportId, u32)>) -> Result<Import, Problem> {
    let (id, number) = *ids;
    let row: entity::Import = scope.get(id).await?.ok_or(Problem::NotFound)?;
    let mut content: ImportContent = serde_json::from_value(row.content.clone()).map_err(Problem::internal)?;
    let index = content.suggestions.iter().position(|it| it.id == number).ok_or(Problem::NotFound)?;
    if content.suggestions[index].accepted_at.is_some() {
        return to_response(&row);
    }
    let transaction = scope.begin().await?;
    accept(transaction.scope(), &row, &content, &content.suggestions[index]).await?;
    content.suggestions[index].accepted_at = Some(now(&scope)?);
    let stamp = scope.next(row.stamp);
    let content = serde_json::to_value(content).map_err(Problem::internal)?;
    let next = entity::Import { stamp, content, ..row };
    let row = transaction.scope().update(next).await?;
    transaction.commit().await?;
    to_response(&row)
}

fn now(scope: &Scope) -> Result<Instant, Problem> {
    Instant::try_from(scope.now()).map_err(|error| Problem::internal(error.0))
}

async fn accept(
    scope: &Scope,
    row: &entity::Import,
    content: &ImportContent,
    suggestion: &ImportSuggestion,
) -> Result<(), Problem> {
    let conflict = |why: &'static str| Problem::Conflict(why.into());
    let Some(application) = row.application_id else {
        return Err(Problem::IMPORT_UNASSIGNED);
    };
    let item = content.items.get(suggestion.item);
    match suggestion.kind {
        kind @ (SuggestionKind::Rejection | SuggestionKind::Offer) => {
            let offered = kind == SuggestionKind::Offer;
            let kind = if offered { OutcomeKind::Offered } else { OutcomeKind::Rejected };
            let written = item.and_then(|item| item.found["date"].as_str()?.parse::<Instant>().ok());
            let at = match written {
                Some(at) => at,
                None => now(scope)?,
            };
            let before: Application = scope.get(application).await?.ok_or(Problem::NotFound)?;
            let mut after = before.clone();
            let outcome = Outcome { kind, at, respond_by: None };
            after.details.outcome = Some(outcome_after(before.details.outcome, outcome));
            after.stamp = scope.next(before.stamp);
            scope.update_from(&before, after).await?;
        }
        kind @ (SuggestionKind::DecisionDate | SuggestionKind::Question | SuggestionKind::AnswerBy) => {
            let id = item.and_then(|item| item.communication_id);
            let recorded = match id {
                Some(id) => scope.get::<Communication>(id).await?,
                None => None,
            };
            let Some(mut communication) = recorded else {
                return Err(conflict("the mail was not recorded as a communication, or that was deleted"));
            };
            if kind == SuggestionKind::DecisionDate {
                if suggestion.date.is_none() {
                    return Err(conflict("it is not certain which day is meant: set decision_expected_on"));
                }
                communication.details.decision_expected_on = suggestion.date;
            } else {
                communication.details.needs_answer = true;
            }
            communication.stamp = scope.next(communication.stamp);
            scope.update(communication).await?;
        }
        SuggestionKind::InterviewDate => {
            return Err(conflict("add the interview with POST /v1/applications/{id}/interviews"));
        }
        SuggestionKind::NextRound | SuggestionKind::AwayUntil => {
            return Err(conflict("no fact follows from suggestions of this kind"));
        }
    }
    Ok(())
}
