//! The built-in texts as templates, to read and to start from.

use std::sync::LazyLock;

use actix_web::web;
use messages::{Locale, Tone, custom::starting_point, proofread::Texts};
use planning::{StepKind, facts::Channel};

use super::Template;
use crate::{problem::Problem, stored::to_word};

/// All built-in templates: every kind by every channel in every tone. They are made at their first use.
static ALL: LazyLock<Vec<Template>> = LazyLock::new(|| {
    let mut all = Vec::new();
    for locale in Locale::all() {
        for kind in StepKind::MESSAGES {
            for &channel in kind.channels() {
                all.extend(Tone::ALL.map(|tone| template(kind, channel, tone, locale)));
            }
        }
    }
    all
});

/// All built-in templates, in a fixed order.
pub(super) async fn all() -> Result<&'static [Template], Problem> {
    // Making them takes a while.
    web::block(|| ALL.as_slice()).await.map_err(Problem::internal)
}

/// The built-in template with this key.
pub(super) async fn by_key(key: &str) -> Result<Option<&'static Template>, Problem> {
    // The keys of built-in templates contain dots; those of most other templates do not.
    if key.split('.').count() < 3 {
        return Ok(None);
    }
    Ok(all().await?.iter().find(|template| &*template.key == key))
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
        assert_eq!(ALL.len(), 34 * 3 * Locale::all().len());
        for template in ALL.iter() {
            assert_eq!(template.violations(), [], "{}", template.key);
        }
    }
}
