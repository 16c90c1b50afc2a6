//! How long the messages after the first wait: what each article has to say.

use super::{
    Reasons, is_put_off,
    waits::{days, event, why},
    words::{Between, Day},
};
use crate::{
    context::Context,
    ledger::rule,
    origin::Origin,
    sequence::{Sequence, WaitsFrom},
};

/// The wait for another message, as each article has it.
pub(super) fn later(context: &Context, reasons: &mut Reasons, sequence: &Sequence, index: usize) {
    let (start, follow_up) = (&sequence.start, &sequence.follow_ups[index]);
    let since = event(start);
    let [_, ideal, closes] = days(follow_up);
    let put_off = is_put_off(follow_up.decision, follow_up.window);
    let waited = (ideal.0 - start.first_day).num_days();
    let two_weeks = !put_off && (12..=18).contains(&waited);
    let first_message = sequence.is_first_message(index);
    if context.origin == Origin::Own {
        let (name, writes) = (&context.playbook.key, if first_message { "writes" } else { "writes again" });
        let text = if put_off {
            format!("You put off what the playbook \"{name}\" plans: write on {ideal}, and by {closes} at the latest.")
        } else {
            format!("The playbook \"{name}\" {writes} on {ideal}, and by {closes} at the latest.")
        };
        reasons.choose(rule::BALANCE_SILENCE_2, text);
        return;
    }
    if first_message {
        let text = if two_weeks {
            format!("Some two weeks after {since} a polite message is still acceptable, best on {ideal}.")
        } else if put_off {
            format!("You put your first question off: a polite message is still acceptable, best on {ideal}.")
        } else {
            format!("Nothing was asked in the usual time. A polite message is still acceptable, best on {ideal}.")
        };
        reasons.cite(rule::CALL_WEEK2_1, text);
        return;
    }
    if context.origin != Origin::Call {
        reasons.cite(rule::BALANCE_SILENCE_2, one_to_two_weeks(sequence, index));
    }
    if matches!(context.origin, Origin::Consensus | Origin::Call) {
        let (some, means) = match context.origin {
            Origin::Call => ("Two", "call or e-mail"),
            _ => ("Some two", "message"),
        };
        let text = if two_weeks {
            format!("{some} weeks after {since} another polite {means} is acceptable, best on {ideal}.")
        } else {
            let why = why(start, follow_up);
            format!(
                "Another polite {means} is usually acceptable two weeks after {since}; here best on {ideal}, {why}."
            )
        };
        reasons.cite(rule::CALL_WEEK2_1, text);
    }
    if context.origin == Origin::Consensus {
        let text = "One follow-up is often enough: send another only if the position still interests you.";
        reasons.cite(rule::DREAM_RESTRAINT_1, text);
    }
}

fn one_to_two_weeks(sequence: &Sequence, index: usize) -> String {
    let follow_up = &sequence.follow_ups[index];
    let between = Between(follow_up.window);
    let [opens, _, closes] = days(follow_up);
    let before = match follow_up.causes.from {
        WaitsFrom::Contact(sent) => Some(sent),
        _ => index.checked_sub(1).map(|before| sequence.follow_ups[before].window.ideal.date_naive()),
    };
    let waited = |day: Day| before.map_or(0, |before| (day.0 - before).num_days());
    let usual = !is_put_off(follow_up.decision, follow_up.window) && waited(opens) <= 14 && waited(closes) <= 18;
    let why = if usual { "" } else { why(&sequence.start, follow_up) };
    match (follow_up.causes.from, usual) {
        (WaitsFrom::Contact(sent), true) => {
            let sent = Day(sent);
            format!("If your message of {sent} gets no answer, write once more one to two weeks later: {between}.")
        }
        (WaitsFrom::Contact(sent), false) => {
            let sent = Day(sent);
            format!(
                "If your message of {sent} gets no answer, write once more, usually one to two weeks later; here \
                 {between}, {why}."
            )
        }
        (_, true) => {
            format!("If your next message gets no answer, write once more one to two weeks later: {between}.")
        }
        (_, false) => format!(
            "If your next message gets no answer, write once more, usually one to two weeks later; here {between}, {why}."
        ),
    }
}
