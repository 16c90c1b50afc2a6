//! Sentences about the wait of the first follow-up.

use planning::reason::{FirstWait, WaitComparison};

use super::{
    endings::{BestOn, BetweenBecause, HereBestOn},
    time::{Between, Day},
    wait_start,
};
use crate::parts::add;

pub(super) fn first_wait(wait: &FirstWait, out: &mut String) {
    match *wait {
        FirstWait::AboutAWeek { since, best_on, deviation: None } => add!(
            out,
            "If you have heard nothing about a week after ",
            wait_start(since),
            ", ask how things stand",
            BestOn(best_on)
        ),
        FirstWait::AboutAWeek { since, best_on, deviation: Some(cause) } => {
            add!(
                out,
                "Usually one asks how things stand about a week after ",
                wait_start(since),
                HereBestOn(best_on, cause)
            );
        }
        FirstWait::FairWait { days } => {
            add!(out, "The employer gave no date, so a week to ten days is a fair wait: write ", Between(days), ".");
        }
        FirstWait::WeekToTenDays { days } => {
            add!(out, "The employer gave no date, so wait a week to ten days: write ", Between(days), ".");
        }
        FirstWait::UsuallyWeekToTenDays { days, cause } => add!(
            out,
            "The employer gave no date. A week to ten days is the usual wait; here write ",
            BetweenBecause(days, cause)
        ),
        FirstWait::EmailOrCallAfterAWeek { since, is_usual: true } => {
            add!(out, "One week after ", wait_start(since), " a polite e-mail or a call is fitting.");
        }
        FirstWait::EmailOrCallAfterAWeek { since, is_usual: false } => {
            add!(out, "A polite e-mail or a call is usually fitting one week after ", wait_start(since), ".");
        }
        FirstWait::SomeAdviseSooner(comparison) => some_advise_sooner(comparison, out),
        FirstWait::WithinAWeek { since, best_on, deviation: None } => {
            add!(out, "If you have heard nothing, follow up within a week of ", wait_start(since), BestOn(best_on));
        }
        FirstWait::WithinAWeek { since, best_on, deviation: Some(cause) } => {
            add!(out, "Usually one follows up within a week of ", wait_start(since), HereBestOn(best_on, cause));
        }
        FirstWait::OneShortEmail => add!(out, "After that wait, one short and polite e-mail asks for an update."),
        FirstWait::MoreThanAWeek { best_on, deviation: None } => {
            add!(out, "After more than a week of silence send one more short note", BestOn(best_on));
        }
        FirstWait::MoreThanAWeek { best_on, deviation: Some(cause) } => {
            add!(out, "Usually one more short note goes out after a good week of silence", HereBestOn(best_on, cause));
        }
        FirstWait::AskForEstimate => add!(out, "Ask in it when you can expect an answer."),
        FirstWait::CallOrEmailAfterAWeek { since, best_on, deviation: None } => {
            add!(out, "One week after ", wait_start(since), " a call or a polite e-mail is fitting", BestOn(best_on));
        }
        FirstWait::CallOrEmailAfterAWeek { since, best_on, deviation: Some(cause) } => add!(
            out,
            "A call or a polite e-mail is usually fitting one week after ",
            wait_start(since),
            HereBestOn(best_on, cause)
        ),
        FirstWait::TwoToThreeBusinessDays { since, days, deviation: None } => {
            add!(out, "Follow up two to three business days after ", wait_start(since), ": write ", Between(days), ".");
        }
        FirstWait::TwoToThreeBusinessDays { since, days, deviation: Some(cause) } => add!(
            out,
            "Usually one follows up two to three business days after ",
            wait_start(since),
            "; here write ",
            BetweenBecause(days, cause)
        ),
        FirstWait::TooSoonBefore(day) => add!(out, "Before ", Day(day), " it would be too soon."),
        FirstWait::SecondDayWasTooSoon => add!(out, "Before the second business day it would have been too soon."),
        FirstWait::OwnPlaybook { playbook, best_on, latest_on, is_postponed: false } => add!(
            out,
            "The playbook \"",
            playbook,
            "\" asks how things stand on ",
            Day(best_on),
            ", and by ",
            Day(latest_on),
            " at the latest."
        ),
        FirstWait::OwnPlaybook { playbook, best_on, latest_on, is_postponed: true } => add!(
            out,
            "You put off what the playbook \"",
            playbook,
            "\" plans: ask on ",
            Day(best_on),
            ", and by ",
            Day(latest_on),
            " at the latest."
        ),
    }
}

fn some_advise_sooner(comparison: WaitComparison, out: &mut String) {
    out.push_str(match comparison {
        WaitComparison::NearlyEqual => {
            "Some advise writing after two to three business days already, and here not much longer is needed."
        }
        WaitComparison::AboutAWeek => {
            "Some advise writing after two to three business days already. Most employers need about a week, so wait a \
             little longer."
        }
        WaitComparison::OverAWeek => {
            "Some advise writing after two to three business days already. Most employers need about a week, and here \
             the wait is longer still."
        }
    });
}
