//! The endpoint of the agenda.

use std::collections::HashMap;

use actix_web::{get, web::Data};
use entity::{Agenda, ApplicationId, CandidateId, Dossier, Page, PlannedStep, Scope};
use planning::{Instant, Playbook};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{AgendaItem, place::AgendaPlace, refresh::refresh, statuses::Statuses};
use crate::{
    app::Service,
    auth::Reader,
    follow_up_plans::facts,
    http::{Cursor, Limit, Listing, Query},
    problem::{ListProblems, Problem},
    queue::Queue,
};

/// Which steps.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AgendaQuery {
    /// Those that stand so: one or more, with commas between them; `due,overdue`, if left out.
    #[serde(default)]
    #[param(value_type = Option<Vec<planning::Status>>, style = Form, explode = false, min_items = 1)]
    status: Statuses,
    /// Those whose windows close at this moment or later.
    #[serde(default)]
    #[param(value_type = Option<String>, format = DateTime, example = "2026-03-01T00:00:00-05:00")]
    from: Option<Instant>,
    /// Those whose windows open at this moment or earlier.
    #[serde(default)]
    #[param(value_type = Option<String>, format = DateTime, example = "2026-03-31T23:59:59-04:00")]
    to: Option<Instant>,
    /// Those of this candidate's applications.
    #[serde(default)]
    candidate_id: Option<CandidateId>,
    /// Those of this application.
    #[serde(default)]
    application_id: Option<ApplicationId>,
    /// Where the page begins: the `next_cursor` of the page before.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor<AgendaPlace>>,
    /// The most items that the page has.
    #[serde(default)]
    #[param(value_type = Option<u64>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
}

/// List what to do, for all applications
///
/// The steps that are due or overdue, or stand otherwise as asked for, in the order in which their windows close; turning
/// elsewhere comes behind all messages. With `from` and `to`, those whose windows overlap that time. The plans are those
/// of the playbook `consensus`.
///
/// A page can have fewer items than its limit, or none, and a next page all the same: where more plans have to be made
/// anew than one request may ask for, the next page goes on with that.
#[utoipa::path(
    operation_id = "get_agenda",
    tag = "agenda",
    params(AgendaQuery),
    responses((status = 200, description = "A page of them", body = Listing<AgendaItem>), ListProblems),
    security(("oauth2" = ["read"]))
)]
#[get("/v1/agenda")]
pub async fn get_agenda(
    scope: Reader,
    service: Data<Service>,
    Query(query): Query<AgendaQuery>,
) -> Result<Listing<AgendaItem>, Problem> {
    let playbook = Playbook::all_built_in().first().ok_or_else(|| Problem::internal("there is no default playbook"))?;
    let now = scope.now().try_into().map_err(Problem::internal)?;
    let agenda = Agenda {
        candidate_id: query.candidate_id,
        application_id: query.application_id,
        statuses: query.status.words(),
        from: query.from.map(Into::into),
        to: query.to.map(Into::into),
    };
    let begins = query.cursor.map_or(AgendaPlace::Start, Cursor::after);
    if !refresh(&scope, &agenda, playbook, now, &service).await? {
        return Ok(Listing { items: Vec::new(), next_cursor: Some(Cursor::behind(begins).to_string()) });
    }
    let page = scope.planned_steps(&agenda, begins.step(), query.limit.get()).await?;
    let last = page.items.last().filter(|_| page.more).map(|last| AgendaPlace::Behind(last.place()));
    Ok(Listing {
        items: items(&scope, &service.heavy, page, query.status, playbook, now).await?,
        next_cursor: last.map(|last| Cursor::behind(last).to_string()),
    })
}

/// Which step of which application.
type StepKey = (ApplicationId, String);

/// The steps of a page as their plans have them now; one that somebody changed since is left out.
async fn items(
    scope: &Scope,
    heavy: &Queue,
    page: Page<PlannedStep>,
    statuses: Statuses,
    playbook: &'static Playbook,
    now: Instant,
) -> Result<Vec<AgendaItem>, Problem> {
    let mut applications: Vec<_> = page.items.iter().map(|step| step.application_id).collect();
    applications.sort_unstable();
    applications.dedup();
    let dossiers = scope.dossiers(&applications).await?;
    let made = heavy.run(move || {
        let mut made = HashMap::new();
        for dossier in &dossiers {
            made.extend(items_of(dossier, &statuses, playbook, now)?);
        }
        let in_order = page.items.into_iter().filter_map(|step| made.remove(&(step.application_id, step.step_id)));
        Ok(in_order.collect())
    });
    made.await?
}

/// The steps of an application that stand as asked for.
fn items_of(
    dossier: &Dossier,
    statuses: &Statuses,
    playbook: &Playbook,
    now: Instant,
) -> Result<Vec<(StepKey, AgendaItem)>, Problem> {
    let application = &dossier.application;
    let facts = facts(dossier)?;
    let steps = planning::plan(&facts, playbook, now).steps;
    let item = |step: planning::Step<'_>| {
        let item = AgendaItem {
            application_id: application.id,
            candidate_id: application.candidate_id,
            company_name: application.company_name.clone(),
            position_title: application.position_title.clone(),
            step: serde_json::to_value(&step).map_err(Problem::internal)?,
        };
        Ok(((application.id, step.id), item))
    };
    steps.into_iter().filter(|step| statuses.has(step.status)).map(item).collect()
}
