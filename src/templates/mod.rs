//! `/v1/templates`: built-in templates and the account's own.

pub(crate) mod available;
mod built_in;
mod http;
mod lookup;
mod preview;
mod variables;

pub use available::AvailableTemplate;
use entity::{Stamp, TemplateId};
pub use http::*;
pub(crate) use lookup::{by_keys, find_template, unknown_in_body};
use messages::{
    Locale, Script, Tone,
    custom::{OwnTemplate, TemplateSource},
};
use planning::{Key, Name, StepKind, Violation, facts::Channel};
pub use preview::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
pub use variables::*;

use crate::{
    http::{Validate, key_violation, patch_type},
    messages::texts_in,
    problem::Problem,
};

/// A template of the account: texts with variables for the facts. An e-mail has a subject and a body, a LinkedIn
/// message and a letter have a body, a call has a script and a voicemail.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// The key by which requests name the template. It never changes.
    pub key: Key,
    /// The display name.
    pub name: Name,
    /// The kind of message.
    pub kind: StepKind,
    /// The channel of the message.
    pub channel: Channel,
    /// The tone; null if the template fits every tone.
    #[serde(default)]
    pub tone: Option<Tone>,
    /// The language of the template.
    #[serde(default)]
    pub locale: Locale,
    /// The subject of an e-mail.
    #[serde(default)]
    #[schema(max_length = 20_000)]
    pub subject: Option<String>,
    /// The text of an e-mail, LinkedIn message or letter, from the greeting to the sign-off.
    #[serde(default)]
    #[schema(max_length = 20_000)]
    pub body: Option<String>,
    /// The script of a call.
    #[serde(default)]
    pub script: Option<Script>,
    /// The text for voicemail.
    #[serde(default)]
    #[schema(max_length = 20_000)]
    pub voicemail: Option<String>,
}

impl Template {
    /// The template, checked.
    ///
    /// # Errors
    ///
    /// All violations.
    fn checked(&self) -> Result<OwnTemplate, Vec<Violation>> {
        OwnTemplate::new(TemplateSource {
            kind: self.kind,
            channel: self.channel,
            tone: self.tone,
            locale: self.locale,
            texts: texts_in!(self),
        })
    }

    /// The template that messages are rendered with. It was checked when it was written.
    ///
    /// # Errors
    ///
    /// [`Problem::Internal`], if a newer release no longer accepts it.
    pub(crate) fn usable(&self) -> Result<OwnTemplate, Problem> {
        self.checked()
            .map_err(|wrong| Problem::internal(format!("the template {} is no longer valid: {wrong:?}", self.key)))
    }

    fn into_row(self, stamp: Stamp<TemplateId>) -> Result<entity::Template, Problem> {
        Ok(entity::Template {
            stamp,
            key: self.key.to_string(),
            kind: self.kind,
            channel: self.channel,
            body: serde_json::to_value(self).map_err(Problem::internal)?,
        })
    }

    fn from_row(row: &entity::Template) -> Result<Self, Problem> {
        Self::deserialize(&row.body).map_err(Problem::internal)
    }
}

impl Validate for Template {
    fn violations(&self) -> Vec<Violation> {
        let wrong = self.checked().err().unwrap_or_default();
        key_violation(&self.key).into_iter().chain(wrong).collect()
    }
}

patch_type! {
    /// A JSON Merge Patch of a template: any of the fields that can be written. Null removes a field.
    TemplatePatch of Template
}
