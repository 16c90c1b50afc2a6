//! How long the first follow-up waits.

use planning::reason::{FirstWait, WaitComparison};

use super::{
    German,
    endings::{BestOn, BetweenBecause, HereBestOn},
    wait_start,
};
use crate::parts::add;

#[expect(clippy::too_many_lines, reason = "a sentence for each variant")]
pub(super) fn first_wait(german: German, wait: &FirstWait, out: &mut String) {
    let [open, close] = german.quotes();
    match *wait {
        FirstWait::AboutAWeek { since, best_on, deviation: None } => add!(
            out,
            "Wenn Sie etwa eine Woche nach ",
            wait_start(since),
            " nichts gehört haben, fragen Sie nach dem Stand",
            BestOn(german, best_on)
        ),
        FirstWait::AboutAWeek { since, best_on, deviation: Some(cause) } => add!(
            out,
            "Üblich ist die Frage nach dem Stand etwa eine Woche nach ",
            wait_start(since),
            HereBestOn(german, best_on, cause)
        ),
        FirstWait::FairWait { days } => add!(
            out,
            "Der Arbeitgeber hat keinen Termin genannt. Eine Woche bis zehn Tage sind eine angemessene Wartezeit: \
             Schreiben Sie ",
            german.between(days),
            "."
        ),
        FirstWait::WeekToTenDays { days } => add!(
            out,
            "Der Arbeitgeber hat keinen Termin genannt. Warten Sie eine Woche bis zehn Tage: Schreiben Sie ",
            german.between(days),
            "."
        ),
        FirstWait::UsuallyWeekToTenDays { days, cause } => add!(
            out,
            "Der Arbeitgeber hat keinen Termin genannt. Üblich sind eine Woche bis zehn Tage Wartezeit; hier \
             schreiben Sie ",
            BetweenBecause(german, days, cause)
        ),
        FirstWait::EmailOrCallAfterAWeek { since, is_usual: true } => {
            add!(out, "Eine Woche nach ", wait_start(since), " ist eine höfliche E-Mail oder ein Anruf angebracht.");
        }
        FirstWait::EmailOrCallAfterAWeek { since, is_usual: false } => add!(
            out,
            "Eine höfliche E-Mail oder ein Anruf ist gewöhnlich eine Woche nach ",
            wait_start(since),
            " angebracht."
        ),
        FirstWait::SomeAdviseSooner(comparison) => out.push_str(some_advise_sooner(comparison)),
        FirstWait::WithinAWeek { since, best_on, deviation: None } => add!(
            out,
            "Wenn Sie nichts gehört haben, melden Sie sich innerhalb einer Woche nach ",
            wait_start(since),
            BestOn(german, best_on)
        ),
        FirstWait::WithinAWeek { since, best_on, deviation: Some(cause) } => add!(
            out,
            "Üblich ist es, sich innerhalb einer Woche nach ",
            wait_start(since),
            " zu melden",
            HereBestOn(german, best_on, cause)
        ),
        FirstWait::OneShortEmail => {
            add!(out, "Nach dieser Wartezeit fragt eine kurze und höfliche E-Mail nach dem Stand.");
        }
        FirstWait::MoreThanAWeek { best_on, deviation: None } => add!(
            out,
            "Nach mehr als einer Woche ohne Nachricht schicken Sie noch eine kurze Nachricht",
            BestOn(german, best_on)
        ),
        FirstWait::MoreThanAWeek { best_on, deviation: Some(cause) } => add!(
            out,
            "Üblich ist noch eine kurze Nachricht nach einer guten Woche ohne Antwort",
            HereBestOn(german, best_on, cause)
        ),
        FirstWait::AskForEstimate => add!(out, "Fragen Sie darin, wann Sie mit einer Antwort rechnen können."),
        FirstWait::CallOrEmailAfterAWeek { since, best_on, deviation: None } => add!(
            out,
            "Eine Woche nach ",
            wait_start(since),
            " ist ein Anruf oder eine höfliche E-Mail angebracht",
            BestOn(german, best_on)
        ),
        FirstWait::CallOrEmailAfterAWeek { since, best_on, deviation: Some(cause) } => add!(
            out,
            "Ein Anruf oder eine höfliche E-Mail ist gewöhnlich eine Woche nach ",
            wait_start(since),
            " angebracht",
            HereBestOn(german, best_on, cause)
        ),
        FirstWait::TwoToThreeBusinessDays { since, days, deviation: None } => add!(
            out,
            "Melden Sie sich zwei bis drei Werktage nach ",
            wait_start(since),
            ": Schreiben Sie ",
            german.between(days),
            "."
        ),
        FirstWait::TwoToThreeBusinessDays { since, days, deviation: Some(cause) } => add!(
            out,
            "Üblich ist es, sich zwei bis drei Werktage nach ",
            wait_start(since),
            " zu melden; hier schreiben Sie ",
            BetweenBecause(german, days, cause)
        ),
        FirstWait::TooSoonBefore(day) => {
            add!(out, capital_before(german, day), ", wäre es zu früh.");
        }
        FirstWait::SecondDayWasTooSoon => add!(out, "Vor dem zweiten Werktag wäre es zu früh gewesen."),
        FirstWait::OwnPlaybook { playbook, best_on, latest_on, is_postponed } => {
            let begins = if is_postponed { "Sie haben aufgeschoben, was der Ablaufplan " } else { "Der Ablaufplan " };
            add!(out, begins, open, playbook, close);
            out.push_str(if is_postponed { " vorsieht: Fragen Sie " } else { " sieht die Frage nach dem Stand vor: " });
            add!(out, german.on(best_on), ", und spätestens ", german.on(latest_on), ".");
        }
    }
}

/// "Vor Dienstag, dem 10. März".
fn capital_before(german: German, day: chrono::NaiveDate) -> String {
    super::capitalised(&crate::parts::text!(german.before(day)))
}

const fn some_advise_sooner(comparison: WaitComparison) -> &'static str {
    match comparison {
        WaitComparison::NearlyEqual => {
            "Manche raten, schon nach zwei bis drei Werktagen zu schreiben; viel länger ist hier nicht nötig."
        }
        WaitComparison::AboutAWeek => {
            "Manche raten, schon nach zwei bis drei Werktagen zu schreiben. Die meisten Arbeitgeber brauchen etwa eine \
             Woche; warten Sie daher etwas länger."
        }
        WaitComparison::OverAWeek => {
            "Manche raten, schon nach zwei bis drei Werktagen zu schreiben. Die meisten Arbeitgeber brauchen etwa eine \
             Woche, und hier dauert es noch länger."
        }
    }
}
