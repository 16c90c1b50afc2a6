//! The list of applications.

use actix_web::{get, web::Data};
use entity::{ApplicationFilter, CandidateId};
use planning::{Instant, Key, Name, facts::OutcomeKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Application;
use crate::{
    auth::Reader,
    http::{Cursor, Limit, ListPosition, Listing, NamedInQuery, Query, Reference, list_order, searched_order},
    problem::{ListProblems, Problem},
    state::AppState,
};

/// A page of applications.
pub type ApplicationList = Listing<Application>;

/// The status of an application.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ApplicationStatus {
    /// It has no outcome yet.
    Open,
    /// The employer declined.
    Rejected,
    /// The employer made an offer.
    Offered,
    /// The candidate took the offer.
    Accepted,
    /// The candidate withdrew.
    Withdrawn,
}

impl ApplicationStatus {
    fn outcome(self) -> Option<OutcomeKind> {
        match self {
            Self::Open => None,
            Self::Rejected => Some(OutcomeKind::Rejected),
            Self::Offered => Some(OutcomeKind::Offered),
            Self::Accepted => Some(OutcomeKind::Accepted),
            Self::Withdrawn => Some(OutcomeKind::Withdrawn),
        }
    }
}

/// The query parameters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ApplicationQuery {
    /// Only applications of this candidate.
    #[serde(default)]
    candidate_id: Option<CandidateId>,
    /// Instead of `candidate_id`: the client's own id for the candidate.
    #[serde(default)]
    candidate_remote_id: Option<Key>,
    /// Only the resource with this remote id.
    #[serde(default)]
    remote_id: Option<Key>,
    /// Only those with this status.
    #[serde(default)]
    status: Option<ApplicationStatus>,
    /// Those that name the playbook of this key. One that names none follows `consensus`, but isn't among them.
    #[serde(default)]
    playbook: Option<Key>,
    /// Only applications with this text in the company's name.
    #[serde(default)]
    company: Option<Name>,
    /// Only applications with this text in the company's name or the position's title.
    #[serde(default)]
    q: Option<Name>,
    /// Only what was created or changed after this instant, in the order of changes instead of that of
    /// creation.
    #[serde(default)]
    updated_after: Option<Instant>,
    /// The `next_cursor` of the previous page.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor<ListPosition>>,
    /// The maximum number of items.
    #[serde(default)]
    #[param(value_type = Option<u64>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
}

/// List applications
///
/// In order of creation, or of changes with `updated_after`, in pages. A search by text (`q`, `company`) or playbook
/// that takes longer than a second is refused with 503, and so are the searches of an account that take more than a
/// fifth of an instance's time.
#[utoipa::path(
    operation_id = "list_applications",
    tag = "applications",
    params(ApplicationQuery),
    responses((status = 200, description = "A page of applications", body = ApplicationList), ListProblems)
)]
#[get("/v1/applications")]
pub async fn list_applications(
    scope: Reader,
    state: Data<AppState>,
    Query(query): Query<ApplicationQuery>,
) -> Result<ApplicationList, Problem> {
    let candidate =
        NamedInQuery::find(&scope, &Reference::CANDIDATE, query.candidate_id, query.candidate_remote_id).await?;
    let Ok(candidate_id) = candidate.filter() else { return Ok(Listing::empty()) };
    let filter = ApplicationFilter {
        candidate_id,
        remote_id: query.remote_id,
        outcome: query.status.map(ApplicationStatus::outcome),
        playbook: query.playbook,
        company: query.company.map(Into::into),
        text: query.q.map(Into::into),
    };
    let (order, limit) = (list_order(query.updated_after, query.cursor)?, query.limit.get());
    let page = if filter.company.is_some() || filter.text.is_some() || filter.playbook.is_some() {
        state.searches.page::<entity::Application>(&scope, &filter, searched_order(order)?, limit).await?
    } else {
        scope.page(&filter, order, limit).await?
    };
    Listing::from_ordered_rows(page, &order, |row| row.stamp.change_key(), |row| Ok(Application::from_row(row)))
}
