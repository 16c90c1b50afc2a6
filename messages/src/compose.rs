//! Composes one text of a message from its template, within its length.

use minijinja::Error;

use crate::{
    Element,
    context::{self, TextSpace},
    draft::{Draft, Finished},
    languages::language_of,
    limit::{FILLERS, giving_way},
    required_elements::{self, Need},
    resolved_request::ResolvedRequest,
    text::Text,
};

/// The parts of one text within its length, and the blocks that were left out because of it.
pub(crate) fn compose(resolved: &ResolvedRequest<'_>, text: Text) -> Result<(Vec<Finished>, Vec<&'static str>), Error> {
    let request = resolved.request;
    let limit = language_of(resolved.locale).limit(request.kind, text);
    let draft =
        |room| Draft::new(resolved.locale, request.kind, text, context::build(resolved, text, room)?, resolved.seed());
    let mut full = draft(TextSpace::Ample)?;
    full.shorten(limit, &FILLERS);
    full.tighten(limit, &[Element::Point, Element::Interest]);
    if resolved.added_before() {
        full.shorten(limit, &[Element::Clarification.name()]);
    }
    full.tighten(limit, &[]);
    if full.keeps(limit) {
        return Ok((full.finish(), Vec::new()));
    }
    let required =
        |element| required_elements::of_kind(request.kind, text).any(|need| need == (element, Need::Required));
    let mut short = draft(TextSpace::Scarce)?;
    short.tighten(limit, &[]);
    let left_out = short.shorten(limit, &giving_way(required));
    Ok((short.finish(), left_out))
}
