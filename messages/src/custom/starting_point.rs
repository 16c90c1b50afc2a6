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
    language::NAME_FORMS,
    languages::language_of,
    limit::{FILLERS, Limit, giving_way},
    proofread::Texts,
    render::check_channel,
    required_elements::{self, Need},
    text::Text,
};

/// The variables that starting points assume: those that are always known or known together with another one, and the
/// name, without which no message is ready.
const GRANTED: [&str; 15] = [
    "company",
    "position",
    "tone",
    "interview.month",
    "interview.short_date",
    "stated_date_short",
    "respond_by_short",
    "asked_before_short",
    "question_date_short",
    "competing_offer_respond_by_short",
    "familiar",
    "candidate.name",
    "recipient.asked_for",
    "recipient.greeting",
    // Its condition is written with it.
    "recipient.apposition",
];

/// The characters that greetings, articles and prepositions of other languages may need beyond those of the examples.
const MARGIN: usize = 24;

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
    /// The text with these variables known, formal or familiar.
    drafts: HashMap<(KnownFacts, bool), Draft>,
}

impl Start {
    /// The text as a template.
    fn draft(&mut self) -> Result<Draft, Error> {
        let mut full = self.knowing(KnownFacts::MAX, false)?.clone();
        for block in self.too_much()? {
            full.leave_out(block, true);
        }
        let is_written = self.text.is_written();
        let mut greeted = false;
        let has_familiar_texts = language_of(self.locale).has_familiar_texts();
        full.map(|block, _| {
            let behind_greeting = std::mem::replace(&mut greeted, is_written && block == Element::Recipient.name());
            let formal = self.block(block, false, behind_greeting)?;
            if !has_familiar_texts {
                return Ok(formal);
            }
            let familiar = self.block(block, true, behind_greeting)?;
            Ok(if is_written && block == Element::SignOff.name() {
                either_by_line(&familiar, &formal)
            } else {
                either(&familiar, &formal)
            })
        })
    }

    /// The blocks for which there is no space once the facts are filled in.
    fn too_much(&self) -> Result<Vec<&'static str>, Error> {
        let (kind, text) = (self.kind, self.text);
        let limit = language_of(self.locale).limit(kind, text);
        // Greetings and the forms of names may be longer than those of the examples.
        let safe = match limit {
            Limit::Characters(most) if self.locale.language() != "en" => Limit::Characters(most.saturating_sub(MARGIN)),
            limit => limit,
        };
        let required = |element| required_elements::of_kind(kind, text).any(|need| need == (element, Need::Required));
        let can_go = |block: &&str| !Element::of_block(block).is_some_and(required);
        // Thanks are rarely passed on.
        let example = |name: &str, _: &str| {
            let known = variables().iter().find(|variable| variable.name == name && name != "pass_on");
            known.map(|variable| variable.example.to_owned())
        };
        let mut filled_in = self.render(context::symbolic((self.tone, false), self.locale, example))?;
        let mut left_out = filled_in.shorten(safe, &FILLERS);
        if !filled_in.keeps(safe) {
            let optional: Vec<&str> = giving_way(required).into_iter().filter(can_go).collect();
            left_out.extend(filled_in.shorten(safe, &optional));
        }
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
    fn knowing(&mut self, known: KnownFacts, familiar: bool) -> Result<&Draft, Error> {
        if !self.drafts.contains_key(&(known, familiar)) {
            let expression =
                |name: &str, expression: &str| knows(known, name).then(|| format!("{{{{ {expression} }}}}"));
            let draft = self.render(context::symbolic((self.tone, familiar), self.locale, expression))?;
            self.drafts.insert((known, familiar), draft);
        }
        Ok(&self.drafts[&(known, familiar)])
    }

    fn words(&mut self, block: &str, known: KnownFacts, familiar: bool) -> Result<String, Error> {
        Ok(self.knowing(known, familiar)?.words(block).unwrap_or_default().to_owned())
    }

    /// The words with which the text goes on behind the greeting: in German in small letters.
    fn behind_greeting(&self, words: String) -> String {
        language_of(self.locale).after_greeting(&words, self.locale).unwrap_or(words)
    }

    /// A block, with its wording for missing facts behind conditions.
    fn block(&mut self, block: &str, familiar: bool, behind_greeting: bool) -> Result<String, Error> {
        if self.text.is_written() && block == Element::SignOff.name() {
            return Ok(by_line(&self.words(block, KnownFacts::MAX, familiar)?));
        }
        let mut branches: Vec<(String, String)> = Vec::new();
        let mut known = KnownFacts::MAX;
        loop {
            let words = self.words(block, known, familiar)?;
            let mut needed = Vec::new();
            let mut fewer = known;
            for (bit, variable) in optional().filter(|(bit, _)| known & bit != 0) {
                if self.words(block, known & !bit, familiar)? != words {
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
    let unknown = |name: &str| !GRANTED.contains(&name) && !NAME_FORMS.contains(&name);
    bits.zip(variables().iter().filter(move |variable| unknown(variable.name)))
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

/// The wording that fits how the recipient is addressed.
fn either(familiar: &str, formal: &str) -> String {
    match (familiar, formal) {
        _ if familiar == formal => formal.to_owned(),
        (_, "") => format!("{{% if familiar %}}{familiar}{{% endif %}}"),
        ("", _) => format!("{{% if not familiar %}}{formal}{{% endif %}}"),
        _ => format!("{{% if familiar %}}{familiar}{{% else %}}{formal}{{% endif %}}"),
    }
}

/// The same line by line, if there are as many.
fn either_by_line(familiar: &str, formal: &str) -> String {
    if familiar.lines().count() != formal.lines().count() {
        return either(familiar, formal);
    }
    let lines = familiar.lines().zip(formal.lines()).map(|(familiar, formal)| either(familiar, formal));
    lines.collect::<Vec<_>>().join("\n")
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
