//! How long later follow-ups wait.

use planning::reason::{LateQuestion, LaterWait, OwnFollowUp};

use super::{
    German,
    endings::{BestOn, BetweenBecause, HereBestOn},
    event,
};
use crate::say::say;

pub(super) fn later_wait(german: German, wait: &LaterWait, out: &mut String) {
    let [open, close] = german.quotes();
    match *wait {
        LaterWait::OwnPlaybook { playbook, best_on, latest_on, which } => {
            match which {
                OwnFollowUp::PutOff => say!(
                    out,
                    "Sie haben aufgeschoben, was der Ablaufplan ",
                    open,
                    playbook,
                    close,
                    " vorsieht: Schreiben Sie "
                ),
                OwnFollowUp::First => {
                    say!(out, "Der Ablaufplan ", open, playbook, close, " sieht eine Nachricht vor: ");
                }
                OwnFollowUp::Again => {
                    say!(out, "Der Ablaufplan ", open, playbook, close, " sieht eine weitere Nachricht vor: ");
                }
            }
            say!(out, german.on(best_on), ", und spätestens ", german.on(latest_on), ".");
        }
        LaterWait::StillAcceptable { best_on, which } => {
            match which {
                LateQuestion::TwoWeeksAfter(since) => {
                    say!(out, "Etwa zwei Wochen nach ", event(since), " ist eine höfliche Nachricht noch angemessen");
                }
                LateQuestion::PutOff => {
                    say!(out, "Sie haben Ihre erste Frage aufgeschoben. Eine höfliche Nachricht ist noch angemessen");
                }
                LateQuestion::AfterUsualTime => say!(
                    out,
                    "In der üblichen Zeit haben Sie nicht nachgefragt. Eine höfliche Nachricht ist noch angemessen"
                ),
            }
            say!(out, BestOn(german, best_on));
        }
        LaterWait::OneToTwoWeeks { sent_on, days, unusual } => {
            match sent_on {
                Some(sent_on) => say!(
                    out,
                    "Bleibt Ihre Nachricht ",
                    german.from(sent_on),
                    ", ohne Antwort, schreiben Sie noch einmal"
                ),
                None => say!(out, "Bleibt Ihre nächste Nachricht ohne Antwort, schreiben Sie noch einmal"),
            }
            match unusual {
                None => say!(out, ", ein bis zwei Wochen später: ", german.between(days), "."),
                Some(cause) => {
                    say!(out, ", gewöhnlich ein bis zwei Wochen später; hier ", BetweenBecause(german, days, cause));
                }
            }
        }
        LaterWait::AnotherAfterTwoWeeks { since, best_on, unusual: None } => say!(
            out,
            "Etwa zwei Wochen nach ",
            event(since),
            " ist eine weitere höfliche Nachricht angemessen",
            BestOn(german, best_on)
        ),
        LaterWait::AnotherAfterTwoWeeks { since, best_on, unusual: Some(cause) } => say!(
            out,
            "Eine weitere höfliche Nachricht ist gewöhnlich zwei Wochen nach ",
            event(since),
            " angemessen",
            HereBestOn(german, best_on, cause)
        ),
        LaterWait::CallOrEmailAfterTwoWeeks { since, best_on, unusual: None } => say!(
            out,
            "Zwei Wochen nach ",
            event(since),
            " ist noch ein höflicher Anruf oder eine E-Mail angemessen",
            BestOn(german, best_on)
        ),
        LaterWait::CallOrEmailAfterTwoWeeks { since, best_on, unusual: Some(cause) } => say!(
            out,
            "Noch ein höflicher Anruf oder eine E-Mail ist gewöhnlich zwei Wochen nach ",
            event(since),
            " angemessen",
            HereBestOn(german, best_on, cause)
        ),
        LaterWait::OneIsOftenEnough => say!(
            out,
            "Eine Nachfrage genügt oft. Schicken Sie nur dann eine weitere, wenn die Stelle Sie noch interessiert."
        ),
    }
}
