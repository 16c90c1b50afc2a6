//! Sentences for `TimingReason` and `PostponementNote`.

use planning::reason::{PostponementNote, TimingReason as Reason};

use super::{German, wait_start};
use crate::parts::add;

pub(super) fn timing(german: German, reason: &Reason, out: &mut String) {
    match *reason {
        Reason::InterviewMissed { on } => add!(
            out,
            "Der Arbeitgeber ist zum Gespräch ",
            german.on(on),
            ", nicht erschienen, und seitdem steht das Verfahren still. Fragen Sie höflich nach dem Stand."
        ),
        Reason::StatedDate { stated, opens } => add!(
            out,
            "Der Arbeitgeber will ",
            german.until(stated),
            ", entscheiden. Schreiben Sie also nicht ",
            german.before(opens),
            "."
        ),
        Reason::NotBeforeStatedDate { stated } => {
            add!(out, "Melden Sie sich nicht ", german.before(stated), ": Diesen Termin hat der Arbeitgeber genannt.");
        }
        Reason::StatedDatePasses { stated } => add!(
            out,
            "Wenn Sie ",
            german.until(stated),
            ", nichts hören, schreiben Sie. Vielleicht liegt nur ein Versehen vor."
        ),
        Reason::AskAfterStatedDate { stated } => add!(
            out,
            "Kommt ",
            german.until(stated),
            ", keine Nachricht, fragt eine kurze und höfliche Nachricht nach dem Stand."
        ),
        Reason::StatedDateIsSoon { since } => add!(
            out,
            "Der genannte Termin liegt kurz nach ",
            wait_start(since),
            ". Lassen Sie danach zwei Werktage vergehen, bevor Sie fragen."
        ),
        Reason::NoCheckInYet { since } => add!(
            out,
            "Seit ",
            wait_start(since),
            " hat der Arbeitgeber noch keine Nachfrage von Ihnen erhalten. Dies ist also eine erste höfliche Frage \
             nach dem Stand."
        ),
        Reason::OneLateMessage { until } => add!(
            out,
            "Der Arbeitgeber hat noch keine Nachfrage von Ihnen erhalten. Eine kurze Nachricht ist ",
            german.until(until),
            ", noch möglich."
        ),
        Reason::OneAWeek { sent_on, opens } => add!(
            out,
            "Eine Nachricht pro Woche genügt. Die letzte ging ",
            german.on(sent_on),
            ", hinaus; diese wartet daher ",
            german.until(opens),
            "."
        ),
        Reason::OneAWeekAfterThanks { thanks_on, opens } => add!(
            out,
            "Eine Nachricht pro Woche genügt. Der Dank geht am besten ",
            german.on(thanks_on),
            ", hinaus; diese Nachricht wartet daher ",
            german.until(opens),
            "."
        ),
        Reason::SeveralAWeek { opens } => {
            add!(
                out,
                "Mehrere Nachrichten in einer Woche sind zu viele. Diese wartet daher ",
                german.until(opens),
                "."
            );
        }
        Reason::EmployerWaits { until, opens } => add!(
            out,
            "Der Arbeitgeber erwartet ",
            german.until(until),
            ", eine Nachricht von Ihnen. Fragen Sie daher nicht ",
            german.before(opens),
            ", nach Neuigkeiten."
        ),
    }
}

pub(super) fn postponement(german: German, postponement: PostponementNote, out: &mut String) {
    match postponement {
        PostponementNote::MessageUntil(until) => {
            add!(out, "Sie haben diese Nachricht ", german.until(until), ", aufgeschoben.");
        }
        PostponementNote::StepUntil(until) => add!(out, "Sie haben das ", german.until_time(until), ", aufgeschoben."),
        PostponementNote::DayInReason => add!(out, "Diesen Tag haben Sie selbst gewählt."),
    }
}
