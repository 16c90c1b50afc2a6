//! How long later follow-ups wait.

use planning::reason::{LateQuestion, LaterWait, OwnFollowUp};

use super::{
    French, Quoted,
    endings::{BestOn, BetweenBecause, HereBestOn},
    time::{Between, Day},
};
use crate::parts::append;

pub(super) fn later_wait(french: French, wait: &LaterWait, out: &mut String) {
    match *wait {
        LaterWait::OwnPlaybook { playbook, best_on, latest_on, which } => {
            match which {
                OwnFollowUp::PutOff => append!(
                    out,
                    "Vous avez remis à plus tard ce que prévoit la méthode ",
                    Quoted(playbook),
                    "\u{202f}: écrivez le "
                ),
                OwnFollowUp::First => append!(out, "La méthode ", Quoted(playbook), " prévoit d'écrire le "),
                OwnFollowUp::Again => append!(out, "La méthode ", Quoted(playbook), " prévoit d'écrire de nouveau le "),
            }
            append!(out, Day(best_on), ", et au plus tard le ", Day(latest_on), ".");
        }
        LaterWait::StillAcceptable { best_on, which } => {
            match which {
                LateQuestion::TwoWeeksAfter(since) => {
                    append!(
                        out,
                        "Environ deux semaines après ",
                        french.event(since),
                        ", un message courtois reste acceptable"
                    );
                }
                LateQuestion::PutOff => append!(
                    out,
                    "Vous avez remis votre première question à plus tard\u{202f}: un message courtois reste acceptable"
                ),
                LateQuestion::AfterUsualTime => {
                    append!(out, "Le délai habituel a passé sans question. Un message courtois reste acceptable");
                }
            }
            append!(out, BestOn(best_on));
        }
        LaterWait::OneToTwoWeeks { sent_on, days, unusual } => {
            match sent_on {
                Some(sent_on) => append!(out, "Si votre message du ", Day(sent_on), " reste sans réponse, "),
                None => append!(out, "Si votre prochain message reste sans réponse, "),
            }
            match unusual {
                None => append!(out, "écrivez encore une fois une à deux semaines plus tard, ", Between(days), "."),
                Some(cause) => append!(
                    out,
                    "on écrit en général encore une fois une à deux semaines plus tard",
                    french.space(),
                    "; ici, écrivez ",
                    BetweenBecause(days, cause)
                ),
            }
        }
        LaterWait::AnotherAfterTwoWeeks { since, best_on, unusual: None } => append!(
            out,
            "Environ deux semaines après ",
            french.event(since),
            ", un autre message courtois est acceptable",
            BestOn(best_on)
        ),
        LaterWait::AnotherAfterTwoWeeks { since, best_on, unusual: Some(cause) } => append!(
            out,
            "En général, un autre message courtois est acceptable deux semaines après ",
            french.event(since),
            HereBestOn(french, best_on, cause)
        ),
        LaterWait::CallOrEmailAfterTwoWeeks { since, best_on, unusual: None } => append!(
            out,
            "Deux semaines après ",
            french.event(since),
            ", un autre appel ou un autre ",
            french.email(),
            " courtois est acceptable",
            BestOn(best_on)
        ),
        LaterWait::CallOrEmailAfterTwoWeeks { since, best_on, unusual: Some(cause) } => append!(
            out,
            "En général, un autre appel ou un autre ",
            french.email(),
            " courtois est acceptable deux semaines après ",
            french.event(since),
            HereBestOn(french, best_on, cause)
        ),
        LaterWait::OneIsOftenEnough => append!(
            out,
            "Une relance suffit souvent\u{202f}: n'en envoyez une autre que si le poste vous intéresse toujours."
        ),
    }
}
