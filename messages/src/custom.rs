//! Own templates: whole texts, from the greeting to the sign-off, with the facts filled in.
//!
//! A template is text with variables, conditions and loops in a subset of minijinja's language, so that rendering one
//! can't cost much. [`OwnTemplate::new`] refuses everything else before anything runs. `docs/templates.md` describes
//! the language.

mod elements;
mod fault;
mod grammar;
mod page;
mod sandbox;
mod sentences;
mod starting_point;
mod template;
mod tokens;
mod vocabulary;

use self::sandbox::{Failure, Sandbox};
pub(crate) use self::vocabulary::FactLocation;
pub use self::{
    starting_point::starting_point,
    template::{OwnTemplate, TemplateSource},
    vocabulary::{Variable, variables},
};
use minijinja::{Error, Value};

use crate::{
    Locale, Part, RenderError, draft::Finished, languages::language_of, resolved_request::ResolvedRequest, text::Text,
};

/// The parts of `text` that the template makes from the facts, and the unknown facts that it uses.
pub(crate) fn compose(
    resolved: &ResolvedRequest<'_>,
    template: &OwnTemplate,
    text: Text,
) -> Result<(Vec<Finished>, Vec<&'static Variable>), RenderError> {
    let values = vocabulary::values(resolved, text)?;
    let language = language_of(resolved.locale);
    let (mut sandbox, mut unknown) = (Sandbox::new(), Vec::new());
    let mut parts: Vec<(Part, String)> = Vec::new();
    for (part, source) in template.texts().parts().filter(|(part, _)| belongs(*part, text)) {
        let page = sandbox.render(source, &values).map_err(|failure| failed(part, failure))?;
        let written = sentences::known(&page.reworded(|words| language.spelt(words, &[], resolved.locale)));
        let written = if part == Part::Body { behind_greeting(written, &values, resolved.locale)? } else { written };
        unknown.extend(page.gaps.into_iter().map(|(_, variable)| variable));
        parts.extend(place(&parts, part, &written).map(|part| (part, written)));
    }
    let parts = elements::mark((resolved.request.kind, text, resolved.locale), &values, parts)?;
    Ok((parts, unknown))
}

/// A body, which goes on as its greeting wants it, if that is the greeting of the facts: in German in small letters
/// after the comma, and in Switzerland with a capital.
fn behind_greeting(body: String, values: &Value, locale: Locale) -> Result<String, Error> {
    let greeting = values.get_attr("recipient")?.get_attr("greeting")?;
    let Some(below) = greeting.as_str().and_then(|greeting| body.strip_prefix(greeting)) else { return Ok(body) };
    let text = below.trim_start_matches('\n');
    let begun = (text.len() < below.len()).then(|| language_of(locale).after_greeting(text, locale)).flatten();
    Ok(begun.map_or_else(|| body.clone(), |begun| format!("{}{begun}", &body[..body.len() - text.len()])))
}

fn failed(part: Part, failure: Failure) -> RenderError {
    match failure {
        Failure::TooMuch => RenderError::TooMuch(part),
        Failure::Wrong(reason) => RenderError::Own { part, reason },
    }
}

/// Whether `part` belongs to `text`.
const fn belongs(part: Part, text: Text) -> bool {
    match text {
        Text::Email => matches!(part, Part::Subject | Part::Body),
        Text::Linkedin | Text::Letter => matches!(part, Part::Body),
        Text::Script => !matches!(part, Part::Subject | Part::Body | Part::Voicemail),
        Text::Voicemail => matches!(part, Part::Voicemail),
    }
}

/// The part that `written` becomes. Empty points and questions are removed, and later ones move up.
fn place(before: &[(Part, String)], part: Part, written: &str) -> Option<Part> {
    let so_far = |is: fn(Part) -> bool| before.iter().filter(|(part, _)| is(*part)).count();
    match part {
        Part::Point(_) | Part::Question(_) if written.is_empty() => None,
        Part::Point(_) => Some(Part::Point(so_far(|part| matches!(part, Part::Point(_))))),
        Part::Question(_) => Some(Part::Question(so_far(|part| matches!(part, Part::Question(_))))),
        part => Some(part),
    }
}
