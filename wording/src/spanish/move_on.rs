//! Why it is time to move on.

use planning::reason::MoveOnReason as Reason;

use super::time::Day;
use crate::parts::add;

pub(super) fn move_on(reason: &Reason, out: &mut String) {
    match *reason {
        Reason::PartOnGoodTerms { on, asked } => add!(
            out,
            "Si el ",
            Day(on),
            " sigue sin haber ",
            answer(asked),
            ", pase a otras empresas y quede en buenos términos."
        ),
        Reason::OtherOpenings { asked: false } => {
            add!(out, "Cuando no llegan noticias, su esfuerzo rinde más en otras vacantes.");
        }
        Reason::OtherOpenings { asked: true } => {
            add!(out, "Cuando varios mensajes quedan sin respuesta, su esfuerzo rinde más en otras vacantes.");
        }
        Reason::SomeAdviseTwoWeeks { on, asked: false } => add!(
            out,
            "Hay quien aconseja pasar a otras empresas tras dos semanas sin noticias. No espere más allá del ",
            Day(on),
            "."
        ),
        Reason::SomeAdviseTwoWeeks { on, asked: true } => add!(
            out,
            "Hay quien aconseja pasar a otras empresas tras dos semanas. Su último mensaje aún necesita tiempo: espere \
             hasta el ",
            Day(on),
            "."
        ),
        Reason::AfterFollowUps { on } => add!(
            out,
            "Tras uno o dos mensajes de seguimiento sin respuesta, pase a otras empresas a más tardar el ",
            Day(on),
            " y quede en buenos términos."
        ),
        Reason::OneFollowUpIsEnough { on, asked: false } => add!(
            out,
            "Un agradecimiento y un mensaje de seguimiento bastan. Si el ",
            Day(on),
            " sigue sin haber noticias, busque otras vacantes."
        ),
        Reason::OneFollowUpIsEnough { on, asked: true } => add!(
            out,
            "Un agradecimiento y un mensaje de seguimiento bastan. Deje a la empresa tiempo para responder hasta el ",
            Day(on),
            "."
        ),
        Reason::SecondWeek { on } => {
            add!(out, "Si el ", Day(on), ", en la segunda semana, sigue sin haber noticias, pase a otras empresas.");
        }
        Reason::UsuallySecondWeek { on } => add!(
            out,
            "Lo habitual es pasar a otras empresas en la segunda semana sin noticias; aquí, el ",
            Day(on),
            "."
        ),
        Reason::TurnElsewhere { on, asked: false } => {
            add!(out, "Si el ", Day(on), " sigue sin haber noticias, busque otras vacantes.");
        }
        Reason::TurnElsewhere { on, asked: true } => {
            add!(out, "Si el ", Day(on), " nadie ha respondido, busque otras vacantes.");
        }
        Reason::LeaveItAtThat { on, asked } => add!(
            out,
            "No envíe un mensaje tras otro. Si el ",
            Day(on),
            " sigue sin haber ",
            answer(asked),
            ", déjelo ahí."
        ),
        Reason::OwnPlaybook { playbook, on } => {
            add!(out, "La guía «", playbook, "» pasa a otras empresas el ", Day(on), ".");
        }
    }
}

/// The answer or news that didn't come, depending on whether the candidate asked.
fn answer(asked: bool) -> &'static str {
    if asked { "respuesta" } else { "noticias" }
}
