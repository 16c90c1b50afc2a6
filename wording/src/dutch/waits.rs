//! How long the first follow-up waits.

use planning::reason::{FirstWait, WaitComparison};

use super::{
    Quoted,
    endings::{BestOn, BetweenBecause, HereBestOn},
    time::{Between, Day},
    wait_start,
};
use crate::parts::add;

#[expect(clippy::too_many_lines, reason = "a sentence for each variant")]
pub(super) fn first_wait(wait: &FirstWait, out: &mut String) {
    match *wait {
        FirstWait::AboutAWeek { since, best_on, deviation: None } => add!(
            out,
            "Als u ongeveer een week na ",
            wait_start(since),
            " niets hebt gehoord, vraag dan naar de stand van zaken",
            BestOn(best_on)
        ),
        FirstWait::AboutAWeek { since, best_on, deviation: Some(cause) } => add!(
            out,
            "Gewoonlijk vraagt men ongeveer een week na ",
            wait_start(since),
            " naar de stand van zaken",
            HereBestOn(best_on, cause)
        ),
        FirstWait::FairWait { days } => add!(
            out,
            "De werkgever heeft geen datum genoemd. Een week tot tien dagen is een redelijke wachttijd: schrijf ",
            Between(days),
            "."
        ),
        FirstWait::WeekToTenDays { days } => add!(
            out,
            "De werkgever heeft geen datum genoemd. Wacht een week tot tien dagen: schrijf ",
            Between(days),
            "."
        ),
        FirstWait::UsuallyWeekToTenDays { days, cause } => add!(
            out,
            "De werkgever heeft geen datum genoemd. Gewoonlijk wacht men een week tot tien dagen; hier schrijft u ",
            BetweenBecause(days, cause)
        ),
        FirstWait::EmailOrCallAfterAWeek { since, is_usual: true } => {
            add!(out, "Een week na ", wait_start(since), " is een beleefde e-mail of een telefoontje op zijn plaats.");
        }
        FirstWait::EmailOrCallAfterAWeek { since, is_usual: false } => add!(
            out,
            "Een beleefde e-mail of een telefoontje is gewoonlijk een week na ",
            wait_start(since),
            " op zijn plaats."
        ),
        FirstWait::SomeAdviseSooner(comparison) => out.push_str(some_advise_sooner(comparison)),
        FirstWait::WithinAWeek { since, best_on, deviation: None } => add!(
            out,
            "Als u niets hebt gehoord, neem dan binnen een week na ",
            wait_start(since),
            " contact op",
            BestOn(best_on)
        ),
        FirstWait::WithinAWeek { since, best_on, deviation: Some(cause) } => add!(
            out,
            "Gewoonlijk neemt men binnen een week na ",
            wait_start(since),
            " contact op",
            HereBestOn(best_on, cause)
        ),
        FirstWait::OneShortEmail => {
            add!(out, "Na deze wachttijd vraagt één korte en beleefde e-mail naar de stand van zaken.");
        }
        FirstWait::MoreThanAWeek { best_on, deviation: None } => {
            add!(out, "Stuur na meer dan een week stilte nog een kort bericht", BestOn(best_on));
        }
        FirstWait::MoreThanAWeek { best_on, deviation: Some(cause) } => {
            add!(out, "Gewoonlijk stuurt men na ruim een week stilte nog een kort bericht", HereBestOn(best_on, cause));
        }
        FirstWait::AskForEstimate => add!(out, "Vraag daarin wanneer u een antwoord kunt verwachten."),
        FirstWait::CallOrEmailAfterAWeek { since, best_on, deviation: None } => add!(
            out,
            "Een week na ",
            wait_start(since),
            " is een telefoontje of een beleefde e-mail op zijn plaats",
            BestOn(best_on)
        ),
        FirstWait::CallOrEmailAfterAWeek { since, best_on, deviation: Some(cause) } => add!(
            out,
            "Een telefoontje of een beleefde e-mail is gewoonlijk een week na ",
            wait_start(since),
            " op zijn plaats",
            HereBestOn(best_on, cause)
        ),
        FirstWait::TwoToThreeBusinessDays { since, days, deviation: None } => {
            add!(
                out,
                "Neem twee tot drie werkdagen na ",
                wait_start(since),
                " contact op: schrijf ",
                Between(days),
                "."
            );
        }
        FirstWait::TwoToThreeBusinessDays { since, days, deviation: Some(cause) } => add!(
            out,
            "Gewoonlijk neemt men twee tot drie werkdagen na ",
            wait_start(since),
            " contact op; hier schrijft u ",
            BetweenBecause(days, cause)
        ),
        FirstWait::TooSoonBefore(day) => add!(out, "Voor ", Day(day), " zou het te vroeg zijn."),
        FirstWait::SecondDayWasTooSoon => add!(out, "Voor de tweede werkdag zou het te vroeg zijn geweest."),
        FirstWait::OwnPlaybook { playbook, best_on, latest_on, is_postponed } => {
            if is_postponed {
                add!(out, "U hebt uitgesteld wat in het draaiboek ", Quoted(playbook));
                add!(out, " staat: vraag naar de stand van zaken op ");
            } else {
                add!(out, "Volgens het draaiboek ", Quoted(playbook), " vraagt u naar de stand van zaken op ");
            }
            add!(out, Day(best_on), ", en uiterlijk op ", Day(latest_on), ".");
        }
    }
}

const fn some_advise_sooner(comparison: WaitComparison) -> &'static str {
    match comparison {
        WaitComparison::NearlyEqual => {
            "Sommigen raden aan al na twee tot drie werkdagen te schrijven; veel langer is hier niet nodig."
        }
        WaitComparison::AboutAWeek => {
            "Sommigen raden aan al na twee tot drie werkdagen te schrijven. De meeste werkgevers hebben ongeveer een week \
             nodig; wacht daarom iets langer."
        }
        WaitComparison::OverAWeek => {
            "Sommigen raden aan al na twee tot drie werkdagen te schrijven. De meeste werkgevers hebben ongeveer een week \
             nodig, en hier duurt het nog langer."
        }
    }
}
