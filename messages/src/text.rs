//! The texts of a message, by channel: subject and body, a call's script and voicemail.

use planning::facts::Channel;

/// A separate text of a message. A call has two, every other message has one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Text {
    Email,
    Linkedin,
    Letter,
    /// What to say to the person.
    Script,
    /// What to say when nobody answers.
    Voicemail,
}

impl Text {
    /// The texts that a message by `channel` consists of.
    pub(crate) const fn for_channel(channel: Channel) -> &'static [Self] {
        match channel {
            Channel::Email => &[Self::Email],
            Channel::Phone => &[Self::Script, Self::Voicemail],
            Channel::Linkedin => &[Self::Linkedin],
            Channel::Letter => &[Self::Letter],
        }
    }

    /// Its name in template files.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Linkedin => "linkedin",
            Self::Letter => "letter",
            Self::Script => "script",
            Self::Voicemail => "voicemail",
        }
    }

    /// Whether it is read rather than heard.
    pub(crate) const fn is_written(self) -> bool {
        !matches!(self, Self::Script | Self::Voicemail)
    }
}
