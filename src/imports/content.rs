//! The content of an import.

use entity::{ApplicationId, CommunicationId, ConnectionId, ContactId, ImportId, InterviewId};
use invitations::mail::{Confidence, SuggestionKind};
use planning::{Date, Instant, extended};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::http::{Reference, Referring, ReferringBody, Validate, resource};

/// Whether it is known which application an import belongs to.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// It belongs to an application, and was applied to it.
    Matched,
    /// It is not known to which application it belongs. Nothing was applied; `PATCH` its `application_id`.
    Unmatched,
    /// Nothing in it can be used.
    Rejected,
}

/// The kind of an item of an import.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// An event of a calendar, or one occurrence of a series.
    Event,
    /// A mail.
    Mail,
    /// Something that can't be read.
    Unreadable,
}

/// The effect of an item of an import.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ItemEffect {
    /// The application is not known yet.
    Waiting,
    /// An interview or a communication was made.
    Created,
    /// An interview was changed or moved.
    Updated,
    /// An interview was called off.
    Cancelled,
    /// An address was marked as undeliverable, and the last e-mail to it as not delivered.
    Bounced,
    /// Nothing follows from it: `why` says the reason.
    Nothing,
    /// It can't be used: `why` says the reason.
    Refused,
}

/// Something in an import, and what was made of it.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, ToSchema)]
pub struct ImportItem {
    pub kind: ItemKind,
    pub effect: ItemEffect,
    /// Why nothing follows, or why it can't be used.
    pub why: Option<String>,
    /// What was recognised: times, people, the title, warnings; of a mail its kind, its text, and who wrote to whom.
    #[schema(value_type = Object)]
    pub found: Value,
    pub interview_id: Option<InterviewId>,
    pub communication_id: Option<CommunicationId>,
    /// The contacts that it names; those that were not known were made.
    pub contact_ids: Vec<ContactId>,
}

impl ImportItem {
    pub(super) fn new(kind: ItemKind, effect: ItemEffect, found: Value) -> Self {
        let (interview_id, communication_id, contact_ids) = (None, None, Vec::new());
        Self { kind, effect, why: None, found, interview_id, communication_id, contact_ids }
    }

    pub(super) fn because(self, why: impl Into<String>) -> Self {
        Self { why: Some(why.into()), ..self }
    }
}

/// An application that an import may belong to.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
pub struct ImportMatch {
    pub application_id: ApplicationId,
    /// Why the import may belong to it.
    #[schema(example = "grace@acme.example is a contact of it")]
    pub why: String,
}

/// A possible meaning of the text of a mail. It becomes a fact only when it is accepted.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
pub struct ImportSuggestion {
    /// Its number within the import.
    pub id: u32,
    /// The possible meaning.
    pub kind: SuggestionKind,
    /// The day that is named.
    pub date: Option<Date>,
    /// The local time that is named.
    pub time: Option<String>,
    /// The words on which it rests.
    pub words: String,
    /// How likely it is.
    pub confidence: Confidence,
    /// The index of the item in `items` in which it was found.
    pub item: usize,
    /// When it was accepted.
    pub accepted_at: Option<Instant>,
}

/// The items of an import, and their effects.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize, ToSchema)]
pub struct ImportContent {
    pub items: Vec<ImportItem>,
    /// Of an import that is unmatched: the applications that it may belong to.
    pub matches: Vec<ImportMatch>,
    pub suggestions: Vec<ImportSuggestion>,
}

extended! {
    /// An import as it is shown.
    pub struct ImportBody: ImportContent {
        /// The application that it belongs to.
        pub application_id: Option<ApplicationId>,
        /// The connection that delivered it. Null if a client uploaded it.
        pub connection_id: Option<ConnectionId>,
        pub state: ImportState,
    }
}

/// The properties of an import that a client can change.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportAssignment {
    /// The application that it belongs to.
    #[serde(default)]
    pub application_id: Option<ApplicationId>,
}

impl Validate for ImportAssignment {}

impl Referring for ImportAssignment {
    fn references() -> Vec<Reference> {
        vec![Reference::APPLICATION]
    }
}

resource! {
    /// An import: an invitation or a mail that was handed over as it is.
    Import: ImportId, ImportBody, patch ImportPatch by ReferringBody<ImportAssignment>
}
