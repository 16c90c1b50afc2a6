//! The built-in texts as templates, to read and to start from.

use std::sync::{LazyLock, OnceLock};

use actix_web::web;
use messages::{Locale, Tone, custom::starting_point, proofread::Texts};
use planning::{StepKind, facts::Channel};

use super::Template;
use crate::{problem::Problem, stored::to_word};

/// The built-in templates: every kind by every channel in every tone, of each language.
static ALL: LazyLock<Vec<BuiltIn>> = LazyLock::new(|| {
    let of_language = |locale| {
        let ways =
            StepKind::MESSAGES.into_iter().flat_map(|kind| kind.channels().iter().map(move |channel| (kind, *channel)));
        ways.flat_map(move |(kind, channel)| Tone::ALL.map(|tone| BuiltIn::new(kind, channel, tone, locale)))
    };
    Locale::all().into_iter().flat_map(of_language).collect()
});

/// A built-in template, which is made at its first use: there are hundreds, and each takes a while.
#[derive(Debug)]
pub(super) struct BuiltIn {
    pub(super) kind: StepKind,
    pub(super) channel: Channel,
    tone: Tone,
    pub(super) locale: Locale,
    key: String,
    made: OnceLock<Template>,
}

impl BuiltIn {
    fn new(kind: StepKind, channel: Channel, tone: Tone, locale: Locale) -> Self {
        let mut key = [to_word(&kind), to_word(&channel), to_word(&tone)].join(".");
        if locale != Locale::default() {
            key = format!("{key}.{locale}");
        }
        Self { kind, channel, tone, locale, key, made: OnceLock::new() }
    }

    fn template(&self) -> &Template {
        self.made.get_or_init(|| {
            let Self { kind, channel, tone, locale, .. } = *self;
            let name = [to_word(&kind), to_word(&channel), to_word(&tone)].join(", ").replace('_', " ");
            let Texts { subject, body, script, voicemail } = starting_point(kind, channel, tone, locale)
                .expect("the kind goes by the channel: a test asks for all of them");
            Template {
                key: self.key.parse().expect("words with dots between them are a key"),
                name: name.parse().expect("words are a name"),
                kind,
                channel,
                tone: Some(tone),
                locale,
                subject,
                body,
                script,
                voicemail,
            }
        })
    }
}

/// All built-in templates, in a fixed order.
pub(super) fn all() -> &'static [BuiltIn] {
    &ALL
}

/// The templates of these, with their places. Those that are not made yet are made on a thread that may block.
pub(super) async fn compile_templates(
    which: Vec<(u128, &'static BuiltIn)>,
) -> Result<Vec<(u128, &'static Template)>, Problem> {
    let templates = move || which.into_iter().map(|(place, built_in)| (place, built_in.template())).collect::<Vec<_>>();
    web::block(templates).await.map_err(Problem::internal)
}

/// The built-in template with this key.
pub(super) async fn by_key(key: &str) -> Result<Option<&'static Template>, Problem> {
    let Some(built_in) = ALL.iter().find(|built_in| built_in.key == key) else { return Ok(None) };
    match built_in.made.get() {
        Some(template) => Ok(Some(template)),
        None => web::block(|| built_in.template()).await.map(Some).map_err(Problem::internal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Validate as _;

    #[test]
    fn every_built_in_template_is_one_that_an_account_could_write() {
        assert_eq!(ALL.len(), Locale::all().len() * 34 * 3);
        for built_in in all() {
            assert_eq!(built_in.template().violations(), [], "{}", built_in.key);
        }
    }
}
