//! The changes in a delivery.

use std::borrow::Cow;

use planning::{
    Instant, Key, Name,
    facts::{InterviewStatus, Outcome, OutcomeKind, Role},
};
use serde::Serialize;
use uuid::Uuid;

use super::{Application, Candidate, Communication, Contact, Interview, MissingRequirement, Resource};

/// The content of a delivery.
#[derive(Clone, Debug)]
pub enum DeliveryContent {
    /// Changes of applications and their parts.
    Changes(Changes),
    /// A mail as it was transmitted.
    Mail(Mail),
}

/// The changes in a delivery.
#[derive(Clone, Debug, Serialize)]
pub struct Changes {
    /// The vendor's name of the event.
    pub event: String,
    /// When the source last changed the resource. A change that is older than the last applied one is outdated. If it
    /// is `None`, deliveries are ordered by arrival.
    pub updated_at: Option<Instant>,
    /// The changes, in the order in which they have to be applied.
    pub changes: Vec<Change>,
    /// The required facts that are neither in the delivery nor among the connection's defaults.
    pub missing: Vec<MissingRequirement>,
    /// Remarks about assumptions and omissions.
    pub remarks: Vec<Remark>,
}

/// A mail as it was transmitted.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mail {
    /// The message (RFC 5322), byte by byte.
    pub raw: Vec<u8>,
    /// The address that it was sent to, if the provider names it.
    pub recipient: Option<String>,
    /// The sender's address in SMTP, if the provider names it. It can differ from the address in `From`.
    pub sender: Option<String>,
}

/// One change.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// Creates a candidate or changes facts of it.
    Candidate(Candidate),
    /// Creates an application or changes facts of it.
    Application {
        /// The facts in the payload, which change a stored application. For its outcome, see [`outcome_after`].
        facts: Application,
        /// The facts for an application that isn't stored yet: those in the payload, and the connection's defaults.
        new: Box<NewApplication>,
    },
    /// Creates a contact or changes facts of it.
    Contact {
        /// The facts in the payload.
        facts: Contact,
        /// The role for a contact that isn't stored yet. A stored contact may have another role, which stays.
        role_if_new: Option<Role>,
    },
    /// Creates an interview or changes facts of it.
    Interview {
        /// The facts in the payload. For its status, see [`status_after`].
        facts: Interview,
        /// Whether it changes only a stored interview. It is ignored if the interview isn't stored.
        only_if_stored: bool,
    },
    /// Creates a communication or changes facts of it.
    Communication(Communication),
    /// The application is at another stage. This is reported, and changes nothing: each employer has its own names for
    /// stages.
    Stage {
        /// The application.
        application_remote_id: Key,
        /// The employer's name of the stage.
        stage: Name,
    },
    /// The outcome of an application is withdrawn, if it is one of these.
    OutcomeTakenBack {
        /// The application.
        application_remote_id: Key,
        /// The outcomes that are withdrawn. Any other outcome stays.
        kinds: Vec<OutcomeKind>,
    },
    /// All scheduled interviews whose remote ids have a prefix are cancelled. Excepted are named interviews, and those
    /// that a later change was applied to.
    #[serde(rename = "others_cancelled")]
    UnlistedInterviewsCancelled {
        /// The prefix of the remote ids.
        #[serde(rename = "remote_ids_begin_with")]
        prefix: String,
        /// The interviews that still take place.
        #[serde(rename = "but")]
        except: Vec<Key>,
    },
    /// Two candidates turned out to be one person.
    CandidatesMerged {
        /// The id of the removed candidate.
        remote_id: Key,
        /// The id of the candidate that remains.
        into: Key,
    },
    /// A resource was deleted at the source.
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
        /// The fields of the candidate that were erased. Empty if all personal data was erased.
        fields: Vec<&'static str>,
    },
    /// A resource changed, and the delivery doesn't have the new value, or the signature does not cover it.
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
    /// The facts of the source, else the connection's defaults.
    #[serde(flatten)]
    pub application: Application,
    /// The connection's candidate, if the source names none.
    pub candidate_id: Option<Uuid>,
}

/// An assumption or an omission.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Remark {
    /// The JSON Pointer to it in the delivery (RFC 6901).
    pub pointer: String,
    /// What was assumed or left out.
    pub detail: Cow<'static, str>,
}

/// The outcome of an application with the stored outcome `stored`, after a delivery with `facts`. An offer doesn't
/// replace an acceptance, since the two come in separate deliveries in any order. An acceptance ends only by
/// [`Change::OutcomeTakenBack`].
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

/// The status of an interview with the stored status `stored`, after a delivery with `facts`. `moved` is whether the
/// delivery gives it another time. A status that the candidate knows better than a tracking system stays: the
/// employer's absence, or that the interview took place.
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
