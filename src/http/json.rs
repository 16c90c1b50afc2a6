//! JSON responses.

use actix_web::{HttpResponse, HttpResponseBuilder, ResponseError as _, http::header::ContentType};
use serde::Serialize;

use crate::problem::Problem;

/// An answer that is about so many bytes of JSON: with room for that from the start, what is written isn't moved again
/// and again.
pub(crate) fn json(mut answer: HttpResponseBuilder, value: &impl Serialize, about: usize) -> HttpResponse {
    let mut text = Vec::with_capacity(about);
    match serde_json::to_writer(&mut text, value) {
        Ok(()) => answer.content_type(ContentType::json()).body(text),
        Err(error) => Problem::internal(error).error_response(),
    }
}
