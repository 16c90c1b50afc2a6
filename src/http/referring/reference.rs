//! Fields that name other resources.

use serde_json::{Map, Value};

use crate::problem::Problem;

/// The type of the resources that a field names.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ReferencedType {
    Candidate,
    Application,
    /// Contacts of the application.
    Contact,
    /// Interviews of the application.
    Interview,
}

impl ReferencedType {
    pub(super) const fn unknown(self) -> &'static str {
        match self {
            Self::Candidate => "there is no candidate with this remote id",
            Self::Application => "there is no application with this remote id",
            Self::Contact => "the application has no contact with this remote id",
            Self::Interview => "the application has no interview with this remote id",
        }
    }
}

/// A field that names a resource by id, and the field that may name it by remote id instead.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    pub id: &'static str,
    pub remote_id: &'static str,
    pub to: ReferencedType,
}

impl Reference {
    pub const CANDIDATE: Self =
        Self { id: "candidate_id", remote_id: "candidate_remote_id", to: ReferencedType::Candidate };
    pub const APPLICATION: Self =
        Self { id: "application_id", remote_id: "application_remote_id", to: ReferencedType::Application };
    pub const CONTACT: Self = Self { id: "contact_id", remote_id: "contact_remote_id", to: ReferencedType::Contact };
    pub const INTERVIEW: Self =
        Self { id: "interview_id", remote_id: "interview_remote_id", to: ReferencedType::Interview };
    pub const INTERVIEWERS: Self =
        Self { id: "interviewer_ids", remote_id: "interviewer_remote_ids", to: ReferencedType::Contact };

    /// Whether a body goes by the remote id. A field that names nothing doesn't count where the other one is there.
    pub(super) fn is_sent_remotely(&self, body: &Map<String, Value>) -> bool {
        let id_is_missing = body.get(self.id).is_none_or(Value::is_null);
        body.get(self.remote_id).is_some_and(|remote| id_is_missing || !names_nothing(remote))
    }
}

/// Whether a field names nothing. Generated clients send a field that they were not given as null or as an empty list.
pub(super) fn names_nothing(field: &Value) -> bool {
    field.is_null() || field.as_array().is_some_and(Vec::is_empty)
}

/// The fields of a body that were sent as remote ids, and are read as ids.
#[derive(Clone, Debug, Default)]
pub struct RemoteIdFields(Vec<Reference>);

impl RemoteIdFields {
    pub(in crate::http) fn find(references: Vec<Reference>, body: &Map<String, Value>) -> Self {
        Self(references.into_iter().filter(|reference| reference.is_sent_remotely(body)).collect())
    }

    /// The name by which a field was sent.
    pub(in crate::http) fn name<'n>(&self, name: &'n str) -> &'n str {
        self.0.iter().find(|reference| reference.id == name).map_or(name, |reference| reference.remote_id)
    }

    /// The violations in a body, with pointers to the fields that were sent.
    pub(in crate::http) fn point(&self, problem: Problem) -> Problem {
        let Problem::InvalidBody(mut violations) = problem else { return problem };
        for violation in &mut violations {
            let Some(path) = violation.pointer.strip_prefix('/') else { continue };
            let name = path.split('/').next().unwrap_or(path);
            violation.pointer = format!("/{}{}", self.name(name), &path[name.len()..]);
        }
        Problem::InvalidBody(violations)
    }
}

/// A body with fields that name other resources.
pub trait Referring {
    /// These fields. That of the application comes before those of its contacts and interviews.
    fn references() -> Vec<Reference>;

    /// Whether the account's candidate is meant if the body names none, and there is just one.
    const CANDIDATE_HAS_DEFAULT: bool = false;

    /// Records which of these fields were sent as remote ids. Violations then name the field that was sent.
    fn note_sent(&mut self, _: &RemoteIdFields) {}

    /// Whether a field of this name is one of them.
    #[must_use]
    fn is_reference(name: &str) -> bool {
        Self::references().iter().any(|reference| [reference.id, reference.remote_id].contains(&name))
    }

    /// Whether the body can be read only after something was looked up.
    #[must_use]
    fn must_be_resolved(body: &Map<String, Value>) -> bool {
        Self::CANDIDATE_HAS_DEFAULT && !body.contains_key(Reference::CANDIDATE.id)
            || Self::references().iter().any(|reference| body.contains_key(reference.remote_id))
    }
}
