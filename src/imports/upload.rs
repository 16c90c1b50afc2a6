//! The upload of a file.

use actix_web::web::Bytes;
use chrono::{DateTime, Utc};
use entity::ConnectionId;

/// The bytes of an uploaded file.
#[derive(Clone, Debug)]
pub(crate) struct Upload {
    pub content_type: String,
    pub body: Bytes,
    pub connection_id: Option<ConnectionId>,
    pub received_at: DateTime<Utc>,
}

impl Upload {
    /// Whether a connection has brought it, and no client has handed it over.
    pub(super) fn by_source(&self) -> bool {
        self.connection_id.is_some()
    }

    pub(super) fn is_form(&self) -> bool {
        self.content_type.trim_start().to_ascii_lowercase().starts_with("multipart/form-data")
    }
}
