//! The candidate, who sends the messages.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Email, Locale, Name, Note, Phone, TimeZone, WebUrl};

/// The candidate, who sends the messages.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CandidateFacts)]
pub struct CandidateDetails {
    /// The name that messages are signed with.
    #[serde(default)]
    pub name: Option<Name>,
    /// The address for replies.
    #[serde(default)]
    pub email: Option<Email>,
    /// The number at which the candidate can be called back.
    #[serde(default)]
    pub phone: Option<Phone>,
    /// The postal address, line by line as on an envelope, without the name.
    #[serde(default)]
    pub postal_address: Option<Note>,
    /// The candidate's LinkedIn page.
    #[serde(default)]
    pub linkedin_url: Option<WebUrl>,
    /// The channel that the candidate prefers.
    #[serde(default)]
    pub preferred_channel: Option<PreferredChannel>,
    /// Qualifications that messages may mention.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub strengths: Vec<Note>,
    /// Career goals that messages may mention.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub goals: Vec<Note>,
    /// The candidate's time zone. "Today" in the agenda and the alarms of calendar entries follow it. The default is
    /// the employer's time zone.
    #[serde(default)]
    pub time_zone: Option<TimeZone>,
    /// The language and region of messages for applications without a locale of their own.
    #[serde(default)]
    pub locale: Option<Locale>,
    /// Whether people are addressed with "du", "tu" or "tú" in messages for applications that don't say so themselves.
    #[serde(default)]
    pub familiar: Option<bool>,
}

/// A preferred channel: e-mail or telephone.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PreferredChannel {
    /// By e-mail.
    Email,
    /// By telephone.
    Phone,
}
