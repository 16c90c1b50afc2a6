//! The endpoint of the agenda.

use std::collections::HashMap;

use actix_web::{get, web::Data};
use entity::{Agenda, ApplicationId, CandidateId, Dossier, PlannedStep, Scope, StepPosition};
use planning::{Instant, Step, TimeZone};
use serde::Deserialize;
use utoipa::IntoParams;
use wording::{ENGLISH, written::WrittenStep};

use super::{
    AgendaItem, AgendaPage,
    cursor::{AgendaCursor, Shown},
    period::PeriodEnd,
    refresh::{refresh, sort_key},
    statuses::Statuses,
};
use crate::{
    auth::Reader,
    follow_up_plans::{ReasonsWanted, facts, now},
    http::{Cursor, Limit, Query},
    playbooks,
    problem::{ListProblems, Problem},
    queue::BlockingQueue,
    state::AppState,
};

/// Which steps.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AgendaQuery {
    /// The statuses to include, separated by commas; `due,overdue`, if left out.
    #[serde(default)]
    #[param(value_type = Option<Vec<planning::Status>>, style = Form, explode = false, min_items = 1)]
    status: Statuses,
    /// Those whose windows close at this moment or later, or on this day or later: a time with its offset, a date, or
    /// `today`.
    #[serde(default)]
    #[param(value_type = Option<PeriodEnd>, inline)]
    from: Option<PeriodEnd>,
    /// Those whose windows open at this moment or earlier, or on this day or earlier: a time with its offset, a date, or
    /// `today`.
    #[serde(default)]
    #[param(value_type = Option<PeriodEnd>, inline)]
    to: Option<PeriodEnd>,
    /// Only steps of this candidate's applications.
    #[serde(default)]
    candidate_id: Option<CandidateId>,
    /// Only those of this application.
    #[serde(default)]
    application_id: Option<ApplicationId>,
    /// The `next_cursor` of the previous page.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor<AgendaCursor>>,
    /// The maximum number of items.
    #[serde(default)]
    #[param(value_type = Option<u64>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    /// `none` leaves out the reasons and the advice of the steps, and makes the page faster.
    #[serde(default)]
    reasons: ReasonsWanted,
}

/// List the steps of all applications
///
/// Steps that are due or overdue, or have another status that is asked for, in the order in which their windows close;
/// `move_on` steps come after all messages. With `from` and `to`, steps whose windows overlap that period. Each plan
/// follows the playbook that its application names.
///
/// Days, and `today`, are those of the candidate's `time_zone`, or of the employer's if the candidate has none.
/// `status=upcoming,due,overdue&to=today` lists everything that can be done by the end of today.
///
/// A page can have fewer items than its limit, or none, and still have a next page: if `from` or `to` is a day, the
/// list goes on there.
///
/// Stored plans are renewed when facts have changed or time has passed, for up to half a second in each request. If
/// that is too short (after a large import or a new release), `complete` is false, and `plans_remaining` says how many
/// plans are left. The page then has the steps known so far, in order, and others may come before them: repeat the
/// request without a cursor until `complete` is true to get the final first page. A client that follows `next_cursor`
/// instead gets each step once: pages without items until all plans are made, then all steps in order, except those of
/// the first page.
#[utoipa::path(
    operation_id = "get_agenda",
    tag = "agenda",
    params(AgendaQuery),
    responses((status = 200, description = "A page of steps", body = AgendaPage), ListProblems)
)]
#[get("/v1/agenda")]
pub async fn get_agenda(
    scope: Reader,
    state: Data<AppState>,
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
    let wanted = Wanted { statuses: query.status, from: query.from, to: query.to, now, reasons: query.reasons };
    let begins = query.cursor.map_or_else(AgendaCursor::default, Cursor::after);
    let plans_remaining = refresh(&scope, &agenda, now, &state.plan_refresh).await?;
    let (items, next) = if plans_remaining == 0 {
        certain(&scope, &state.blocking, &agenda, wanted, begins, query.limit.get()).await?
    } else {
        let (items, next) = known_so_far(&scope, &state.blocking, &agenda, wanted, begins, query.limit.get()).await?;
        (items, Some(next))
    };
    Ok(AgendaPage {
        items,
        next_cursor: next.map(|next| Cursor::behind(next).to_string()),
        complete: plans_remaining == 0,
        plans_remaining,
    })
}

/// A page when all plans are up to date, and the cursor of the next one.
async fn certain(
    scope: &Scope,
    blocking: &BlockingQueue,
    agenda: &Agenda,
    wanted: Wanted,
    begins: AgendaCursor,
    limit: u64,
) -> Result<(Vec<AgendaItem>, Option<AgendaCursor>), Problem> {
    let AgendaCursor { behind, mut shown } = begins;
    let read = limit + shown.count();
    let mut page = scope.planned_steps(agenda, behind.as_ref(), read).await?;
    let (mut rows, mut last, mut more) = (Vec::new(), None, page.more);
    for row in page.items.drain(..) {
        if rows.len() as u64 == limit {
            more = true;
            break;
        }
        last = Some(row.position());
        if !shown.take(row.application_id, &row.step_id) {
            rows.push(row);
        }
    }
    let next = last.filter(|_| more).map(|last| AgendaCursor { behind: Some(last), shown });
    let items = items(scope, blocking, rows, wanted).await?;
    Ok((items.into_iter().map(|(_, item)| item).collect(), next))
}

/// A page when some plans are still outdated, and the cursor of the next one, which leaves out the steps of this page. If
/// the cursor already leaves out steps, the page is empty, so that cursors don't grow.
async fn known_so_far(
    scope: &Scope,
    blocking: &BlockingQueue,
    agenda: &Agenda,
    wanted: Wanted,
    begins: AgendaCursor,
    limit: u64,
) -> Result<(Vec<AgendaItem>, AgendaCursor), Problem> {
    if !begins.shown.is_empty() {
        return Ok((Vec::new(), begins));
    }
    let page = scope.planned_steps(agenda, begins.behind.as_ref(), limit).await?;
    let mut items = items(scope, blocking, page.items, wanted).await?;
    // Kept steps may be outdated, but items never are.
    items.sort_by_key(|(position, _)| (position.rank, position.closes_at, position.application_id));
    let shown = Shown::of(items.iter().map(|(position, _)| (position.application_id, position.step_id.as_str())));
    Ok((items.into_iter().map(|(_, item)| item).collect(), AgendaCursor { shown, ..begins }))
}

/// The steps that the request asks for.
struct Wanted {
    statuses: Statuses,
    from: Option<PeriodEnd>,
    to: Option<PeriodEnd>,
    now: Instant,
    reasons: ReasonsWanted,
}

impl Wanted {
    /// Whether the request asks for a step. `zone` decides what a day is.
    fn has(&self, step: &Step, zone: TimeZone) -> bool {
        self.statuses.has(step.status)
            && self.from.is_none_or(|from| from.has_begun(step.closes_at.to_utc(), zone, self.now))
            && self.to.is_none_or(|to| to.still_lasts(step.opens_at.to_utc(), zone, self.now))
    }
}

/// A step with its position in the current plan.
type PositionedItem = (StepPosition, AgendaItem);

/// The current state of kept steps, in the same order. Steps that have changed since are left out.
async fn items(
    scope: &Scope,
    blocking: &BlockingQueue,
    steps: Vec<PlannedStep>,
    wanted: Wanted,
) -> Result<Vec<PositionedItem>, Problem> {
    let mut applications: Vec<_> = steps.iter().map(|step| step.application_id).collect();
    applications.sort_unstable();
    applications.dedup();
    let dossiers = scope.dossiers(&applications).await?;
    let made = blocking.run(move || {
        let mut made = HashMap::new();
        for dossier in dossiers {
            let items = items_of(dossier, &wanted)?;
            made.extend(items.into_iter().map(|item| ((item.0.application_id, item.0.step_id.clone()), item)));
        }
        Ok(steps.into_iter().filter_map(|step| made.remove(&(step.application_id, step.step_id))).collect())
    });
    made.await?
}

/// The steps of an application that the request asks for.
fn items_of(dossier: Dossier, wanted: &Wanted) -> Result<Vec<PositionedItem>, Problem> {
    let (application_id, candidate_id) = (dossier.application.stamp.id, dossier.application.candidate_id);
    let facts = facts(dossier)?;
    let steps = wanted.reasons.plan(&facts, playbooks::followed(&facts)?, wanted.now).steps;
    let time_zone = facts.candidate.time_zone.unwrap_or(facts.application.time_zone);
    let item = |step: Step<'_>| {
        let item = AgendaItem {
            application_id,
            candidate_id,
            company_name: facts.application.company.name.to_string(),
            position_title: facts.application.position.title.to_string(),
            time_zone,
            step: serde_json::to_value(WrittenStep::new(&step, ENGLISH, wanted.reasons.detail()))
                .map_err(Problem::internal)?,
        };
        let (rank, closes_at) = (sort_key(step.kind), step.closes_at.to_utc());
        Ok((StepPosition { rank, closes_at, application_id, step_id: step.id }, item))
    };
    steps.into_iter().filter(|step| wanted.has(step, time_zone)).map(item).collect()
}
