//! Why the sequence's messages come when they do, and when it is time to turn elsewhere.

use chrono::NaiveDate;

use super::{
    Reasons, advice, is_put_off,
    later_waits::later,
    people::bounced,
    waits::{adjusted, event, first},
    words::Day,
};
use crate::{
    Advice, StepKind,
    context::Context,
    days::BusinessDays,
    ledger::rule,
    origin::Origin,
    playbook::FollowUpKind,
    sequence::{Causes, FollowUp, GAP_DAYS, Sequence, WaitsFrom},
};

pub(crate) fn follow_up(context: &Context, sequence: &Sequence, index: usize) -> Reasons {
    let mut reasons = Reasons::new();
    let follow_up = &sequence.follow_ups[index];
    let start = &sequence.start;
    if follow_up.kind == StepKind::RescheduleRequest {
        let text = format!(
            "The employer missed the interview on {}, so the process has stalled. Ask politely where it stands.",
            Day(context.days.date(*start.interview.starts_at))
        );
        reasons.cite(rule::CHANNELS_EMAIL_4, text);
    }
    match follow_up.causes.from {
        WaitsFrom::Event => {
            first(context, &mut reasons, start, follow_up);
            adjusted(context, &mut reasons, start, follow_up);
        }
        WaitsFrom::Stated(stated) => {
            let after_it = context.days.business(stated, 1);
            stated_date(context, &mut reasons, stated, after_it);
            if after_it < context.days.business(start.first_day, 2) {
                let text = format!(
                    "Their date comes very soon after {}, so let two business days pass before you ask.",
                    event(start)
                );
                reasons.choose(rule::TIMEFRAME_AVOID_1, text);
            }
            if is_put_off(follow_up.decision, follow_up.window) {
                let day = Day(follow_up.window.opens.date_naive());
                reasons.add_to_first(&format!("You put this message off until {day}."));
            }
        }
        WaitsFrom::Contact(_) | WaitsFrom::Unsent => later(context, &mut reasons, sequence, index),
    }
    if index > 0 && follow_up.kind == StepKind::CheckIn && follow_up.rule.kind == FollowUpKind::FinalAttempt {
        let text = format!(
            "No check-in of yours has reached them since {}, so this is a first polite question about the status.",
            event(start)
        );
        reasons.cite(rule::CHANNELS_EMAIL_4, text);
    }
    put_off(context, &mut reasons, follow_up.causes);
    if sequence.follow_ups.iter().position(|follow_up| follow_up.filled_by.is_none()) == Some(index) {
        bounced(context, &mut reasons, |sent| sent.is_follow_up() && *sent.at >= start.begins);
    }
    late_first_message(context, &mut reasons, sequence, index);
    reasons
}

/// After the time to move on, a first word is still possible for a while.
fn late_first_message(context: &Context, reasons: &mut Reasons, sequence: &Sequence, index: usize) {
    let is_last = index + 1 == sequence.follow_ups.len();
    if !is_last || sequence.follow_ups[index].missed || sequence.move_on.window.opens > *context.as_of {
        return;
    }
    if let Some(until) = sequence.late_until(context) {
        let text = format!(
            "No follow-up of yours has reached them yet. One short message can still go out until {}.",
            Day(until.date_naive())
        );
        reasons.cite(rule::PRACTICE_LATE_1, text);
    }
}

/// The employer's date goes before every wait; the articles that speak of it agree.
fn stated_date(context: &Context, reasons: &mut Reasons, stated: NaiveDate, opens: NaiveDate) {
    let (stated, opens) = (Day(stated), Day(opens));
    let origin = context.origin;
    if origin != Origin::Call {
        let text = format!("The employer said it would decide by {stated}, so don't write before {opens}.");
        reasons.cite(rule::DREAM_WAIT_1, text);
    }
    if matches!(origin, Origin::Call | Origin::Consensus) {
        let text = format!("Don't reach out before the date that they gave, {stated}, has passed.");
        reasons.cite(rule::CALL_TIMELINE_1, text);
    }
    if matches!(origin, Origin::Channels | Origin::Consensus) {
        let text = format!("If {stated} passes without news, write to them: they may simply have forgotten.");
        reasons.cite(rule::CHANNELS_OVERDUE_1, text);
    }
    if matches!(origin, Origin::Dream | Origin::Consensus) {
        let text = format!("After {stated}, one short and polite message asks for an update.");
        reasons.cite(rule::DREAM_FOLLOWUP_1, text);
    }
}

/// What puts a message off beyond its wait.
fn put_off(context: &Context, reasons: &mut Reasons, causes: Causes) {
    let days = &context.days;
    if let Some(stated) = causes.stated {
        let (stated, opens) = (Day(stated), Day(days.business(stated, 1)));
        let text = format!("The employer said it would decide by {stated}, so don't write before {opens}.");
        reasons.cite(if context.origin == Origin::Call { rule::CALL_TIMELINE_1 } else { rule::DREAM_WAIT_1 }, text);
    }
    if let Some(sent) = causes.gap {
        let (sent, opens) = (Day(sent), Day(days.after_days(sent, GAP_DAYS)));
        let was_sent = !context.playbook.thank_yous_count_for_gap
            || context.timeline.outbound.iter().any(|message| days.date(*message.at) == sent.0);
        let text = if was_sent {
            format!("One message a week is enough. The last one went out on {sent}, so this one waits until {opens}.")
        } else {
            format!("One message a week is enough. Thanks are best sent on {sent}, so this one waits until {opens}.")
        };
        reasons.cite(rule::CHANNELS_CADENCE_1, text);
        if context.origin == Origin::Timeframe {
            let text = format!("Several messages in one week are too many, so this one waits until {opens}.");
            reasons.cite(rule::TIMEFRAME_AVOID_2, text);
        }
    }
    if let Some(closes) = causes.respond {
        let (closes, opens) = (Day(closes), Day(days.business(closes, 1)));
        let text = format!("The employer expects to hear from you by {closes}, so don't ask for news before {opens}.");
        reasons.cite(rule::CHANNELS_DEADLINE_1, text);
    }
}

pub(crate) fn move_on(context: &Context, sequence: &Sequence) -> (Reasons, Vec<Advice>) {
    let mut reasons = Reasons::new();
    let move_on = &sequence.move_on;
    let day = Day(move_on.window.ideal.date_naive());
    let silent = nothing_was_asked(context, sequence);
    match context.origin {
        Origin::Consensus => {
            let text = format!("With no {} by {day}, move on, and part on good terms.", answer(silent));
            reasons.cite(rule::BALANCE_SILENCE_3, text);
            let text = if silent {
                "When no news comes, your effort is better spent on other openings."
            } else {
                "When several messages get no answer, your effort is better spent on other openings."
            };
            reasons.cite(rule::CALL_STOP_1, text);
            let text = if silent {
                format!("Some advise moving on after two weeks without news. Don't wait beyond {day}.")
            } else {
                format!(
                    "Some advise moving on after two weeks. Your last message still needs time, so give it until {day}."
                )
            };
            reasons.cite(rule::CHANNELS_SILENCE_1, text);
        }
        Origin::Balance => {
            let text = if silent {
                format!("With no news by {day}, move on, and part on good terms.")
            } else {
                format!("After one or two follow-ups without an answer, move on by {day}, and part on good terms.")
            };
            reasons.cite(rule::BALANCE_SILENCE_3, text);
        }
        Origin::Dream => {
            let text = if silent {
                format!("A thank-you and one follow-up are enough. With no news by {day}, turn to other openings.")
            } else {
                format!("A thank-you and one follow-up are enough. Give them time to answer until {day}.")
            };
            reasons.cite(rule::DREAM_RESTRAINT_1, text);
        }
        Origin::Channels => {
            let waited = (day.0 - sequence.start.first_day).num_days();
            let text = if (8..=15).contains(&waited) {
                format!("If you have heard nothing by {day}, in the second week, move on.")
            } else {
                format!("Usually one moves on in the second week of silence; here on {day}.")
            };
            reasons.cite(rule::CHANNELS_SILENCE_1, text);
        }
        Origin::Call => {
            let text = if silent {
                format!("With no news by {day}, turn to other openings.")
            } else {
                format!("If nobody has answered by {day}, turn to other openings.")
            };
            reasons.cite(rule::CALL_STOP_1, text);
        }
        Origin::Timeframe => {
            let answer = answer(silent);
            let text = format!("Don't send one message after the other. With no {answer} by {day}, leave it at that.");
            reasons.cite(rule::TIMEFRAME_AVOID_2, text);
        }
        Origin::Own => {
            let text = format!("The playbook \"{}\" moves on to other employers on {day}.", context.playbook.key);
            reasons.choose(rule::BALANCE_SILENCE_3, text);
        }
    }
    if is_put_off(move_on.decision, move_on.window) {
        reasons.add_to_first("You set that day yourself.");
    }
    put_off(context, &mut reasons, move_on.causes);
    (reasons, vec![keep_looking()])
}

/// What comes back to somebody who asked, and to somebody who didn't.
fn answer(silent: bool) -> &'static str {
    if silent { "news" } else { "answer" }
}

/// Whether no message of the sequence went out, and none will before its end.
fn nothing_was_asked(context: &Context, sequence: &Sequence) -> bool {
    let is_over = sequence.move_on.window.opens <= *context.as_of;
    let is_out = |follow_up: &FollowUp| {
        follow_up.filled_by.is_none() && (is_over || follow_up.missed || follow_up.decision.dismissed)
    };
    sequence.follow_ups.iter().all(is_out)
}

/// What to do while nobody answers.
pub(crate) fn keep_looking() -> Advice {
    advice(rule::BALANCE_SILENCE_1, "While you wait, keep looking and applying elsewhere.")
}
