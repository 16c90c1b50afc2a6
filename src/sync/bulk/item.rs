//! The items of a request: resources with remote ids, which refer to others by theirs.

use planning::{
    Key, Violation, extended,
    facts::{ApplicationDetails, CandidateDetails, CommunicationDetails, ContactDetails, InterviewDetails},
    interviewer_violations,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{communications, http::Validate};

/// A type of resource.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ResourceType {
    Candidate,
    Application,
    Contact,
    Interview,
    Communication,
}

impl ResourceType {
    const ALL: [Self; 5] = [Self::Candidate, Self::Application, Self::Contact, Self::Interview, Self::Communication];

    /// Its name in JSON.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Candidate => "candidate",
            Self::Application => "application",
            Self::Contact => "contact",
            Self::Interview => "interview",
            Self::Communication => "communication",
        }
    }

    /// The type of this name.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

extended! {
    /// A candidate, to be created, replaced, changed or deleted.
    pub struct SyncedCandidate: CandidateDetails {
        /// The client's own id for the candidate.
        pub remote_id: Key,
    }
}

extended! {
    /// An application, to be created, replaced, changed or deleted.
    pub struct SyncedApplication: ApplicationDetails {
        /// The client's own id for the application.
        pub remote_id: Key,
        /// The remote id of the candidate who applied, stored or in this request. Left out or null, the candidate
        /// stays; that of a new application is the only one of the account, with those of this request.
        #[serde(default)]
        pub candidate_remote_id: Option<Key>,
        /// The key of the playbook for this application, built in or your own. The default is `consensus`.
        #[serde(default)]
        #[schema(example = "consensus")]
        pub playbook: Option<Key>,
    }
}

extended! {
    /// A contact, to be created, replaced, changed or deleted.
    pub struct SyncedContact: ContactDetails {
        /// The client's own id for the contact.
        pub remote_id: Key,
        /// The remote id of the application, stored or in this request. A contact that is stored, or that another item
        /// of this request adds to an application, needs none.
        #[serde(default)]
        #[schema(value_type = Key)]
        pub application_remote_id: Option<Key>,
    }
}

extended! {
    /// An interview, to be created, replaced, changed or deleted.
    pub struct SyncedInterview: InterviewDetails {
        /// The client's own id for the interview.
        pub remote_id: Key,
        /// The remote id of the application, stored or in this request.
        #[serde(default)]
        #[schema(value_type = Key)]
        pub application_remote_id: Option<Key>,
        /// The remote ids of the interviewers: contacts of the application, stored or in this request.
        #[serde(default)]
        #[schema(max_items = 50)]
        pub interviewer_remote_ids: Option<Vec<Key>>,
    }
}

extended! {
    /// A communication, to be created, replaced, changed or deleted.
    pub struct SyncedCommunication: CommunicationDetails {
        /// The client's own id for the communication.
        pub remote_id: Key,
        /// The remote id of the application, stored or in this request.
        #[serde(default)]
        #[schema(value_type = Key)]
        pub application_remote_id: Option<Key>,
        /// The remote id of the contact of the application who wrote or was written to, stored or in this request.
        #[serde(default)]
        pub contact_remote_id: Option<Key>,
    }
}

impl Validate for SyncedCandidate {}

impl Validate for SyncedApplication {
    fn violations(&self) -> Vec<Violation> {
        self.details.violations()
    }
}

impl Validate for SyncedContact {
    const TYPE_IMPLIES_SCHEMA: bool = true;

    fn violations(&self) -> Vec<Violation> {
        self.details.violations()
    }
}

impl Validate for SyncedInterview {
    const TYPE_IMPLIES_SCHEMA: bool = true;

    fn violations(&self) -> Vec<Violation> {
        let mut found = self.details.violations();
        let interviewers = self.interviewer_remote_ids.as_deref().unwrap_or_default();
        found.extend(interviewer_violations(interviewers).into_iter().map(|violation| Violation {
            pointer: violation.pointer.replacen("/interviewer_ids", "/interviewer_remote_ids", 1),
            ..violation
        }));
        found
    }
}

impl Validate for SyncedCommunication {
    const TYPE_IMPLIES_SCHEMA: bool = true;

    fn violations(&self) -> Vec<Violation> {
        communications::direction_violations(&self.details)
    }
}

/// A resource that can be an item.
pub trait SyncedResource {
    /// The value of the field `type`.
    const TYPE: ResourceType;
    /// The field that names what the resource belongs to, which a new one needs.
    const OWNER: Option<&'static str>;
}

macro_rules! synced {
    ($($item:ident: $kind:ident, $owner:expr;)*) => {$(
        impl SyncedResource for $item {
            const TYPE: ResourceType = ResourceType::$kind;
            const OWNER: Option<&'static str> = $owner;
        }
    )*};
}

synced! {
    SyncedCandidate: Candidate, None;
    SyncedApplication: Application, None;
    SyncedContact: Contact, None;
    SyncedInterview: Interview, Some("application_remote_id");
    SyncedCommunication: Communication, Some("application_remote_id");
}
