//! `/v1/locales`: the languages that there are, and how complete they are.

use actix_web::{HttpResponse, get};
use messages::Completeness;
use planning::{Locale, StepKind, facts::Channel};
use serde::Serialize;
use utoipa::ToSchema;
use wording::language_of;

use crate::{
    auth::Reader,
    problem::{ListProblems, Problem},
};

/// All locales.
#[derive(Debug, Serialize, ToSchema)]
pub struct Locales {
    /// The locales, by language.
    items: Vec<LocaleItem>,
}

/// A language, with the region where that matters.
#[derive(Debug, Serialize, ToSchema)]
#[schema(examples(json!({
    "tag": "de-AT",
    "language": "de",
    "texts": "de-AT",
    "wording": "de-AT",
    "messages": [{"kind": "thank_you", "channels": ["email", "linkedin", "letter"]}],
    "complete": true
})))]
struct LocaleItem {
    /// The tag (BCP 47), as in `locale` of an application, a candidate or a message.
    tag: Locale,
    /// The language alone.
    #[schema(example = "de")]
    language: &'static str,
    /// The locale whose texts messages have: `en-AU` has those of `en-GB`.
    texts: Locale,
    /// The language tag of reasons, advice, calendars and timelines if `Accept-Language` asks for this locale; `en` if
    /// they are not there in this language.
    #[schema(example = "de-AT")]
    wording: &'static str,
    /// The kinds of messages that there are in this language.
    messages: Vec<KindInLanguage>,
    /// Whether every kind of message is there by every channel, and the wording.
    complete: bool,
}

/// A kind of message in a language.
#[derive(Debug, Serialize, ToSchema)]
struct KindInLanguage {
    kind: StepKind,
    /// The channels by which there are messages of this kind.
    channels: Vec<Channel>,
}

/// List the languages of messages and plans
///
/// Each with its regions, the kinds of messages that there are in it, and the language of reasons and calendars that
/// `Accept-Language` gets.
#[utoipa::path(
    operation_id = "list_locales",
    tag = "messages",
    responses((status = 200, description = "The locales", body = Locales), ListProblems)
)]
#[get("/v1/locales")]
pub async fn list_locales(_scope: Reader) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok().json(Locales { items: Locale::ALL.map(item).into() }))
}

fn item(locale: Locale) -> LocaleItem {
    let wording = language_of(locale).tag();
    let Completeness { kinds, complete } = Completeness::for_locale(locale);
    LocaleItem {
        tag: locale,
        language: locale.language(),
        texts: locale.texts(),
        wording,
        messages: kinds.into_iter().map(|(kind, channels)| KindInLanguage { kind, channels }).collect(),
        complete: complete && wording.split('-').next() == Some(locale.language()),
    }
}
