//! Sentences for `TimingReason` and `PostponementNote`.

use planning::reason::{PostponementNote, TimingReason as Reason};

use super::{
    time::{Day, Time},
    wait_start,
};
use crate::parts::add;

pub(super) fn timing(reason: &Reason, out: &mut String) {
    match *reason {
        Reason::InterviewMissed { on } => add!(
            out,
            "La empresa no acudió a la entrevista del ",
            Day(on),
            ", así que el proceso se ha detenido. Pregunte con cortesía en qué punto está."
        ),
        Reason::StatedDate { stated, opens } => add!(
            out,
            "La empresa dijo que decidiría a más tardar el ",
            Day(stated),
            ", así que no escriba antes del ",
            Day(opens),
            "."
        ),
        Reason::NotBeforeStatedDate { stated } => {
            add!(out, "No escriba antes de que pase la fecha que dio la empresa, el ", Day(stated), ".");
        }
        Reason::StatedDatePasses { stated } => add!(
            out,
            "Si pasa el ",
            Day(stated),
            " sin noticias, escriba a la empresa. Puede que se trate de un simple olvido."
        ),
        Reason::AskAfterStatedDate { stated } => {
            add!(out, "Después del ", Day(stated), ", un solo mensaje, breve y cortés, pide novedades.");
        }
        Reason::StatedDateIsSoon { since } => add!(
            out,
            "La fecha de la empresa llega muy poco después de ",
            wait_start(since),
            ", así que deje pasar dos días hábiles antes de preguntar."
        ),
        Reason::NoCheckInYet { since } => add!(
            out,
            "Desde ",
            wait_start(since),
            " la empresa no ha recibido ningún mensaje de seguimiento de usted, así que esta es una primera pregunta, \
             cortés, por el estado del proceso."
        ),
        Reason::OneLateMessage { until } => add!(
            out,
            "La empresa aún no ha recibido ningún mensaje de seguimiento de usted. Todavía se puede enviar uno breve \
             hasta el ",
            Day(until),
            "."
        ),
        Reason::OneAWeek { sent_on, opens } => add!(
            out,
            "Un mensaje por semana es suficiente. El último salió el ",
            Day(sent_on),
            ", así que este espera hasta el ",
            Day(opens),
            "."
        ),
        Reason::OneAWeekAfterThanks { thanks_on, opens } => add!(
            out,
            "Un mensaje por semana es suficiente. El agradecimiento conviene enviarlo el ",
            Day(thanks_on),
            ", así que este espera hasta el ",
            Day(opens),
            "."
        ),
        Reason::SeveralAWeek { opens } => {
            add!(out, "Varios mensajes en una semana son demasiados, así que este espera hasta el ", Day(opens), ".");
        }
        Reason::EmployerWaits { until, opens } => add!(
            out,
            "La empresa espera noticias de usted a más tardar el ",
            Day(until),
            ", así que no pida novedades antes del ",
            Day(opens),
            "."
        ),
    }
}

pub(super) fn postponement(postponement: PostponementNote, out: &mut String) {
    match postponement {
        PostponementNote::MessageUntil(until) => add!(out, "Usted ha aplazado este mensaje hasta el ", Day(until), "."),
        PostponementNote::StepUntil(until) => add!(out, "Usted lo ha aplazado hasta ", Time(until), "."),
        PostponementNote::DayInReason => add!(out, "Ese día lo eligió usted."),
    }
}
