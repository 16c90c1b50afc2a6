//! What a delivery changes.

use std::borrow::Cow;

use planning::{
    Instant, Key, Name,
    facts::{InterviewStatus, Outcome, OutcomeKind, Role},
};
use serde::Serialize;
use uuid::Uuid;

use super::{Application, Candidate, Communication, Contact, Interview, Missing, Resource};

/// What is in a delivery.
#[derive(Clone, Debug)]
pub enum DeliveryContent {
    /// News about applications.
    Changes(Changes),
    /// A mail, as it went through the network.
    Mail(Mail),
}

/// What a delivery changes.
#[derive(Clone, Debug, Serialize)]
pub struct Changes {
    /// What the vendor calls the event.
    pub event: String,
    /// When the source last changed the resource. A change that is older than the last applied one is outdated.
    /// Without it, deliveries are ordered by arrival.
    pub updated_at: Option<Instant>,
    /// What changes, in the order in which it has to be applied.
    pub changes: Vec<Change>,
    /// What is needed and neither in the delivery nor among the connection's defaults.
    pub missing: Vec<Missing>,
    /// What was assumed or left out.
    pub remarks: Vec<Remark>,
}

/// A mail, as it went through the network.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mail {
    /// The message (RFC 5322), byte by byte.
    pub raw: Vec<u8>,
    /// The address that it was sent to, if the provider says.
    pub recipient: Option<String>,
    /// The address that it was sent from in SMTP, if the provider says; not the one in its From.
    pub sender: Option<String>,
}

/// One change.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// Makes a candidate, or changes facts of it.
    Candidate(Candidate),
    /// Makes an application, or changes facts of it.
    Application {
        /// The facts in the payload, which change a stored application; for its outcome, see [`outcome_after`].
        facts: Application,
        /// The facts for an application that isn't stored yet: the same with the connection's defaults.
        new: Box<NewApplication>,
    },
    /// Makes a contact, or changes facts of it.
    Contact {
        /// The facts in the payload.
        facts: Contact,
        /// What the person does, if it isn't stored yet: a known interviewer may have another role already.
        role_if_new: Option<Role>,
    },
    /// Makes an interview, or changes facts of it.
    Interview {
        /// The facts in the payload; for its status, see [`status_after`].
        facts: Interview,
        /// Whether it changes only a stored interview. It is ignored if the interview isn't stored.
        only_if_stored: bool,
    },
    /// Makes a communication, or changes facts of it.
    Communication(Communication),
    /// The application is at another stage. This is reported, and changes nothing: each employer has its own names for
    /// stages.
    Stage {
        /// The application.
        application_remote_id: Key,
        /// What the employer calls the stage.
        stage: Name,
    },
    /// An outcome is taken back, if it is one of these.
    OutcomeTakenBack {
        /// The application.
        application_remote_id: Key,
        /// The outcomes that the news takes back; any other stays.
        kinds: Vec<OutcomeKind>,
    },
    /// All scheduled interviews whose remote ids begin with this are cancelled, except for those named, and for those
    /// of which later news were applied.
    OthersCancelled {
        /// The prefix of the remote ids.
        remote_ids_begin_with: String,
        /// Those that still take place.
        but: Vec<Key>,
    },
    /// Two candidates turned out to be one person.
    CandidatesMerged {
        /// The id of the removed candidate.
        remote_id: Key,
        /// The id of the candidate that remains.
        into: Key,
    },
    /// Deleted at the source.
    Deleted {
        /// The kind of resource.
        resource: Resource,
        /// Its remote id.
        remote_id: Key,
    },
    /// Personal data was erased at the source, and has to be erased here.
    Erased {
        /// The candidate.
        candidate_remote_id: Key,
        /// The fields of the candidate that were erased; all that is personal, if none is named.
        fields: Vec<&'static str>,
    },
    /// Something changed, and the delivery doesn't have the new value, or the signature does not cover it.
    Announced {
        /// The kind of resource.
        resource: Resource,
        /// Its remote id.
        remote_id: Key,
    },
}

/// The facts for an application that isn't stored yet.
#[derive(Clone, Debug, Serialize)]
pub struct NewApplication {
    /// What the source says, else the connection's defaults.
    #[serde(flatten)]
    pub application: Application,
    /// The connection's candidate, if the source names none.
    pub candidate_id: Option<Uuid>,
}

/// Something that was assumed or left out.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Remark {
    /// The JSON Pointer to it in the delivery (RFC 6901).
    pub pointer: String,
    /// What was done about it.
    pub detail: Cow<'static, str>,
}

/// The outcome of an application after news of one. An offer doesn't undo that it was accepted: the two come in
/// deliveries of their own, in any order. Taking an acceptance back does ([`Change::OutcomeTakenBack`]).
///
/// ```
/// use connectors::outcome_after;
/// use planning::facts::{Outcome, OutcomeKind};
///
/// let at = "2026-11-20T09:00:00Z".parse().unwrap();
/// let [offered, accepted] =
///     [OutcomeKind::Offered, OutcomeKind::Accepted].map(|kind| Outcome { kind, at, respond_by: None });
/// assert_eq!(outcome_after(None, offered), offered);
/// assert_eq!(outcome_after(Some(offered), accepted), accepted);
/// assert_eq!(outcome_after(Some(accepted), offered), accepted);
/// ```
#[must_use]
pub fn outcome_after(stored: Option<Outcome>, facts: Outcome) -> Outcome {
    match stored {
        Some(stored) if stored.kind == OutcomeKind::Accepted && facts.kind == OutcomeKind::Offered => stored,
        _ => facts,
    }
}

/// The status of an interview after news of it; `moved` says whether they give it another time. What the candidate
/// knows better than a tracking system stays: that the employer wasn't there, or that it took place.
///
/// ```
/// use connectors::status_after;
/// use planning::facts::InterviewStatus::{Cancelled, Completed, EmployerNoShow, Scheduled};
///
/// assert_eq!(status_after(None, Scheduled, false), Scheduled);
/// assert_eq!(status_after(Some(EmployerNoShow), Completed, false), EmployerNoShow);
/// assert_eq!(status_after(Some(EmployerNoShow), Scheduled, true), Scheduled);
/// assert_eq!(status_after(Some(Completed), Scheduled, false), Completed);
/// assert_eq!(status_after(Some(Completed), Cancelled, false), Cancelled);
/// ```
#[must_use]
pub fn status_after(stored: Option<InterviewStatus>, facts: InterviewStatus, moved: bool) -> InterviewStatus {
    use InterviewStatus::{Completed, EmployerNoShow, Scheduled};
    match (stored, facts) {
        (Some(known @ EmployerNoShow), Scheduled | Completed) | (Some(known @ Completed), Scheduled) if !moved => known,
        _ => facts,
    }
}
