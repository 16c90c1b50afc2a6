//! Why the ladder's messages come when they do, and when it is time to turn elsewhere.

use super::{
    Reasons, advice,
    words::{BusinessDays, Day},
};
use crate::{
    Advice, StepKind,
    adjustments::{Adjustment, adjustments},
    context::Context,
    facts::InterviewKind,
    footing::Footing,
    ladder::{Causes, From, Ladder, Rung},
    ledger::rule,
    origin::Origin,
    playbook::RungKind,
};

pub(crate) fn rung(context: &Context, ladder: &Ladder, index: usize) -> Reasons {
    let mut reasons = Reasons::new();
    let rung = &ladder.rungs[index];
    let footing = &ladder.footing;
    if rung.kind == StepKind::RescheduleRequest {
        let text = format!(
            "The employer didn't turn up on {}, so the process has stalled: ask politely where it stands.",
            Day(context.days.date(*footing.interview.starts_at))
        );
        reasons.cite(rule::CHANNELS_EMAIL_4, text);
    }
    match rung.causes.from {
        From::Event => {
            first(context, &mut reasons, footing, rung);
            adjusted(context, &mut reasons, footing);
        }
        From::Stated(stated) => {
            let after_it = context.days.business(stated, 1);
            stated_date(context, &mut reasons, stated, after_it);
            if after_it < context.days.business(footing.first_day, 2) {
                let text = format!(
                    "Their date comes so soon after {} that two business days pass first, so as not to seem hasty.",
                    event(footing)
                );
                reasons.choose(rule::TIMEFRAME_AVOID_1, text);
            }
        }
        From::Contact(_) | From::Unsent(_) => later(context, &mut reasons, footing, rung),
    }
    if index > 0 && rung.kind == StepKind::CheckIn && rung.rule.kind == RungKind::FinalAttempt {
        let text = "No earlier message went out, so nothing is final yet: this is a first polite word about the status.";
        reasons.cite(rule::CHANNELS_EMAIL_4, text);
    }
    put_off(context, &mut reasons, rung.causes, rung.window.opens.date_naive());
    reasons
}

/// The wait for the first message, as each article has it.
fn first(context: &Context, reasons: &mut Reasons, footing: &Footing, rung: &Rung) {
    let since = event(footing);
    let [opens, ideal, closes] = days(rung);
    match context.origin {
        Origin::Consensus => {
            let text = format!("With nothing heard about a week after {since}, {ideal} is the day to ask.");
            reasons.cite(rule::BALANCE_EMAIL_1, text);
            let text = format!("With no date given, a week to ten days is a fair wait: from {opens} to {closes}.");
            reasons.cite(rule::DREAM_WAIT_2, text);
            let text = format!("One week after {since} a polite e-mail or a call is fitting.");
            reasons.cite(rule::CALL_WEEK1_1, text);
            let text = "One article would write again after two to three business days; it gives way, because the \
                        others leave the employer about a week.";
            reasons.cite(rule::TIMEFRAME_WAIT_1, text);
        }
        Origin::Balance => {
            let text = format!("Follow up within a week of {since} if nothing was heard: by {closes}, best on {ideal}.");
            reasons.cite(rule::BALANCE_EMAIL_1, text);
        }
        Origin::Dream => {
            let text = format!("With no date given, wait a week to ten days: from {opens} to {closes}.");
            reasons.cite(rule::DREAM_WAIT_2, text);
            let text = format!("Once that wait has passed without news, one brief, polite e-mail asks for an update, on {ideal}.");
            reasons.cite(rule::DREAM_FOLLOWUP_1, text);
        }
        Origin::Channels => {
            let text = format!("After more than a week of silence, one more short note, on {ideal}.");
            reasons.cite(rule::CHANNELS_SILENCE_1, text);
            let text = "This second message asks for an estimate of when to expect an answer.";
            reasons.cite(rule::CHANNELS_ESTIMATE_1, text);
        }
        Origin::Call => {
            let text = format!("One week after {since}, on {ideal}, a call or a polite e-mail is fitting.");
            reasons.cite(rule::CALL_WEEK1_1, text);
        }
        Origin::Timeframe => {
            let text = format!("Follow up two to three business days after {since}: on {opens}, by {closes} at the latest.");
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
fn later(context: &Context, reasons: &mut Reasons, footing: &Footing, rung: &Rung) {
    let since = event(footing);
    let [opens, ideal, closes] = days(rung);
    match context.origin {
        Origin::Consensus => {
            let text = format!("If the message before gets no answer, write once more after one to two weeks: from {opens} to {closes}.");
            reasons.cite(rule::BALANCE_SILENCE_2, text);
            let text = format!("About two weeks after {since}, on {ideal}, another polite word is acceptable.");
            reasons.cite(rule::CALL_WEEK2_1, text);
            let text = "One article holds a single follow-up to be enough; it gives way, because two others allow one more.";
            reasons.cite(rule::DREAM_RESTRAINT_1, text);
        }
        Origin::Call => {
            let text = format!("Two weeks after {since} without news, another polite call or e-mail is acceptable: on {ideal}.");
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
            let text = format!("If the message before gets no answer, one final attempt after one to two weeks: from {opens} to {closes}.");
            reasons.cite(rule::BALANCE_SILENCE_2, text);
        }
    }
}

/// What makes the first wait shorter or longer; every figure here is chosen.
fn adjusted(context: &Context, reasons: &mut Reasons, footing: &Footing) {
    if !context.playbook.adjustments {
        return;
    }
    let interviews = context.known.interviews.len();
    let application = &context.facts.application;
    let mut any = false;
    for adjustment in adjustments(application, footing.interview, interviews, footing.first_day) {
        any = true;
        let shift = adjustment.shift();
        let amount = BusinessDays(shift.unsigned_abs());
        let direction = if shift > 0 { "later" } else { "sooner" };
        for rule in adjustment.rules() {
            let text = format!("{}, so ask {amount} {direction}; that figure is chosen.", cause(adjustment));
            reasons.choose(rule, text);
        }
    }
    if any && context.origin == Origin::Consensus {
        let text = match footing.shift {
            0 => "The right wait varies with the job and the process; here what shortens and what lengthens it cancel out.".to_owned(),
            shift => format!(
                "The right wait varies with the job and the process; here it comes to {} {} in all, which is chosen.",
                BusinessDays(shift.unsigned_abs()),
                if shift > 0 { "more" } else { "less" }
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
        Adjustment::LateStage(InterviewKind::Technical) => "After a technical interview the decision needs time".to_owned(),
        Adjustment::LateStage(_) => "After the final interview the decision needs time".to_owned(),
        Adjustment::ManyInterviews(count) => format!("With {count} interviews the process is a slow one"),
        Adjustment::LongProcess(days) => format!("The application went in {days} days before, so the process is a slow one"),
    }
}

/// The employer's date goes before every wait; the articles that speak of it agree.
fn stated_date(context: &Context, reasons: &mut Reasons, stated: chrono::NaiveDate, opens: chrono::NaiveDate) {
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
fn put_off(context: &Context, reasons: &mut Reasons, causes: Causes, opens: chrono::NaiveDate) {
    let opens = Day(opens);
    if let Some(stated) = causes.stated {
        let text = format!("The employer said it would decide by {}, so nothing goes out before {opens}.", Day(stated));
        reasons.cite(if context.origin == Origin::Call { rule::CALL_TIMELINE_1 } else { rule::DREAM_WAIT_1 }, text);
    }
    if let Some(sent) = causes.gap {
        let text = format!("One message a week is enough: the last one is of {}, so this one waits until {opens}.", Day(sent));
        reasons.cite(rule::CHANNELS_CADENCE_1, text);
        if context.origin == Origin::Timeframe {
            let text = format!("Two messages within a week would be a string of them, so this one waits until {opens}.");
            reasons.cite(rule::TIMEFRAME_AVOID_2, text);
        }
    }
    if let Some(closes) = causes.respond {
        let text = format!("The employer waits for your word until {}; until then it is your turn, so don't ask before {opens}.", Day(closes));
        reasons.cite(rule::CHANNELS_DEADLINE_1, text);
    }
}

pub(crate) fn move_on(context: &Context, ladder: &Ladder) -> (Reasons, Vec<Advice>) {
    let mut reasons = Reasons::new();
    let day = Day(ladder.move_on.window.ideal.date_naive());
    match context.origin {
        Origin::Consensus => {
            let text = format!("With no answer by {day}, move on without burning bridges.");
            reasons.cite(rule::BALANCE_SILENCE_3, text);
            let text = "After follow-ups that nobody answered, other opportunities deserve the effort.";
            reasons.cite(rule::CALL_STOP_1, text);
            let text = format!("One article moves on by week two; it gives way, because the others allow one more message, so {day} it is.");
            reasons.cite(rule::CHANNELS_SILENCE_1, text);
        }
        Origin::Balance => {
            let text = format!("After one or two follow-ups without an answer, move on by {day}, without burning bridges.");
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
            let text = format!("The playbook \"{}\" moves on on {day}; that wait is its own.", context.playbook.key);
            reasons.choose(rule::BALANCE_SILENCE_3, text);
        }
    }
    put_off(context, &mut reasons, ladder.move_on.causes, ladder.move_on.window.opens.date_naive());
    (reasons, vec![advice(rule::BALANCE_SILENCE_1, "Keep looking and applying elsewhere.")])
}

fn event(footing: &Footing) -> &'static str {
    if footing.replies > 0 {
        "their reply"
    } else if footing.interview.is_no_show() {
        "the interview that they missed"
    } else {
        "the interview"
    }
}

fn days(rung: &Rung) -> [Day; 3] {
    [rung.window.opens, rung.window.ideal, rung.window.closes].map(|time| Day(time.date_naive()))
}
