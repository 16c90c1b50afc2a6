//! What was recorded just now, so that a command that is repeated records nothing more.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde::Deserialize as _;
use serde_json::Value;

use crate::client::{
    answers::{Page, RecordedCommunication, Time},
    error::ClientError,
    request::Request,
    service::Service,
};

/// Two communications that are closer are the same, if they say the same.
const SAME: TimeDelta = TimeDelta::minutes(1);

/// The purpose of what is for no step.
const OTHER: &str = "other";

/// How far this machine's clock may differ from the service's.
pub(super) const CLOCKS: TimeDelta = TimeDelta::minutes(10);

/// The outbound communications that were recorded a moment ago, for about the same time.
pub(super) struct Recent(Vec<Recorded>);

/// A stored communication.
pub(super) struct Recorded {
    pub(super) communication: RecordedCommunication,
    pub(super) json: Value,
}

/// What is known of a communication.
#[derive(Clone)]
pub(super) struct RecordedFacts {
    pub(super) purpose: Option<String>,
    pub(super) channel: Option<String>,
    pub(super) contact_id: Option<String>,
}

impl Recent {
    pub(super) fn read(
        service: &Service,
        application_id: &str,
        at: Time,
        now: DateTime<Utc>,
    ) -> Result<Self, ClientError> {
        let path = ["v1", "applications", application_id, "communications"];
        let since = (now - CLOCKS).to_rfc3339_opts(SecondsFormat::Secs, true);
        let request = Request::get(&path).query("updated_after", Some(since)).query("limit", Some(200));
        let page: Page<Value> = service.read(&request)?;
        let recorded = page.items.into_iter().filter_map(|json| {
            let communication = RecordedCommunication::deserialize(&json).ok()?;
            Some(Recorded { communication, json })
        });
        let same =
            |one: &Recorded| one.communication.direction == "outbound" && (one.communication.at - at).abs() < SAME;
        Ok(Self(recorded.filter(same).collect()))
    }

    /// The one that is what is known, if there is one. Without a purpose it is one that was for a step.
    pub(super) fn find(&self, known: &RecordedFacts) -> Option<&Recorded> {
        let fits = |wanted: &Option<String>, value: Option<&String>| wanted.is_none() || wanted.as_ref() == value;
        self.0.iter().find(|Recorded { communication, .. }| {
            let for_a_step = known.purpose.is_some() || communication.purpose != OTHER;
            for_a_step
                && fits(&known.purpose, Some(&communication.purpose))
                && fits(&known.channel, Some(&communication.channel))
                && fits(&known.contact_id, communication.contact_id.as_ref())
        })
    }
}
