//! Facts that are missing or odd.

use planning::reason::{UnreachableReason, WarningKind};

use super::Quoted;
use crate::parts::add;

/// The maximum number of parts of a country that the sentence names.
const MAX_PARTS: usize = 20;

pub(super) fn warning(kind: &WarningKind, out: &mut String) {
    match *kind {
        WarningKind::NoInterviewer => add!(
            out,
            "Er is niemand genoemd die het gesprek heeft gevoerd. Eén keer bedanken staat daarom voor allen; het best \
             bedankt men iedereen apart."
        ),
        WarningKind::PassedDate => {
            add!(out, "Deze datum was al voorbij toen hij werd genoemd, en blijft daarom buiten beschouwing.");
        }
        WarningKind::LaterDate => add!(out, "Deze datum ligt na die van het plan en blijft daarom buiten beschouwing."),
        WarningKind::Nobody => add!(out, "Er is niemand genoemd aan wie men zou kunnen schrijven."),
        WarningKind::Unreachable(obstacle) => add!(
            out,
            "Niet elk bericht van het plan kan deze persoon bereiken: ",
            match obstacle {
                UnreachableReason::Forbidden => "de wegen die mogelijk zijn, wil de werkgever niet.",
                UnreachableReason::MissingAddress => "een adres ontbreekt.",
                UnreachableReason::WrongAddress => "een adres is onjuist, en geen ander is bekend.",
            }
        ),
        WarningKind::AfterRejection => {
            add!(out, "Dit gesprek was na de afwijzing. Als de werkgever u weer overweegt, verwijder dan de uitkomst.");
        }
        WarningKind::UnknownStep { id } => add!(
            out,
            "Het plan heeft nu geen stap ",
            Quoted(id),
            "; de aanpassing blijft bewaard voor het geval dat die terugkomt."
        ),
        WarningKind::UnknownHolidays => {
            add!(out, "De feestdagen van enkele jaren van dit plan zijn niet bekend. Controleer de data daarop.");
        }
        WarningKind::DifferingParts(calendar) => {
            let parts = calendar.differing_parts();
            add!(
                out,
                "Niet in het hele land gelden de feestdagen van deze kalender (",
                calendar.code(),
                "). Is de werkgever in een van de ",
                parts.len(),
                " delen die afwijken, gebruik dan de kalender daarvan ("
            );
            for (index, part) in parts.iter().take(MAX_PARTS).enumerate() {
                add!(out, if index == 0 { "" } else { ", " }, part);
            }
            add!(out, if parts.len() > MAX_PARTS { ", enz.)." } else { ")." });
        }
    }
}
