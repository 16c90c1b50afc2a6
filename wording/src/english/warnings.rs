//! Facts that are missing or odd.

use planning::reason::{UnreachableReason, WarningKind};

use crate::parts::add;

/// The maximum number of parts of a country in a sentence.
const MAX_PARTS: usize = 20;

pub(super) fn warning(kind: &WarningKind, out: &mut String) {
    match *kind {
        WarningKind::NoInterviewer => {
            add!(out, "No interviewer is named, so one thank-you stands for all; thanks are best sent to each person.");
        }
        WarningKind::PassedDate => add!(out, "This date had passed when it was given, so it is left aside."),
        WarningKind::LaterDate => add!(out, "This date is after that of the plan, so it is left aside."),
        WarningKind::Nobody => add!(out, "Nobody is named who could be written to."),
        WarningKind::Unreachable(obstacle) => add!(
            out,
            "There is no way to reach this person with every message of the plan: ",
            match obstacle {
                UnreachableReason::Forbidden => "the employer doesn't want the channels that would do.",
                UnreachableReason::MissingAddress => "an address is missing.",
                UnreachableReason::WrongAddress => "an address is wrong, and no other is known.",
            }
        ),
        WarningKind::AfterRejection => add!(
            out,
            "This interview was after the rejection. If the employer is considering you again, remove the outcome."
        ),
        WarningKind::UnknownStep { id } => {
            add!(out, "The plan has no step \"", id, "\" at present; the override is kept in case it has again.");
        }
        WarningKind::UnknownHolidays => {
            add!(out, "The public holidays of some years of this plan aren't known: check its dates against them.");
        }
        WarningKind::DifferingParts(calendar) => {
            let parts = calendar.differing_parts();
            add!(
                out,
                "Not all parts of ",
                calendar.code(),
                " keep the public holidays of its calendar. If the employer is in one of the ",
                parts.len(),
                " that differ, use that part's calendar ("
            );
            for (index, part) in parts.iter().take(MAX_PARTS).enumerate() {
                add!(out, if index == 0 { "" } else { ", " }, part);
            }
            add!(out, if parts.len() > MAX_PARTS { ", ...)." } else { ")." });
        }
    }
}
