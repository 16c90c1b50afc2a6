//! What goes wrong for a client, and the exit status for it.

/// The exit status of a command that failed. docs/command-line.md lists them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ExitStatus {
    /// The service refused what it was asked for, or it can't be done.
    Refused = 1,
    /// The command line is wrong.
    Usage = 2,
    /// The service can't be reached, takes too long, or can't answer now.
    Unavailable = 3,
    /// There is no token, or it isn't good for what was asked.
    NotSignedIn = 4,
}

/// Why a command of the client failed, for people.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct ClientError {
    /// The exit status.
    pub status: ExitStatus,
    message: String,
}

impl ClientError {
    pub(super) fn refused(message: impl Into<String>) -> Self {
        Self { status: ExitStatus::Refused, message: message.into() }
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { status: ExitStatus::Usage, message: message.into() }
    }

    pub(super) fn unavailable(message: impl Into<String>) -> Self {
        Self { status: ExitStatus::Unavailable, message: message.into() }
    }

    pub(super) fn not_signed_in(message: impl Into<String>) -> Self {
        Self { status: ExitStatus::NotSignedIn, message: message.into() }
    }
}
