//! The result of reading a calendar file.

use planning::{
    Email, Instant, TimeZone, WebUrl,
    facts::{InterviewKind, Medium},
};
use serde::Serialize;

use super::{Refusal, Warning};

/// The events of a calendar file.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Calendar {
    /// The events that can be used, in the order of the file.
    pub events: Vec<Event>,
    /// The events that can't be used, with the reason.
    pub refused: Vec<RefusedEvent>,
}

/// One version of an event.
#[derive(Clone, Debug, Serialize)]
pub struct Event {
    /// The method of the file (RFC 5546, section 1.4).
    pub method: Method,
    /// What the version asks for.
    pub intent: Intent,
    /// The id that all versions of the event share (RFC 5545, section 3.8.4.7).
    pub uid: Option<String>,
    /// The original start of the occurrence, if the event is one occurrence of a series (section 3.8.4.4).
    pub recurrence_id: Option<Instant>,
    /// The number of the version (section 3.8.7.4). 0 if there is none.
    pub sequence: i64,
    /// When this version was written (section 3.8.7.2).
    pub stamped_at: Option<Instant>,
    /// The status (section 3.8.1.11).
    pub status: Option<EventStatus>,
    /// Its time, or the first times of a series. Empty only for events that are cancelled or change nothing.
    pub occurrences: Vec<Occurrence>,
    /// Whether it recurs. Each occurrence is then identified by its original start.
    pub is_series: bool,
    /// The zone in which the times are written, if it has a name.
    pub time_zone: Option<TimeZone>,
    /// How the zone was found.
    pub zone_source: Option<ZoneSource>,
    /// The title, in one line of at most 200 characters.
    pub summary: Option<String>,
    /// The kind of interview, from words of the title.
    pub kind: InterviewKind,
    /// The medium, if the event shows it.
    pub medium: Option<Medium>,
    /// The place, of at most 1,000 characters. `None` for meetings that are not in person.
    pub place: Option<String>,
    /// The link of the meeting.
    pub link: Option<WebUrl>,
    /// The organiser.
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
    /// The reason.
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
    /// Published without a request. Assumed for files without a METHOD.
    Publish,
    /// An invitation, or a change of one.
    Request,
    /// An attendee's answer.
    Reply,
    /// Adds occurrences to a series.
    Add,
    /// Cancels the event or occurrences of it.
    Cancel,
    /// Asks for the newest version.
    Refresh,
    /// An attendee's counter-proposal.
    Counter,
    /// Declines a counter-proposal.
    DeclineCounter,
}

/// What a version of an event asks for.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    /// The event takes place at that time. It may be new or moved.
    Schedule,
    /// The event is cancelled, by METHOD or by STATUS.
    Cancel,
    /// No change.
    Nothing,
}

/// The status of an event.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EventStatus {
    /// It may still change.
    Tentative,
    /// It is settled.
    Confirmed,
    /// It is cancelled.
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
    /// The zone was assumed. A warning says from what.
    Assumed,
}

/// Somebody in an invitation.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Person {
    /// The name. `None` if only the address is repeated.
    pub name: Option<String>,
    /// The address.
    pub email: Option<Email>,
    /// An attendee's answer to the invitation (RFC 5545, section 3.2.12).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<Response>,
}

/// An attendee's answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// No answer yet.
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
