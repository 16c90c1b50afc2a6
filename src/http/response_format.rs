//! The formats of responses, chosen by `Accept` (RFC 9110, section 12.5.1).

use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder,
    http::header::{self, Accept, Header as _, Quality, QualityItem},
    mime::Mime,
};

use crate::problem::Problem;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ResponseFormat {
    /// `application/json`.
    Json,
    /// `text/plain`.
    Text,
    /// `text/csv` (RFC 4180).
    Csv,
    /// `text/calendar` (RFC 5545).
    Calendar,
    /// `image/svg+xml`.
    Svg,
    /// `message/rfc822`: an e-mail (RFC 5322).
    Email,
}

impl ResponseFormat {
    /// The format among these that a request prefers; the first, if it has no preference or several are equal.
    ///
    /// # Errors
    ///
    /// [`Problem::NotAcceptable`], which names them, if it takes none.
    pub fn negotiate(request: &HttpRequest, formats: &[Self]) -> Result<Self, Problem> {
        let ranges = Accept::parse(request).map(|accept| accept.0).unwrap_or_default();
        if let (true, Some(first)) = (ranges.is_empty(), formats.first()) {
            return Ok(*first);
        }
        let best = formats.iter().rev().max_by_key(|format| format.quality(&ranges));
        best.filter(|format| format.quality(&ranges) > Quality::ZERO).copied().ok_or_else(|| {
            Problem::NotAcceptable(formats.iter().map(|format| format.media_type()).collect::<Vec<_>>().join(", "))
        })
    }

    /// A response in this format, without a body.
    #[must_use]
    pub fn answer(self) -> HttpResponseBuilder {
        let charset = match self {
            Self::Json | Self::Svg | Self::Email => "",
            Self::Text | Self::Csv | Self::Calendar => "; charset=utf-8",
        };
        let mut answer = HttpResponse::Ok();
        answer
            .insert_header((header::CONTENT_TYPE, format!("{}{charset}", self.media_type())))
            .insert_header((header::VARY, "accept"));
        answer
    }

    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Text => "text/plain",
            Self::Csv => "text/csv",
            Self::Calendar => "text/calendar",
            Self::Svg => "image/svg+xml",
            Self::Email => "message/rfc822",
        }
    }

    /// The preference for a format: that of the most specific matching range.
    fn quality(self, ranges: &[QualityItem<Mime>]) -> Quality {
        let precision = |range: &Mime| {
            let (wanted, own) = (range.essence_str(), self.media_type());
            match wanted.split_once('/') {
                _ if wanted.eq_ignore_ascii_case(own) => Some(2),
                Some(("*", "*")) => Some(0),
                Some((kind, "*")) if own.split('/').next().is_some_and(|own| own.eq_ignore_ascii_case(kind)) => Some(1),
                _ => None,
            }
        };
        let named = ranges.iter().filter_map(|range| Some((precision(&range.item)?, range.quality)));
        named.max().map_or(Quality::ZERO, |(_, quality)| quality)
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    const FORMATS: [ResponseFormat; 3] = [ResponseFormat::Json, ResponseFormat::Calendar, ResponseFormat::Svg];

    fn negotiated(accept: &str) -> Option<ResponseFormat> {
        let request = TestRequest::get().insert_header(("accept", accept)).to_http_request();
        ResponseFormat::negotiate(&request, &FORMATS).ok()
    }

    #[test]
    fn the_preferred_format_is_chosen() {
        assert_eq!(negotiated("text/calendar"), Some(ResponseFormat::Calendar));
        assert_eq!(negotiated("application/json;q=0.5, TEXT/Calendar; charset=utf-8"), Some(ResponseFormat::Calendar));
        assert_eq!(negotiated("text/html, image/svg+xml;q=0.9, */*;q=0.8"), Some(ResponseFormat::Svg));
        assert_eq!(negotiated("image/avif,image/webp,image/*,*/*;q=0.8"), Some(ResponseFormat::Svg));
        assert_eq!(negotiated("text/*"), Some(ResponseFormat::Calendar));
    }

    #[test]
    fn without_an_accept_header_the_first_format_is_chosen() {
        let request = TestRequest::get().to_http_request();
        assert_eq!(ResponseFormat::negotiate(&request, &FORMATS).unwrap(), ResponseFormat::Json);
        assert_eq!(negotiated("*/*"), Some(ResponseFormat::Json));
        assert_eq!(negotiated("image/svg+xml, application/json"), Some(ResponseFormat::Json));
    }

    #[test]
    fn a_form_that_is_refused_by_name_is_not_sent() {
        assert_eq!(negotiated("application/json;q=0, */*"), Some(ResponseFormat::Calendar));
        assert_eq!(negotiated("image/png"), None);
        assert_eq!(negotiated("text/calendar;q=0"), None);
        let request = TestRequest::get().insert_header(("accept", "image/png")).to_http_request();
        let problem = ResponseFormat::negotiate(&request, &FORMATS).unwrap_err();
        assert!(
            problem.to_string().ends_with("available are application/json, text/calendar, image/svg+xml"),
            "{problem}"
        );
    }
}
