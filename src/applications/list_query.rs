//! The query parameters of lists of contacts, interviews and communications.

/// Declares the query parameters of a list of all applications' contacts, interviews or communications: those that
/// narrow it to one application or one candidate, the ones that it has beside these, and those of a page.
macro_rules! narrowed_query {
    ($(#[doc = $doc:literal])* $name:ident { $($(#[doc = $field_doc:literal])* $field:ident: $type:ty,)* }) => {
        $(#[doc = $doc])*
        #[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
        #[serde(deny_unknown_fields)]
        #[into_params(parameter_in = Query)]
        pub struct $name {
            /// Only those of this application.
            #[serde(default)]
            application_id: Option<entity::ApplicationId>,
            /// Instead of `application_id`: the client's own id for the application.
            #[serde(default)]
            application_remote_id: Option<planning::Key>,
            /// Only those of this candidate's applications.
            #[serde(default)]
            candidate_id: Option<entity::CandidateId>,
            /// Instead of `candidate_id`: the client's own id for the candidate.
            #[serde(default)]
            candidate_remote_id: Option<planning::Key>,
            $(
                $(#[doc = $field_doc])*
                #[serde(default)]
                $field: Option<$type>,
            )*
            /// Only the resource with this remote id.
            #[serde(default)]
            remote_id: Option<planning::Key>,
            /// Only what was created or changed after this instant, in the order of changes instead of that of
            /// creation.
            #[serde(default)]
            updated_after: Option<planning::Instant>,
            /// The `next_cursor` of the previous page.
            #[serde(default)]
            #[param(value_type = Option<String>)]
            cursor: Option<crate::http::Cursor<crate::http::ListPosition>>,
            /// The maximum number of items.
            #[serde(default)]
            #[param(value_type = Option<u64>, minimum = 1, maximum = 200, default = 50)]
            limit: crate::http::Limit,
        }

        impl $name {
            /// The filter of the query: the application or candidate, and the remote id.
            fn filter(&self) -> Result<entity::OfApplicationFilter, crate::problem::Problem> {
                use crate::http::{Reference, either_id};
                let application = (self.application_id, self.application_remote_id.clone());
                let candidate = (self.candidate_id, self.candidate_remote_id.clone());
                Ok(entity::OfApplicationFilter {
                    application: either_id(&Reference::APPLICATION, application.0, application.1)?,
                    candidate: either_id(&Reference::CANDIDATE, candidate.0, candidate.1)?,
                    remote_id: self.remote_id.clone(),
                })
            }
        }
    };
}
pub(crate) use narrowed_query;
