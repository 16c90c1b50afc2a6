//! Why steps outside the sequence are in the plan: deadlines, questions, outcomes.

use planning::reason::RequestedStepReason as Reason;

use super::time::{Day, Time};
use crate::parts::add;

pub(super) fn requested_step(reason: &Reason, out: &mut String) {
    match *reason {
        Reason::Respond { deadline, write_on } => add!(
            out,
            "La empresa pidió tener noticias de usted a más tardar a ",
            Time(deadline),
            ". Escriba el ",
            Day(write_on),
            ", para que nada se interponga."
        ),
        Reason::RespondPutOff { deadline, write_on } => add!(
            out,
            "La empresa pidió tener noticias de usted a más tardar a ",
            Time(deadline),
            ". Usted lo ha aplazado hasta el ",
            Day(write_on),
            ", así que escriba ese día."
        ),
        Reason::Answer { asked_at, answer_on } => add!(
            out,
            "La empresa le hizo una pregunta a ",
            Time(asked_at),
            ". Responda antes de que termine el siguiente día hábil, el ",
            Day(answer_on),
            "."
        ),
        Reason::AnswerPutOff { postponed_until, answer_on } => add!(
            out,
            "La empresa le hizo una pregunta. Lo habitual es responder antes de que termine el siguiente día hábil; \
             usted lo ha aplazado hasta ",
            Time(postponed_until),
            ", así que responda a más tardar el ",
            Day(answer_on),
            "."
        ),
        Reason::NobodyCame { by, ask_on } => add!(
            out,
            "A ",
            Time(by),
            " no se había presentado nadie. Pida con cortesía otra fecha a más tardar el ",
            Day(ask_on),
            "."
        ),
        Reason::NobodyCamePutOff { postponed_until, ask_on } => add!(
            out,
            "No se presentó nadie. Usted lo ha aplazado hasta ",
            Time(postponed_until),
            ", así que pida con cortesía otra fecha a más tardar el ",
            Day(ask_on),
            "."
        ),
        Reason::RejectionThanks { until } => add!(
            out,
            "Un agradecimiento cortés tras una negativa deja la puerta abierta: envíelo a más tardar a ",
            Time(until),
            "."
        ),
        Reason::OfferThanks { until } => {
            add!(out, "Agradezca la oferta en el plazo de 24 horas, a más tardar a ", Time(until), ".");
        }
        Reason::OfferThanksPutOff { until } => add!(
            out,
            "Lo habitual es agradecer una oferta en el plazo de 24 horas; aquí, a más tardar a ",
            Time(until),
            "."
        ),
        Reason::OtherJobTaken { until } => add!(
            out,
            "Usted ha aceptado otro puesto, así que retire su candidatura con amabilidad y pronto, a más tardar a ",
            Time(until),
            "."
        ),
        Reason::OtherJobTakenPutOff { until } => add!(
            out,
            "Usted ha aceptado otro puesto, así que retire su candidatura con amabilidad, a más tardar a ",
            Time(until),
            "."
        ),
        Reason::Withdrawal { until } => {
            add!(out, "Si el puesto no es para usted, dígalo con cortesía a más tardar a ", Time(until), ".");
        }
        Reason::StayInTouch { around } => add!(
            out,
            "Aun sin el puesto conviene mantener el contacto, con pocos mensajes. Escriba hacia el ",
            Day(around),
            "."
        ),
        Reason::CompetingOffer { until } => add!(
            out,
            "Usted tiene otra oferta, y esta empresa aún no ha decidido. Dígaselo con franqueza a más tardar a ",
            Time(until),
            ", para que aún pueda actuar."
        ),
        Reason::OfferResponse { deadline } => {
            add!(out, "La empresa quiere una respuesta a su oferta a más tardar a ", Time(deadline), ".");
        }
    }
}
