//! Messages for steps of many stored applications at once.

mod input;
mod results;

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use actix_web::{HttpResponse, http::header::ContentType, post, web::Data};
use entity::{ApplicationId, Dossier, Scope};
use messages::custom::OwnTemplate;
use planning::{Facts, Instant};

use self::input::{ParsedBatch, ParsedItem};
pub use self::{input::*, results::*};
use super::{
    MessageLocation, RelatedRows, RelatedTexts, RenderJob, Style, render_job::find_step, render_problem,
    rendered::to_response,
};
use crate::{
    applications,
    auth::Reader,
    follow_up_plans::{facts_at, now},
    http::{BODY_LIMIT, RawJson},
    playbooks,
    problem::{CreateProblems, Problem},
    state::AppState,
    templates,
};

/// The number of messages that one task writes and proofreads.
const MESSAGES_PER_PART: usize = 4;

/// The approximate length of a message as JSON, in bytes.
const ESTIMATED_MESSAGE_BYTES: usize = 4 * 1024;

/// Get messages for steps of many applications
///
/// Writes 1 to 100 messages, each as a single request answers it in JSON, and stores nothing. An item that is invalid
/// or can't be written gets a problem instead of a message; the others are not affected.
#[utoipa::path(
    operation_id = "get_message_batch",
    tag = "messages",
    request_body = MessageBatch,
    responses(
        (status = 200, description = "For each item a message or a problem", body = MessageBatchResults),
        CreateProblems
    )
)]
#[post("/v1/messages/batch")]
pub async fn get_message_batch(
    scope: Reader,
    state: Data<AppState>,
    RawJson(body): RawJson<BODY_LIMIT>,
) -> Result<HttpResponse, Problem> {
    let batch = ParsedBatch::read(&body)?;
    let as_of = batch.as_of.map_or_else(|| now(&scope), Ok)?;
    let ids = application_ids(&scope, &batch.items).await?;
    let templates =
        templates::by_keys(&scope, batch.items.iter().filter_map(|read| read.item.template.as_deref())).await?;
    let known: HashSet<_> = ids.iter().copied().flatten().collect();
    let dossiers = scope.dossiers(&known.into_iter().collect::<Vec<_>>()).await?;
    let plans = move || {
        let known = dossiers
            .into_iter()
            .map(|dossier| Ok((dossier.application.stamp.id, PlannedApplication::from_dossier(dossier, as_of)?)));
        let known = known.collect::<Result<HashMap<_, _>, Problem>>()?;
        let requests = batch.items.into_iter().zip(ids).enumerate();
        let requests = requests.map(|(index, (read, id))| Request::new(index, read, id, &known, &templates, as_of));
        let requests = requests.collect::<Vec<_>>();
        Ok::<_, Problem>((known, requests))
    };
    let (known, requests) = state.blocking.run(plans).await??;
    let related = RelatedRows::read(&scope, requests.iter().filter_map(|request| request.location(&known))).await?;
    let (mut requests, known) = (requests.into_iter(), Arc::new((known, related)));
    let mut json = Vec::with_capacity(requests.len() * ESTIMATED_MESSAGE_BYTES);
    json.extend_from_slice(br#"{"results":["#);
    let mut first = true;
    while !requests.as_slice().is_empty() {
        let (part, known) = (requests.by_ref().take(MESSAGES_PER_PART).collect::<Vec<_>>(), Arc::clone(&known));
        for text in state.blocking.run_admitted(move || write_results(part, &known.0, &known.1)).await?? {
            if !std::mem::take(&mut first) {
                json.push(b',');
            }
            json.extend_from_slice(&text);
        }
    }
    json.extend_from_slice(b"]}");
    Ok(HttpResponse::Ok().content_type(ContentType::json()).body(json))
}

/// The id of each item's application, if it has one; of an application that is named by a remote id, if it is stored.
async fn application_ids(scope: &Scope, items: &[ParsedItem]) -> Result<Vec<Option<ApplicationId>>, Problem> {
    let items = || items.iter().map(|read| &read.item);
    let named = items().filter_map(|item| item.application_remote_id.as_ref());
    let stored = applications::ids_by_remote_ids(scope, named).await?;
    let id = |item: &MessageBatchItem| {
        item.application_id.or_else(|| stored.get(item.application_remote_id.as_ref()?).copied())
    };
    Ok(items().map(id).collect())
}

/// An application, and the facts of its plan.
struct PlannedApplication {
    application: entity::Application,
    facts: Facts,
}

impl PlannedApplication {
    fn from_dossier(dossier: Dossier, as_of: Instant) -> Result<Self, Problem> {
        Ok(Self { application: dossier.application.clone(), facts: facts_at(dossier, as_of)? })
    }
}

/// An item with what its message is written from.
struct Request {
    index: usize,
    item: MessageBatchItem,
    /// The application's id, if the account has the application.
    id: Option<ApplicationId>,
    job: Result<RenderJob, Problem>,
}

impl Request {
    fn new(
        index: usize,
        ParsedItem { mut item, refused }: ParsedItem,
        id: Option<ApplicationId>,
        known: &HashMap<ApplicationId, PlannedApplication>,
        templates: &HashMap<String, OwnTemplate>,
        as_of: Instant,
    ) -> Self {
        let found = id.and_then(|id| known.get(&id));
        let job = match (refused, found) {
            (Some(problem), _) => Err(problem),
            (None, Some(known)) => job(&mut item, known, templates, as_of),
            (None, None) => Err(Problem::NotFound),
        };
        Self { index, item, id: found.and(id), job }
    }

    fn location(&self, known: &HashMap<ApplicationId, PlannedApplication>) -> Option<MessageLocation> {
        let job = self.job.as_ref().ok()?;
        Some(MessageLocation::from_job(&known.get(&self.id?)?.application, job))
    }

    /// The result as JSON.
    fn write_result(
        self,
        known: &HashMap<ApplicationId, PlannedApplication>,
        related: &RelatedTexts,
    ) -> Result<Vec<u8>, Problem> {
        let Self { index, item, id, job } = self;
        let known = id.and_then(|id| known.get(&id));
        let stored = known.and_then(|known| known.application.remote_id.as_ref());
        let remote_id = stored.or(item.application_remote_id.as_ref());
        let result = || MessageBatchResult {
            application_id: id,
            remote_id,
            step_id: item.step_id.as_deref(),
            status: MessageResultStatus::Refused,
            message: None,
            problem: None,
        };
        let refused = |problem: Problem| {
            let problem = problem.with_pointer_prefix(&format!("/items/{index}"));
            let result = MessageBatchResult { problem: Some(problem.document(None)), ..result() };
            serde_json::to_vec(&result).map_err(Problem::internal)
        };
        let (known, job) = match (known, job) {
            (Some(known), Ok(job)) => (known, job),
            (_, Err(problem)) => return refused(problem),
            (None, _) => return refused(Problem::NotFound),
        };
        let written = job.render(&known.facts, |message| {
            let message = Some(to_response(message, &job, &known.facts, related));
            serde_json::to_vec(&MessageBatchResult { status: MessageResultStatus::Written, message, ..result() })
        });
        written.map_or_else(|error| refused(render_problem(error)), |json| json.map_err(Problem::internal))
    }
}

/// The message for the step that an item names, or for the next step, whose id the item gets.
fn job(
    item: &mut MessageBatchItem,
    known: &PlannedApplication,
    templates: &HashMap<String, OwnTemplate>,
    as_of: Instant,
) -> Result<RenderJob, Problem> {
    let template = match item.template.as_deref() {
        Some(key) => Some(templates.get(key).ok_or_else(|| templates::unknown_in_body(key))?),
        None => None,
    };
    let facts = &known.facts;
    let plan = planning::plan_without_reasons(facts, playbooks::followed_playbook(facts)?, as_of);
    if item.step_id.is_none() {
        item.step_id = plan.next_step_id.as_deref().map(str::to_owned);
    }
    let step = find_step(&plan, item.step_id.as_deref())?;
    let style = Style::requested(item.channel, item.tone, item.locale, template);
    Ok(RenderJob::for_step(facts, &plan, step, style).with_template(template.cloned()))
}

/// The results of a part of the batch.
fn write_results(
    part: Vec<Request>,
    known: &HashMap<ApplicationId, PlannedApplication>,
    rows: &RelatedRows,
) -> Result<Vec<Vec<u8>>, Problem> {
    let written = part.into_iter().map(|request| {
        let related = request.location(known).map(|location| rows.texts(&location)).transpose()?;
        request.write_result(known, &related.unwrap_or_default())
    });
    written.collect()
}
