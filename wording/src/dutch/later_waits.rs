//! How long later follow-ups wait.

use planning::reason::{LateQuestion, LaterWait, OwnFollowUp};

use super::{
    Quoted,
    endings::{BestOn, BetweenBecause, HereBestOn},
    event,
    time::{Between, Day},
};
use crate::parts::append;

pub(super) fn later_wait(wait: &LaterWait, out: &mut String) {
    match *wait {
        LaterWait::OwnPlaybook { playbook, best_on, latest_on, which } => {
            match which {
                OwnFollowUp::PutOff => {
                    append!(out, "U hebt uitgesteld wat in het draaiboek ", Quoted(playbook), " staat: schrijf op ");
                }
                OwnFollowUp::First => append!(out, "Volgens het draaiboek ", Quoted(playbook), " schrijft u op "),
                OwnFollowUp::Again => {
                    append!(out, "Volgens het draaiboek ", Quoted(playbook), " schrijft u opnieuw op ")
                }
            }
            append!(out, Day(best_on), ", en uiterlijk op ", Day(latest_on), ".");
        }
        LaterWait::StillAcceptable { best_on, which } => {
            match which {
                LateQuestion::TwoWeeksAfter(since) => {
                    append!(out, "Ongeveer twee weken na ", event(since), " is een beleefd bericht nog gepast");
                }
                LateQuestion::PutOff => {
                    append!(out, "U hebt uw eerste vraag uitgesteld. Een beleefd bericht is nog gepast");
                }
                LateQuestion::AfterUsualTime => {
                    append!(
                        out,
                        "Binnen de gebruikelijke tijd hebt u niets gevraagd. Een beleefd bericht is nog gepast"
                    );
                }
            }
            append!(out, BestOn(best_on));
        }
        LaterWait::OneToTwoWeeks { sent_on, days, unusual } => {
            match sent_on {
                Some(sent_on) => append!(out, "Blijft uw bericht van ", Day(sent_on), " onbeantwoord, "),
                None => append!(out, "Blijft uw volgende bericht onbeantwoord, "),
            }
            match unusual {
                None => append!(out, "schrijf dan een tot twee weken later nog eens: ", Between(days), "."),
                Some(cause) => append!(
                    out,
                    "dan schrijft men gewoonlijk een tot twee weken later nog eens; hier ",
                    BetweenBecause(days, cause)
                ),
            }
        }
        LaterWait::AnotherAfterTwoWeeks { since, best_on, unusual: None } => {
            append!(
                out,
                "Ongeveer twee weken na ",
                event(since),
                " is nog een beleefd bericht gepast",
                BestOn(best_on)
            );
        }
        LaterWait::AnotherAfterTwoWeeks { since, best_on, unusual: Some(cause) } => append!(
            out,
            "Nog een beleefd bericht is gewoonlijk twee weken na ",
            event(since),
            " gepast",
            HereBestOn(best_on, cause)
        ),
        LaterWait::CallOrEmailAfterTwoWeeks { since, best_on, unusual: None } => append!(
            out,
            "Twee weken na ",
            event(since),
            " is nog een telefoontje of een beleefde e-mail gepast",
            BestOn(best_on)
        ),
        LaterWait::CallOrEmailAfterTwoWeeks { since, best_on, unusual: Some(cause) } => append!(
            out,
            "Nog een telefoontje of een beleefde e-mail is gewoonlijk twee weken na ",
            event(since),
            " gepast",
            HereBestOn(best_on, cause)
        ),
        LaterWait::OneIsOftenEnough => {
            append!(
                out,
                "Eén keer vragen is vaak genoeg. Vraag alleen nog eens als de functie u nog steeds aanspreekt."
            );
        }
    }
}
