//! The parts of the service's responses that the commands print. Unknown fields and values are ignored.

use chrono::{DateTime, FixedOffset};
use serde::Deserialize;

/// A time with its offset.
pub(super) type Time = DateTime<FixedOffset>;

#[derive(Deserialize)]
pub(super) struct Page<T> {
    pub(super) items: Vec<T>,
}

/// The identity of a resource.
#[derive(Deserialize)]
pub(super) struct IdResponse {
    pub(super) id: String,
}

/// A page of the agenda.
#[derive(Deserialize)]
pub(super) struct DueSteps {
    pub(super) items: Vec<DueStep>,
    pub(super) next_cursor: Option<String>,
    pub(super) complete: bool,
    pub(super) plans_remaining: u64,
}

#[derive(Deserialize)]
pub(super) struct DueStep {
    pub(super) application_id: String,
    pub(super) application_remote_id: Option<String>,
    pub(super) company_name: String,
    pub(super) position_title: String,
    pub(super) contact: Option<Person>,
    pub(super) step: PlannedStep,
}

/// A contact, as far as its name goes.
#[derive(Deserialize)]
pub(super) struct Person {
    pub(super) id: String,
    name: Option<String>,
    given_name: Option<String>,
    family_name: Option<String>,
}

impl Person {
    /// The whole name; empty, if none is known.
    pub(super) fn name(&self) -> String {
        let parts =
            || self.given_name.iter().chain(&self.family_name).map(String::as_str).collect::<Vec<_>>().join(" ");
        self.name.clone().unwrap_or_else(parts)
    }
}

#[derive(Deserialize)]
pub(super) struct ApplicationResponse {
    pub(super) id: String,
    pub(super) company: CompanyResponse,
    pub(super) position: PositionResponse,
}

#[derive(Deserialize)]
pub(super) struct CompanyResponse {
    pub(super) name: String,
}

#[derive(Deserialize)]
pub(super) struct PositionResponse {
    pub(super) title: String,
}

#[derive(Deserialize)]
pub(super) struct PlanResponse {
    pub(super) playbook: PlaybookResponse,
    pub(super) state: String,
    pub(super) next_step_id: Option<String>,
    pub(super) steps: Vec<PlannedStep>,
    #[serde(default)]
    pub(super) warnings: Vec<TextAtPointer>,
    #[serde(default)]
    pub(super) obligations: Vec<ObligationResponse>,
}

/// A legal obligation of the employer.
#[derive(Deserialize)]
pub(super) struct ObligationResponse {
    pub(super) status: String,
    pub(super) text: String,
    pub(super) law: String,
    pub(super) source: String,
    pub(super) checked_on: String,
    #[serde(default)]
    pub(super) conditions: Vec<ConditionResponse>,
}

/// A condition of an obligation.
#[derive(Deserialize)]
pub(super) struct ConditionResponse {
    pub(super) status: String,
    pub(super) text: String,
}

#[derive(Deserialize)]
pub(super) struct PlaybookResponse {
    pub(super) key: String,
    pub(super) version: u32,
}

#[derive(Deserialize)]
pub(super) struct PlannedStep {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) status: String,
    pub(super) contact_id: Option<String>,
    pub(super) opens_at: Time,
    pub(super) ideal_at: Time,
    pub(super) closes_at: Time,
    pub(super) done_at: Option<Time>,
    pub(super) channel: StepChannels,
    #[serde(default)]
    pub(super) reasons: Vec<ReasonOrAdvice>,
    #[serde(default)]
    pub(super) advice: Vec<ReasonOrAdvice>,
}

#[derive(Deserialize)]
pub(super) struct StepChannels {
    pub(super) recommended: Option<StepChannel>,
}

#[derive(Deserialize)]
pub(super) struct StepChannel {
    pub(super) channel: String,
    pub(super) via: String,
}

/// A reason or a piece of advice.
#[derive(Deserialize)]
pub(super) struct ReasonOrAdvice {
    pub(super) rule: String,
    pub(super) text: String,
}

/// A sentence about the fact at a JSON Pointer.
#[derive(Deserialize)]
pub(super) struct TextAtPointer {
    pub(super) pointer: String,
    pub(super) text: String,
}

/// A message, except for its text.
#[derive(Deserialize)]
pub(super) struct DraftedMessage {
    pub(super) channel: String,
    pub(super) recipient: Addressee,
    pub(super) ready: bool,
    #[serde(default)]
    pub(super) missing: Vec<TextAtPointer>,
    #[serde(default)]
    pub(super) findings: Vec<FindingResponse>,
}

#[derive(Deserialize)]
pub(super) struct Addressee {
    pub(super) name: Option<String>,
    pub(super) address: Option<String>,
}

/// A finding of the proofreader.
#[derive(Deserialize)]
pub(super) struct FindingResponse {
    pub(super) severity: String,
    pub(super) text: String,
}

#[derive(Deserialize)]
pub(super) struct RecordedCommunication {
    pub(super) id: String,
    pub(super) contact_id: Option<String>,
    pub(super) direction: String,
    pub(super) channel: String,
    pub(super) purpose: String,
    pub(super) at: Time,
    /// The steps that it has completed; in the response to its recording only.
    #[serde(default)]
    pub(super) completed: Option<CompletedSteps>,
}

#[derive(Deserialize)]
pub(super) struct CompletedSteps {
    pub(super) steps: Vec<CompletedStep>,
    pub(super) none_because: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct CompletedStep {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) contact_id: Option<String>,
    pub(super) former_status: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct ImportResponse {
    pub(super) id: String,
    pub(super) application_id: Option<String>,
    pub(super) state: String,
    #[serde(default)]
    pub(super) items: Vec<ImportedItem>,
    #[serde(default)]
    pub(super) matches: Vec<PossibleApplication>,
    #[serde(default)]
    pub(super) suggestions: Vec<MailSuggestion>,
}

#[derive(Deserialize)]
pub(super) struct ImportedItem {
    pub(super) kind: String,
    pub(super) effect: String,
    pub(super) why: Option<String>,
    #[serde(default)]
    pub(super) found: serde_json::Value,
}

#[derive(Deserialize)]
pub(super) struct PossibleApplication {
    pub(super) application_id: String,
    pub(super) why: String,
}

/// A possible meaning of a mail's text.
#[derive(Deserialize)]
pub(super) struct MailSuggestion {
    pub(super) kind: String,
    pub(super) date: Option<String>,
    pub(super) time: Option<String>,
    pub(super) words: String,
    pub(super) confidence: String,
}
