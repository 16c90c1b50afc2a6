//! Candidates: the people who apply and send messages.

use database::contains_text;
use planning::{
    Email, Key, Locale, Name, Note, Phone, TimeZone, WebUrl,
    facts::{CandidateDetails, PreferredChannel},
};
use sea_orm::{Condition, entity::prelude::*};

use super::{account_table, cells::Cell, impl_remote_record, table};
use crate::CandidateId;

table! {
    /// A candidate.
    "candidates": Candidate, CandidateId {
        /// The client's own id.
        remote_id: Option<Key>,
    }
    details CandidateDetails {
        name: Option<Name>,
        email: Option<Email>,
        phone: Option<Phone>,
        postal_address: Option<Note>,
        linkedin_url: Option<WebUrl>,
        preferred_channel: Option<PreferredChannel>,
        strengths: Vec<Note>,
        goals: Vec<Note>,
        time_zone: Option<TimeZone>,
        locale: Option<Locale>,
        familiar: Option<bool>,
    }
}

/// The filter of a list of candidates.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The client's own id.
    pub remote_id: Option<Key>,
    /// Text in the name or the e-mail address, whatever its case.
    pub text: Option<String>,
}

fn condition(filter: &Filter) -> Condition {
    Condition::all().add_option(filter.remote_id.as_deref().map(|id| Column::RemoteId.eq(id))).add_option(
        filter.text.as_deref().map(|text| {
            Condition::any().add(contains_text(Column::Name, text)).add(contains_text(Column::Email, text))
        }),
    )
}

account_table!(
    Candidate: Filter, plans AllOfCandidate, events "candidate",
    searched |row| [row.details.name.as_deref(), row.details.email.as_deref()]
);
impl_remote_record!(Candidate: CandidateId);
