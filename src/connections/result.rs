//! The results of deliveries.

use connectors::ReadError;
use entity::ImportId;
use planning::Violation;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::sync::{AppliedChange, DeliveryEffects, MissingFacts, Note};

/// The result of a delivery.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// It is stored, and not applied yet.
    Received,
    /// Everything in it was applied.
    Applied,
    /// Nothing follows from deliveries like this.
    Ignored,
    /// Facts are missing; what doesn't need them was applied.
    Incomplete,
    /// Nothing of it was applied: it can't be read, or says what can't be so.
    Failed,
}

/// The result of a delivery, in detail.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize, ToSchema)]
pub struct DeliveryResult {
    /// Why it was ignored, or could not be applied.
    #[serde(default)]
    why: Option<String>,
    /// The violations in the delivery.
    #[serde(default)]
    errors: Vec<DeliveryError>,
    /// The resources in the delivery, and the effects on them.
    #[serde(default)]
    changes: Vec<AppliedChange>,
    /// The import that a mail became.
    #[serde(default)]
    import_id: Option<ImportId>,
    /// The facts that are missing, and the requests that add them.
    #[serde(default)]
    missing: Vec<MissingFacts>,
    /// Assumptions and omissions.
    #[serde(default)]
    notes: Vec<Note>,
}

/// Something in a delivery that can't be so.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, ToSchema)]
pub struct DeliveryError {
    /// Where: a JSON Pointer into the delivery, or `/<resources>/<remote id>/<field>`.
    pointer: String,
    /// A message about the error.
    message: String,
}

impl DeliveryResult {
    pub(super) fn because(why: String) -> Self {
        Self { why: Some(why), ..Self::default() }
    }

    pub(super) fn unreadable(unreadable: &ReadError) -> Self {
        let error =
            DeliveryError { pointer: unreadable.pointer.clone(), message: unreadable.detail.clone().into_owned() };
        Self { why: Some("it can't be read".to_owned()), errors: vec![error], ..Self::default() }
    }

    pub(super) fn refused(violations: Vec<Violation>) -> Self {
        let error = |it: Violation| DeliveryError { pointer: it.pointer, message: it.message };
        let errors = violations.into_iter().map(error).collect();
        Self { why: Some("it says what can't be so".to_owned()), errors, ..Self::default() }
    }

    pub(super) fn of_mail(import: &entity::Import) -> (DeliveryState, Self) {
        let result = Self { import_id: Some(import.stamp.id), ..Self::default() };
        match import.state.as_str() {
            "matched" => (DeliveryState::Applied, result),
            "unmatched" => {
                let text = "it is not known to which application the mail belongs: PATCH the import's application_id";
                (DeliveryState::Incomplete, Self { why: Some(text.to_owned()), ..result })
            }
            _ => (DeliveryState::Failed, Self { why: Some("the mail can't be used".to_owned()), ..result }),
        }
    }

    pub(super) fn from_applied(applied: DeliveryEffects) -> (DeliveryState, Self) {
        let DeliveryEffects { changes, missing, notes } = applied;
        let state = if !missing.is_empty() {
            DeliveryState::Incomplete
        } else if changes.is_empty() {
            DeliveryState::Ignored
        } else {
            DeliveryState::Applied
        };
        (state, Self { changes, missing, notes, ..Self::default() })
    }
}
