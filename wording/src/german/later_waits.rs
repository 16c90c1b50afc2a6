//! How long later follow-ups wait.

use planning::reason::{LateInquiryReason, LaterWait, OwnFollowUpCase};

use super::{
    German,
    endings::{BestOn, BetweenBecause, HereBestOn},
    wait_start,
};
use crate::parts::add;

pub(super) fn later_wait(german: German, wait: &LaterWait, out: &mut String) {
    let [open, close] = german.quotes();
    match *wait {
        LaterWait::OwnPlaybook { playbook, best_on, latest_on, case } => {
            match case {
                OwnFollowUpCase::Postponed => add!(
                    out,
                    "Sie haben aufgeschoben, was der Ablaufplan ",
                    open,
                    playbook,
                    close,
                    " vorsieht: Schreiben Sie "
                ),
                OwnFollowUpCase::First => {
                    add!(out, "Der Ablaufplan ", open, playbook, close, " sieht eine Nachricht vor: ");
                }
                OwnFollowUpCase::Repeated => {
                    add!(out, "Der Ablaufplan ", open, playbook, close, " sieht eine weitere Nachricht vor: ");
                }
            }
            add!(out, german.on(best_on), ", und spätestens ", german.on(latest_on), ".");
        }
        LaterWait::StillAcceptable { best_on, reason } => {
            match reason {
                LateInquiryReason::TwoWeeksAfter(since) => {
                    add!(
                        out,
                        "Etwa zwei Wochen nach ",
                        wait_start(since),
                        " ist eine höfliche Nachricht noch angemessen"
                    );
                }
                LateInquiryReason::Postponed => {
                    add!(out, "Sie haben Ihre erste Frage aufgeschoben. Eine höfliche Nachricht ist noch angemessen");
                }
                LateInquiryReason::AfterUsualTime => add!(
                    out,
                    "In der üblichen Zeit haben Sie nicht nachgefragt. Eine höfliche Nachricht ist noch angemessen"
                ),
            }
            add!(out, BestOn(german, best_on));
        }
        LaterWait::OneToTwoWeeks { sent_on, days, deviation } => {
            match sent_on {
                Some(sent_on) => add!(
                    out,
                    "Bleibt Ihre Nachricht ",
                    german.from(sent_on),
                    ", ohne Antwort, schreiben Sie noch einmal"
                ),
                None => add!(out, "Bleibt Ihre nächste Nachricht ohne Antwort, schreiben Sie noch einmal"),
            }
            match deviation {
                None => add!(out, ", ein bis zwei Wochen später: ", german.between(days), "."),
                Some(cause) => {
                    add!(out, ", gewöhnlich ein bis zwei Wochen später; hier ", BetweenBecause(german, days, cause));
                }
            }
        }
        LaterWait::AnotherAfterTwoWeeks { since, best_on, deviation: None } => add!(
            out,
            "Etwa zwei Wochen nach ",
            wait_start(since),
            " ist eine weitere höfliche Nachricht angemessen",
            BestOn(german, best_on)
        ),
        LaterWait::AnotherAfterTwoWeeks { since, best_on, deviation: Some(cause) } => add!(
            out,
            "Eine weitere höfliche Nachricht ist gewöhnlich zwei Wochen nach ",
            wait_start(since),
            " angemessen",
            HereBestOn(german, best_on, cause)
        ),
        LaterWait::CallOrEmailAfterTwoWeeks { since, best_on, deviation: None } => add!(
            out,
            "Zwei Wochen nach ",
            wait_start(since),
            " ist noch ein höflicher Anruf oder eine E-Mail angemessen",
            BestOn(german, best_on)
        ),
        LaterWait::CallOrEmailAfterTwoWeeks { since, best_on, deviation: Some(cause) } => add!(
            out,
            "Noch ein höflicher Anruf oder eine E-Mail ist gewöhnlich zwei Wochen nach ",
            wait_start(since),
            " angemessen",
            HereBestOn(german, best_on, cause)
        ),
        LaterWait::OneIsOftenEnough => add!(
            out,
            "Eine Nachfrage genügt oft. Schicken Sie nur dann eine weitere, wenn die Stelle Sie noch interessiert."
        ),
    }
}
