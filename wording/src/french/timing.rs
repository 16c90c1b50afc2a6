//! Sentences for `TimingReason` and `PostponementNote`.

use planning::reason::{PostponementNote, TimingReason as Reason};

use super::{
    French,
    time::{Day, Time},
};
use crate::parts::add;

pub(super) fn timing(french: French, reason: &Reason, out: &mut String) {
    match *reason {
        Reason::InterviewMissed { on } => add!(
            out,
            "L'employeur a manqué ",
            french.the_interview(),
            " du ",
            Day(on),
            ", donc la procédure est à l'arrêt. Demandez poliment où en sont les choses."
        ),
        Reason::StatedDate { stated, opens } => add!(
            out,
            "L'employeur a dit qu'il déciderait d'ici au ",
            Day(stated),
            ", donc n'écrivez pas avant le ",
            Day(opens),
            "."
        ),
        Reason::NotBeforeStatedDate { stated } => {
            add!(out, "N'écrivez pas avant que la date annoncée, le ", Day(stated), ", soit passée.");
        }
        Reason::StatedDatePasses { stated } => {
            add!(out, "Si le ", Day(stated), " passe sans nouvelles, écrivez. Il s'agit peut-être d'un simple oubli.");
        }
        Reason::AskAfterStatedDate { stated } => {
            add!(out, "Après le ", Day(stated), ", un seul message, court et courtois, demande des nouvelles.");
        }
        Reason::StatedDateIsSoon { since } => add!(
            out,
            "La date annoncée suit de très près ",
            french.wait_start(since),
            ", donc laissez passer deux jours ouvrés avant de relancer."
        ),
        Reason::NoCheckInYet { since } => add!(
            out,
            "Aucune relance de votre part n'est arrivée depuis ",
            french.wait_start(since),
            ", donc c'est une première question courtoise sur la suite."
        ),
        Reason::OneLateMessage { until } => add!(
            out,
            "Aucune relance de votre part n'est encore arrivée. Un court message peut encore partir jusqu'au ",
            Day(until),
            "."
        ),
        Reason::OneAWeek { sent_on, opens } => add!(
            out,
            "Un message par semaine suffit. Le dernier est parti le ",
            Day(sent_on),
            ", donc celui-ci attend le ",
            Day(opens),
            "."
        ),
        Reason::OneAWeekAfterThanks { thanks_on, opens } => add!(
            out,
            "Un message par semaine suffit. Le remerciement part de préférence le ",
            Day(thanks_on),
            ", donc celui-ci attend le ",
            Day(opens),
            "."
        ),
        Reason::SeveralAWeek { opens } => {
            add!(out, "Plusieurs messages en une semaine, c'est trop, donc celui-ci attend le ", Day(opens), ".");
        }
        Reason::EmployerWaits { until, opens } => add!(
            out,
            "L'employeur attend de vos nouvelles au plus tard le ",
            Day(until),
            ", donc ne lui demandez rien avant le ",
            Day(opens),
            "."
        ),
    }
}

pub(super) fn postponement(_: French, postponement: PostponementNote, out: &mut String) {
    match postponement {
        PostponementNote::MessageUntil(until) => add!(out, "Vous avez remis ce message au ", Day(until), "."),
        PostponementNote::StepUntil(until) => add!(out, "Vous avez remis cela au ", Time(until), "."),
        PostponementNote::DayInReason => add!(out, "C'est vous qui avez choisi ce jour."),
    }
}
