//! The list of applications.

use actix_web::{get, web::Data};
use entity::{ApplicationFilter, CandidateId};
use planning::{Key, Name, facts::OutcomeKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{Application, application};
use crate::{
    app::Service,
    auth::Reader,
    http::{Cursor, Limit, Listing, Query},
    problem::{ListProblems, Problem},
};

/// How an application stands.
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

/// Which applications.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ApplicationQuery {
    /// Those of this candidate.
    #[serde(default)]
    candidate_id: Option<CandidateId>,
    /// The one with this id of the client's own.
    #[serde(default)]
    remote_id: Option<Key>,
    /// Those that stand so.
    #[serde(default)]
    #[param(inline)]
    status: Option<ApplicationStatus>,
    /// Those that name the playbook of this key. One that names none follows `consensus`, but isn't among them.
    #[serde(default)]
    playbook: Option<Key>,
    /// Those with this text in the company's name.
    #[serde(default)]
    company: Option<Name>,
    /// Those with this text in the company's name or the position's title.
    #[serde(default)]
    q: Option<Name>,
    /// Where the page begins: the `next_cursor` of the page before.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
    /// The most items that the page has.
    #[serde(default)]
    #[param(value_type = Option<u64>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
}

/// List applications
///
/// In the order in which they were made, a page at a time. A search for text (`q`, `company`) or by playbook that reads for
/// longer than a second is refused with 503, and so are those of an account whose searches take more than a fifth of the
/// time together.
#[utoipa::path(
    operation_id = "list_applications",
    tag = "applications",
    params(ApplicationQuery),
    responses((status = 200, description = "A page of them", body = Listing<Application>), ListProblems),
    security(("oauth2" = ["read"]))
)]
#[get("/v1/applications")]
pub async fn list_applications(
    scope: Reader,
    service: Data<Service>,
    Query(query): Query<ApplicationQuery>,
) -> Result<Listing<Application>, Problem> {
    let filter = ApplicationFilter {
        candidate_id: query.candidate_id,
        remote_id: query.remote_id,
        outcome: query.status.map(|status| status.outcome()),
        playbook: query.playbook,
        company: query.company.map(Into::into),
        text: query.q.map(Into::into),
    };
    let (after, limit) = (query.cursor.map(Cursor::after), query.limit.get());
    let page = if filter.company.is_some() || filter.text.is_some() || filter.playbook.is_some() {
        service.searches.page::<entity::Application>(&scope, &filter, after, limit).await?
    } else {
        scope.page(&filter, after, limit).await?
    };
    Listing::of(page, |row| Ok(application(row)))
}
