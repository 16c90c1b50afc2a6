//! Errors of a client, and their exit statuses.

/// The exit status of a command that failed. docs/command-line.md lists them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ExitStatus {
    /// The service refused the request, or the command can't be carried out.
    Refused = 1,
    /// The command line is wrong.
    Usage = 2,
    /// The service can't be reached, takes too long, or can't answer now.
    Unavailable = 3,
    /// There is no token, or it doesn't permit the request.
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
