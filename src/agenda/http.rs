//! The endpoint of the agenda.

use std::collections::HashMap;

use actix_web::{get, web::Data};
use entity::{Agenda, ApplicationId, CandidateId, Dossier, PlannedStep, Scope, StepPlace};
use planning::{Instant, Step, TimeZone};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    AgendaItem, AgendaPage,
    days::End,
    place::{AgendaPlace, Shown},
    refresh::{refresh, turn},
    statuses::Statuses,
};
use crate::{
    app::Service,
    auth::Reader,
    follow_up_plans::{facts, now},
    http::{Cursor, Limit, Query},
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
/// A page can have fewer items than its limit, or none, and a next page all the same: where `from` or `to` is a day, the
/// next page goes on with that.
///
/// What is kept of plans is made anew where facts were written or time has passed, within half a second for each request.
/// Where that is too short (a large import, a new release), `complete` is false and `plans_remaining` says how many plans
/// are left. The page then has the steps that are known so far, in order, and others may yet come before them: ask again
/// without a cursor, until `complete` is true, to see the first page as it is. Whoever follows `next_cursor` instead gets
/// every step once: pages without items until all plans are made, then all steps in order, but for those that were on the
/// first page.
#[utoipa::path(
    operation_id = "get_agenda",
    tag = "agenda",
    params(AgendaQuery),
    responses((status = 200, description = "A page of them", body = AgendaPage), ListProblems),
    security(("oauth2" = ["read"]))
)]
#[get("/v1/agenda")]
pub async fn get_agenda(
    scope: Reader,
    service: Data<Service>,
    Query(query): Query<AgendaQuery>,
) -> Result<AgendaPage, Problem> {
    let now = now(&scope)?;
    let agenda = Agenda {
        candidate_id: query.candidate_id,
        application_id: query.application_id,
        statuses: query.status.words(),
        from: query.from.map(|from| from.earliest(now)),
        to: query.to.map(|to| to.latest(now)),
    };
    let wanted = Wanted { statuses: query.status, from: query.from, to: query.to, now };
    let begins = query.cursor.map_or_else(AgendaPlace::default, Cursor::after);
    let plans_remaining = refresh(&scope, &agenda, now, &service.kept_plans).await?;
    let (items, next) = if plans_remaining == 0 {
        certain(&scope, &service.heavy, &agenda, wanted, begins, query.limit.get()).await?
    } else {
        let (items, next) = known_so_far(&scope, &service.heavy, &agenda, wanted, begins, query.limit.get()).await?;
        (items, Some(next))
    };
    Ok(AgendaPage {
        items,
        next_cursor: next.map(|next| Cursor::behind(next).to_string()),
        complete: plans_remaining == 0,
        plans_remaining,
    })
}

/// A page of all steps, and where the next one begins.
async fn certain(
    scope: &Scope,
    heavy: &Queue,
    agenda: &Agenda,
    wanted: Wanted,
    begins: AgendaPlace,
    limit: u64,
) -> Result<(Vec<AgendaItem>, Option<AgendaPlace>), Problem> {
    let AgendaPlace { behind, mut shown } = begins;
    let read = limit + shown.count();
    let mut page = scope.planned_steps(agenda, behind.as_ref(), read).await?;
    let (mut rows, mut last, mut more) = (Vec::new(), None, page.more);
    for row in page.items.drain(..) {
        if rows.len() as u64 == limit {
            more = true;
            break;
        }
        last = Some(row.place());
        if !shown.take(row.application_id, &row.step_id) {
            rows.push(row);
        }
    }
    let next = last.filter(|_| more).map(|last| AgendaPlace { behind: Some(last), shown });
    let items = items(scope, heavy, rows, wanted).await?;
    Ok((items.into_iter().map(|(_, item)| item).collect(), next))
}

/// The first steps of the plans that are known so far, and where to go on: with all steps, but for these. Nothing more is
/// shown to whoever has seen such a page before: cursors don't get longer.
async fn known_so_far(
    scope: &Scope,
    heavy: &Queue,
    agenda: &Agenda,
    wanted: Wanted,
    begins: AgendaPlace,
    limit: u64,
) -> Result<(Vec<AgendaItem>, AgendaPlace), Problem> {
    if !begins.shown.is_empty() {
        return Ok((Vec::new(), begins));
    }
    let page = scope.planned_steps(agenda, begins.behind.as_ref(), limit).await?;
    let mut items = items(scope, heavy, page.items, wanted).await?;
    // What was kept may be out of date, the items are not.
    items.sort_by_key(|(place, _)| (place.turn, place.closes_at, place.application_id));
    let shown = Shown::of(items.iter().map(|(place, _)| (place.application_id, place.step_id.as_str())));
    Ok((items.into_iter().map(|(_, item)| item).collect(), AgendaPlace { shown, ..begins }))
}

/// Which steps are wanted.
struct Wanted {
    statuses: Statuses,
    from: Option<End>,
    to: Option<End>,
    now: Instant,
}

impl Wanted {
    /// Whether a step is, whose days are those of a zone.
    fn has(&self, step: &Step, zone: TimeZone) -> bool {
        self.statuses.has(step.status)
            && self.from.is_none_or(|from| from.has_begun(step.closes_at.to_utc(), zone, self.now))
            && self.to.is_none_or(|to| to.still_lasts(step.opens_at.to_utc(), zone, self.now))
    }
}

/// A step, and its place as its plan has it now.
type Placed = (StepPlace, AgendaItem);

/// Steps as their plans have them now, in the order given; one that somebody changed since is left out.
async fn items(scope: &Scope, heavy: &Queue, steps: Vec<PlannedStep>, wanted: Wanted) -> Result<Vec<Placed>, Problem> {
    let mut applications: Vec<_> = steps.iter().map(|step| step.application_id).collect();
    applications.sort_unstable();
    applications.dedup();
    let dossiers = scope.dossiers(&applications).await?;
    let made = heavy.run(move || {
        let mut made = HashMap::new();
        for dossier in &dossiers {
            let items = items_of(dossier, &wanted)?;
            made.extend(items.into_iter().map(|item| ((item.0.application_id, item.0.step_id.clone()), item)));
        }
        Ok(steps.into_iter().filter_map(|step| made.remove(&(step.application_id, step.step_id))).collect())
    });
    made.await?
}

/// The steps of an application that are wanted.
fn items_of(dossier: &Dossier, wanted: &Wanted) -> Result<Vec<Placed>, Problem> {
    let application = &dossier.application;
    let facts = facts(dossier)?;
    let steps = planning::plan(&facts, playbooks::followed(&facts)?, wanted.now).steps;
    let time_zone = facts.candidate.time_zone.unwrap_or(facts.application.time_zone);
    let item = |step: Step<'_>| {
        let item = AgendaItem {
            application_id: application.stamp.id,
            candidate_id: application.candidate_id,
            company_name: application.details.company.name.to_string(),
            position_title: application.details.position.title.to_string(),
            time_zone,
            step: serde_json::to_value(&step).map_err(Problem::internal)?,
        };
        let (turn, closes_at) = (turn(step.kind), step.closes_at.to_utc());
        Ok((StepPlace { turn, closes_at, application_id: application.stamp.id, step_id: step.id }, item))
    };
    steps.into_iter().filter(|step| wanted.has(step, time_zone)).map(item).collect()
}
