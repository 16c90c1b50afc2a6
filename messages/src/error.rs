//! Why a message could not be made.

use planning::{StepKind, facts::Channel};

use crate::Part;

/// Why a message could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RenderError {
    /// The step asks for no message at all.
    #[error("{} is a step without a message", (.0).name())]
    NoMessage(StepKind),
    /// A message of this kind doesn't go by this channel.
    #[error(
        "a {} message does not go by {}, only by {}",
        .kind.name(), .channel.name(), listed(.kind.channels())
    )]
    NoSuchChannel {
        /// The kind of message.
        kind: StepKind,
        /// The channel that was asked for; [`StepKind::channels`] has those that there are.
        channel: Channel,
    },
    /// The facts have no contact of this id.
    #[error("no contact has the id {0:?}")]
    UnknownContact(String),
    /// The facts have no interview of this id.
    #[error("no interview has the id {0:?}")]
    UnknownInterview(String),
    /// The template of one's own is for something else.
    #[error("the template is for {0}")]
    OtherTemplate(String),
    /// A template of one's own takes too much to render.
    #[error("the {0} takes too much: it would write or work on more than 64 KiB, or goes round too often")]
    TooMuch(Part),
    /// A template of one's own failed.
    #[error("the {part} can't be rendered: {reason}")]
    Own {
        /// The text that failed.
        part: Part,
        /// Why.
        reason: String,
    },
    /// A built-in template failed, which is a mistake in the template.
    #[error("a built-in template failed")]
    Template(#[from] minijinja::Error),
}

/// The names of channels, one after the other.
pub(crate) fn listed(channels: &[Channel]) -> String {
    channels.iter().copied().map(Channel::name).collect::<Vec<_>>().join(", ")
}
