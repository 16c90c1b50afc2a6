//! The responses with a feed.

use std::time::{Duration, SystemTime};

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{self, EntityTag, Header as _},
};
use chrono::{DateTime, Utc};

use crate::http::is_fresh;

const MEDIA_TYPE: &str = "text/calendar; charset=utf-8";

/// Nobody but the program that asked keeps it, and asks each time whether it has changed.
const CACHING: &str = "private, no-cache";

/// The validators of a feed's version (RFC 9110, section 8.8).
pub(super) struct Version<'v> {
    pub(super) tag: &'v str,
    pub(super) changed_at: DateTime<Utc>,
}

impl Version<'_> {
    fn etag(&self) -> EntityTag {
        EntityTag::new_strong(self.tag.to_owned())
    }

    /// In whole seconds, as the header has it.
    fn modified_at(&self) -> SystemTime {
        let seconds = u64::try_from(self.changed_at.timestamp()).unwrap_or_default();
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    /// Whether the client has this version. A tag counts more than a time.
    pub(super) fn is_known(&self, request: &HttpRequest) -> bool {
        if request.headers().contains_key(header::IF_NONE_MATCH) {
            return is_fresh(request, &self.etag());
        }
        let since = request.headers().contains_key(header::IF_MODIFIED_SINCE);
        let since = since.then(|| header::IfModifiedSince::parse(request).ok()).flatten();
        since.is_some_and(|since| self.modified_at() <= SystemTime::from(since.0))
    }

    /// The answer to who has this version.
    pub(super) fn unchanged(&self) -> HttpResponse {
        HttpResponse::NotModified()
            .insert_header(header::ETag(self.etag()))
            .insert_header(header::LastModified(self.modified_at().into()))
            .insert_header((header::CACHE_CONTROL, CACHING))
            .finish()
    }

    /// The answer with the feed.
    pub(super) fn response(&self, body: String) -> HttpResponse {
        HttpResponse::Ok()
            .insert_header(header::ETag(self.etag()))
            .insert_header(header::LastModified(self.modified_at().into()))
            .insert_header((header::CACHE_CONTROL, CACHING))
            .content_type(MEDIA_TYPE)
            .body(body)
    }
}
