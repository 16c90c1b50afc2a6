//! From a request to a message.

use planning::{StepKind, facts::Channel};

use crate::{
    Message, Part, RenderError, Request,
    compose::compose,
    custom::{self, OwnTemplate, Variable},
    draft::Finished,
    inspect::Inspection,
    letterhead,
    missing::{self, Gap},
    needs, panel,
    proofread::Texts,
    scene::Scene,
    text::Text,
};

/// Renders a message; pure, and always the same for the same request.
///
/// # Errors
///
/// If the kind doesn't go by the channel, or if the facts have no such contact or interview.
pub fn render<'f>(request: &Request<'f>) -> Result<Message<'f>, RenderError> {
    message(request, |scene, text| {
        let (parts, left_out) = compose(scene, text)?;
        let of_panel = panel::lacking(scene, text, &parts)?;
        Ok(Composed { parts, left_out, unknown: Vec::new(), of_panel })
    })
}

/// Renders a message with a template of one's own; pure as well. Its locale is the template's.
///
/// What the template has to say about facts that aren't known is left out, sentence by sentence, and reported as
/// missing. Nothing is shortened.
///
/// # Errors
///
/// Those of [`render`]; if the template is for another kind, channel or tone; and if it takes too much to render.
pub fn render_own<'f>(request: &Request<'f>, template: &OwnTemplate) -> Result<Message<'f>, RenderError> {
    template.check_fit(request)?;
    let request = Request { tone: request.tone.or(template.tone()), locale: template.locale(), ..*request };
    message(&request, |scene, text| {
        let (parts, unknown) = custom::compose(scene, template, text)?;
        Ok(Composed { parts, left_out: Vec::new(), unknown, of_panel: None })
    })
}

/// One text of a message.
struct Composed {
    parts: Vec<Finished>,
    /// The blocks that had to be left out for the sake of its length.
    left_out: Vec<&'static str>,
    /// What its template was to say that isn't known.
    unknown: Vec<&'static Variable>,
    /// What it lacks to differ from those to colleagues.
    of_panel: Option<Gap>,
}

fn message<'f>(
    request: &Request<'f>,
    compose: impl Fn(&Scene<'f>, Text) -> Result<Composed, RenderError>,
) -> Result<Message<'f>, RenderError> {
    let (kind, channel) = (request.kind, request.channel.channel);
    check_channel(kind, channel)?;
    let scene = Scene::new(*request)?;
    let mut inspection = Inspection::of_address(&scene);
    let mut finished = Vec::new();
    for &text in Text::of(channel) {
        let mut composed = compose(&scene, text)?;
        if text == Text::Letter {
            composed.parts = letterhead::put_above(composed.parts, &scene)?;
        }
        inspection.add(&scene, text, &composed.parts, &composed.left_out);
        inspection.add_unknown(&scene, &composed.unknown);
        inspection.add_gaps(composed.of_panel);
        finished.extend(composed.parts);
    }
    let has = |element| Text::of(channel).iter().any(|text| needs::of(kind, *text).any(|(other, _)| other == element));
    inspection.add_gaps(missing::of_notes(&scene, has));
    let counted = finished.iter().filter(|text| !matches!(text.part, Part::Subject | Part::Voicemail));
    let words = counted.map(Finished::words).sum();
    let texts: Texts = finished.into_iter().collect();
    Ok(Message {
        kind,
        channel,
        via: request.channel.via,
        tone: scene.tone,
        locale: scene.request.locale,
        recipient: scene.recipient(),
        subject: texts.subject,
        body: texts.body,
        script: texts.script,
        voicemail: texts.voicemail,
        ready: inspection.ready(),
        missing: inspection.missing(&scene)?,
        elements: inspection.elements,
        words,
    })
}

/// Whether a message of `kind` goes by `channel`.
///
/// # Errors
///
/// [`RenderError::NoMessage`] or [`RenderError::NoSuchChannel`].
pub(crate) fn check_channel(kind: StepKind, channel: Channel) -> Result<(), RenderError> {
    match kind.channels() {
        [] => Err(RenderError::NoMessage(kind)),
        known if !known.contains(&channel) => Err(RenderError::NoSuchChannel { kind, channel }),
        _ => Ok(()),
    }
}
