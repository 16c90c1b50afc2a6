//! A request to a service.

/// The format that an answer should have.
#[derive(Clone, Copy, Debug)]
pub(super) enum Accept {
    Json,
    Text,
    Email,
}

impl Accept {
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Text => "text/plain",
            Self::Email => "message/rfc822",
        }
    }
}

/// A request to a service, before it has the address and the token.
pub(super) struct Request<'r> {
    pub(super) path: &'r [&'r str],
    pub(super) query: Vec<(&'static str, String)>,
    pub(super) accept: Accept,
    pub(super) body: Option<RequestBody>,
    pub(super) idempotency_key: Option<String>,
    /// The name of a parameter or member in the API, and the option that sets it.
    pub(super) names: Vec<(&'static str, &'static str)>,
}

/// The body of a POST request.
pub(super) struct RequestBody {
    pub(super) media_type: &'static str,
    pub(super) bytes: Vec<u8>,
}

impl<'r> Request<'r> {
    pub(super) fn get(path: &'r [&'r str]) -> Self {
        Self { path, query: Vec::new(), accept: Accept::Json, body: None, idempotency_key: None, names: Vec::new() }
    }

    pub(super) fn post(path: &'r [&'r str], media_type: &'static str, bytes: Vec<u8>) -> Self {
        Self { body: Some(RequestBody { media_type, bytes }), ..Self::get(path) }
    }

    /// Adds a query parameter, if it has a value.
    pub(super) fn query(mut self, name: &'static str, value: Option<impl ToString>) -> Self {
        self.query.extend(value.map(|value| (name, value.to_string())));
        self
    }

    /// Adds a query parameter that an option of the command line gives, if it has a value.
    pub(super) fn option(self, name: &'static str, option: &'static str, value: Option<impl ToString>) -> Self {
        self.query(name, value).with_option(name, option)
    }

    /// Records the option that sets a parameter or a member of the body.
    pub(super) fn with_option(mut self, name: &'static str, option: &'static str) -> Self {
        self.names.push((name, option));
        self
    }

    pub(super) fn accept(self, accept: Accept) -> Self {
        Self { accept, ..self }
    }

    pub(super) fn idempotency_key(self, key: String) -> Self {
        Self { idempotency_key: Some(key), ..self }
    }
}
