//! The built-in texts as own templates, to start from.
//!
//! The built-in templates are rendered with facts that are template expressions. The wording for a missing fact comes
//! from rendering without that fact. So a starting point always says what the service says.

use std::collections::HashMap;

use minijinja::{Error, Value};
use planning::{StepKind, facts::Channel};

use super::vocabulary::{Variable, variables};
use crate::{
    Element, Locale, RenderError, Tone, context,
    draft::{Draft, Seed},
    languages::language_of,
    limit::{FILLERS, Limit, giving_way},
    proofread::Texts,
    render::check_channel,
    required_elements::{self, Need},
    text::Text,
};

/// The variables that starting points assume: those that are always known or known together with another one, and the
/// name, without which no message is ready.
const GRANTED: [&str; 5] = ["company", "position", "tone", "interview.month", "candidate.name"];

/// A set of variables: one bit for each, in their order.
type KnownFacts = u32;

/// The built-in texts of `kind`, `channel` and `tone`, as the texts of an [`OwnTemplate`](super::OwnTemplate).
///
/// # Errors
///
/// If messages of the kind can't use the channel.
pub fn starting_point(kind: StepKind, channel: Channel, tone: Tone, locale: Locale) -> Result<Texts, RenderError> {
    check_channel(kind, channel)?;
    let mut finished = Vec::new();
    for &text in Text::for_channel(channel) {
        finished.extend(Start { kind, text, tone, locale, drafts: HashMap::new() }.draft()?.finish());
    }
    Ok(finished.into_iter().collect())
}

/// One built-in text.
struct Start {
    kind: StepKind,
    text: Text,
    tone: Tone,
    locale: Locale,
    /// The text with these variables known.
    drafts: HashMap<KnownFacts, Draft>,
}

impl Start {
    /// The text as a template.
    fn draft(&mut self) -> Result<Draft, Error> {
        let mut full = self.knowing(KnownFacts::MAX)?.clone();
        for block in self.too_much()? {
            full.leave_out(block, true);
        }
        let by_lines = self.text.is_written().then(|| Element::SignOff.name());
        let is_written = self.text.is_written();
        let mut greeted = false;
        full.map(|block, words| {
            let behind_greeting = std::mem::replace(&mut greeted, is_written && block == Element::Recipient.name());
            if by_lines == Some(block) { Ok(by_line(words)) } else { self.block(block, behind_greeting) }
        })
    }

    /// The blocks for which there is no space once the facts are filled in.
    fn too_much(&self) -> Result<Vec<&'static str>, Error> {
        let (kind, text) = (self.kind, self.text);
        let limit = language_of(self.locale).limit(kind, text);
        let required = |element| required_elements::of(kind, text).any(|need| need == (element, Need::Required));
        // Thanks are rarely passed on.
        let example = |name: &str, _: &str| {
            let known = variables().iter().find(|variable| variable.name == name && name != "pass_on");
            known.map(|variable| variable.example.to_owned())
        };
        let mut filled_in = self.render(context::symbolic(self.tone, self.locale, example))?;
        let mut left_out = filled_in.shorten(limit, &FILLERS);
        if !filled_in.keeps(limit) {
            left_out.extend(filled_in.shorten(limit, &giving_way(required)));
        }
        Ok(left_out)
    }

    fn render(&self, context: Value) -> Result<Draft, Error> {
        let seed = Seed { company: "", variant: 0 };
        let mut draft = Draft::new(self.locale, self.kind, self.text, context, seed)?;
        if self.text == Text::Linkedin {
            draft.tighten(Limit::Characters(0), &[]);
        }
        Ok(draft)
    }

    /// The text with these variables known.
    fn knowing(&mut self, known: KnownFacts) -> Result<&Draft, Error> {
        if !self.drafts.contains_key(&known) {
            let expression =
                |name: &str, expression: &str| knows(known, name).then(|| format!("{{{{ {expression} }}}}"));
            let draft = self.render(context::symbolic(self.tone, self.locale, expression))?;
            self.drafts.insert(known, draft);
        }
        Ok(&self.drafts[&known])
    }

    fn words(&mut self, block: &str, known: KnownFacts) -> Result<String, Error> {
        Ok(self.knowing(known)?.words(block).unwrap_or_default().to_owned())
    }

    /// The words with which the text goes on behind the greeting: in German in small letters.
    fn behind_greeting(&self, words: String) -> String {
        language_of(self.locale).after_greeting(&words, self.locale).unwrap_or(words)
    }

    /// A block, with its wording for missing facts behind conditions.
    fn block(&mut self, block: &str, behind_greeting: bool) -> Result<String, Error> {
        let mut branches: Vec<(String, String)> = Vec::new();
        let mut known = KnownFacts::MAX;
        loop {
            let words = self.words(block, known)?;
            let mut needed = Vec::new();
            let mut fewer = known;
            for (bit, variable) in optional().filter(|(bit, _)| known & bit != 0) {
                if self.words(block, known & !bit)? != words {
                    needed.push(variable.name);
                    fewer &= !bit;
                }
            }
            let words = if behind_greeting { self.behind_greeting(words) } else { words };
            if needed.is_empty() {
                return Ok(chain(&branches, &words));
            }
            branches.push((needed.join(" and "), words));
            known = fewer;
        }
    }
}

/// The variables that starting points do not assume, each with its bit.
fn optional() -> impl Iterator<Item = (KnownFacts, &'static Variable)> {
    let bits = (0..).map(|place| 1 << place);
    bits.zip(variables()).filter(|(_, variable)| !GRANTED.contains(&variable.name))
}

fn knows(known: KnownFacts, name: &str) -> bool {
    optional().all(|(bit, variable)| variable.name != name || known & bit != 0)
}

/// The first of `branches` whose condition holds, or `otherwise`.
fn chain(branches: &[(String, String)], otherwise: &str) -> String {
    if branches.is_empty() {
        return otherwise.to_owned();
    }
    let tags = std::iter::once("if").chain(std::iter::repeat("elif"));
    let known = tags.zip(branches).map(|(tag, (condition, words))| format!("{{% {tag} {condition} %}}{words}"));
    let unknown = if otherwise.is_empty() { String::new() } else { format!("{{% else %}}{otherwise}") };
    known.chain([unknown, "{% endif %}".to_owned()]).collect()
}

/// Lines. Those that use a fact which may be unknown are conditional.
fn by_line(words: &str) -> String {
    let lines = words.lines().map(|line| {
        let says = |variable: &Variable| line.contains(&format!("{{{{ {} }}}}", variable.name));
        match optional().find(|(_, variable)| says(variable)) {
            Some((_, variable)) => format!("{{%- if {} %}}\n{line}\n{{%- endif %}}", variable.name),
            None => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}
