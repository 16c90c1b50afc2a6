//! The built-in texts as templates, to read and to start from.

use std::sync::{LazyLock, OnceLock};

use actix_web::web;
use messages::{Locale, Tone, custom::starting_point, proofread::Texts};
use planning::{StepKind, facts::Channel};

use super::Template;
use crate::{problem::Problem, stored::to_word};

/// The built-in templates of each language: every kind by every channel in every tone. Those of a language are made at
/// their first use.
static ALL: LazyLock<Vec<Language>> = LazyLock::new(|| Locale::all().into_iter().map(Language::new).collect());

struct Language {
    locale: Locale,
    made: OnceLock<Vec<Template>>,
}

impl Language {
    const fn new(locale: Locale) -> Self {
        Self { locale, made: OnceLock::new() }
    }

    fn templates(&self) -> &[Template] {
        self.made.get_or_init(|| {
            let ways =
                StepKind::MESSAGES.into_iter().flat_map(|kind| kind.channels().iter().map(move |way| (kind, *way)));
            ways.flat_map(|(kind, way)| Tone::ALL.map(|tone| template(kind, way, tone, self.locale))).collect()
        })
    }
}

/// All built-in templates, in a fixed order.
pub(super) async fn all() -> Result<impl Iterator<Item = &'static Template>, Problem> {
    // Making them takes a while, so the languages are made beside each other.
    for made in ALL.iter().map(|language| web::block(|| language.templates())).collect::<Vec<_>>() {
        made.await.map_err(Problem::internal)?;
    }
    Ok(ALL.iter().flat_map(Language::templates))
}

/// The built-in template with this key.
pub(super) async fn by_key(key: &str) -> Result<Option<&'static Template>, Problem> {
    // The keys of built-in templates contain dots; those of most other templates do not.
    let tag = match key.split('.').count() {
        3 => Locale::default().tag(),
        4 => key.rsplit('.').next().unwrap_or_default(),
        _ => return Ok(None),
    };
    let Some(language) = ALL.iter().find(|language| language.locale.tag() == tag) else { return Ok(None) };
    let made = web::block(|| language.templates()).await.map_err(Problem::internal)?;
    Ok(made.iter().find(|template| &*template.key == key))
}

fn template(kind: StepKind, channel: Channel, tone: Tone, locale: Locale) -> Template {
    let words = [to_word(&kind), to_word(&channel), to_word(&tone)];
    let mut key = words.join(".");
    if locale != Locale::default() {
        key = format!("{key}.{locale}");
    }
    let Texts { subject, body, script, voicemail } =
        starting_point(kind, channel, tone, locale).expect("the kind goes by the channel: a test asks for all of them");
    Template {
        key: key.parse().expect("words with dots between them are a key"),
        name: words.join(", ").replace('_', " ").parse().expect("words are a name"),
        kind,
        channel,
        tone: Some(tone),
        locale,
        subject,
        body,
        script,
        voicemail,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Checked as _;

    #[test]
    fn every_built_in_template_is_one_that_an_account_could_write() {
        for language in ALL.iter() {
            assert_eq!(language.templates().len(), 34 * 3);
            for template in language.templates() {
                assert_eq!(template.violations(), [], "{}", template.key);
            }
        }
    }
}
