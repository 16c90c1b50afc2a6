//! How long the messages of a sequence wait: what each article has to say, and where they disagree.

use super::{
    Reasons,
    words::{Between, BusinessDayCount, Day},
};
use crate::{
    adjustments::{Adjustment, adjustments},
    context::Context,
    facts::InterviewKind,
    ledger::rule,
    origin::Origin,
    sequence::{FollowUp, WaitsFrom},
    sequence_start::SequenceStart,
};

/// The wait for the first message, as each article has it.
pub(super) fn first(context: &Context, reasons: &mut Reasons, start: &SequenceStart, follow_up: &FollowUp) {
    let since = event(start);
    let [opens, ideal, closes] = days(follow_up);
    match context.origin {
        Origin::Consensus => {
            let text =
                format!("If you have heard nothing about a week after {since}, ask how things stand, best on {ideal}.");
            reasons.cite(rule::BALANCE_EMAIL_1, text);
            let text = format!(
                "The employer gave no date, so a week to ten days is a fair wait: write {}.",
                Between(follow_up.window)
            );
            reasons.cite(rule::DREAM_WAIT_2, text);
            let text = format!("One week after {since} a polite e-mail or a call is fitting.");
            reasons.cite(rule::CALL_WEEK1_1, text);
            let text = "Some advise writing after two to three business days already. Most employers need about a week, so \
                        wait a little longer.";
            reasons.cite(rule::TIMEFRAME_WAIT_1, text);
        }
        Origin::Balance => {
            let text = format!("If you have heard nothing, follow up within a week of {since}, best on {ideal}.");
            reasons.cite(rule::BALANCE_EMAIL_1, text);
        }
        Origin::Dream => {
            let text =
                format!("The employer gave no date, so wait a week to ten days: write {}.", Between(follow_up.window));
            reasons.cite(rule::DREAM_WAIT_2, text);
            let text = "After that wait, one short and polite e-mail asks for an update.";
            reasons.cite(rule::DREAM_FOLLOWUP_1, text);
        }
        Origin::Channels => {
            let text = format!("After more than a week of silence send one more short note, best on {ideal}.");
            reasons.cite(rule::CHANNELS_SILENCE_1, text);
            let text = "Ask in it when you can expect an answer.";
            reasons.cite(rule::CHANNELS_ESTIMATE_1, text);
        }
        Origin::Call => {
            let text = format!("One week after {since} a call or a polite e-mail is fitting, best on {ideal}.");
            reasons.cite(rule::CALL_WEEK1_1, text);
        }
        Origin::Timeframe => {
            let text =
                format!("Follow up two to three business days after {since}: write {}.", Between(follow_up.window));
            reasons.cite(rule::TIMEFRAME_WAIT_1, text);
            let text = format!("Before {opens} it would be too soon.");
            reasons.cite(rule::TIMEFRAME_AVOID_1, text);
        }
        Origin::Own => {
            let text = format!(
                "The playbook \"{}\" asks how things stand on {ideal}, and by {closes} at the latest.",
                context.playbook.key
            );
            reasons.choose(rule::DREAM_FOLLOWUP_1, text);
        }
    }
}

/// The wait for another message, as each article has it.
pub(super) fn later(context: &Context, reasons: &mut Reasons, start: &SequenceStart, follow_up: &FollowUp) {
    let since = event(start);
    let [_, ideal, closes] = days(follow_up);
    match context.origin {
        Origin::Consensus => {
            reasons.cite(rule::BALANCE_SILENCE_2, one_to_two_weeks(follow_up));
            let text = format!("Some two weeks after {since} another polite message is acceptable, best on {ideal}.");
            reasons.cite(rule::CALL_WEEK2_1, text);
            let text = "One follow-up is often enough: send another only if the position still interests you.";
            reasons.cite(rule::DREAM_RESTRAINT_1, text);
        }
        Origin::Call => {
            let text =
                format!("Two weeks after {since}, another polite call or e-mail is acceptable, best on {ideal}.");
            reasons.cite(rule::CALL_WEEK2_1, text);
        }
        Origin::Own => {
            let text = format!(
                "The playbook \"{}\" writes again on {ideal}, and by {closes} at the latest.",
                context.playbook.key
            );
            reasons.choose(rule::BALANCE_SILENCE_2, text);
        }
        Origin::Balance | Origin::Dream | Origin::Channels | Origin::Timeframe => {
            reasons.cite(rule::BALANCE_SILENCE_2, one_to_two_weeks(follow_up));
        }
    }
}

fn one_to_two_weeks(follow_up: &FollowUp) -> String {
    let between = Between(follow_up.window);
    match follow_up.causes.from {
        WaitsFrom::Contact(sent) => {
            format!(
                "If your message of {} gets no answer, write once more one to two weeks later: {between}.",
                Day(sent)
            )
        }
        _ => format!("If your next message gets no answer, write once more one to two weeks later: {between}."),
    }
}

/// What makes the first wait shorter or longer; every figure here is chosen.
pub(super) fn adjusted(context: &Context, reasons: &mut Reasons, start: &SequenceStart, follow_up: &FollowUp) {
    if !context.playbook.adjustments {
        return;
    }
    let interviews = context.known.interviews.len();
    let application = &context.facts.application;
    let mut any = false;
    for adjustment in adjustments(application, start.interview, interviews, start.first_day) {
        any = true;
        let shift = adjustment.shift();
        let amount = BusinessDayCount(shift.unsigned_abs());
        let direction = if shift > 0 { "later" } else { "sooner" };
        let text = format!("{}, so ask {amount} {direction}.", cause(adjustment));
        reasons.choose(adjustment.rule(), text);
        if adjustment == Adjustment::Executive {
            let text = "The more senior the position, the longer an employer takes to decide.";
            reasons.choose(rule::BALANCE_SENIORITY_1, text);
        }
    }
    if any && context.origin == Origin::Consensus {
        let text = match start.shift {
            0 => "The right wait depends on the job and the process: here the reasons to hurry and to wait cancel out."
                .to_owned(),
            shift => format!(
                "The right wait depends on the job and the process: here it is {} {} than usual, so ask on {}.",
                BusinessDayCount(shift.unsigned_abs()),
                if shift > 0 { "longer" } else { "shorter" },
                Day(follow_up.window.ideal.date_naive())
            ),
        };
        reasons.choose(rule::TIMEFRAME_VARY_1, text);
    }
}

fn cause(adjustment: Adjustment) -> String {
    match adjustment {
        Adjustment::Entry => "Entry-level jobs are filled faster".to_owned(),
        Adjustment::Senior => "A senior position takes longer to fill".to_owned(),
        Adjustment::Executive => "An executive search takes many rounds and weeks".to_owned(),
        Adjustment::Startup => "Start-ups decide fast".to_owned(),
        Adjustment::Government => "Public bodies decide slowly".to_owned(),
        Adjustment::Urgent => "The position is urgent".to_owned(),
        Adjustment::LateStage(InterviewKind::Technical) => {
            "A decision after a technical interview takes time".to_owned()
        }
        Adjustment::LateStage(_) => "A decision after a final interview takes time".to_owned(),
        Adjustment::ManyInterviews(count) => format!("With {count} interviews this is a slow process"),
        Adjustment::LongProcess(days) => {
            format!("{days} days since the application show a slow process")
        }
    }
}

pub(super) fn event(start: &SequenceStart) -> &'static str {
    if start.replies > 0 {
        "their reply"
    } else if start.interview.is_no_show() {
        "the missed interview"
    } else {
        "the interview"
    }
}

fn days(follow_up: &FollowUp) -> [Day; 3] {
    [follow_up.window.opens, follow_up.window.ideal, follow_up.window.closes].map(|time| Day(time.date_naive()))
}
