//! Why steps outside the sequence are there: deadlines, questions, outcomes.

use super::{
    Reasons, is_put_off,
    words::{Day, Time},
};
use crate::{StepKind, days::Moment, facts::OverrideDetails, ledger::rule, window::Window};

/// `deadline` is the employer's own, whenever the candidate wants to write.
pub(crate) fn respond(window: Window, word: OverrideDetails, deadline: Moment) -> Reasons {
    let mut reasons = Reasons::new();
    let (deadline, day) = (Time(deadline), Day(window.ideal.date_naive()));
    let text = if is_put_off(word, window) {
        format!("The employer asked to hear from you by {deadline}. You put this off until {day}, so write then.")
    } else {
        format!(
            "The employer asked to hear from you by {deadline}. Write on {day}, so that nothing can get in the way."
        )
    };
    reasons.cite(rule::CHANNELS_DEADLINE_1, text);
    reasons
}

pub(crate) fn answer(window: Window, word: OverrideDetails) -> Reasons {
    let mut reasons = Reasons::new();
    let (opens, day) = (Time(window.opens), Day(window.closes.date_naive()));
    let text = if is_put_off(word, window) {
        format!(
            "The employer asked you something. Usually one answers by the end of the next business day; you put this off \
             until {opens}, so answer by {day}."
        )
    } else {
        format!("The employer asked you something at {opens}. Answer by the end of the next business day, {day}.")
    };
    reasons.choose(rule::CHANNELS_CONTENT_1, text);
    reasons
}

pub(crate) fn reschedule_request(window: Window, word: OverrideDetails) -> Reasons {
    let mut reasons = Reasons::new();
    let (opens, day) = (Time(window.opens), Day(window.closes.date_naive()));
    let text = if is_put_off(word, window) {
        format!("Nobody turned up. You put this off until {opens}, so ask politely for a new date by {day}.")
    } else {
        format!("Nobody had turned up by {opens}. Ask politely for a new date by {day}.")
    };
    reasons.choose(rule::CHANNELS_EMAIL_4, text);
    reasons
}

/// Why the message that an outcome asks for goes out; `took_other_job` says that the candidate withdrew for another job.
pub(crate) fn closing(kind: StepKind, window: Window, word: OverrideDetails, took_other_job: bool) -> Reasons {
    let mut reasons = Reasons::new();
    let closes = Time(window.closes);
    let put_off = is_put_off(word, window);
    match kind {
        StepKind::RejectionThanks => {
            let text = format!("A polite thank-you after a rejection leaves the door open: send it by {closes}.");
            reasons.choose(rule::DREAM_OUTCOME_1, text);
        }
        StepKind::OfferThanks => {
            let text = if put_off {
                format!("Usually one thanks for an offer within 24 hours; here by {closes}.")
            } else {
                format!("Thank them for the offer within 24 hours, by {closes}.")
            };
            reasons.choose(rule::BALANCE_THANKS_1, text);
        }
        _ if took_other_job => {
            let soon = if put_off { "kindly" } else { "kindly and soon" };
            let text = format!("You have taken another job, so withdraw {soon}, by {closes}.");
            reasons.cite(rule::PRACTICE_OFFER_2, text);
        }
        _ => {
            let text = format!("If the position isn't right for you, say so politely by {closes}.");
            reasons.choose(rule::CHANNELS_EMAIL_4, text);
        }
    }
    tell_put_off(&mut reasons, put_off, window);
    reasons
}

/// That the candidate set the day.
fn tell_put_off(reasons: &mut Reasons, put_off: bool, window: Window) {
    if put_off {
        reasons.add_to_first(&format!("You put this off until {}.", Time(window.opens)));
    }
}

pub(crate) fn stay_in_touch(window: Window, word: OverrideDetails) -> Reasons {
    let mut reasons = Reasons::new();
    let text = format!(
        "Even without the job it pays to stay in touch, with few messages. Write around {}.",
        Day(window.ideal.date_naive())
    );
    reasons.cite(rule::CHANNELS_NETWORK_1, text);
    if is_put_off(word, window) {
        reasons.add_to_first("You set that day yourself.");
    }
    reasons
}

pub(crate) fn competing_offer(window: Window, word: OverrideDetails) -> Reasons {
    let mut reasons = Reasons::new();
    let text = format!(
        "You have another offer, and this employer is still deciding. Tell them honestly by {}, so that they can still act.",
        Time(window.closes)
    );
    reasons.cite(rule::PRACTICE_OFFER_1, text);
    tell_put_off(&mut reasons, is_put_off(word, window), window);
    reasons
}

/// `deadline` is the employer's own, whenever the candidate wants to decide.
pub(crate) fn offer_response(window: Window, word: OverrideDetails, deadline: Moment) -> Reasons {
    let mut reasons = Reasons::new();
    let text = format!("The employer wants an answer to its offer by {}.", Time(deadline));
    reasons.cite(rule::PRACTICE_OFFER_2, text);
    tell_put_off(&mut reasons, is_put_off(word, window), window);
    reasons
}
