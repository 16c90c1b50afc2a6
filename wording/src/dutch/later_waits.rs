//! How long later follow-ups wait.

use planning::reason::{LateInquiryReason, LaterWait, OwnFollowUpCase};

use super::{
    Quoted,
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
                    add!(out, "U hebt uitgesteld wat in het draaiboek ", Quoted(playbook), " staat: schrijf op ");
                }
                OwnFollowUpCase::First => add!(out, "Volgens het draaiboek ", Quoted(playbook), " schrijft u op "),
                OwnFollowUpCase::Repeated => {
                    add!(out, "Volgens het draaiboek ", Quoted(playbook), " schrijft u opnieuw op ");
                }
            }
            add!(out, Day(best_on), ", en uiterlijk op ", Day(latest_on), ".");
        }
        LaterWait::StillAcceptable { best_on, reason } => {
            match reason {
                LateInquiryReason::TwoWeeksAfter(since) => {
                    add!(out, "Ongeveer twee weken na ", wait_start(since), " is een beleefd bericht nog gepast");
                }
                LateInquiryReason::Postponed => {
                    add!(out, "U hebt uw eerste vraag uitgesteld. Een beleefd bericht is nog gepast");
                }
                LateInquiryReason::AfterUsualTime => {
                    add!(out, "Binnen de gebruikelijke tijd hebt u niets gevraagd. Een beleefd bericht is nog gepast");
                }
            }
            add!(out, BestOn(best_on));
        }
        LaterWait::OneToTwoWeeks { sent_on, days, deviation } => {
            match sent_on {
                Some(sent_on) => add!(out, "Blijft uw bericht van ", Day(sent_on), " onbeantwoord, "),
                None => add!(out, "Blijft uw volgende bericht onbeantwoord, "),
            }
            match deviation {
                None => add!(out, "schrijf dan een tot twee weken later nog eens: ", Between(days), "."),
                Some(cause) => add!(
                    out,
                    "dan schrijft men gewoonlijk een tot twee weken later nog eens; hier ",
                    BetweenBecause(days, cause)
                ),
            }
        }
        LaterWait::AnotherAfterTwoWeeks { since, best_on, deviation: None } => {
            add!(
                out,
                "Ongeveer twee weken na ",
                wait_start(since),
                " is nog een beleefd bericht gepast",
                BestOn(best_on)
            );
        }
        LaterWait::AnotherAfterTwoWeeks { since, best_on, deviation: Some(cause) } => add!(
            out,
            "Nog een beleefd bericht is gewoonlijk twee weken na ",
            wait_start(since),
            " gepast",
            HereBestOn(best_on, cause)
        ),
        LaterWait::CallOrEmailAfterTwoWeeks { since, best_on, deviation: None } => add!(
            out,
            "Twee weken na ",
            wait_start(since),
            " is nog een telefoontje of een beleefde e-mail gepast",
            BestOn(best_on)
        ),
        LaterWait::CallOrEmailAfterTwoWeeks { since, best_on, deviation: Some(cause) } => add!(
            out,
            "Nog een telefoontje of een beleefde e-mail is gewoonlijk twee weken na ",
            wait_start(since),
            " gepast",
            HereBestOn(best_on, cause)
        ),
        LaterWait::OneIsOftenEnough => {
            add!(out, "Eén keer vragen is vaak genoeg. Vraag alleen nog eens als de functie u nog steeds aanspreekt.");
        }
    }
}
