//! A request from an outside system.

use std::fmt;

use chrono::{DateTime, Utc};

use crate::refusal::Refusal;

/// The headers of a request. Their names are compared in any case.
#[derive(Clone, Default)]
pub struct Headers(Vec<(String, Vec<u8>)>);

impl Headers {
    /// The values of a header, in their order.
    pub fn get_all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a [u8]> {
        self.0.iter().filter(move |(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_slice())
    }

    /// The only value of a header, without the white space around it.
    ///
    /// # Errors
    ///
    /// [`Refusal::Repeated`] if there are several values, since it isn't known which one was signed.
    /// [`Refusal::Malformed`] if the value is not text.
    pub fn get_single(&self, name: &'static str) -> Result<Option<&str>, Refusal> {
        let mut values = self.get_all(name);
        let Some(value) = values.next() else { return Ok(None) };
        if values.next().is_some() {
            return Err(Refusal::Repeated(name));
        }
        let text = str::from_utf8(value).map_err(|_| Refusal::Malformed(name))?;
        Ok(Some(text.trim_matches([' ', '\t'])))
    }

    /// The only value of a required header.
    ///
    /// # Errors
    ///
    /// The errors of [`Headers::get_single`], and [`Refusal::MissingField`].
    pub fn required(&self, name: &'static str) -> Result<&str, Refusal> {
        self.get_single(name)?.filter(|value| !value.is_empty()).ok_or(Refusal::MissingField(name))
    }

    /// The headers with these names. They are stored with the body.
    #[must_use]
    pub fn select(&self, names: &[&str]) -> Self {
        self.0.iter().filter(|(key, _)| names.iter().any(|name| key.eq_ignore_ascii_case(name))).cloned().collect()
    }

    /// Names and values, in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_slice()))
    }
}

impl<N: Into<String>, V: Into<Vec<u8>>> FromIterator<(N, V)> for Headers {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(headers: I) -> Self {
        Self(headers.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

/// Shows only the names, since values may be passwords.
impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

/// A request from an outside system.
#[derive(Clone, Copy)]
pub struct Delivery<'a> {
    /// The body as it was received. Signatures cover these bytes.
    pub body: &'a [u8],
    /// The headers.
    pub headers: &'a Headers,
    /// When it was received.
    pub received_at: DateTime<Utc>,
}

/// Omits the body, which contains personal data.
impl fmt::Debug for Delivery<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Delivery")
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("headers", self.headers)
            .field("received_at", &self.received_at)
            .finish()
    }
}
