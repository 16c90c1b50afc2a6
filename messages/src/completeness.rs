//! The kinds of messages that a language has.

use planning::{StepKind, facts::Channel};

use crate::{templates, text::Text};

/// The messages that there are in a language.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Completeness {
    /// The kinds, each with the channels by which there are messages.
    pub kinds: Vec<(StepKind, Vec<Channel>)>,
    /// Whether every kind is there by every channel.
    pub complete: bool,
}

impl Completeness {
    /// The messages in the language of a locale.
    #[must_use]
    pub fn for_locale(locale: planning::Locale) -> Self {
        let has = |kind: StepKind, channel: &Channel| {
            Text::for_channel(*channel)
                .iter()
                .all(|text| templates::exists(locale.language(), &format!("{}/{}", kind.name(), text.name())))
        };
        let mut complete = true;
        let mut kinds = Vec::new();
        for kind in StepKind::MESSAGES {
            let channels: Vec<Channel> = kind.channels().iter().copied().filter(|channel| has(kind, channel)).collect();
            complete &= channels.len() == kind.channels().len();
            if !channels.is_empty() {
                kinds.push((kind, channels));
            }
        }
        Self { kinds, complete }
    }
}
