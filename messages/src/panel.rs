//! Thank-yous to the interviewers of one panel, which should differ.

use planning::{StepKind, facts::Contact};

use crate::{
    Element, Part, RenderError, Request,
    compose::compose,
    draft::Finished,
    proofread,
    resolved_request::ResolvedRequest,
    text::Text,
    unusable_facts::{self, UnusableFact},
};

/// The number of colleagues that are compared. More would be thanked through one of them.
const MAX_COLLEAGUES: usize = 8;

/// The share of equal words from which on two thank-yous read alike. A different point, however short, makes a larger
/// difference.
const ALIKE: f64 = 0.99;

/// The missing point, if a colleague would get nearly the same thank-you as these `finished` parts.
pub(crate) fn lacking(
    resolved: &ResolvedRequest<'_>,
    text: Text,
    finished: &[Finished],
) -> Result<Option<UnusableFact>, RenderError> {
    let (Some((_, interview)), Some((_, recipient))) = (resolved.meeting(), resolved.contact) else { return Ok(None) };
    let led = |contact: &Contact| interview.interviewer_ids.contains(&contact.id);
    if resolved.request.kind != StepKind::ThankYou || !led(recipient) {
        return Ok(None);
    }
    let names: Vec<_> = resolved.facts.contacts.iter().filter_map(|contact| contact.whole_name()).collect();
    let names: Vec<&str> = names.iter().map(|name| &**name).collect();
    let own = body(finished);
    let colleagues = resolved.facts.contacts.iter().filter(|contact| led(contact) && contact.id != recipient.id);
    for colleague in colleagues.take(MAX_COLLEAGUES) {
        let resolved = ResolvedRequest::new(Request { contact_id: Some(&colleague.id), ..resolved.request })?;
        let (theirs, _) = compose(&resolved, text)?;
        if proofread::likeness(own, body(&theirs), &names, resolved.locale) >= ALIKE {
            return Ok(Some(UnusableFact::new(
                Element::Point,
                unusable_facts::interview_pointer(&resolved, "talking_points"),
                "point_of_own",
            )));
        }
    }
    Ok(None)
}

fn body(finished: &[Finished]) -> &str {
    finished.iter().find(|finished| finished.part == Part::Body).map_or("", |finished| &finished.text)
}
