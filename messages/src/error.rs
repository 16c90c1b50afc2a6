//! Errors of rendering.

use planning::{StepKind, facts::Channel};

use crate::Part;

/// Why a message could not be rendered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RenderError {
    /// The step has no message.
    #[error("{} is a step without a message", (.0).name())]
    NoMessage(StepKind),
    /// Messages of this kind can't use this channel.
    #[error(
        "a {} message does not go by {}, only by {}",
        .kind.name(), .channel.name(), listed(.kind.channels())
    )]
    NoSuchChannel {
        /// The kind of message.
        kind: StepKind,
        /// The requested channel. [`StepKind::channels`] lists the possible ones.
        channel: Channel,
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

/// The names of channels, separated by commas.
pub(crate) fn listed(channels: &[Channel]) -> String {
    channels.iter().copied().map(Channel::name).collect::<Vec<_>>().join(", ")
}
