//! Advice beside a step.

use planning::reason::Suggestion;

use super::{French, name_or};
use crate::parts::add;

pub(super) fn suggestion(french: French, suggestion: &Suggestion, out: &mut String) {
    match *suggestion {
        Suggestion::KeepLooking => add!(out, "En attendant, continuez à chercher et à postuler ailleurs."),
        Suggestion::PrepareCall => {
            add!(out, "Préparez l'appel\u{202f}: notez ce que vous voulez dire et ce que vous voulez demander.");
        }
        Suggestion::SendNothing => add!(
            out,
            "L'employeur ne souhaite aucun des moyens possibles pour ce message, donc n'envoyez rien et attendez de ses \
             nouvelles."
        ),
        Suggestion::FindDetails { contact } => add!(
            out,
            "Cherchez comment joindre ",
            name_or(contact, "la personne voulue"),
            " ou quelqu'un d'autre dans l'entreprise",
            french.space(),
            "; l'employeur ne souhaite pas d'appels."
        ),
        Suggestion::FindDetailsOrCall { contact } => add!(
            out,
            "Cherchez comment joindre ",
            name_or(contact, "quelqu'un dans l'entreprise"),
            ", ou appelez le standard et demandez les ressources humaines."
        ),
    }
}
