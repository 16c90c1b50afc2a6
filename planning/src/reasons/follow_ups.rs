//! Why the sequence's messages come when they do, and when it is time to turn elsewhere.

use chrono::NaiveDate;

use super::{
    Reasons, advice,
    waits::{adjusted, event, first, later},
    words::Day,
};
use crate::{
    Advice, StepKind,
    context::Context,
    ledger::rule,
    origin::Origin,
    playbook::FollowUpKind,
    sequence::{Causes, From, GAP_DAYS, Sequence},
};

pub(crate) fn follow_up(context: &Context, sequence: &Sequence, index: usize) -> Reasons {
    let mut reasons = Reasons::new();
    let follow_up = &sequence.follow_ups[index];
    let start = &sequence.start;
    if follow_up.kind == StepKind::RescheduleRequest {
        let text = format!(
            "The employer didn't turn up on {}, so the process has stalled: ask politely where it stands.",
            Day(context.days.date(*start.interview.starts_at))
        );
        reasons.cite(rule::CHANNELS_EMAIL_4, text);
    }
    match follow_up.causes.from {
        From::Event => {
            first(context, &mut reasons, start, follow_up);
            adjusted(context, &mut reasons, start, follow_up);
        }
        From::Stated(stated) => {
            let after_it = context.days.business(stated, 1);
            stated_date(context, &mut reasons, stated, after_it);
            if after_it < context.days.business(start.first_day, 2) {
                let text = format!(
                    "Their date comes so soon after {} that two business days pass first, so as not to seem hasty.",
                    event(start)
                );
                reasons.choose(rule::TIMEFRAME_AVOID_1, text);
            }
        }
        From::Contact(_) | From::Unsent => later(context, &mut reasons, start, follow_up),
    }
    if index > 0 && follow_up.kind == StepKind::CheckIn && follow_up.rule.kind == FollowUpKind::FinalAttempt {
        let since = event(start);
        let text =
            format!("Nothing went out since {since}, so nothing is final yet: a first polite word about the status.");
        reasons.cite(rule::CHANNELS_EMAIL_4, text);
    }
    put_off(context, &mut reasons, follow_up.causes);
    reasons
}

/// The employer's date goes before every wait; the articles that speak of it agree.
fn stated_date(context: &Context, reasons: &mut Reasons, stated: NaiveDate, opens: NaiveDate) {
    let (stated, opens) = (Day(stated), Day(opens));
    let origin = context.origin;
    if origin != Origin::Call {
        let text = format!("The employer said it would decide by {stated}, so nothing goes out before {opens}.");
        reasons.cite(rule::DREAM_WAIT_1, text);
    }
    if matches!(origin, Origin::Call | Origin::Consensus) {
        let text = format!("The employer gave a timeline, so don't reach out before it has passed, after {stated}.");
        reasons.cite(rule::CALL_TIMELINE_1, text);
    }
    if matches!(origin, Origin::Channels | Origin::Consensus) {
        let text = format!("If they let {stated} pass, write to them again: they may just have forgotten.");
        reasons.cite(rule::CHANNELS_OVERDUE_1, text);
    }
    if matches!(origin, Origin::Dream | Origin::Consensus) {
        let text = format!("Once {stated} has passed without news, one brief, polite message asks for an update.");
        reasons.cite(rule::DREAM_FOLLOWUP_1, text);
    }
}

/// What puts a message off beyond its wait.
fn put_off(context: &Context, reasons: &mut Reasons, causes: Causes) {
    let days = &context.days;
    if let Some(stated) = causes.stated {
        let (stated, opens) = (Day(stated), Day(days.business(stated, 1)));
        let text = format!("The employer said it would decide by {stated}, so nothing goes out before {opens}.");
        reasons.cite(if context.origin == Origin::Call { rule::CALL_TIMELINE_1 } else { rule::DREAM_WAIT_1 }, text);
    }
    if let Some(sent) = causes.gap {
        let (sent, opens) = (Day(sent), Day(days.after_days(sent, GAP_DAYS)));
        let text = format!("One message a week is enough: after the one of {sent} this one waits until {opens}.");
        reasons.cite(rule::CHANNELS_CADENCE_1, text);
        if context.origin == Origin::Timeframe {
            let text =
                format!("Two messages within a week would be a string of them, so this one waits until {opens}.");
            reasons.cite(rule::TIMEFRAME_AVOID_2, text);
        }
    }
    if let Some(closes) = causes.respond {
        let (closes, opens) = (Day(closes), Day(days.business(closes, 1)));
        let text =
            format!("The employer waits for your word until {closes}, so it is your turn: don't ask before {opens}.");
        reasons.cite(rule::CHANNELS_DEADLINE_1, text);
    }
}

pub(crate) fn move_on(context: &Context, sequence: &Sequence) -> (Reasons, Vec<Advice>) {
    let mut reasons = Reasons::new();
    let day = Day(sequence.move_on.window.ideal.date_naive());
    match context.origin {
        Origin::Consensus => {
            let text = format!("With no answer by {day}, move on without burning bridges.");
            reasons.cite(rule::BALANCE_SILENCE_3, text);
            let text = "After follow-ups that nobody answered, other opportunities deserve the effort.";
            reasons.cite(rule::CALL_STOP_1, text);
            let text = format!(
                "The article \"Four channels\" moves on by week two; it gives way, because the others allow one more \
                 message, so {day} it is."
            );
            reasons.cite(rule::CHANNELS_SILENCE_1, text);
        }
        Origin::Balance => {
            let text =
                format!("After one or two follow-ups without an answer, move on by {day}, without burning bridges.");
            reasons.cite(rule::BALANCE_SILENCE_3, text);
        }
        Origin::Dream => {
            let text = format!("A thank-you and one follow-up are enough: give them time to answer, until {day}.");
            reasons.cite(rule::DREAM_RESTRAINT_1, text);
        }
        Origin::Channels => {
            let text = format!("With nothing heard by week two, move on: {day}.");
            reasons.cite(rule::CHANNELS_SILENCE_1, text);
        }
        Origin::Call => {
            let text = format!("After follow-ups that nobody answered, turn to other opportunities on {day}.");
            reasons.cite(rule::CALL_STOP_1, text);
        }
        Origin::Timeframe => {
            let text = format!("No string of follow-ups: with no answer by {day}, leave it at that.");
            reasons.cite(rule::TIMEFRAME_AVOID_2, text);
        }
        Origin::Own => {
            let text =
                format!("The playbook \"{}\" turns elsewhere on {day}; that wait is its own.", context.playbook.key);
            reasons.choose(rule::BALANCE_SILENCE_3, text);
        }
    }
    put_off(context, &mut reasons, sequence.move_on.causes);
    (reasons, vec![keep_looking()])
}

/// What to do while nobody answers.
pub(crate) fn keep_looking() -> Advice {
    advice(rule::BALANCE_SILENCE_1, "While you wait, keep looking and applying elsewhere.")
}
