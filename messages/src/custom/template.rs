//! Own templates, unchecked and checked.

use planning::{StepKind, Violation, facts::Channel};

use super::grammar;
use crate::{Locale, Part, RenderError, Request, Tone, error::listed, proofread::Texts};

/// The maximum number of characters of all texts of a template.
const MAX_CHARACTERS: usize = 20_000;

/// The maximum number of points, and of questions, of a script.
const MAX_ITEMS: usize = 20;

/// An unchecked template.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TemplateSource {
    /// The kind of message.
    pub kind: StepKind,
    /// The channel of the message.
    pub channel: Channel,
    /// The tone; `None` if it fits every tone.
    pub tone: Option<Tone>,
    /// The language of the template.
    pub locale: Locale,
    /// Its texts.
    pub texts: Texts,
}

/// A checked own template. It has the texts that its channel needs, and they are valid.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OwnTemplate(TemplateSource);

impl OwnTemplate {
    /// Checks a template.
    ///
    /// # Errors
    ///
    /// All errors, with pointers into an object with the fields of the source and of its texts: texts that the channel
    /// does not use, missing texts, and errors in their language.
    pub fn new(source: TemplateSource) -> Result<Self, Vec<Violation>> {
        let violations = source.violations();
        if violations.is_empty() { Ok(Self(source)) } else { Err(violations) }
    }

    /// The kind of message.
    #[must_use]
    pub const fn kind(&self) -> StepKind {
        self.0.kind
    }

    /// The channel of its messages.
    #[must_use]
    pub const fn channel(&self) -> Channel {
        self.0.channel
    }

    /// The tone; `None` if it fits every tone.
    #[must_use]
    pub const fn tone(&self) -> Option<Tone> {
        self.0.tone
    }

    /// The language of the template.
    #[must_use]
    pub const fn locale(&self) -> Locale {
        self.0.locale
    }

    /// Its texts, as they were written.
    #[must_use]
    pub const fn texts(&self) -> &Texts {
        &self.0.texts
    }

    /// Checks that the template fits `request`.
    ///
    /// # Errors
    ///
    /// [`RenderError::OtherTemplate`], if it does not.
    pub(crate) fn check_fit(&self, request: &Request<'_>) -> Result<(), RenderError> {
        let other_tone = |tone| request.tone.is_some_and(|wanted| wanted != tone);
        if (request.kind, request.channel.channel) != (self.kind(), self.channel()) {
            let (kind, channel) = (self.kind().name(), self.channel().name());
            Err(RenderError::OtherTemplate(format!("{kind} messages by {channel}")))
        } else if let Some(tone) = self.tone().filter(|&tone| other_tone(tone)) {
            Err(RenderError::OtherTemplate(format!("the tone {}", tone.name())))
        } else if request.locale.is_some_and(|wanted| wanted.language() != self.locale().language()) {
            Err(RenderError::OtherTemplate(format!("the language {}", self.locale().language())))
        } else {
            Ok(())
        }
    }
}

impl TemplateSource {
    fn violations(&self) -> Vec<Violation> {
        let mut found = self.misfits();
        let size: usize = self.texts.parts().map(|(_, text)| text.chars().count()).sum();
        if size > MAX_CHARACTERS {
            let message = format!("a template has {MAX_CHARACTERS} characters at most, this one has {size}");
            found.push(Violation::new("", "too_long", message));
        } else {
            found.extend(self.texts.parts().flat_map(|(part, text)| text_violations(part, text)));
        }
        found
    }

    /// The texts that do not fit its kind and channel.
    fn misfits(&self) -> Vec<Violation> {
        let mut found = Vec::new();
        let known = self.kind.channels();
        if known.is_empty() {
            let message = format!("{} is a step without a message", self.kind.name());
            found.push(Violation::new("/kind", "unknown_value", message));
        } else if !known.contains(&self.channel) {
            let message = format!("{} messages go by {} only", self.kind.name(), listed(known));
            found.push(Violation::new("/channel", "no_such_channel", message));
        }
        let call = self.channel == Channel::Phone;
        let (by, texts) = (self.channel.name(), &self.texts);
        for (pointer, needed, there) in [
            ("/subject", self.channel == Channel::Email, texts.subject.is_some()),
            ("/body", !call, texts.body.is_some()),
            ("/script", call, texts.script.is_some()),
            ("/voicemail", call, texts.voicemail.is_some()),
        ] {
            if needed && !there {
                found.push(Violation::new(pointer, "required", format!("a message by {by} needs one")));
            } else if there && !needed {
                found.push(Violation::new(pointer, "not_of_this_channel", format!("a message by {by} has none")));
            }
        }
        if let Some(script) = &texts.script {
            for (pointer, items) in [("/script/points", &script.points), ("/script/questions", &script.questions)] {
                if items.len() > MAX_ITEMS {
                    found.push(Violation::new(pointer, "too_many", format!("there may be {MAX_ITEMS} at most")));
                }
            }
        }
        found
    }
}

/// The errors in one text.
fn text_violations(part: Part, text: &str) -> Vec<Violation> {
    let pointer = part.pointer();
    let refused = |code, message: &str| vec![Violation::new(pointer.as_str(), code, message)];
    if text.trim().is_empty() {
        return refused("format", "must not be blank");
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return refused("format", "must not have control characters but line breaks and tabs");
    }
    if part == Part::Subject && text.trim().contains(['\n', '\r']) {
        return refused("format", "a subject is one line");
    }
    let faults = grammar::faults(text).into_iter();
    faults.map(|fault| Violation::new(pointer.as_str(), fault.code, fault.describe(text))).collect()
}
