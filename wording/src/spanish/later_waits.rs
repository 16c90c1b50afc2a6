//! How long later follow-ups wait.

use planning::reason::{LateInquiryReason, LaterWait, OwnFollowUpCase};

use super::{
    endings::{BestOn, BetweenBecause, HereBestOn},
    time::{Between, Day},
    wait_start,
};
use crate::parts::add;

pub(super) fn later_wait(wait: &LaterWait, out: &mut String) {
    match *wait {
        LaterWait::OwnPlaybook { playbook, best_on, latest_on, case } => {
            match case {
                OwnFollowUpCase::Postponed => {
                    add!(out, "Usted ha aplazado lo que prevé la guía «", playbook, "»: escriba el ");
                }
                OwnFollowUpCase::First => add!(out, "La guía «", playbook, "» escribe el "),
                OwnFollowUpCase::Repeated => add!(out, "La guía «", playbook, "» vuelve a escribir el "),
            }
            add!(out, Day(best_on), " y, a más tardar, el ", Day(latest_on), ".");
        }
        LaterWait::StillAcceptable { best_on, reason } => {
            match reason {
                LateInquiryReason::TwoWeeksAfter(since) => {
                    add!(out, "Unas dos semanas después de ", wait_start(since), " todavía cabe un mensaje cortés");
                }
                LateInquiryReason::Postponed => {
                    add!(out, "Usted ha aplazado su primera pregunta: todavía cabe un mensaje cortés");
                }
                LateInquiryReason::AfterUsualTime => {
                    add!(out, "En el plazo habitual no se preguntó nada. Todavía cabe un mensaje cortés");
                }
            }
            add!(out, BestOn(best_on));
        }
        LaterWait::OneToTwoWeeks { sent_on, days, deviation } => {
            match sent_on {
                Some(sent_on) => {
                    add!(out, "Si su mensaje del ", Day(sent_on), " queda sin respuesta, escriba otra vez");
                }
                None => add!(out, "Si su próximo mensaje queda sin respuesta, escriba otra vez"),
            }
            match deviation {
                None => add!(out, " al cabo de una o dos semanas: ", Between(days), "."),
                Some(cause) => {
                    add!(out, ", por lo general al cabo de una o dos semanas; aquí, ", BetweenBecause(days, cause));
                }
            }
        }
        LaterWait::AnotherAfterTwoWeeks { since, best_on, deviation: None } => {
            add!(out, "Unas dos semanas después de ", wait_start(since), " cabe otro mensaje cortés", BestOn(best_on));
        }
        LaterWait::AnotherAfterTwoWeeks { since, best_on, deviation: Some(cause) } => add!(
            out,
            "Otro mensaje cortés suele ser adecuado dos semanas después de ",
            wait_start(since),
            HereBestOn(best_on, cause)
        ),
        LaterWait::CallOrEmailAfterTwoWeeks { since, best_on, deviation: None } => add!(
            out,
            "Dos semanas después de ",
            wait_start(since),
            " cabe otra llamada u otro correo electrónico cortés",
            BestOn(best_on)
        ),
        LaterWait::CallOrEmailAfterTwoWeeks { since, best_on, deviation: Some(cause) } => add!(
            out,
            "Otra llamada u otro correo electrónico cortés suelen ser adecuados dos semanas después de ",
            wait_start(since),
            HereBestOn(best_on, cause)
        ),
        LaterWait::OneIsOftenEnough => {
            add!(
                out,
                "Un solo mensaje de seguimiento suele bastar: envíe otro solo si el puesto le sigue interesando."
            );
        }
    }
}
