//! How long later follow-ups wait.

use planning::reason::{LateQuestion, LaterWait, OwnFollowUp};

use super::{
    French, Quoted,
    endings::{BestOn, BetweenBecause, HereBestOn},
    time::{Between, Day},
};
use crate::say::say;

pub(super) fn later_wait(french: French, wait: &LaterWait, out: &mut String) {
    match *wait {
        LaterWait::OwnPlaybook { playbook, best_on, latest_on, which } => {
            match which {
                OwnFollowUp::PutOff => say!(
                    out,
                    "Vous avez remis à plus tard ce que prévoit la méthode ",
                    Quoted(playbook),
                    "\u{202f}: écrivez le "
                ),
                OwnFollowUp::First => say!(out, "La méthode ", Quoted(playbook), " prévoit d'écrire le "),
                OwnFollowUp::Again => say!(out, "La méthode ", Quoted(playbook), " prévoit d'écrire de nouveau le "),
            }
            say!(out, Day(best_on), ", et au plus tard le ", Day(latest_on), ".");
        }
        LaterWait::StillAcceptable { best_on, which } => {
            match which {
                LateQuestion::TwoWeeksAfter(since) => {
                    say!(
                        out,
                        "Environ deux semaines après ",
                        french.event(since),
                        ", un message courtois reste acceptable"
                    );
                }
                LateQuestion::PutOff => say!(
                    out,
                    "Vous avez remis votre première question à plus tard\u{202f}: un message courtois reste acceptable"
                ),
                LateQuestion::AfterUsualTime => {
                    say!(out, "Le délai habituel a passé sans question. Un message courtois reste acceptable");
                }
            }
            say!(out, BestOn(best_on));
        }
        LaterWait::OneToTwoWeeks { sent_on, days, unusual } => {
            match sent_on {
                Some(sent_on) => say!(out, "Si votre message du ", Day(sent_on), " reste sans réponse, "),
                None => say!(out, "Si votre prochain message reste sans réponse, "),
            }
            match unusual {
                None => say!(out, "écrivez encore une fois une à deux semaines plus tard, ", Between(days), "."),
                Some(cause) => say!(
                    out,
                    "on écrit en général encore une fois une à deux semaines plus tard",
                    french.space(),
                    "; ici, écrivez ",
                    BetweenBecause(days, cause)
                ),
            }
        }
        LaterWait::AnotherAfterTwoWeeks { since, best_on, unusual: None } => say!(
            out,
            "Environ deux semaines après ",
            french.event(since),
            ", un autre message courtois est acceptable",
            BestOn(best_on)
        ),
        LaterWait::AnotherAfterTwoWeeks { since, best_on, unusual: Some(cause) } => say!(
            out,
            "En général, un autre message courtois est acceptable deux semaines après ",
            french.event(since),
            HereBestOn(french, best_on, cause)
        ),
        LaterWait::CallOrEmailAfterTwoWeeks { since, best_on, unusual: None } => say!(
            out,
            "Deux semaines après ",
            french.event(since),
            ", un autre appel ou un autre ",
            french.email(),
            " courtois est acceptable",
            BestOn(best_on)
        ),
        LaterWait::CallOrEmailAfterTwoWeeks { since, best_on, unusual: Some(cause) } => say!(
            out,
            "En général, un autre appel ou un autre ",
            french.email(),
            " courtois est acceptable deux semaines après ",
            french.event(since),
            HereBestOn(french, best_on, cause)
        ),
        LaterWait::OneIsOftenEnough => say!(
            out,
            "Une relance suffit souvent\u{202f}: n'en envoyez une autre que si le poste vous intéresse toujours."
        ),
    }
}
