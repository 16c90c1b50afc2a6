//! How long the messages of a sequence wait: what each article has to say, and where they disagree.

use super::{
    Reasons,
    words::{BusinessDays, Day},
};
use crate::{
    adjustments::{Adjustment, adjustments},
    context::Context,
    facts::InterviewKind,
    ledger::rule,
    origin::Origin,
    playbook::FollowUpRule,
    sequence::{FollowUp, From},
    sequence_start::SequenceStart,
};

/// The wait for the first message, as each article has it.
pub(super) fn first(context: &Context, reasons: &mut Reasons, start: &SequenceStart, follow_up: &FollowUp) {
    let since = event(start);
    // What the playbook asks for; what then moves it has a reason of its own.
    let wait = |wait| context.days.after(start.first_day, wait);
    let FollowUpRule { opens, ideal, closes, .. } = *follow_up.rule;
    let [opens, ideal, closes] = [wait(opens), wait(ideal).max(wait(opens)), wait(closes)].map(Day);
    match context.origin {
        Origin::Consensus => {
            let text = format!("If nothing was heard about a week after {since}, it is time to ask, best on {ideal}.");
            reasons.cite(rule::BALANCE_EMAIL_1, text);
            let text = format!("With no date given, a week to ten days is a fair wait: from {opens} to {closes}.");
            reasons.cite(rule::DREAM_WAIT_2, text);
            let text = format!("A polite e-mail or a call is fitting one week after {since}.");
            reasons.cite(rule::CALL_WEEK1_1, text);
            let text = "The article \"Optimal timeframe\" would write again after two to three business days; it gives \
                        way, because the others leave the employer about a week.";
            reasons.cite(rule::TIMEFRAME_WAIT_1, text);
        }
        Origin::Balance => {
            let text =
                format!("If nothing was heard, follow up within a week of {since}: by {closes}, best on {ideal}.");
            reasons.cite(rule::BALANCE_EMAIL_1, text);
        }
        Origin::Dream => {
            let text = format!("With no date given, wait a week to ten days: from {opens} to {closes}.");
            reasons.cite(rule::DREAM_WAIT_2, text);
            let text = format!(
                "Once that wait has passed without news, one brief, polite e-mail asks for an update, on {ideal}."
            );
            reasons.cite(rule::DREAM_FOLLOWUP_1, text);
        }
        Origin::Channels => {
            let text = format!("After more than a week of silence, one more short note, on {ideal}.");
            reasons.cite(rule::CHANNELS_SILENCE_1, text);
            let text = "This second message asks for an estimate of when to expect an answer.";
            reasons.cite(rule::CHANNELS_ESTIMATE_1, text);
        }
        Origin::Call => {
            let text = format!("A call or a polite e-mail is fitting one week after {since}, on {ideal}.");
            reasons.cite(rule::CALL_WEEK1_1, text);
        }
        Origin::Timeframe => {
            let text =
                format!("Follow up two to three business days after {since}: on {opens}, by {closes} at the latest.");
            reasons.cite(rule::TIMEFRAME_WAIT_1, text);
            let text = format!("Anything before {opens} would be too soon.");
            reasons.cite(rule::TIMEFRAME_AVOID_1, text);
        }
        Origin::Own => {
            let text = format!(
                "The playbook \"{}\" asks how things stand on {ideal}, by {closes} at the latest; its waits are its own.",
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
            let text = format!("Another polite word is acceptable some two weeks after {since}, here on {ideal}.");
            reasons.cite(rule::CALL_WEEK2_1, text);
            let text = "The article \"Dream job\" holds a single follow-up to be enough; it gives way, because two \
                        others allow one more.";
            reasons.cite(rule::DREAM_RESTRAINT_1, text);
        }
        Origin::Call => {
            let text = format!(
                "Without news another polite call or e-mail is acceptable two weeks after {since}, on {ideal}."
            );
            reasons.cite(rule::CALL_WEEK2_1, text);
        }
        Origin::Own => {
            let text = format!(
                "The playbook \"{}\" writes again on {ideal}, by {closes} at the latest; its waits are its own.",
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
    let [opens, _, closes] = days(follow_up);
    match follow_up.causes.from {
        From::Contact(sent) => format!(
            "If the message of {} gets no answer, write once more one to two weeks later: from {opens} to {closes}.",
            Day(sent)
        ),
        _ => format!(
            "One to two weeks after the time for the message before it is time for this one: from {opens} to {closes}."
        ),
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
        let amount = BusinessDays(shift.unsigned_abs());
        let direction = if shift > 0 { "later" } else { "sooner" };
        let text = format!("{}, so ask {amount} {direction}; that figure is chosen.", cause(adjustment));
        reasons.choose(adjustment.rule(), text);
        if adjustment == Adjustment::Executive {
            let text =
                format!("The more senior the position, the longer the decision: the same {amount} allow for that.");
            reasons.choose(rule::BALANCE_SENIORITY_1, text);
        }
    }
    if any && context.origin == Origin::Consensus {
        let text = match start.shift {
            0 => "The right wait varies with the job and the process; here what shortens and what lengthens it cancel out.".to_owned(),
            shift => format!(
                "The right wait varies with the job and the process; here it is {} {} in all, which is chosen, so ask on {}.",
                BusinessDays(shift.unsigned_abs()),
                if shift > 0 { "longer" } else { "shorter" },
                Day(follow_up.window.ideal.date_naive())
            ),
        };
        reasons.choose(rule::TIMEFRAME_VARY_1, text);
    }
}

fn cause(adjustment: Adjustment) -> String {
    match adjustment {
        Adjustment::Entry => "A first job is filled faster".to_owned(),
        Adjustment::Senior => "A senior position takes longer to decide on".to_owned(),
        Adjustment::Executive => "An executive search takes many rounds and weeks".to_owned(),
        Adjustment::Startup => "A start-up decides fast".to_owned(),
        Adjustment::Government => "A public body decides slowly".to_owned(),
        Adjustment::Urgent => "The position is urgent".to_owned(),
        Adjustment::LateStage(InterviewKind::Technical) => {
            "After a technical interview the decision needs time".to_owned()
        }
        Adjustment::LateStage(_) => "After the final interview the decision needs time".to_owned(),
        Adjustment::ManyInterviews(count) => format!("{count} interviews make the process a slow one"),
        Adjustment::LongProcess(days) => {
            format!("{days} days from the application make the process a slow one")
        }
    }
}

pub(super) fn event(start: &SequenceStart) -> &'static str {
    if start.replies > 0 {
        "their reply"
    } else if start.interview.is_no_show() {
        "the interview that they missed"
    } else {
        "the interview"
    }
}

fn days(follow_up: &FollowUp) -> [Day; 3] {
    [follow_up.window.opens, follow_up.window.ideal, follow_up.window.closes].map(|time| Day(time.date_naive()))
}
