//! Renders messages.

use planning::{StepKind, facts::Channel};

use crate::{
    Message, Part, RenderError, Request,
    compose::compose,
    custom::{self, OwnTemplate, Variable},
    draft::Finished,
    inspect::Inspection,
    letterhead, panel,
    proofread::Texts,
    required_elements,
    resolved_request::ResolvedRequest,
    text::Text,
    unusable_facts::{self, UnusableFact},
};

/// Renders a message. It is a pure function: the same request always gives the same message.
///
/// # Errors
///
/// If messages of the kind can't use the channel, or the facts have no such contact or interview.
pub fn render<'f>(request: &Request<'f>) -> Result<Message<'f>, RenderError> {
    message(request, |resolved, text| {
        let (parts, left_out) = compose(resolved, text)?;
        let of_panel = panel::lacking(resolved, text, &parts)?;
        Ok(RenderedText { parts, left_out, unknown: Vec::new(), of_panel })
    })
}

/// Renders a message with an own template, also a pure function. The locale is that of the template.
///
/// Sentences with unknown facts are left out, and the facts are reported as missing. Nothing is shortened.
///
/// # Errors
///
/// The errors of [`render`], and errors if the template is for another kind, channel or tone, or exceeds a limit.
pub fn render_own<'f>(request: &Request<'f>, template: &OwnTemplate) -> Result<Message<'f>, RenderError> {
    template.check_fit(request)?;
    let request = Request { tone: request.tone.or(template.tone()), locale: Some(template.locale()), ..*request };
    message(&request, |resolved, text| {
        let (parts, unknown) = custom::compose(resolved, template, text)?;
        Ok(RenderedText { parts, left_out: Vec::new(), unknown, of_panel: None })
    })
}

/// One text of a message.
struct RenderedText {
    parts: Vec<Finished>,
    /// The blocks that were left out because of its length.
    left_out: Vec<&'static str>,
    /// The unknown facts that its template uses.
    unknown: Vec<&'static Variable>,
    /// The unknown fact that would make it differ from the messages to colleagues.
    of_panel: Option<UnusableFact>,
}

fn message<'f>(
    request: &Request<'f>,
    compose: impl Fn(&ResolvedRequest<'f>, Text) -> Result<RenderedText, RenderError>,
) -> Result<Message<'f>, RenderError> {
    let (kind, channel) = (request.kind, request.channel.channel);
    check_channel(kind, channel)?;
    let resolved = ResolvedRequest::new(*request)?;
    let mut inspection = Inspection::of_address(&resolved);
    let mut finished = Vec::new();
    for &text in Text::for_channel(channel) {
        let composed = compose(&resolved, text).map_err(|error| error.for_message(kind, channel, resolved.locale));
        let mut composed = composed?;
        if text == Text::Letter {
            composed.parts = letterhead::put_above(composed.parts, &resolved)?;
        }
        inspection.add(&resolved, text, &composed.parts, &composed.left_out);
        inspection.add_unknown(&resolved, &composed.unknown);
        inspection.add_gaps(composed.of_panel);
        finished.extend(composed.parts);
    }
    let has = |element| {
        Text::for_channel(channel)
            .iter()
            .any(|text| required_elements::of_kind(kind, *text).any(|(other, _)| other == element))
    };
    inspection.add_gaps(unusable_facts::unfit_notes(&resolved, has));
    inspection.add_gaps(unusable_facts::form_of_address(&resolved));
    let counted = finished.iter().filter(|text| !matches!(text.part, Part::Subject | Part::Voicemail));
    let words = counted.map(Finished::words).sum();
    let texts: Texts = finished.into_iter().collect();
    Ok(Message {
        kind,
        channel,
        via: request.channel.via,
        tone: resolved.tone,
        locale: resolved.locale,
        recipient: resolved.recipient(),
        subject: texts.subject,
        body: texts.body,
        script: texts.script,
        voicemail: texts.voicemail,
        ready: inspection.ready(),
        missing: inspection.missing(&resolved)?,
        elements: inspection.elements,
        words,
    })
}

/// Checks that messages of `kind` can use `channel`.
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
