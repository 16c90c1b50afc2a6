//! Facts that are missing or odd.

use planning::reason::{UnreachableReason, WarningKind};

use crate::parts::add;

/// The maximum number of parts of a country that the sentence names.
const MAX_PARTS: usize = 20;

pub(super) fn warning(kind: &WarningKind, out: &mut String) {
    match *kind {
        WarningKind::NoInterviewer => add!(
            out,
            "No consta quién hizo la entrevista, así que hay un solo agradecimiento para todas las personas; es mejor dar las \
             gracias a cada persona."
        ),
        WarningKind::PassedDate => {
            add!(out, "Esta fecha ya había pasado cuando se indicó, así que no se tiene en cuenta.");
        }
        WarningKind::LaterDate => add!(out, "Esta fecha es posterior a la del plan, así que no se tiene en cuenta."),
        WarningKind::Nobody => add!(out, "No consta nadie a quien se pueda escribir."),
        WarningKind::Unreachable(obstacle) => add!(
            out,
            "No hay forma de hacer llegar a esta persona todos los mensajes del plan: ",
            match obstacle {
                UnreachableReason::Forbidden => "la empresa no desea los medios que servirían.",
                UnreachableReason::MissingAddress => "falta una dirección.",
                UnreachableReason::WrongAddress => "una dirección no es correcta y no se conoce otra.",
            }
        ),
        WarningKind::AfterRejection => add!(
            out,
            "Esta entrevista fue después de la negativa. Si la empresa vuelve a tener en cuenta su candidatura, borre \
             el desenlace."
        ),
        WarningKind::UnknownStep { id } => {
            add!(out, "Por ahora, el plan no tiene el paso «", id, "»; el cambio se conserva por si vuelve a tenerlo.");
        }
        WarningKind::UnknownHolidays => {
            add!(out, "No se conocen los días festivos de algunos años de este plan: compruebe sus fechas.");
        }
        WarningKind::DifferingParts(calendar) => {
            let parts = calendar.differing_parts();
            add!(
                out,
                "No todas las regiones del país tienen los días festivos de su calendario (",
                calendar.code(),
                "). Si la empresa está en una de las ",
                parts.len(),
                " que difieren, use el calendario de esa región ("
            );
            for (index, part) in parts.iter().take(MAX_PARTS).enumerate() {
                add!(out, if index == 0 { "" } else { ", " }, part);
            }
            add!(out, if parts.len() > MAX_PARTS { ", entre otras)." } else { ")." });
        }
    }
}
