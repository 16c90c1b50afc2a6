//! Sentences about the waits of later follow-ups.

use planning::reason::{LateInquiryReason, LaterWait, OwnFollowUpCase};

use super::{
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
                    add!(out, "You put off what the playbook \"", playbook, "\" plans: write on ");
                }
                OwnFollowUpCase::First => add!(out, "The playbook \"", playbook, "\" writes on "),
                OwnFollowUpCase::Repeated => add!(out, "The playbook \"", playbook, "\" writes again on "),
            }
            add!(out, Day(best_on), ", and by ", Day(latest_on), " at the latest.");
        }
        LaterWait::StillAcceptable { best_on, reason } => {
            match reason {
                LateInquiryReason::TwoWeeksAfter(since) => {
                    add!(out, "Some two weeks after ", wait_start(since), " a polite message is still acceptable");
                }
                LateInquiryReason::Postponed => {
                    add!(out, "You put your first question off: a polite message is still acceptable");
                }
                LateInquiryReason::AfterUsualTime => {
                    add!(out, "Nothing was asked in the usual time. A polite message is still acceptable");
                }
            }
            add!(out, BestOn(best_on));
        }
        LaterWait::OneToTwoWeeks { sent_on, days, deviation } => {
            match sent_on {
                Some(sent_on) => add!(out, "If your message of ", Day(sent_on), " gets no answer, write once more"),
                None => add!(out, "If your next message gets no answer, write once more"),
            }
            match deviation {
                None => add!(out, " one to two weeks later: ", Between(days), "."),
                Some(cause) => {
                    add!(out, ", usually one to two weeks later; here ", BetweenBecause(days, cause));
                }
            }
        }
        LaterWait::AnotherAfterTwoWeeks { since, best_on, deviation: None } => {
            add!(
                out,
                "Some two weeks after ",
                wait_start(since),
                " another polite message is acceptable",
                BestOn(best_on)
            );
        }
        LaterWait::AnotherAfterTwoWeeks { since, best_on, deviation: Some(cause) } => add!(
            out,
            "Another polite message is usually acceptable two weeks after ",
            wait_start(since),
            HereBestOn(best_on, cause)
        ),
        LaterWait::CallOrEmailAfterTwoWeeks { since, best_on, deviation: None } => {
            add!(
                out,
                "Two weeks after ",
                wait_start(since),
                " another polite call or e-mail is acceptable",
                BestOn(best_on)
            );
        }
        LaterWait::CallOrEmailAfterTwoWeeks { since, best_on, deviation: Some(cause) } => add!(
            out,
            "Another polite call or e-mail is usually acceptable two weeks after ",
            wait_start(since),
            HereBestOn(best_on, cause)
        ),
        LaterWait::OneIsOftenEnough => {
            add!(out, "One follow-up is often enough: send another only if the position still interests you.");
        }
    }
}
