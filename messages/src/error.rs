//! Errors of rendering.

use minijinja::ErrorKind;
use planning::{StepKind, facts::Channel};

use crate::{Locale, Part};

/// Why a message could not be rendered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RenderError {
    /// The step has no message.
    #[error("{} is a step without a message", (.0).name())]
    NoMessage(StepKind),
    /// Messages of this kind can't use this channel.
    #[error(
        "{} messages do not go by {}, only by {}",
        .kind.name(), .channel.name(), listed(.kind.channels())
    )]
    NoSuchChannel {
        /// The kind of message.
        kind: StepKind,
        /// The requested channel. [`StepKind::channels`] lists the possible ones.
        channel: Channel,
    },
    /// There are no such messages in this language.
    #[error(
        "there is no {} message by {} in {locale}; GET /v1/locales lists those that there are",
        .kind.name(), .channel.name()
    )]
    NotInLanguage {
        /// The kind of message.
        kind: StepKind,
        /// The channel.
        channel: Channel,
        /// The language.
        locale: Locale,
    },
    /// The facts have no contact with this id.
    #[error("no contact has the id {0:?}")]
    UnknownContact(String),
    /// The facts have no interview with this id.
    #[error("no interview has the id {0:?}")]
    UnknownInterview(String),
    /// The own template is for another kind, channel, tone or language.
    #[error("the template is for {0}")]
    OtherTemplate(String),
    /// The own template exceeds a limit.
    #[error("the {0} takes too much: it would write or work on more than 64 KiB, or goes round too often")]
    TooMuch(Part),
    /// The own template failed.
    #[error("the {part} can't be rendered: {reason}")]
    Own {
        /// The text that failed.
        part: Part,
        /// The error.
        reason: String,
    },
    /// A built-in template failed, which is a defect.
    #[error("a built-in template failed")]
    Template(#[from] minijinja::Error),
}

impl RenderError {
    /// The same error; where a template is missing, that there are no such messages in the language.
    pub(crate) fn for_message(self, kind: StepKind, channel: Channel, locale: Locale) -> Self {
        match self {
            Self::Template(error) if error.kind() == ErrorKind::TemplateNotFound => {
                Self::NotInLanguage { kind, channel, locale }
            }
            other => other,
        }
    }
}

/// The names of channels, separated by commas.
pub(crate) fn listed(channels: &[Channel]) -> String {
    channels.iter().copied().map(Channel::name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_names_what_a_language_lacks() {
        let (kind, channel, locale) = (StepKind::CheckIn, Channel::Letter, Locale::EN);
        let missing = || minijinja::Error::new(ErrorKind::TemplateNotFound, "xx/check_in/letter.txt");
        let told = RenderError::Template(missing()).for_message(kind, channel, locale).to_string();
        assert!(told.starts_with("there is no check_in message by letter in en;"), "{told}");
        let defect = RenderError::Template(minijinja::Error::new(ErrorKind::UndefinedError, "position"));
        assert!(matches!(defect.for_message(kind, channel, locale), RenderError::Template(_)));
    }
}
