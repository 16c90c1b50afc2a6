//! Advice beside a step.

use planning::reason::Suggestion;

use super::name_or;
use crate::parts::add;

pub(super) fn suggestion(suggestion: &Suggestion, out: &mut String) {
    match *suggestion {
        Suggestion::KeepLooking => add!(out, "Blijf intussen zoeken en elders solliciteren."),
        Suggestion::PrepareCall => {
            add!(out, "Bereid het telefoongesprek voor: noteer wat u wilt zeggen en wat u wilt vragen.");
        }
        Suggestion::SendNothing => add!(
            out,
            "De werkgever wil geen bericht van de soort die hier mogelijk zou zijn. Stuur dus niets, en wacht tot u iets \
             hoort."
        ),
        Suggestion::FindDetails { contact } => add!(
            out,
            "Zoek contactgegevens van ",
            name_or(contact, "iemand bij het bedrijf"),
            " of van iemand anders daar; de werkgever wil geen telefoontjes."
        ),
        Suggestion::FindDetailsOrCall { contact } => add!(
            out,
            "Zoek contactgegevens van ",
            name_or(contact, "iemand bij het bedrijf"),
            ", of bel het algemene nummer en vraag naar personeelszaken."
        ),
    }
}
