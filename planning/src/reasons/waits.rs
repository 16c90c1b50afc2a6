//! How long the messages of a sequence wait: what each article has to say, and where they disagree.

use super::{
    Reasons, is_put_off,
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
    let between = Between(follow_up.window);
    let put_off = is_put_off(follow_up.decision, follow_up.window);
    let waited = |day: &Day| (day.0 - start.first_day).num_days();
    let moved = put_off || follow_up.causes.is_put_off();
    let why = why(start, follow_up);
    match context.origin {
        Origin::Consensus => consensus(reasons, start, follow_up),
        Origin::Balance => {
            let text = if !moved && waited(&ideal) <= 7 {
                format!("If you have heard nothing, follow up within a week of {since}, best on {ideal}.")
            } else {
                format!("Usually one follows up within a week of {since}; here best on {ideal}, {why}.")
            };
            reasons.cite(rule::BALANCE_EMAIL_1, text);
        }
        Origin::Dream => {
            let text = if !moved && fair_wait(waited(&opens), waited(&closes)) {
                format!("The employer gave no date, so wait a week to ten days: write {between}.")
            } else {
                format!("The employer gave no date. A week to ten days is the usual wait; here write {between}, {why}.")
            };
            reasons.cite(rule::DREAM_WAIT_2, text);
            let text = "After that wait, one short and polite e-mail asks for an update.";
            reasons.cite(rule::DREAM_FOLLOWUP_1, text);
        }
        Origin::Channels => {
            let text = if !moved && waited(&ideal) <= 13 {
                format!("After more than a week of silence send one more short note, best on {ideal}.")
            } else {
                format!(
                    "Usually one more short note goes out after a good week of silence; here best on {ideal}, {why}."
                )
            };
            reasons.cite(rule::CHANNELS_SILENCE_1, text);
            let text = "Ask in it when you can expect an answer.";
            reasons.cite(rule::CHANNELS_ESTIMATE_1, text);
        }
        Origin::Call => {
            let text = if !moved && waited(&ideal) <= 9 {
                format!("One week after {since} a call or a polite e-mail is fitting, best on {ideal}.")
            } else {
                format!(
                    "A call or a polite e-mail is usually fitting one week after {since}; here best on {ideal}, {why}."
                )
            };
            reasons.cite(rule::CALL_WEEK1_1, text);
        }
        Origin::Timeframe => {
            let text = if moved {
                format!("Usually one follows up two to three business days after {since}; here write {between}, {why}.")
            } else {
                format!("Follow up two to three business days after {since}: write {between}.")
            };
            reasons.cite(rule::TIMEFRAME_WAIT_1, text);
            if put_off {
                reasons.cite(rule::TIMEFRAME_AVOID_1, "Before the second business day it would have been too soon.");
            } else {
                reasons.cite(rule::TIMEFRAME_AVOID_1, format!("Before {opens} it would be too soon."));
            }
        }
        Origin::Own => {
            let name = &context.playbook.key;
            let text = if put_off {
                format!(
                    "You put off what the playbook \"{name}\" plans: ask on {ideal}, and by {closes} at the latest."
                )
            } else {
                format!("The playbook \"{name}\" asks how things stand on {ideal}, and by {closes} at the latest.")
            };
            reasons.choose(rule::DREAM_FOLLOWUP_1, text);
        }
    }
}

/// What all articles have to say, reconciled.
fn consensus(reasons: &mut Reasons, start: &SequenceStart, follow_up: &FollowUp) {
    let since = event(start);
    let [opens, ideal, closes] = days(follow_up);
    let between = Between(follow_up.window);
    let waited = |day: &Day| (day.0 - start.first_day).num_days();
    let moved = is_put_off(follow_up.decision, follow_up.window) || follow_up.causes.is_put_off();
    let (adjusted, why) = (moved || start.shift != 0, why(start, follow_up));
    let text = if !adjusted && (5..=9).contains(&waited(&ideal)) {
        format!("If you have heard nothing about a week after {since}, ask how things stand, best on {ideal}.")
    } else {
        format!("Usually one asks how things stand about a week after {since}; here best on {ideal}, {why}.")
    };
    reasons.cite(rule::BALANCE_EMAIL_1, text);
    let text = if !adjusted && fair_wait(waited(&opens), waited(&closes)) {
        format!("The employer gave no date, so a week to ten days is a fair wait: write {between}.")
    } else {
        format!("The employer gave no date. A week to ten days is the usual wait; here write {between}, {why}.")
    };
    reasons.cite(rule::DREAM_WAIT_2, text);
    let text = if adjusted {
        format!("A polite e-mail or a call is usually fitting one week after {since}.")
    } else {
        format!("One week after {since} a polite e-mail or a call is fitting.")
    };
    reasons.cite(rule::CALL_WEEK1_1, text);
    let text = match waited(&ideal) {
        ..=5 => "Some advise writing after two to three business days already, and here not much longer is needed.",
        6..=9 => {
            "Some advise writing after two to three business days already. Most employers need about a week, so \
             wait a little longer."
        }
        _ => {
            "Some advise writing after two to three business days already. Most employers need about a week, and \
             here the wait is longer still."
        }
    };
    reasons.cite(rule::TIMEFRAME_WAIT_1, text);
}

/// Whether a window so many days after the event is that of a week to ten days, weekends and single holidays apart.
fn fair_wait(opens: i64, closes: i64) -> bool {
    (5..=10).contains(&opens) && closes <= 13
}

/// Why a follow-up's days aren't the usual ones.
pub(super) fn why(start: &SequenceStart, follow_up: &FollowUp) -> &'static str {
    let causes = follow_up.causes;
    if is_put_off(follow_up.decision, follow_up.window) {
        "because you set that day"
    } else if causes.respond.is_some() {
        "because they first wait for word from you"
    } else if causes.gap.is_some() {
        "because messages keep a week's distance"
    } else if causes.phone {
        "because a call has to wait"
    } else if causes.stated.is_some() {
        "because of the date that they gave"
    } else if matches!(causes.from, WaitsFrom::Contact(_)) {
        "because that counts from your last message"
    } else if start.shift > 0 {
        "because this decision takes longer than most"
    } else if start.shift < 0 {
        "because this decision comes sooner than most"
    } else if causes.from == WaitsFrom::Unsent {
        "because that counts from the message before"
    } else {
        "because of days off"
    }
}

/// What makes the first wait shorter or longer; every figure here is chosen.
pub(super) fn adjusted(context: &Context, reasons: &mut Reasons, start: &SequenceStart, follow_up: &FollowUp) {
    if !context.playbook.adjustments {
        return;
    }
    let interviews = context.timeline.interviews.len();
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
            shift if is_put_off(follow_up.decision, follow_up.window) || follow_up.causes.is_put_off() => format!(
                "The right wait depends on the job and the process: here it is {} {} than usual by itself.",
                BusinessDayCount(shift.unsigned_abs()),
                if shift > 0 { "longer" } else { "shorter" },
            ),
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

pub(super) fn days(follow_up: &FollowUp) -> [Day; 3] {
    [follow_up.window.opens, follow_up.window.ideal, follow_up.window.closes].map(|time| Day(time.date_naive()))
}
