//! Recently recorded communications, so that a repeated command records nothing twice.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use planning::StepKind;

use crate::client::{
    error::ClientError,
    request::Request,
    responses::{Page, PlannedStep, RecordedCommunication, Time},
    service::Service,
    steps::kind_named,
};

/// Two communications that are closer are the same, if they say the same.
const DUPLICATE_WINDOW: TimeDelta = TimeDelta::minutes(1);

/// The maximum difference between this machine's clock and the service's.
pub(super) const MAX_CLOCK_SKEW: TimeDelta = TimeDelta::minutes(10);

/// The outbound communications that were recorded a moment ago, for about the same time.
pub(super) struct RecentCommunications(Vec<RecordedCommunication>);

/// The values by which communications are compared.
#[derive(Clone)]
pub(super) struct CommunicationSummary {
    pub(super) purpose: Option<String>,
    pub(super) channel: Option<String>,
    pub(super) contact_id: Option<String>,
}

impl RecentCommunications {
    pub(super) fn read(
        service: &Service,
        application_id: &str,
        at: Time,
        now: DateTime<Utc>,
    ) -> Result<Self, ClientError> {
        let path = ["v1", "applications", application_id, "communications"];
        let since = (now - MAX_CLOCK_SKEW).to_rfc3339_opts(SecondsFormat::Secs, true);
        let request = Request::get(&path).query("updated_after", Some(since)).query("limit", Some(200));
        let page: Page<RecordedCommunication> = service.read(&request)?;
        let same = |one: &RecordedCommunication| one.direction == "outbound" && (one.at - at).abs() < DUPLICATE_WINDOW;
        Ok(Self(page.items.into_iter().filter(same).collect()))
    }

    /// The communication that matches the known facts and for which `suits` is true, if there is one.
    pub(super) fn find(
        &self,
        known: &CommunicationSummary,
        suits: impl Fn(&RecordedCommunication) -> bool,
    ) -> Option<&RecordedCommunication> {
        self.0.iter().find(|one| known.fit(one) && suits(one))
    }

    /// The communication by which a step was done, if it matches the known facts.
    pub(super) fn that_did(&self, step: &PlannedStep, known: &CommunicationSummary) -> Option<&RecordedCommunication> {
        let done_at = step.done_at?;
        let purpose = kind_named(&step.kind).map(StepKind::purpose);
        let is_of_purpose = |one: &RecordedCommunication| serde_plain::from_str(&one.purpose).ok() == purpose;
        let is_for = |one: &RecordedCommunication| {
            step.contact_id.is_none() || one.contact_id.is_none() || one.contact_id == step.contact_id
        };
        let at = |one: &RecordedCommunication| one.at == done_at && is_for(one);
        // After an outcome a message of any purpose does the step.
        self.find(known, |one| at(one) && is_of_purpose(one)).or_else(|| self.find(known, at))
    }
}

impl CommunicationSummary {
    fn fit(&self, communication: &RecordedCommunication) -> bool {
        let fits = |wanted: &Option<String>, value: Option<&String>| wanted.is_none() || wanted.as_ref() == value;
        fits(&self.purpose, Some(&communication.purpose))
            && fits(&self.channel, Some(&communication.channel))
            && fits(&self.contact_id, communication.contact_id.as_ref())
    }
}
