//! The language of answers, chosen by `Accept-Language` (RFC 9110, section 12.5.4; RFC 4647, section 3.4).

use std::future::{Ready, ready};

use actix_web::{
    FromRequest, HttpRequest, HttpResponseBuilder,
    dev::Payload,
    http::header::{ACCEPT_LANGUAGE, CONTENT_LANGUAGE, HeaderMap, HeaderValue, VARY},
};
use planning::Locale;
use wording::{Language, language_of};

use crate::problem::Problem;

/// The most ranges of a header that are looked at.
const MAX_RANGES: usize = 50;

/// The language that a request prefers, of those that there are; English without a preference.
#[derive(Clone, Copy, Debug)]
pub struct AnswerLanguage(&'static dyn Language);

impl AnswerLanguage {
    /// The language that a request prefers.
    #[must_use]
    pub fn for_request(request: &HttpRequest) -> Self {
        let ranges = request.headers().get_all(ACCEPT_LANGUAGE).filter_map(|value| value.to_str().ok());
        Self(language_of(preferred(ranges).unwrap_or_default()))
    }

    /// The language.
    #[must_use]
    pub fn language(self) -> &'static dyn Language {
        self.0
    }

    /// Sets `Content-Language` to this language, and adds `Accept-Language` to `Vary`.
    pub fn set_headers(self, answer: &mut HttpResponseBuilder) {
        answer.insert_header((CONTENT_LANGUAGE, self.0.tag())).append_header((VARY, "accept-language"));
    }

    /// Sets the validators in the headers of an existing answer.
    pub fn set_headers_in(self, headers: &mut HeaderMap) {
        headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(self.0.tag()));
        headers.append(VARY, HeaderValue::from_static("accept-language"));
    }
}

impl FromRequest for AnswerLanguage {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::for_request(request)))
    }
}

/// The locale with the highest quality; the first one of equals. Ranges of other languages are ignored. `*` is any
/// language that the header doesn't name: English, unless the header names that.
fn preferred<'h>(values: impl Iterator<Item = &'h str> + Clone) -> Option<Locale> {
    let ranges = values.flat_map(|value| value.split(',')).take(MAX_RANGES);
    let named = |locale: Locale| {
        let tag = |range: &'h str| range.split(';').next().unwrap_or_default().trim();
        ranges
            .clone()
            .filter_map(|range| Locale::nearest(tag(range)))
            .any(|other| other.language() == locale.language())
    };
    let liked = ranges.clone().filter_map(|range| {
        let (tag, quality) = range.split_once(';').unwrap_or((range, "q=1"));
        let quality: f32 = quality
            .trim()
            .strip_prefix(['q', 'Q'])?
            .strip_prefix('=')
            .and_then(|quality| quality.trim().parse().ok())?;
        let locale = match tag.trim() {
            "*" => Some(Locale::default()).filter(|any| !named(*any)),
            tag => Locale::nearest(tag),
        }?;
        (quality > 0.0 && quality <= 1.0).then_some((locale, quality))
    });
    let best = liked.reduce(|best, other| if other.1 > best.1 { other } else { best });
    best.map(|(locale, _)| locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn prefers(header: &str, tag: Option<&str>) {
        assert_eq!(preferred([header].into_iter()).map(Locale::tag), tag, "{header}");
    }

    #[test]
    fn the_preferred_language_is_chosen() {
        prefers("de", Some("de"));
        prefers("de-CH, fr;q=0.9", Some("de-CH"));
        prefers("pl, de-AT;q=0.5, en;q=0.8", Some("en"));
        prefers("fr;q=0.5,de;q=0.5", Some("fr"));
        prefers("DE-at;q=1.0", Some("de-AT"));
        prefers("de-Latn-DE, *;q=0.1", Some("de-DE"));
        prefers("de;Q=0.9, fr;q=0.5", Some("de"));
    }

    #[test]
    fn any_language_is_english_where_english_is_not_named() {
        prefers("*", Some("en"));
        prefers("*;q=0.5, fr;q=0.2", Some("en"));
        prefers("*;q=0.2, fr;q=0.5", Some("fr"));
        prefers("fr;q=0.2, en;q=0.1, *;q=0.5", Some("fr"));
        prefers("en;q=0, *", None);
    }

    #[test]
    fn unknown_and_refused_languages_are_ignored() {
        for header in ["", "*;q=0", "pl", "de;q=0", "de;q=x", "de;q=2", ";;;", ",,,", "x-klingon"] {
            prefers(header, None);
        }
    }
}
