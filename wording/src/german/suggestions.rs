//! Advice beside a step.

use planning::reason::Suggestion;

use super::{German, dative_name_or};
use crate::parts::add;

pub(super) fn suggestion(_: German, suggestion: &Suggestion, out: &mut String) {
    match *suggestion {
        Suggestion::KeepLooking => {
            add!(out, "Suchen Sie weiter, während Sie warten, und bewerben Sie sich anderswo.");
        }
        Suggestion::PrepareCall => {
            add!(out, "Bereiten Sie den Anruf vor: Notieren Sie, was Sie sagen und was Sie fragen wollen.");
        }
        Suggestion::SendNothing => add!(
            out,
            "Der Arbeitgeber möchte keine Nachricht der Art, die hier möglich wäre. Senden Sie also keine, und warten Sie, \
             bis er sich meldet."
        ),
        Suggestion::FindDetails { contact } => add!(
            out,
            "Suchen Sie Kontaktdaten von ",
            dative_name_or(contact, "jemandem im Unternehmen"),
            " oder einer anderen Person dort; der Arbeitgeber möchte keine Anrufe."
        ),
        Suggestion::FindDetailsOrCall { contact } => add!(
            out,
            "Suchen Sie Kontaktdaten von ",
            dative_name_or(contact, "jemandem im Unternehmen"),
            ", oder rufen Sie die Zentrale an und fragen Sie nach der Personalabteilung."
        ),
    }
}
