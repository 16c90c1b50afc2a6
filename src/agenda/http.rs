//! The endpoint of the agenda.

use std::collections::HashMap;

use actix_web::{get, web::Data};
use entity::{Agenda, ApplicationId, CandidateId, Dossier, Page, PlannedStep, Scope};
use planning::{Instant, Step, TimeZone};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{AgendaItem, days::End, place::AgendaPlace, refresh::refresh, statuses::Statuses};
use crate::{
    app::Service,
    auth::Reader,
    follow_up_plans::facts,
    http::{Cursor, Limit, Listing, Query},
    playbooks,
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
    /// Those whose windows close at this moment or later, or on this day or later: a time with its offset, a date, or
    /// `today`.
    #[serde(default)]
    #[param(value_type = Option<End>, inline, example = "2026-03-01T00:00:00-05:00")]
    from: Option<End>,
    /// Those whose windows open at this moment or earlier, or on this day or earlier: a time with its offset, a date, or
    /// `today`.
    #[serde(default)]
    #[param(value_type = Option<End>, inline, example = "today")]
    to: Option<End>,
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
/// elsewhere comes behind all messages. With `from` and `to`, those whose windows overlap that time. Each plan follows the
/// playbook that its application names.
///
/// What a day is, `today` included, the candidate's own clock says: the `time_zone` of the candidate, or the employer's
/// where that isn't known. `status=upcoming,due,overdue&to=today` is all that can be done by the end of today.
///
/// A page can have fewer items than its limit, or none, and a next page all the same: where `from` or `to` is a day, or
/// where more plans have to be made anew than one request may ask for, the next page goes on with that.
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
    let now = scope.now().try_into().map_err(Problem::internal)?;
    let agenda = Agenda {
        candidate_id: query.candidate_id,
        application_id: query.application_id,
        statuses: query.status.words(),
        from: query.from.map(|from| from.earliest(now)),
        to: query.to.map(|to| to.latest(now)),
    };
    let shown = Shown { statuses: query.status, from: query.from, to: query.to, now };
    let begins = query.cursor.map_or(AgendaPlace::Start, Cursor::after);
    if !refresh(&scope, &agenda, now, &service).await? {
        return Ok(Listing { items: Vec::new(), next_cursor: Some(Cursor::behind(begins).to_string()) });
    }
    let page = scope.planned_steps(&agenda, begins.step(), query.limit.get()).await?;
    let last = page.items.last().filter(|_| page.more).map(|last| AgendaPlace::Behind(last.place()));
    Ok(Listing {
        items: items(&scope, &service.heavy, page, shown).await?,
        next_cursor: last.map(|last| Cursor::behind(last).to_string()),
    })
}

/// Which step of which application.
type StepKey = (ApplicationId, String);

/// Which steps are shown.
struct Shown {
    statuses: Statuses,
    from: Option<End>,
    to: Option<End>,
    now: Instant,
}

impl Shown {
    /// Whether a step is, whose days are those of a zone.
    fn has(&self, step: &Step, zone: TimeZone) -> bool {
        self.statuses.has(step.status)
            && self.from.is_none_or(|from| from.has_begun(step.closes_at.to_utc(), zone, self.now))
            && self.to.is_none_or(|to| to.still_lasts(step.opens_at.to_utc(), zone, self.now))
    }
}

/// The steps of a page as their plans have them now; one that somebody changed since is left out.
async fn items(
    scope: &Scope,
    heavy: &Queue,
    page: Page<PlannedStep>,
    shown: Shown,
) -> Result<Vec<AgendaItem>, Problem> {
    let mut applications: Vec<_> = page.items.iter().map(|step| step.application_id).collect();
    applications.sort_unstable();
    applications.dedup();
    let dossiers = scope.dossiers(&applications).await?;
    let made = heavy.run(move || {
        let mut made = HashMap::new();
        for dossier in &dossiers {
            made.extend(items_of(dossier, &shown)?);
        }
        let in_order = page.items.into_iter().filter_map(|step| made.remove(&(step.application_id, step.step_id)));
        Ok(in_order.collect())
    });
    made.await?
}

/// The steps of an application that are shown.
fn items_of(dossier: &Dossier, shown: &Shown) -> Result<Vec<(StepKey, AgendaItem)>, Problem> {
    let application = &dossier.application;
    let facts = facts(dossier)?;
    let steps = planning::plan(&facts, playbooks::followed(&facts)?, shown.now).steps;
    let time_zone = facts.candidate.time_zone.unwrap_or(facts.application.time_zone);
    let item = |step: Step<'_>| {
        let item = AgendaItem {
            application_id: application.id,
            candidate_id: application.candidate_id,
            company_name: application.company_name.clone(),
            position_title: application.position_title.clone(),
            time_zone,
            step: serde_json::to_value(&step).map_err(Problem::internal)?,
        };
        Ok(((application.id, step.id), item))
    };
    steps.into_iter().filter(|step| shown.has(step, time_zone)).map(item).collect()
}
