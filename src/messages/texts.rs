//! Limits and checks of the texts of messages.

use messages::{Part, proofread::Texts};
use planning::{Violation, facts::Channel};

use crate::{problem::Problem, stored};

/// The longest text, in characters.
const MAX_CHARACTERS: usize = 20_000;

/// The maximum number of points or questions of a call.
const MAX_ITEMS: usize = 50;

/// The texts of a body with a field for each. A body that refuses unknown fields can't flatten them into a struct.
macro_rules! texts_in {
    ($body:expr) => {
        messages::proofread::Texts {
            subject: $body.subject.clone(),
            body: $body.body.clone(),
            script: $body.script.clone(),
            voicemail: $body.voicemail.clone(),
        }
    };
}
pub(crate) use texts_in;

/// The violations of texts that a client wrote.
pub(super) fn violations(texts: &Texts) -> Vec<Violation> {
    let mut violations: Vec<_> = texts.parts().filter_map(|(part, text)| violation(part, text)).collect();
    if let Some(script) = &texts.script {
        let lists = [("/script/points", &script.points), ("/script/questions", &script.questions)];
        let long = lists.into_iter().filter(|(_, list)| list.len() > MAX_ITEMS);
        violations.extend(long.map(|(pointer, _)| {
            Violation::new(pointer, "too_many", format!("must not have more than {MAX_ITEMS} items"))
        }));
    }
    violations
}

fn violation(part: Part, text: &str) -> Option<Violation> {
    let wrong = |code, message| Some(Violation::new(part.pointer(), code, message));
    let refusal = |c: &char| c.is_control() && (part == Part::Subject || !matches!(c, '\n' | '\r' | '\t'));
    let of_script = !matches!(part, Part::Subject | Part::Body | Part::Voicemail);
    match text.chars().find(refusal) {
        _ if text.chars().count() > MAX_CHARACTERS => {
            wrong("too_long", format!("must not be longer than {MAX_CHARACTERS} characters"))
        }
        Some(c) => wrong("format", format!("must not contain the control character U+{:04X}", u32::from(c))),
        None if text.trim().is_empty() && !of_script => wrong("format", "must not be blank".to_owned()),
        None => None,
    }
}

/// Checks that the texts fit the channel: a call has a script and a voicemail, an e-mail a subject and a body, the
/// others a body.
pub(super) fn check(channel: Channel, texts: &Texts) -> Result<(), Problem> {
    let (written, called) = (channel != Channel::Phone, channel == Channel::Phone);
    let wrong: Vec<_> = [
        ("/subject", texts.subject.is_some(), channel == Channel::Email),
        ("/body", texts.body.is_some(), written),
        ("/script", texts.script.is_some(), called),
        ("/voicemail", texts.voicemail.is_some(), called),
    ]
    .into_iter()
    .filter(|(_, there, fits)| *there && !fits)
    .map(|(pointer, ..)| {
        let channel = stored::to_word(&channel);
        Violation::new(pointer, "wrong_channel", format!("a message by {channel} has no such text"))
    })
    .collect();
    if wrong.is_empty() { Ok(()) } else { Err(Problem::InvalidBody(wrong)) }
}

/// Whether there is no text at all.
pub(super) fn is_empty(texts: &Texts) -> bool {
    texts.parts().next().is_none()
}

/// The violation if there is no text at all.
pub(super) fn none_there() -> Violation {
    Violation::new("", "required", "a subject, a body, a script or a voicemail is required")
}
