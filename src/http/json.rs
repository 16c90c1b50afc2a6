//! JSON responses.

use actix_web::{HttpResponse, HttpResponseBuilder, ResponseError as _, http::header::ContentType};
use serde::Serialize;

use crate::problem::Problem;

/// A JSON response of about this many bytes. The buffer has that size from the start, so it is not copied while it
/// grows.
pub(crate) fn json(mut answer: HttpResponseBuilder, value: &impl Serialize, about: usize) -> HttpResponse {
    let mut text = Vec::with_capacity(about);
    match serde_json::to_writer(&mut text, value) {
        Ok(()) => answer.content_type(ContentType::json()).body(text),
        Err(error) => Problem::internal(error).error_response(),
    }
}
