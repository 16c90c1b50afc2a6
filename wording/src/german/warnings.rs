//! Facts that are missing or odd.

use planning::reason::{UnreachableReason, WarningKind};

use super::German;
use crate::parts::add;

/// The maximum number of parts of a country that the sentence names.
const MAX_PARTS: usize = 20;

pub(super) fn warning(german: German, kind: &WarningKind, out: &mut String) {
    match *kind {
        WarningKind::NoInterviewer => add!(
            out,
            "Es ist niemand genannt, der das Gespräch geführt hat. Ein Dank steht daher für alle; am besten dankt man \
             jeder Person einzeln."
        ),
        WarningKind::PassedDate => {
            add!(out, "Dieser Termin war schon vorbei, als er genannt wurde, und bleibt daher unberücksichtigt.");
        }
        WarningKind::LaterDate => add!(out, "Dieses Datum liegt nach dem des Plans und bleibt daher unberücksichtigt."),
        WarningKind::Nobody => add!(out, "Es ist niemand genannt, an den man schreiben könnte."),
        WarningKind::Unreachable(obstacle) => add!(
            out,
            "Nicht jede Nachricht des Plans kann diese Person erreichen: ",
            match obstacle {
                UnreachableReason::Forbidden => "Die Wege, die in Frage kämen, möchte der Arbeitgeber nicht.",
                UnreachableReason::MissingAddress => "Eine Adresse fehlt.",
                UnreachableReason::WrongAddress => "Eine Adresse ist falsch, und keine andere ist bekannt.",
            }
        ),
        WarningKind::AfterRejection => add!(
            out,
            "Dieses Gespräch war nach der Absage. Wenn der Arbeitgeber Sie wieder in Betracht zieht, entfernen Sie das \
             Ergebnis."
        ),
        WarningKind::UnknownStep { id } => {
            let [open, close] = german.quotes();
            add!(
                out,
                "Der Plan hat zurzeit keinen Schritt ",
                open,
                id,
                close,
                "; die Anpassung bleibt für den Fall erhalten, dass er ihn wieder hat."
            );
        }
        WarningKind::UnknownHolidays => {
            add!(out, "Die Feiertage einiger Jahre dieses Plans sind nicht bekannt. Prüfen Sie die Termine daraufhin.");
        }
        WarningKind::DifferingParts(calendar) => {
            let parts = calendar.differing_parts();
            add!(
                out,
                "Nicht überall im Land gelten die Feiertage dieses Kalenders (",
                calendar.code(),
                "). Ist der Arbeitgeber in einem der ",
                parts.len(),
                " abweichenden Teile, verwenden Sie dessen Kalender ("
            );
            for (index, part) in parts.iter().take(MAX_PARTS).enumerate() {
                add!(out, if index == 0 { "" } else { ", " }, part);
            }
            add!(out, if parts.len() > MAX_PARTS { ", ...)." } else { ")." });
        }
    }
}
