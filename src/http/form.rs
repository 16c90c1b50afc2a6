//! The forms in which an answer can leave, chosen by `Accept` (RFC 9110, section 12.5.1).

use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder,
    http::header::{self, Accept, Header as _, Quality, QualityItem},
    mime::Mime,
};

use crate::problem::Problem;

/// A form of an answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// `application/json`.
    Json,
    /// `text/plain`.
    Text,
    /// `text/calendar` (RFC 5545).
    Calendar,
    /// `image/svg+xml`.
    Svg,
    /// `message/rfc822`: an e-mail (RFC 5322).
    Email,
}

impl Form {
    /// Which of the forms that there are a request likes best; the first, where it has no wish or likes several alike.
    ///
    /// # Errors
    ///
    /// [`Problem::NotAcceptable`], which names them, if it takes none.
    pub fn wanted(request: &HttpRequest, forms: &[Self]) -> Result<Self, Problem> {
        let ranges = Accept::parse(request).map(|accept| accept.0).unwrap_or_default();
        if let (true, Some(first)) = (ranges.is_empty(), forms.first()) {
            return Ok(*first);
        }
        let best = forms.iter().rev().max_by_key(|form| form.quality(&ranges));
        best.filter(|form| form.quality(&ranges) > Quality::ZERO).copied().ok_or_else(|| {
            Problem::NotAcceptable(forms.iter().map(|form| form.media_type()).collect::<Vec<_>>().join(", "))
        })
    }

    /// An answer in this form, still without its body.
    #[must_use]
    pub fn answer(self) -> HttpResponseBuilder {
        let charset = match self {
            Self::Json | Self::Svg | Self::Email => "",
            Self::Text | Self::Calendar => "; charset=utf-8",
        };
        let mut answer = HttpResponse::Ok();
        answer
            .insert_header((header::CONTENT_TYPE, format!("{}{charset}", self.media_type())))
            .insert_header((header::VARY, "accept"));
        answer
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Text => "text/plain",
            Self::Calendar => "text/calendar",
            Self::Svg => "image/svg+xml",
            Self::Email => "message/rfc822",
        }
    }

    /// How much it is liked: what the range that names it most precisely says.
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

    const FORMS: [Form; 3] = [Form::Json, Form::Calendar, Form::Svg];

    fn wanted(accept: &str) -> Option<Form> {
        let request = TestRequest::get().insert_header(("accept", accept)).to_http_request();
        Form::wanted(&request, &FORMS).ok()
    }

    #[test]
    fn the_form_is_the_one_liked_best() {
        assert_eq!(wanted("text/calendar"), Some(Form::Calendar));
        assert_eq!(wanted("application/json;q=0.5, TEXT/Calendar; charset=utf-8"), Some(Form::Calendar));
        assert_eq!(wanted("text/html, image/svg+xml;q=0.9, */*;q=0.8"), Some(Form::Svg));
        assert_eq!(wanted("image/avif,image/webp,image/*,*/*;q=0.8"), Some(Form::Svg));
        assert_eq!(wanted("text/*"), Some(Form::Calendar));
    }

    #[test]
    fn the_first_form_is_for_whoever_has_no_wish() {
        let request = TestRequest::get().to_http_request();
        assert_eq!(Form::wanted(&request, &FORMS).unwrap(), Form::Json);
        assert_eq!(wanted("*/*"), Some(Form::Json));
        assert_eq!(wanted("image/svg+xml, application/json"), Some(Form::Json));
    }

    #[test]
    fn a_form_that_is_refused_by_name_is_not_sent() {
        assert_eq!(wanted("application/json;q=0, */*"), Some(Form::Calendar));
        assert_eq!(wanted("image/png"), None);
        assert_eq!(wanted("text/calendar;q=0"), None);
        let request = TestRequest::get().insert_header(("accept", "image/png")).to_http_request();
        let problem = Form::wanted(&request, &FORMS).unwrap_err();
        assert!(
            problem.to_string().ends_with("available are application/json, text/calendar, image/svg+xml"),
            "{problem}"
        );
    }
}
