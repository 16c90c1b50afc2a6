//! The forms in which an answer can leave, chosen by `Accept` (RFC 9110, section 12.5.1).

use actix_web::{
    HttpRequest,
    http::header::{Accept, Header as _},
    mime,
};

use crate::problem::Problem;

/// The form of an answer that has two.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// `application/json`, which is also what whoever has no wish gets.
    Json,
    /// `text/plain`.
    Text,
}

impl Form {
    /// The form that a request likes best.
    ///
    /// # Errors
    ///
    /// [`Problem::NotAcceptable`], if it takes neither.
    pub fn wanted(request: &HttpRequest) -> Result<Self, Problem> {
        let accepted = Accept::parse(request).map(|accept| accept.ranked()).unwrap_or_default();
        if accepted.is_empty() {
            return Ok(Self::Json);
        }
        let form = accepted.iter().find_map(|range| match (range.type_(), range.subtype()) {
            (mime::STAR, _) | (mime::APPLICATION, mime::JSON | mime::STAR) => Some(Self::Json),
            (mime::TEXT, mime::PLAIN | mime::STAR) => Some(Self::Text),
            _ => None,
        });
        form.ok_or(Problem::NotAcceptable("application/json and text/plain"))
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn the_form_is_the_one_liked_best() {
        let wanted =
            |accept: &str| Form::wanted(&TestRequest::get().insert_header(("accept", accept)).to_http_request());
        assert_eq!(Form::wanted(&TestRequest::get().to_http_request()).unwrap(), Form::Json);
        assert_eq!(wanted("*/*").unwrap(), Form::Json);
        assert_eq!(wanted("text/plain").unwrap(), Form::Text);
        assert_eq!(wanted("application/json;q=0.5, text/plain").unwrap(), Form::Text);
        assert!(matches!(wanted("image/png"), Err(Problem::NotAcceptable(_))));
    }
}
