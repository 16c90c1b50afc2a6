//! Proofreading many texts at once.

use std::collections::{HashMap, HashSet};

use actix_web::{
    HttpResponse,
    http::header::ContentType,
    post,
    web::{Bytes, Data},
};
use entity::{ApplicationId, CandidateId, ContactId, Dossier};
use planning::{Facts, Instant};
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use super::{
    answer::Proofreading,
    input::{ProofreadBody, ProofreadInput},
};
use crate::{
    applications,
    auth::Reader,
    follow_up_plans::{facts_at, now},
    http::{
        BODY_LIMIT, ITEMS_LIMIT, RawJson, Referring as _, ReferringBody, RemoteIds, parts, read_items, streamed_results,
    },
    messages::{MessageLocation, RelatedRows},
    problem::{CreateProblems, Problem, ProblemDocument},
    state::AppState,
};

/// The maximum number of items in a batch.
const MAX_ITEMS: usize = 200;

/// The length of the texts that one task proofreads, in bytes. The last texts may exceed it.
const PART_BYTES: usize = 4 * 1024;

/// The approximate length of an answer to a part, in bytes.
const ESTIMATED_RESULT_BYTES: usize = 8 * 1024;

/// Texts to proofread.
#[derive(Debug, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProofreadBatch {
    /// The texts of each message, and their context.
    #[schema(value_type = Vec<ProofreadBody>, required, min_items = 1, max_items = 200)]
    pub items: Vec<Box<RawValue>>,
}

/// The results of a batch.
#[derive(Serialize, ToSchema)]
pub struct ProofreadBatchResults<'p> {
    /// One result for each item, in their order.
    pub results: Vec<ProofreadResult<'p>>,
}

/// The result for the texts of an item.
#[derive(Serialize, ToSchema)]
pub struct ProofreadResult<'p> {
    pub status: ProofreadResultStatus,
    /// The findings; left out, if the item was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub proofreading: Option<&'p Proofreading>,
    /// The problem. Left out if there are findings. Pointers are relative to the body of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub problem: Option<ProblemDocument<'p>>,
}

/// Whether the texts of an item were proofread.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProofreadResultStatus {
    /// They were.
    Proofread,
    /// They were not; the problem says why.
    Refused,
}

/// Proofread many texts
///
/// Proofreads the texts of 1 to 200 messages, each as a single request does, and changes nothing. An item that is
/// invalid gets a problem instead of findings; the others are not affected. No item is compared with another one.
#[utoipa::path(
    operation_id = "proofread_text_batch",
    tag = "messages",
    request_body(content = ProofreadBatch, description = "At most 8 MiB, an item at most 1 MiB", example = json!({"items": [
        {
            "kind": "thank_you",
            "channel": "email",
            "subject": "Thanks",
            "body": "Hey Ada,\n\nThanks for teh interview at [Company]!!\n\nCheers"
        },
        {"channel": "linkedin", "body": "Dear Ada, thank you for your time. I expect a reply by Friday."}
    ]})),
    responses(
        (status = 200, description = "For each item the findings or a problem", body = ProofreadBatchResults),
        CreateProblems
    )
)]
#[post("/v1/messages/proofread-batch")]
pub async fn proofread_text_batch(
    scope: Reader,
    state: Data<AppState>,
    RawJson(body): RawJson<ITEMS_LIMIT>,
) -> Result<HttpResponse, Problem> {
    let now = now(&scope)?;
    let bodies = state.blocking.run(move || read(&body)).await??;
    let (references, read) = (ProofreadInput::references(), bodies.iter().flatten());
    let ids = RemoteIds::look_up(&scope, &references, read.clone().filter_map(ReferringBody::unresolved)).await?;
    let named: HashSet<_> = read.filter_map(|body| body.application(&ids, |input| input.application_id)).collect();
    let dossiers = scope.dossiers(&named.into_iter().collect::<Vec<_>>()).await?;
    let (known, items) = state.blocking.run_admitted(move || resolve_items(bodies, &ids, dossiers, now)).await??;
    let related = RelatedRows::read(&scope, items.iter().flatten().filter_map(|item| item.location)).await?;
    let proofreader = Proofreader { known, related };
    let items: Vec<(usize, Result<Item, Problem>)> = items.into_iter().enumerate().collect();
    let parts = parts(items, PART_BYTES, |(_, item)| item.as_ref().map_or(0, Item::length));
    let results = streamed_results(state.blocking.clone(), parts, move |before, part| proofreader.write(before, part));
    Ok(HttpResponse::Ok().content_type(ContentType::json()).streaming(results))
}

/// The items of a batch, each as far as it can be read before remote ids are looked up, with the same size limit as a
/// single body.
fn read(bytes: &[u8]) -> Result<Vec<Result<ProofreadBody, Problem>>, Problem> {
    let item = |text: Box<RawValue>| match text.get().as_bytes() {
        bytes if bytes.len() > BODY_LIMIT => Err(Problem::PayloadTooLarge(BODY_LIMIT)),
        bytes => ProofreadBody::parse(bytes),
    };
    Ok(read_items(bytes, "items", MAX_ITEMS)?.into_iter().map(item).collect())
}

/// An application that items name.
struct ReferencedApplication {
    candidate: CandidateId,
    facts: Facts,
}

/// The applications that items name, by their ids.
type KnownApplications = HashMap<ApplicationId, ReferencedApplication>;

/// Texts to proofread.
struct Item {
    input: ProofreadInput,
    /// The location of the texts, if their application is stored.
    location: Option<MessageLocation>,
}

impl Item {
    fn new(input: ProofreadInput, known: &KnownApplications, now: Instant) -> Result<Self, Problem> {
        let Some(id) = input.application_id else {
            let facts = input.facts.map(|facts| Facts { as_of: facts.as_of.or(Some(now)), ..facts });
            let input = ProofreadInput { facts, ..input };
            input.check_references(input.facts.as_ref())?;
            return Ok(Self { input, location: None });
        };
        let ReferencedApplication { candidate, facts } = known.get(&id).ok_or_else(applications::unknown_in_body)?;
        input.check_references(Some(facts))?;
        Ok(Self { location: Some(input.location(*candidate, id, facts)), input })
    }

    /// The length of its texts, in bytes.
    fn length(&self) -> usize {
        self.input.texts().parts().map(|(_, text)| text.len()).sum()
    }
}

/// The applications of these dossiers, and the items with ids instead of remote ids.
fn resolve_items(
    bodies: Vec<Result<ProofreadBody, Problem>>,
    ids: &RemoteIds,
    dossiers: Vec<Dossier>,
    now: Instant,
) -> Result<(KnownApplications, Vec<Result<Item, Problem>>), Problem> {
    let mut contacts: HashSet<(ApplicationId, ContactId)> = HashSet::new();
    let mut known = KnownApplications::new();
    for dossier in dossiers {
        let (id, candidate) = (dossier.application.stamp.id, dossier.candidate.stamp.id);
        contacts.extend(dossier.contacts.iter().map(|contact| (id, contact.stamp.id)));
        known.insert(id, ReferencedApplication { candidate, facts: facts_at(dossier, now)? });
    }
    let shares = |application: ApplicationId, contact: ContactId| contacts.contains(&(application, contact));
    let item = |body: Result<ProofreadBody, Problem>| Item::new(body?.resolve_among(ids, &shares)?, &known, now);
    let items = bodies.into_iter().map(item).collect();
    Ok((known, items))
}

/// The context in which the texts of a batch are proofread.
struct Proofreader {
    known: KnownApplications,
    related: RelatedRows,
}

impl Proofreader {
    /// The results for these items, separated by commas, after a text.
    fn write(&self, mut before: &'static str, items: Vec<(usize, Result<Item, Problem>)>) -> Result<Bytes, Problem> {
        let mut json = Vec::with_capacity(ESTIMATED_RESULT_BYTES);
        for (index, item) in items {
            json.extend_from_slice(std::mem::replace(&mut before, ",").as_bytes());
            let in_item = |problem: Problem| problem.with_pointer_prefix(&format!("/items/{index}"));
            let proofread = item.and_then(|item| self.proofread(item)).map_err(in_item);
            let result = match &proofread {
                Ok(found) => ProofreadResult {
                    status: ProofreadResultStatus::Proofread,
                    proofreading: Some(found),
                    problem: None,
                },
                Err(problem) => ProofreadResult {
                    status: ProofreadResultStatus::Refused,
                    proofreading: None,
                    problem: Some(problem.document(None)),
                },
            };
            serde_json::to_writer(&mut json, &result).map_err(Problem::internal)?;
        }
        Ok(json.into())
    }

    fn proofread(&self, item: Item) -> Result<Proofreading, Problem> {
        let Item { mut input, location } = item;
        let (own, known) = (input.facts.take(), input.application_id.and_then(|id| self.known.get(&id)));
        let related = location.map(|location| self.related.texts(&location)).transpose()?;
        let facts = known.map(|known| &known.facts).or(own.as_ref());
        Ok(input.proofread(facts, related.unwrap_or_default()))
    }
}
