//! From a request to a message.

use minijinja::Error;

use crate::{
    Element, Message, Part, RenderError, Request, channels,
    context::{self, Room},
    draft::{Draft, Finished, count_words},
    inspect::Inspection,
    kind::Text,
    limit::{FILLERS, Limit, giving_way},
    needs::{self, Need},
    panel,
    scene::Scene,
};

/// Renders a message; pure, and always the same for the same request.
///
/// # Errors
///
/// If the kind doesn't go by the channel, or if the facts have no such contact or interview.
pub fn render<'f>(request: &Request<'f>) -> Result<Message<'f>, RenderError> {
    let (kind, channel) = (request.kind, request.channel.channel);
    match channels(kind) {
        [] => return Err(RenderError::NoMessage(kind)),
        known if !known.contains(&channel) => return Err(RenderError::NoSuchChannel { kind, channel }),
        _ => {}
    }
    let scene = Scene::new(*request)?;
    let mut inspection = Inspection::of_address(&scene);
    let mut finished = Vec::new();
    for &text in Text::of(channel) {
        let (parts, left_out) = compose(&scene, text)?;
        inspection.add(&scene, text, &parts, &left_out);
        if let Some(gap) = panel::lacking(&scene, text, &parts)? {
            inspection.add_gap(gap);
        }
        finished.extend(parts);
    }
    let mut message = Message {
        kind,
        channel,
        via: request.channel.via,
        tone: scene.tone,
        locale: request.locale,
        recipient: scene.recipient(),
        subject: None,
        body: None,
        script: None,
        voicemail: None,
        ready: inspection.ready(),
        missing: inspection.missing(&scene)?,
        elements: inspection.elements,
        words: 0,
    };
    for part in finished {
        put(&mut message, part);
    }
    Ok(message)
}

/// The parts of one text within its length, and the blocks that had to be left out for that.
pub(crate) fn compose(scene: &Scene<'_>, text: Text) -> Result<(Vec<Finished>, Vec<&'static str>), Error> {
    let request = scene.request;
    let limit = Limit::of(request.kind, text);
    let draft = |room| Draft::new(request.locale, request.kind, text, context::of(scene, text, room)?, scene.seed());
    let mut full = draft(Room::Ample)?;
    full.shorten(limit, &FILLERS);
    full.tighten(limit, &[Element::Point, Element::Interest]);
    if scene.added_before() {
        full.shorten(limit, &[Element::Clarification.block()]);
    }
    full.tighten(limit, &[]);
    if full.keeps(limit) {
        return Ok((full.finish(), Vec::new()));
    }
    let required = |element| needs::of(request.kind, text).any(|need| need == (element, Need::Required));
    let mut short = draft(Room::Scarce)?;
    short.tighten(limit, &[]);
    let left_out = short.shorten(limit, &giving_way(required));
    Ok((short.finish(), left_out))
}

/// Puts a finished part in its place.
fn put(message: &mut Message<'_>, Finished { part, text, .. }: Finished) {
    if !matches!(part, Part::Subject | Part::Voicemail) {
        message.words += count_words(&text);
    }
    match part {
        Part::Subject => message.subject = Some(text),
        Part::Body => message.body = Some(text),
        Part::Voicemail => message.voicemail = Some(text),
        Part::Script => {}
        Part::Opening => message.script.get_or_insert_default().opening = text,
        Part::Point(_) => message.script.get_or_insert_default().points.push(text),
        Part::Question(_) => message.script.get_or_insert_default().questions.push(text),
        Part::Closing => message.script.get_or_insert_default().closing = text,
    }
}
