//! Parses a batch of messages. Each item is parsed separately.

use entity::ApplicationId;
use messages::{Locale, Tone};
use planning::{Instant, Key, Violation, facts::Channel};
use serde::Deserialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use crate::{
    http::{Validate, read, wrong_count},
    problem::Problem,
};

/// The largest number of messages in a batch.
const MAX_ITEMS: usize = 100;

/// The steps for which messages are requested.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"items": [{"application_remote_id": "ats-application-1", "channel": "email"}]}))]
pub struct MessageBatch {
    /// The messages to write.
    #[schema(min_items = 1, max_items = 100)]
    pub items: Vec<MessageBatchItem>,
    /// The moment at which the plans are made; now by default.
    #[serde(default)]
    pub as_of: Option<Instant>,
}

/// A step of a stored application, and how its message is written.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MessageBatchItem {
    /// The application's id. Give either this or `application_remote_id`.
    #[serde(default)]
    pub application_id: Option<ApplicationId>,
    /// The client's own id for the application.
    #[serde(default)]
    pub application_remote_id: Option<Key>,
    /// The step's id in the application's plan. The default is the plan's next step.
    #[serde(default)]
    pub step_id: Option<String>,
    /// The channel; the one that the step recommends by default.
    #[serde(default)]
    pub channel: Option<Channel>,
    /// The tone. The default fits the company.
    #[serde(default)]
    pub tone: Option<Tone>,
    /// The language of the message. The default is the language of the application, else of the candidate, else
    /// English.
    #[serde(default)]
    pub locale: Option<Locale>,
    /// The key of a template, built in or your own. By default the service writes the message itself.
    #[serde(default)]
    pub template: Option<Key>,
}

impl Validate for MessageBatch {
    fn violations(&self) -> Vec<Violation> {
        wrong_count("items", self.items.len(), MAX_ITEMS).into_iter().collect()
    }
}

impl Validate for MessageBatchItem {
    fn violations(&self) -> Vec<Violation> {
        let (code, message) = match (&self.application_id, &self.application_remote_id) {
            (None, None) => ("required", "an application_id or an application_remote_id is required"),
            (Some(_), Some(_)) => ("conflict", "name the application by one id, not by both"),
            _ => return Vec::new(),
        };
        vec![Violation::new("", code, message)]
    }
}

/// A batch whose items may be invalid.
pub(super) struct ParsedBatch {
    pub items: Vec<ParsedItem>,
    pub as_of: Option<Instant>,
}

/// An item; an empty one, if it is refused.
pub(super) struct ParsedItem {
    pub item: MessageBatchItem,
    /// The problem with it.
    pub refused: Option<Problem>,
}

/// The fields of a batch, whatever its items are.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BatchBody<'b> {
    #[serde(borrow)]
    items: Vec<&'b RawValue>,
    #[serde(default)]
    as_of: Option<Instant>,
}

impl ParsedBatch {
    /// Reads a body.
    ///
    /// # Errors
    ///
    /// [`Problem::MalformedJson`], if it is not JSON, and [`Problem::InvalidBody`], if something is wrong beside the
    /// items, with what is wrong with these.
    pub(super) fn read(body: &[u8]) -> Result<Self, Problem> {
        let is_object = body.trim_ascii_start().starts_with(b"{");
        let Some(outside) = serde_json::from_slice::<BatchBody<'_>>(body).ok().filter(|_| is_object) else {
            let MessageBatch { items, as_of } = read(body)?;
            let items = items.into_iter().map(|item| ParsedItem { item, refused: None }).collect();
            return Ok(Self { items, as_of });
        };
        if let Some(wrong) = wrong_count("items", outside.items.len(), MAX_ITEMS) {
            return Err(Problem::InvalidBody(vec![wrong]));
        }
        let item = |text: &RawValue| match read(text.get().as_bytes()) {
            Ok(item) => ParsedItem { item, refused: None },
            Err(problem) => ParsedItem { item: MessageBatchItem::default(), refused: Some(problem) },
        };
        Ok(Self { items: outside.items.into_iter().map(item).collect(), as_of: outside.as_of })
    }
}
