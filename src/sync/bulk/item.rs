//! The items of a request: resources with remote ids, which refer to others by theirs.

use planning::{
    Key, OwnFields, Violation, extended,
    facts::{ApplicationDetails, CandidateDetails, CommunicationDetails, ContactDetails, InterviewDetails},
    interviewer_violations, read_once, split,
};
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{Error as _, MapAccess},
};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, Type},
};

use crate::{
    communications,
    http::{Checked, object_of},
};

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
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

extended! {
    /// A candidate, to be created or replaced.
    pub struct SyncedCandidate: CandidateDetails {
        /// The client's own id for the candidate.
        pub remote_id: Key,
    }
}

extended! {
    /// An application, to be created or replaced.
    pub struct SyncedApplication: ApplicationDetails {
        /// The client's own id for the application.
        pub remote_id: Key,
        /// The remote id of the candidate who applied, stored or in this request.
        pub candidate_remote_id: Key,
        /// The key of the playbook for this application, built in or your own. The default is `consensus`.
        #[serde(default)]
        #[schema(example = "consensus")]
        pub playbook: Option<Key>,
    }
}

extended! {
    /// A contact, to be created or replaced.
    pub struct SyncedContact: ContactDetails {
        /// The client's own id for the contact.
        pub remote_id: Key,
        /// The remote id of the application, stored or in this request.
        pub application_remote_id: Key,
    }
}

extended! {
    /// An interview, to be created or replaced.
    pub struct SyncedInterview: InterviewDetails {
        /// The client's own id for the interview.
        pub remote_id: Key,
        /// The remote id of the application, stored or in this request.
        pub application_remote_id: Key,
        /// The remote ids of the interviewers: contacts of the application, stored or in this request.
        #[serde(default)]
        #[schema(max_items = 50)]
        pub interviewer_remote_ids: Vec<Key>,
    }
}

extended! {
    /// A communication, to be created or replaced.
    pub struct SyncedCommunication: CommunicationDetails {
        /// The client's own id for the communication.
        pub remote_id: Key,
        /// The remote id of the application, stored or in this request.
        pub application_remote_id: Key,
        /// The remote id of the contact of the application who wrote or was written to, stored or in this request.
        #[serde(default)]
        pub contact_remote_id: Option<Key>,
    }
}

impl Checked for SyncedCandidate {}

impl Checked for SyncedApplication {
    fn violations(&self) -> Vec<Violation> {
        self.details.violations()
    }
}

impl Checked for SyncedContact {
    const TYPE_IMPLIES_SCHEMA: bool = true;

    fn violations(&self) -> Vec<Violation> {
        self.details.violations()
    }
}

impl Checked for SyncedInterview {
    const TYPE_IMPLIES_SCHEMA: bool = true;

    fn violations(&self) -> Vec<Violation> {
        let mut found = self.details.violations();
        found.extend(interviewer_violations(&self.interviewer_remote_ids).into_iter().map(|violation| Violation {
            pointer: violation.pointer.replacen("/interviewer_ids", "/interviewer_remote_ids", 1),
            ..violation
        }));
        found
    }
}

impl Checked for SyncedCommunication {
    const TYPE_IMPLIES_SCHEMA: bool = true;

    fn violations(&self) -> Vec<Violation> {
        communications::direction_violations(&self.details)
    }
}

/// What can be an item.
pub trait Synced {
    /// The value of the field `type`.
    const TYPE: ResourceType;
}

macro_rules! synced {
    ($($item:ident: $kind:ident)*) => {$(
        impl Synced for $item {
            const TYPE: ResourceType = ResourceType::$kind;
        }
    )*};
}

synced! {
    SyncedCandidate: Candidate
    SyncedApplication: Application
    SyncedContact: Contact
    SyncedInterview: Interview
    SyncedCommunication: Communication
}

/// An item: the fields of `T`, and its type in the field `type`.
#[derive(Debug)]
pub struct Typed<T>(pub T);

const TYPE: &str = "type";

#[derive(Default)]
struct Own(Option<ResourceType>);

impl<'de> OwnFields<'de> for Own {
    fn own_name(name: &str) -> Option<&'static str> {
        (name == TYPE).then_some(TYPE)
    }

    fn read<A: MapAccess<'de>>(&mut self, name: &'static str, object: &mut A) -> Result<(), A::Error> {
        read_once(&mut self.0, name, object)
    }
}

impl<'de, T: Deserialize<'de> + Synced> Deserialize<'de> for Typed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (Own(kind), item) = split(deserializer, "Typed")?;
        match kind {
            Some(kind) if kind == T::TYPE => Ok(Self(item)),
            Some(_) => Err(D::Error::custom(format!("the type is {}", T::TYPE.name()))),
            None => Err(D::Error::missing_field(TYPE)),
        }
    }
}

impl<T: Checked> Checked for Typed<T> {
    const TYPE_IMPLIES_SCHEMA: bool = T::TYPE_IMPLIES_SCHEMA;

    fn violations(&self) -> Vec<Violation> {
        self.0.violations()
    }
}

impl<T: ToSchema + Synced> PartialSchema for Typed<T> {
    fn schema() -> RefOr<Schema> {
        let mut object = object_of::<T>();
        let kind = ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some("The type of resource."))
            .enum_values(Some([T::TYPE.name()]));
        object.properties.shift_insert(0, TYPE.to_owned(), kind.into());
        object.required.insert(0, TYPE.to_owned());
        object.into()
    }
}

impl<T: ToSchema + Synced> ToSchema for Typed<T> {
    fn name() -> std::borrow::Cow<'static, str> {
        T::name()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        T::schemas(schemas);
    }
}
