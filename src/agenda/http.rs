//! The endpoint of the agenda.

use std::collections::HashMap;

use actix_web::{HttpMessage as _, HttpRequest, get, web::Data};
use entity::{Agenda, ApplicationId, CandidateId, PlannedStep, Scope};
use planning::Key;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    cursor::{AgendaCursor, ShownSteps},
    item::{AgendaItem, PositionedItem, StepSelection, items_of},
    page::AgendaPage,
    period::PeriodEnd,
    refresh::refresh,
    statuses::Statuses,
};
use crate::{
    applications,
    auth::Reader,
    follow_up_plans::{ReasonsWanted, now},
    http::{AnswerLanguage, Cursor, Limit, NamedInQuery, Query, Reference, ReferencesMustExist},
    problem::{ListProblems, Problem},
    queue::BlockingQueue,
    state::AppState,
};

/// The query of an agenda.
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
    /// Those whose windows open at this moment or earlier, or on this day or earlier: a time with its offset, a date,
    /// or `today`.
    #[serde(default)]
    #[param(value_type = Option<PeriodEnd>, inline)]
    to: Option<PeriodEnd>,
    /// Only steps of this candidate's applications.
    #[serde(default)]
    candidate_id: Option<CandidateId>,
    /// Instead of `candidate_id`: the client's own id for the candidate.
    #[serde(default)]
    candidate_remote_id: Option<Key>,
    /// Only those of this application.
    #[serde(default)]
    application_id: Option<ApplicationId>,
    /// Instead of `application_id`: the client's own id for the application.
    #[serde(default)]
    application_remote_id: Option<Key>,
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
    request: HttpRequest,
    scope: Reader,
    state: Data<AppState>,
    language: AnswerLanguage,
    Query(query): Query<AgendaQuery>,
) -> Result<AgendaPage, Problem> {
    let now = now(&scope)?;
    let candidate =
        NamedInQuery::find(&scope, &Reference::CANDIDATE, query.candidate_id, query.candidate_remote_id).await?;
    let application =
        NamedInQuery::find(&scope, &Reference::APPLICATION, query.application_id, query.application_remote_id).await?;
    let (Ok(candidate_id), Ok(application_id)) = (candidate.filter(), application.filter()) else {
        return Ok(AgendaPage::empty());
    };
    let agenda = Agenda {
        candidate_id,
        application_id,
        statuses: query.status.words(),
        from: query.from.map(|from| from.earliest(now)),
        to: query.to.map(|to| to.latest(now)),
    };
    let wanted = StepSelection {
        statuses: query.status,
        from: query.from,
        to: query.to,
        now,
        reasons: query.reasons,
        language: language.language(),
    };
    let begins = query.cursor.map_or_else(AgendaCursor::default, Cursor::into_key);
    let plans_remaining = refresh(&scope, &agenda, now, &state.plan_refresh).await?;
    let (items, next) = if plans_remaining == 0 {
        certain(&scope, &state.blocking, &agenda, wanted, begins, query.limit.get()).await?
    } else {
        let (items, next) = known_so_far(&scope, &state.blocking, &agenda, wanted, begins, query.limit.get()).await?;
        (items, Some(next))
    };
    if let Some(id) =
        application_id.filter(|_| items.is_empty() && request.extensions().contains::<ReferencesMustExist>())
    {
        applications::exists(&scope, id).await?;
    }
    Ok(AgendaPage {
        items,
        next_cursor: next.map(|next| Cursor::new(next).to_string()),
        complete: plans_remaining == 0,
        plans_remaining,
    })
}

/// A page when all plans are up to date, and the cursor of the next one.
async fn certain(
    scope: &Scope,
    blocking: &BlockingQueue,
    agenda: &Agenda,
    wanted: StepSelection,
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

/// A page when some plans are still outdated, and the cursor of the next one, which leaves out the steps of this page.
/// If the cursor already leaves out steps, the page is empty, so that cursors don't grow.
async fn known_so_far(
    scope: &Scope,
    blocking: &BlockingQueue,
    agenda: &Agenda,
    wanted: StepSelection,
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
    let shown = ShownSteps::new(items.iter().map(|(position, _)| (position.application_id, position.step_id.as_str())));
    Ok((items.into_iter().map(|(_, item)| item).collect(), AgendaCursor { shown, ..begins }))
}

/// The current state of kept steps, in the same order. Steps that have changed since are left out.
async fn items(
    scope: &Scope,
    blocking: &BlockingQueue,
    steps: Vec<PlannedStep>,
    wanted: StepSelection,
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
