//! Why a delivery is refused or can't be read.

use std::borrow::Cow;

use serde::Serialize;
use thiserror::Error;

use crate::secret::InvalidSecret;

/// Why a delivery is refused.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum Refusal {
    /// The connection has no secret yet.
    #[error("the connection has no secret yet")]
    NoSecret,
    /// The connection's secret can't be used.
    #[error(transparent)]
    UnusableSecret(#[from] InvalidSecret),
    /// A required header or field is missing.
    #[error("{0} is missing")]
    MissingField(&'static str),
    /// A header occurs several times.
    #[error("{0} is there several times")]
    Repeated(&'static str),
    /// A header or a field has the wrong form.
    #[error("{0} is malformed")]
    Malformed(&'static str),
    /// The signature or the password is wrong.
    #[error("the signature is wrong")]
    WrongSignature,
    /// It was signed too long ago, or in the future.
    #[error("it was signed {0} seconds ago, which is outside the window")]
    Stale(i64),
    /// The body can't be read.
    #[error(transparent)]
    Unreadable(#[from] ReadError),
    /// The body is larger than the limit of the kind, in bytes.
    #[error("the body is larger than {0} bytes")]
    TooLarge(usize),
}

impl Refusal {
    /// The status for most vendors. Statuses that mean "retry" are used only where a retry can succeed.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::NoSecret | Self::UnusableSecret(_) => 503,
            Self::Unreadable(_) => 400,
            Self::TooLarge(_) => 413,
            Self::MissingField(_) | Self::Repeated(_) | Self::Malformed(_) | Self::WrongSignature | Self::Stale(_) => {
                401
            }
        }
    }

    /// Its code, for logs and lists.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoSecret => "no_secret",
            Self::UnusableSecret(_) => "unusable_secret",
            Self::MissingField(_) => "absent",
            Self::Repeated(_) => "repeated",
            Self::Malformed(_) => "malformed",
            Self::WrongSignature => "wrong_signature",
            Self::Stale(_) => "stale",
            Self::Unreadable(_) => "unreadable",
            Self::TooLarge(_) => "too_large",
        }
    }
}

/// An error of reading a payload, and its place.
#[derive(Clone, Debug, Eq, Error, PartialEq, Serialize)]
#[error("{}{detail}", if pointer.is_empty() { String::new() } else { format!("{pointer}: ") })]
pub struct ReadError {
    /// The JSON Pointer to the value (RFC 6901). Empty for the whole body.
    pub pointer: String,
    /// A sentence that says what is wrong with it.
    pub detail: Cow<'static, str>,
}

impl ReadError {
    /// An error at this JSON Pointer.
    pub(crate) fn new(pointer: impl Into<String>, detail: impl Into<Cow<'static, str>>) -> Self {
        Self { pointer: pointer.into(), detail: detail.into() }
    }
}
