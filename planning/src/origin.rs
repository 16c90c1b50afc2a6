//! The article that a playbook follows.

use crate::Playbook;

/// The article behind a playbook. It decides which rules the steps cite.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum PlaybookOrigin {
    /// All five articles, reconciled.
    Consensus,
    /// "balance" alone.
    Balance,
    /// "dream" alone.
    Dream,
    /// "channels" alone.
    Channels,
    /// "call" alone.
    Call,
    /// "timeframe" alone.
    Timeframe,
    /// None of them: the account's own figures.
    Own,
}

impl PlaybookOrigin {
    /// A playbook with the key of a built-in one, but with other figures, is the account's own.
    pub(crate) fn from_playbook(playbook: &Playbook) -> Self {
        let origin = match &*playbook.key {
            "consensus" => Self::Consensus,
            "delicate-balance" => Self::Balance,
            "dream-job" => Self::Dream,
            "four-channels" => Self::Channels,
            "should-you-call" => Self::Call,
            "optimal-timeframe" => Self::Timeframe,
            _ => return Self::Own,
        };
        match Playbook::built_in(&playbook.key) {
            Some(built_in) if std::ptr::eq(built_in, playbook) || built_in == playbook => origin,
            _ => Self::Own,
        }
    }
}
