//! Why it is time to move on.

use planning::reason::MoveOnReason as Reason;

use super::German;
use crate::parts::add;

pub(super) fn move_on(german: German, reason: &Reason, out: &mut String) {
    match *reason {
        Reason::PartOnGoodTerms { on, asked } => add!(
            out,
            "Kommt ",
            german.until(on),
            answer(asked),
            ", wenden Sie sich anderen Stellen zu, und bleiben Sie freundlich."
        ),
        Reason::OtherOpenings { asked: false } => {
            add!(out, "Bleiben Neuigkeiten aus, ist Ihre Mühe bei anderen Stellen besser angelegt.");
        }
        Reason::OtherOpenings { asked: true } => {
            add!(out, "Bleiben mehrere Nachrichten ohne Antwort, ist Ihre Mühe bei anderen Stellen besser angelegt.");
        }
        Reason::SomeAdviseTwoWeeks { on, asked: false } => add!(
            out,
            "Manche raten, sich nach zwei Wochen ohne Neuigkeiten anderen Stellen zuzuwenden. Warten Sie nicht länger \
             als ",
            german.until(on),
            "."
        ),
        Reason::SomeAdviseTwoWeeks { on, asked: true } => add!(
            out,
            "Manche raten, sich nach zwei Wochen anderen Stellen zuzuwenden. Ihre letzte Nachricht braucht noch Zeit: \
             Warten Sie ",
            german.until(on),
            "."
        ),
        Reason::AfterFollowUps { on } => add!(
            out,
            "Nach ein oder zwei Nachfragen ohne Antwort wenden Sie sich ",
            german.until(on),
            ", anderen Stellen zu, und bleiben Sie freundlich."
        ),
        Reason::OneFollowUpIsEnough { on, asked: false } => add!(
            out,
            "Ein Dank und eine Nachfrage genügen. Kommen ",
            german.until(on),
            ", keine Neuigkeiten, wenden Sie sich anderen Stellen zu."
        ),
        Reason::OneFollowUpIsEnough { on, asked: true } => add!(
            out,
            "Ein Dank und eine Nachfrage genügen. Lassen Sie dem Arbeitgeber ",
            german.until(on),
            ", Zeit für eine Antwort."
        ),
        Reason::SecondWeek { on } => add!(
            out,
            "Wenn Sie ",
            german.until(on),
            ", also in der zweiten Woche, nichts gehört haben, wenden Sie sich anderen Stellen zu."
        ),
        Reason::UsuallySecondWeek { on } => add!(
            out,
            "Gewöhnlich wendet man sich in der zweiten Woche ohne Antwort anderen Stellen zu; hier ",
            german.on(on),
            "."
        ),
        Reason::TurnElsewhere { on, asked: false } => {
            add!(out, "Kommen ", german.until(on), ", keine Neuigkeiten, wenden Sie sich anderen Stellen zu.");
        }
        Reason::TurnElsewhere { on, asked: true } => {
            add!(out, "Hat ", german.until(on), ", niemand geantwortet, wenden Sie sich anderen Stellen zu.");
        }
        Reason::LeaveItAtThat { on, asked } => add!(
            out,
            "Schicken Sie nicht eine Nachricht nach der anderen. Kommt ",
            german.until(on),
            answer(asked),
            ", lassen Sie es dabei bewenden."
        ),
        Reason::OwnPlaybook { playbook, on } => {
            let [open, close] = german.quotes();
            add!(
                out,
                "Der Ablaufplan ",
                open,
                playbook,
                close,
                " wendet sich ",
                german.on(on),
                ", anderen Arbeitgebern zu."
            );
        }
    }
}

/// The answer or news that didn't come, depending on whether the candidate asked. It follows a day, which a comma
/// closes.
const fn answer(asked: bool) -> &'static str {
    if asked { ", keine Antwort" } else { ", keine Nachricht" }
}
