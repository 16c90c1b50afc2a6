//! The result of reading a calendar file.

use planning::{
    Email, Instant, TimeZone, WebUrl,
    facts::{InterviewKind, Medium},
};
use serde::Serialize;

use super::{Refusal, Warning};

/// What a calendar file asks for.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Calendar {
    /// The events that can be used, in the order of the file.
    pub events: Vec<Event>,
    /// The events that can't be used, with the reason.
    pub refused: Vec<RefusedEvent>,
}

/// An event, as one version of it.
#[derive(Clone, Debug, Serialize)]
pub struct Event {
    /// What the file is for (RFC 5546, section 1.4).
    pub method: Method,
    /// What is to be done about it.
    pub intent: Intent,
    /// The id that all versions of the event share (RFC 5545, section 3.8.4.7).
    pub uid: Option<String>,
    /// Which occurrence of a series it is, by its original start (section 3.8.4.4).
    pub recurrence_id: Option<Instant>,
    /// The number of the version (section 3.8.7.4); 0 if there is none.
    pub sequence: i64,
    /// When this version was written (section 3.8.7.2).
    pub stamped_at: Option<Instant>,
    /// How settled it is (section 3.8.1.11).
    pub status: Option<EventStatus>,
    /// When it takes place: one or, of a series, the first. Only what is cancelled or changes nothing may have none.
    pub occurrences: Vec<Occurrence>,
    /// Whether it recurs, so that each occurrence is known by its start.
    pub is_series: bool,
    /// The zone in which the times are written, if it has a name.
    pub time_zone: Option<TimeZone>,
    /// How the zone was found.
    pub zone_source: Option<ZoneSource>,
    /// The title, in one line of at most 200 characters.
    pub summary: Option<String>,
    /// The kind of interview, by words of the title.
    pub kind: InterviewKind,
    /// How one meets, if that can be seen.
    pub medium: Option<Medium>,
    /// Where one meets, if that is a place; at most 1,000 characters.
    pub place: Option<String>,
    /// The link of the meeting.
    pub link: Option<WebUrl>,
    /// Who invites.
    pub organizer: Option<Person>,
    /// The people who are invited, without the candidate.
    pub attendees: Vec<Person>,
    /// What was assumed or left out.
    pub warnings: Vec<Warning>,
}

/// An event that can't be used.
#[derive(Clone, Debug, Serialize)]
pub struct RefusedEvent {
    /// Its UID, if it has one.
    pub uid: Option<String>,
    /// Its title, if it has one.
    pub summary: Option<String>,
    /// The line of the file on which it begins, counted from 1.
    pub line: usize,
    /// Why.
    #[serde(flatten)]
    pub refusal: Refusal,
}

impl RefusedEvent {
    pub(super) fn new(event: &Event, line: usize, refusal: Refusal) -> Self {
        Self { uid: event.uid.clone(), summary: event.summary.clone(), line, refusal }
    }
}

/// One time at which an event takes place.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Occurrence {
    /// When it begins.
    pub starts_at: Instant,
    /// When it ends, after it begins.
    pub ends_at: Instant,
}

/// A METHOD of RFC 5546.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Published to whom it may concern; also counts for files without a METHOD.
    Publish,
    /// Asks people to come, or changes what was asked before.
    Request,
    /// An attendee's answer.
    Reply,
    /// Adds occurrences to a series.
    Add,
    /// Calls it off.
    Cancel,
    /// Asks for the newest version.
    Refresh,
    /// An attendee's other proposal.
    Counter,
    /// Refuses such a proposal.
    DeclineCounter,
}

/// What is to be done about an event.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    /// It takes place at that time, whether it is new or moved.
    Schedule,
    /// It is called off, by METHOD or by STATUS.
    Cancel,
    /// It is kept and changes nothing.
    Nothing,
}

/// How settled an event is.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EventStatus {
    /// It may still change.
    Tentative,
    /// It is settled.
    Confirmed,
    /// It is called off.
    Cancelled,
}

/// How the zone of an event's start was found.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ZoneSource {
    /// The time is written in UTC.
    Utc,
    /// The file gives an IANA name.
    Iana,
    /// The file defines the zone.
    File,
    /// The file gives one of Microsoft's names.
    Windows,
    /// It was assumed: a warning says from what.
    Assumed,
}

/// Somebody in an invitation.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Person {
    /// The name, if it is one and not the address again.
    pub name: Option<String>,
    /// The address.
    pub email: Option<Email>,
    /// The answer to the invitation, of attendees (RFC 5545, section 3.2.12).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<Response>,
}

/// An attendee's answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// None yet.
    NeedsAction,
    /// Will come.
    Accepted,
    /// Won't come.
    Declined,
    /// May come.
    Tentative,
    /// Sends somebody else.
    Delegated,
}
