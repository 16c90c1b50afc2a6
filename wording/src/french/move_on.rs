//! Why it is time to move on.

use planning::reason::MoveOnReason as Reason;

use super::{French, Quoted, time::Day};
use crate::parts::add;

pub(super) fn move_on(french: French, reason: &Reason, out: &mut String) {
    match *reason {
        Reason::PartOnGoodTerms { on, asked } => add!(
            out,
            "Sans ",
            answer(asked),
            " d'ici au ",
            Day(on),
            ", passez à autre chose, en restant en bons termes."
        ),
        Reason::OtherOpenings { asked: false } => {
            add!(out, "Quand les nouvelles ne viennent pas, mieux vaut consacrer vos efforts à d'autres postes.");
        }
        Reason::OtherOpenings { asked: true } => add!(
            out,
            "Quand plusieurs messages restent sans réponse, mieux vaut consacrer vos efforts à d'autres postes."
        ),
        Reason::SomeAdviseTwoWeeks { on, asked: false } => add!(
            out,
            "Certains conseillent de passer à autre chose après deux semaines sans nouvelles. N'attendez pas au-delà du ",
            Day(on),
            "."
        ),
        Reason::SomeAdviseTwoWeeks { on, asked: true } => add!(
            out,
            "Certains conseillent de passer à autre chose après deux semaines. Votre dernier message demande encore du \
             temps, donc attendez jusqu'au ",
            Day(on),
            "."
        ),
        Reason::AfterFollowUps { on } => add!(
            out,
            "Après une ou deux relances sans réponse, passez à autre chose au plus tard le ",
            Day(on),
            ", en restant en bons termes."
        ),
        Reason::OneFollowUpIsEnough { on, asked: false } => add!(
            out,
            "Un remerciement et une relance suffisent. Sans nouvelles d'ici au ",
            Day(on),
            ", tournez-vous vers d'autres postes."
        ),
        Reason::OneFollowUpIsEnough { on, asked: true } => add!(
            out,
            "Un remerciement et une relance suffisent. Laissez à l'employeur jusqu'au ",
            Day(on),
            " pour répondre."
        ),
        Reason::SecondWeek { on } => {
            add!(out, "Sans nouvelles d'ici au ", Day(on), ", dans la deuxième semaine, passez à autre chose.");
        }
        Reason::UsuallySecondWeek { on } => add!(
            out,
            "En général, on passe à autre chose dans la deuxième semaine de silence",
            french.space(),
            "; ici, le ",
            Day(on),
            "."
        ),
        Reason::TurnElsewhere { on, asked: false } => {
            add!(out, "Sans nouvelles d'ici au ", Day(on), ", tournez-vous vers d'autres postes.");
        }
        Reason::TurnElsewhere { on, asked: true } => {
            add!(out, "Si personne n'a répondu d'ici au ", Day(on), ", tournez-vous vers d'autres postes.");
        }
        Reason::LeaveItAtThat { on, asked } => {
            add!(out, "N'enchaînez pas les messages. Sans ", answer(asked), " d'ici au ", Day(on), ", restez-en là.");
        }
        Reason::OwnPlaybook { playbook, on } => {
            add!(out, "La méthode ", Quoted(playbook), " prévoit de se tourner vers d'autres employeurs le ");
            add!(out, Day(on), ".");
        }
    }
}

/// The answer or news that didn't come, depending on whether the candidate asked.
const fn answer(asked: bool) -> &'static str {
    if asked { "réponse" } else { "nouvelles" }
}
