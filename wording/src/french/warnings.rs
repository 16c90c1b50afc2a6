//! Facts that are missing or odd.

use planning::reason::{UnreachableReason, WarningKind};

use super::{French, Quoted};
use crate::parts::add;

/// The maximum number of parts of a country that the sentence names.
const MAX_PARTS: usize = 20;

pub(super) fn warning(french: French, kind: &WarningKind, out: &mut String) {
    match *kind {
        WarningKind::NoInterviewer => add!(
            out,
            "Aucune personne n'est indiquée pour ",
            french.the_interview(),
            ", donc un seul remerciement vaut pour toutes",
            french.space(),
            "; mieux vaut remercier chacune."
        ),
        WarningKind::PassedDate => {
            add!(out, "Cette date était déjà passée quand elle a été donnée, donc le plan n'en tient pas compte.");
        }
        WarningKind::LaterDate => {
            add!(out, "Cette date est postérieure à celle du plan, qui n'en tient donc pas compte.");
        }
        WarningKind::Nobody => add!(out, "Aucune personne à qui écrire n'est indiquée."),
        WarningKind::Unreachable(obstacle) => add!(
            out,
            "Cette personne ne peut pas recevoir tous les messages du plan\u{202f}: ",
            match obstacle {
                UnreachableReason::Forbidden => "l'employeur ne souhaite pas les moyens qui conviendraient.",
                UnreachableReason::MissingAddress => "il manque une adresse.",
                UnreachableReason::WrongAddress => "une adresse est fausse, et aucune autre n'est connue.",
            }
        ),
        WarningKind::AfterRejection => add!(
            out,
            french.by_region("Cet entretien est postérieur", "Cette entrevue est postérieure"),
            " au refus. Si l'employeur étudie de nouveau la candidature, supprimez l'issue."
        ),
        WarningKind::UnknownStep { id } => add!(
            out,
            "Le plan n'a pas d'étape ",
            Quoted(id),
            " pour l'instant",
            french.space(),
            "; le choix est conservé pour le cas où elle reviendrait."
        ),
        WarningKind::UnknownHolidays => {
            add!(
                out,
                "Les jours fériés de certaines années de ce plan ne sont pas connus\u{202f}: vérifiez ses dates."
            );
        }
        WarningKind::DifferingParts(calendar) => {
            let parts = calendar.differing_parts();
            add!(
                out,
                "Les jours fériés du calendrier (",
                calendar.code(),
                ") ne valent pas partout dans le pays. Si l'employeur se trouve dans l'une des ",
                parts.len(),
                " parties qui diffèrent, utilisez le calendrier de celle-ci ("
            );
            for (index, part) in parts.iter().take(MAX_PARTS).enumerate() {
                add!(out, if index == 0 { "" } else { ", " }, part);
            }
            add!(out, if parts.len() > MAX_PARTS { ", etc.)." } else { ")." });
        }
    }
}
