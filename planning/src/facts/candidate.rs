//! Who writes.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Email, Locale, Name, Note, Phone, TimeZone, WebUrl};

/// Who writes.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CandidateFacts)]
pub struct CandidateDetails {
    /// The name to sign with.
    #[serde(default)]
    pub name: Option<Name>,
    /// The address for replies.
    #[serde(default)]
    pub email: Option<Email>,
    /// The number for calls back.
    #[serde(default)]
    pub phone: Option<Phone>,
    /// Where letters reach the candidate, line by line as on an envelope, without the name.
    #[serde(default)]
    pub postal_address: Option<Note>,
    /// The candidate's LinkedIn page.
    #[serde(default)]
    pub linkedin_url: Option<WebUrl>,
    /// How the candidate would rather be in touch.
    #[serde(default)]
    pub preferred_channel: Option<PreferredChannel>,
    /// Qualifications that messages may draw on.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub strengths: Vec<Note>,
    /// Career goals that messages may draw on.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub goals: Vec<Note>,
    /// The candidate's own time zone: "today" in the agenda goes by it, and so do reminders in calendars. Without it, the
    /// employer's is used.
    #[serde(default)]
    pub time_zone: Option<TimeZone>,
    /// The language and region of messages for applications that name none.
    #[serde(default)]
    pub locale: Option<Locale>,
}

/// E-mail or telephone.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PreferredChannel {
    /// By e-mail.
    Email,
    /// By telephone.
    Phone,
}
