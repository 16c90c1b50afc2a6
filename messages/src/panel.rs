//! Thank-yous of one panel, which should differ in more than the name.

use planning::{StepKind, facts::Contact};

use crate::{
    Element, Part, RenderError, Request,
    compose::compose,
    draft::Finished,
    missing::{self, Gap},
    proofread,
    scene::Scene,
    text::Text,
};

/// So many colleagues are compared: more would be thanked through one of them.
const MOST: usize = 8;

/// From which share of its words on a thank-you reads like another but for the name; a point of its own, however short,
/// makes more of a difference.
const ALIKE: f64 = 0.99;

/// The point that is missing if a thank-you, in its `finished` parts, would read like that to a colleague.
pub(crate) fn lacking(scene: &Scene<'_>, text: Text, finished: &[Finished]) -> Result<Option<Gap>, RenderError> {
    let (Some((_, interview)), Some((_, recipient))) = (scene.meeting(), scene.contact) else { return Ok(None) };
    let led = |contact: &Contact| interview.interviewer_ids.contains(&contact.id);
    if scene.request.kind != StepKind::ThankYou || !led(recipient) {
        return Ok(None);
    }
    let names: Vec<_> = scene.facts.contacts.iter().filter_map(|contact| contact.whole_name()).collect();
    let names: Vec<&str> = names.iter().map(|name| &**name).collect();
    let own = body(finished);
    let colleagues = scene.facts.contacts.iter().filter(|contact| led(contact) && contact.id != recipient.id);
    for colleague in colleagues.take(MOST) {
        let scene = Scene::new(Request { contact_id: Some(&colleague.id), ..scene.request })?;
        let (theirs, _) = compose(&scene, text)?;
        if proofread::likeness(own, body(&theirs), &names) >= ALIKE {
            return Ok(Some(Gap::new(Element::Point, missing::of_interview(&scene, "talking_points"), "point_of_own")));
        }
    }
    Ok(None)
}

fn body(finished: &[Finished]) -> &str {
    finished.iter().find(|finished| finished.part == Part::Body).map_or("", |finished| &finished.text)
}
