//! How long later follow-ups wait.

use planning::reason::{LateInquiryReason, LaterWait, OwnFollowUpCase};

use super::{
    French, Quoted,
    endings::{BestOn, BetweenBecause, HereBestOn},
    time::{Between, Day},
};
use crate::parts::add;

pub(super) fn later_wait(french: French, wait: &LaterWait, out: &mut String) {
    match *wait {
        LaterWait::OwnPlaybook { playbook, best_on, latest_on, case } => {
            match case {
                OwnFollowUpCase::Postponed => add!(
                    out,
                    "Vous avez remis à plus tard ce que prévoit la méthode ",
                    Quoted(playbook),
                    "\u{202f}: écrivez le "
                ),
                OwnFollowUpCase::First => add!(out, "La méthode ", Quoted(playbook), " prévoit d'écrire le "),
                OwnFollowUpCase::Repeated => {
                    add!(out, "La méthode ", Quoted(playbook), " prévoit d'écrire de nouveau le ");
                }
            }
            add!(out, Day(best_on), ", et au plus tard le ", Day(latest_on), ".");
        }
        LaterWait::StillAcceptable { best_on, reason } => {
            match reason {
                LateInquiryReason::TwoWeeksAfter(since) => {
                    add!(
                        out,
                        "Environ deux semaines après ",
                        french.wait_start(since),
                        ", un message courtois reste acceptable"
                    );
                }
                LateInquiryReason::Postponed => add!(
                    out,
                    "Vous avez remis votre première question à plus tard\u{202f}: un message courtois reste acceptable"
                ),
                LateInquiryReason::AfterUsualTime => {
                    add!(out, "Le délai habituel a passé sans question. Un message courtois reste acceptable");
                }
            }
            add!(out, BestOn(best_on));
        }
        LaterWait::OneToTwoWeeks { sent_on, days, deviation } => {
            match sent_on {
                Some(sent_on) => add!(out, "Si votre message du ", Day(sent_on), " reste sans réponse, "),
                None => add!(out, "Si votre prochain message reste sans réponse, "),
            }
            match deviation {
                None => add!(out, "écrivez encore une fois une à deux semaines plus tard, ", Between(days), "."),
                Some(cause) => add!(
                    out,
                    "on écrit en général encore une fois une à deux semaines plus tard",
                    french.space(),
                    "; ici, écrivez ",
                    BetweenBecause(days, cause)
                ),
            }
        }
        LaterWait::AnotherAfterTwoWeeks { since, best_on, deviation: None } => add!(
            out,
            "Environ deux semaines après ",
            french.wait_start(since),
            ", un autre message courtois est acceptable",
            BestOn(best_on)
        ),
        LaterWait::AnotherAfterTwoWeeks { since, best_on, deviation: Some(cause) } => add!(
            out,
            "En général, un autre message courtois est acceptable deux semaines après ",
            french.wait_start(since),
            HereBestOn(french, best_on, cause)
        ),
        LaterWait::CallOrEmailAfterTwoWeeks { since, best_on, deviation: None } => add!(
            out,
            "Deux semaines après ",
            french.wait_start(since),
            ", un autre appel ou un autre ",
            french.email(),
            " courtois est acceptable",
            BestOn(best_on)
        ),
        LaterWait::CallOrEmailAfterTwoWeeks { since, best_on, deviation: Some(cause) } => add!(
            out,
            "En général, un autre appel ou un autre ",
            french.email(),
            " courtois est acceptable deux semaines après ",
            french.wait_start(since),
            HereBestOn(french, best_on, cause)
        ),
        LaterWait::OneIsOftenEnough => add!(
            out,
            "Une relance suffit souvent\u{202f}: n'en envoyez une autre que si le poste vous intéresse toujours."
        ),
    }
}
