//! How long the first follow-up waits.

use planning::reason::{FirstWait, WaitComparison};

use super::{
    French, Quoted,
    endings::{BestOn, BetweenBecause, HereBestOn},
    time::{Between, Day},
};
use crate::parts::add;

#[expect(clippy::too_many_lines, reason = "a sentence for each variant")]
pub(super) fn first_wait(french: French, wait: &FirstWait, out: &mut String) {
    match *wait {
        FirstWait::AboutAWeek { since, best_on, deviation: None } => add!(
            out,
            "Sans nouvelles environ une semaine après ",
            french.wait_start(since),
            ", demandez où en sont les choses",
            BestOn(best_on)
        ),
        FirstWait::AboutAWeek { since, best_on, deviation: Some(cause) } => add!(
            out,
            "En général, on demande où en sont les choses environ une semaine après ",
            french.wait_start(since),
            HereBestOn(french, best_on, cause)
        ),
        FirstWait::FairWait { days } => add!(
            out,
            "L'employeur n'a pas donné de date, donc une semaine à dix jours est un délai raisonnable\u{202f}: écrivez ",
            Between(days),
            "."
        ),
        FirstWait::WeekToTenDays { days } => add!(
            out,
            "L'employeur n'a pas donné de date, donc attendez une semaine à dix jours\u{202f}: écrivez ",
            Between(days),
            "."
        ),
        FirstWait::UsuallyWeekToTenDays { days, cause } => add!(
            out,
            "L'employeur n'a pas donné de date. En général, on attend une semaine à dix jours",
            french.space(),
            "; ici, écrivez ",
            BetweenBecause(days, cause)
        ),
        FirstWait::EmailOrCallAfterAWeek { since, is_usual: true } => {
            add!(
                out,
                "Une semaine après ",
                french.wait_start(since),
                ", un ",
                french.email(),
                " courtois ou un appel est de mise."
            );
        }
        FirstWait::EmailOrCallAfterAWeek { since, is_usual: false } => {
            add!(
                out,
                "En général, un ",
                french.email(),
                " courtois ou un appel est de mise une semaine après ",
                french.wait_start(since),
                "."
            );
        }
        FirstWait::SomeAdviseSooner(comparison) => out.push_str(some_advise_sooner(comparison)),
        FirstWait::WithinAWeek { since, best_on, deviation: None } => {
            add!(out, "Sans nouvelles, relancez dans la semaine qui suit ", french.wait_start(since), BestOn(best_on));
        }
        FirstWait::WithinAWeek { since, best_on, deviation: Some(cause) } => {
            add!(
                out,
                "En général, on relance dans la semaine qui suit ",
                french.wait_start(since),
                HereBestOn(french, best_on, cause)
            );
        }
        FirstWait::OneShortEmail => {
            add!(out, "Après ce délai, un seul ", french.email(), ", court et courtois, demande des nouvelles.");
        }
        FirstWait::MoreThanAWeek { best_on, deviation: None } => {
            add!(out, "Après plus d'une semaine de silence, envoyez encore un court message", BestOn(best_on));
        }
        FirstWait::MoreThanAWeek { best_on, deviation: Some(cause) } => add!(
            out,
            "En général, on envoie encore un court message après une bonne semaine de silence",
            HereBestOn(french, best_on, cause)
        ),
        FirstWait::AskForEstimate => add!(out, "Demandez-y quand vous pouvez espérer une réponse."),
        FirstWait::CallOrEmailAfterAWeek { since, best_on, deviation: None } => add!(
            out,
            "Une semaine après ",
            french.wait_start(since),
            ", un appel ou un ",
            french.email(),
            " courtois est de mise",
            BestOn(best_on)
        ),
        FirstWait::CallOrEmailAfterAWeek { since, best_on, deviation: Some(cause) } => add!(
            out,
            "En général, un appel ou un ",
            french.email(),
            " courtois est de mise une semaine après ",
            french.wait_start(since),
            HereBestOn(french, best_on, cause)
        ),
        FirstWait::TwoToThreeBusinessDays { since, days, deviation: None } => add!(
            out,
            "Relancez deux à trois jours ouvrés après ",
            french.wait_start(since),
            "\u{202f}: écrivez ",
            Between(days),
            "."
        ),
        FirstWait::TwoToThreeBusinessDays { since, days, deviation: Some(cause) } => add!(
            out,
            "En général, on relance deux à trois jours ouvrés après ",
            french.wait_start(since),
            french.space(),
            "; ici, écrivez ",
            BetweenBecause(days, cause)
        ),
        FirstWait::TooSoonBefore(day) => add!(out, "Avant le ", Day(day), ", ce serait trop tôt."),
        FirstWait::SecondDayWasTooSoon => add!(out, "Avant le deuxième jour ouvré, cela aurait été trop tôt."),
        FirstWait::OwnPlaybook { playbook, best_on, latest_on, is_postponed } => {
            if is_postponed {
                add!(out, "Vous avez remis à plus tard ce que prévoit la méthode ", Quoted(playbook));
                add!(out, "\u{202f}: demandez des nouvelles le ");
            } else {
                add!(out, "La méthode ", Quoted(playbook), " prévoit de demander des nouvelles le ");
            }
            add!(out, Day(best_on), ", et au plus tard le ", Day(latest_on), ".");
        }
    }
}

const fn some_advise_sooner(comparison: WaitComparison) -> &'static str {
    match comparison {
        WaitComparison::NearlyEqual => {
            "Certains conseillent d'écrire après deux ou trois jours ouvrés déjà, et ici il n'en faut guère plus."
        }
        WaitComparison::AboutAWeek => {
            "Certains conseillent d'écrire après deux ou trois jours ouvrés déjà. Il faut environ une semaine à la \
             plupart des employeurs, donc attendez un peu plus."
        }
        WaitComparison::OverAWeek => {
            "Certains conseillent d'écrire après deux ou trois jours ouvrés déjà. Il faut environ une semaine à la \
             plupart des employeurs, et ici l'attente est plus longue encore."
        }
    }
}
