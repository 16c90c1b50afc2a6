//! The built-in templates.
//!
//! A message template has one block for each thing to say. Every line of a block is one way to say it, of which the
//! message takes one; lines that need a fact are inside an `if`. The template's `layout` says which blocks make which
//! paragraph of which part. `sign_off` of a written text is taken whole, line by line.

use std::sync::{LazyLock, OnceLock};

use minijinja::{
    Captured, Environment, Error, ErrorKind, Output, State, Template, UndefinedBehavior, Value, context, value::Serde,
};

use crate::{Locale, Script, tidy::settled};

/// The languages, each with the names and texts of its templates.
const FILES: &[(&str, &[(&str, &str)])] = include!(concat!(env!("OUT_DIR"), "/templates.rs"));

/// The languages, each with its templates, which take about 2 MiB from the first message in that language on.
static TEMPLATES: LazyLock<Vec<(&str, LazyTemplates)>> =
    LazyLock::new(|| FILES.iter().map(|&(language, files)| (language, LazyTemplates::new(files))).collect());

/// A file without blocks: `name: sentence` on each line.
const MISSING: &str = "missing.txt";

struct LazyTemplates {
    files: &'static [(&'static str, &'static str)],
    environment: OnceLock<Environment<'static>>,
}

impl LazyTemplates {
    const fn new(files: &'static [(&'static str, &'static str)]) -> Self {
        Self { files, environment: OnceLock::new() }
    }

    fn environment(&'static self) -> &'static Environment<'static> {
        self.environment.get_or_init(|| {
            let mut environment = Environment::empty();
            environment.set_undefined_behavior(UndefinedBehavior::Strict);
            environment.set_formatter(refuse_none);
            for (name, text) in self.files.iter().filter(|(name, _)| !name.ends_with(MISSING)) {
                environment.add_template(name, text).expect("a test reads every template");
            }
            environment
        })
    }
}

/// Writes a value, but never the word "none": a template has to ask first whether it knows a fact.
fn refuse_none(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if value.is_none() {
        return Err(Error::new(ErrorKind::InvalidOperation, "wrote a fact that is not known"));
    }
    minijinja::escape_formatter(out, state, value)
}

impl Locale {
    /// Every language there is, each without a region.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let has_folder = |locale: &Self| FILES.iter().any(|(folder, _)| *folder == locale.tag());
        planning::Locale::ALL.into_iter().map(Self::from_planning).filter(has_folder).collect()
    }
}

fn template(locale: Locale, name: &str) -> Result<Template<'static, 'static>, Error> {
    let language = locale.language();
    let templates = TEMPLATES.iter().find(|(folder, _)| *folder == language).map(|(_, templates)| templates);
    let templates =
        templates.ok_or_else(|| Error::new(ErrorKind::TemplateNotFound, "no templates of this language"))?;
    templates.environment().get_template(&format!("{language}/{name}.txt"))
}

/// The text of the file at `path`, such as `en/missing.txt`.
fn file(path: &str) -> Option<&'static str> {
    FILES.iter().flat_map(|(_, files)| *files).find_map(|(name, text)| (*name == path).then_some(*text))
}

/// Whether there is a template.
pub(crate) fn exists(language: &str, name: &str) -> bool {
    file(&format!("{language}/{name}.txt")).is_some()
}

/// A text that is no message: a date, a list of names.
pub(crate) fn words(locale: Locale, name: &str, context: Value) -> Result<String, Error> {
    Ok(template(locale, name)?.render(context)?.trim().to_owned())
}

/// A call on paper: the script under headings, then the voicemail.
pub(crate) fn call_sheet(locale: Locale, script: Option<&Script>, voicemail: Option<&str>) -> String {
    words(locale, "call", context! { script => Serde(script), voicemail })
        .expect("the template asks first for what a call may lack, in every locale")
}

/// The line with the subject above a text on paper.
pub(crate) fn subject_line(locale: Locale, subject: &str) -> String {
    words(locale, "subject", context! { subject }).expect("every locale has the template, which needs nothing else")
}

/// The sentence about a missing fact, by its name in `missing.txt`.
pub(crate) fn missing(locale: Locale, fact: &str) -> Result<&'static str, Error> {
    let sentences = file(&format!("{}/{MISSING}", locale.language())).unwrap_or_default();
    let sentence = sentences.lines().find_map(|line| line.strip_prefix(fact)?.strip_prefix(": "));
    sentence.ok_or_else(|| Error::new(ErrorKind::TemplateNotFound, format!("no sentence for {fact}")))
}

/// A message template with the facts filled in, block by block.
pub(crate) struct Blocks(Captured<'static>);

impl Blocks {
    /// The template `name` for these facts.
    pub(crate) fn new(locale: Locale, name: &str, context: Value) -> Result<Self, Error> {
        template(locale, name)?.render_captured(context).map(Self)
    }

    /// The paragraphs of `section`, each a list of blocks.
    pub(crate) fn layout(&self, section: &str) -> Result<Vec<Vec<String>>, Error> {
        let layout = self.0.state().lookup("layout").unwrap_or_default();
        let paragraphs = layout.get_attr(section)?.try_iter()?;
        Ok(paragraphs.map(|blocks| blocks.to_string().split_whitespace().map(str::to_owned).collect()).collect())
    }

    /// The lines of `block`: the ways to say it for which the facts suffice.
    pub(crate) fn lines(&mut self, block: &str) -> Result<Vec<String>, Error> {
        let text = self.0.with_state_mut(|state| state.render_block(block))?;
        Ok(text.lines().map(settled).filter(|line| !line.is_empty()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use planning::StepKind;

    use crate::text::Text;

    #[test]
    fn every_language_has_every_text() {
        assert!(Locale::all().contains(&Locale::EN));
        for locale in Locale::all() {
            for name in ["call", "lacks", "letter_date", "names", "role", "signs", "subject", "time"] {
                assert!(template(locale, name).is_ok(), "{locale}/{name}");
            }
            assert!(exists(locale.language(), "missing"), "{locale}/missing");
            // Other languages may lack kinds; `GET /v1/locales` says which they have.
            for kind in StepKind::MESSAGES.into_iter().filter(|_| locale == Locale::EN) {
                for text in kind.channels().iter().flat_map(|channel| Text::for_channel(*channel)) {
                    let name = format!("{}/{}", kind.name(), text.name());
                    assert!(template(locale, &name).is_ok(), "{locale}/{name}");
                }
            }
        }
    }

    #[test]
    fn a_fact_that_is_not_known_cannot_be_written() {
        let date = words(Locale::EN, "date", context! { weekday => 1, day => (), month => 2 });
        assert!(date.is_err());
        assert!(words(Locale::EN, "date", context! { weekday => 1, month => 2 }).is_err());
        assert_eq!(
            words(Locale::EN, "date", context! { weekday => 1, day => 10, month => 2, region => "" }).unwrap(),
            "Tuesday, 10 March"
        );
    }
}
