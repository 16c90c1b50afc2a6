//! Documents that are the same for everybody while the program runs: the descriptions of the API, and pages about it.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{CACHE_CONTROL, ContentType, ETag, EntityTag},
    web::Bytes,
};

use crate::http::is_fresh;

/// A document with its version.
#[derive(Clone, Debug)]
pub(super) struct Document {
    content_type: ContentType,
    text: Bytes,
    tag: EntityTag,
}

impl Document {
    pub(super) fn new(content_type: ContentType, text: impl Into<Bytes>) -> Self {
        let text = text.into();
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        // Weak, since the bytes that are sent may be compressed.
        let tag = EntityTag::new_weak(format!("{:016x}", hasher.finish()));
        Self { content_type, text, tag }
    }

    pub(super) fn json(text: impl Into<Bytes>) -> Self {
        Self::new(ContentType::json(), text)
    }

    /// The document; 304, if the client has this version. Another release may have another one, so a client that keeps
    /// it asks again.
    pub(super) fn answer(&self, request: &HttpRequest) -> HttpResponse {
        let fresh = is_fresh(request, &self.tag);
        let mut answer = if fresh { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        answer.insert_header(ETag(self.tag.clone())).insert_header((CACHE_CONTROL, "no-cache"));
        if fresh { answer.finish() } else { answer.content_type(self.content_type.clone()).body(self.text.clone()) }
    }
}
