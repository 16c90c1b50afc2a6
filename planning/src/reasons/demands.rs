//! Why steps outside the sequence are there: deadlines, questions, outcomes.

use super::{
    Reasons,
    words::{Day, Time},
};
use crate::{StepKind, ledger::rule, window::Window};

pub(crate) fn respond(window: Window) -> Reasons {
    let mut reasons = Reasons::new();
    let text = format!(
        "The employer asked to hear from you by {}. Write on {}, so that nothing can get in the way.",
        Time(window.closes),
        Day(window.ideal.date_naive())
    );
    reasons.cite(rule::CHANNELS_DEADLINE_1, text);
    reasons
}

pub(crate) fn answer(window: Window) -> Reasons {
    let mut reasons = Reasons::new();
    let text = format!(
        "The employer asked you something at {}. Answer by the end of the next business day, {}.",
        Time(window.opens),
        Day(window.closes.date_naive())
    );
    reasons.choose(rule::CHANNELS_CONTENT_1, text);
    reasons
}

pub(crate) fn reschedule_request(window: Window) -> Reasons {
    let mut reasons = Reasons::new();
    let text = format!(
        "Nobody had turned up by {}. Ask politely for a new date by {}.",
        Time(window.opens),
        Day(window.closes.date_naive())
    );
    reasons.choose(rule::CHANNELS_EMAIL_4, text);
    reasons
}

/// Why the message that an outcome asks for goes out; `took_other_job` says that the candidate withdrew for another job.
pub(crate) fn closing(kind: StepKind, window: Window, took_other_job: bool) -> Reasons {
    let mut reasons = Reasons::new();
    let closes = Time(window.closes);
    match kind {
        StepKind::RejectionThanks => {
            let text = format!("A polite thank-you after a rejection leaves the door open: send it by {closes}.");
            reasons.choose(rule::DREAM_OUTCOME_1, text);
        }
        StepKind::OfferThanks => {
            let text = format!("Thank them for the offer within 24 hours, by {closes}.");
            reasons.choose(rule::BALANCE_THANKS_1, text);
        }
        _ if took_other_job => {
            let text = format!("You have taken another job, so withdraw kindly and soon, by {closes}.");
            reasons.cite(rule::PRACTICE_OFFER_2, text);
        }
        _ => {
            let text = format!("If the position isn't right for you, say so politely by {closes}.");
            reasons.choose(rule::CHANNELS_EMAIL_4, text);
        }
    }
    reasons
}

pub(crate) fn stay_in_touch(window: Window) -> Reasons {
    let mut reasons = Reasons::new();
    let text = format!(
        "Even without the job it pays to stay in touch, with few messages. Write around {}.",
        Day(window.ideal.date_naive())
    );
    reasons.cite(rule::CHANNELS_NETWORK_1, text);
    reasons
}

pub(crate) fn competing_offer(window: Window) -> Reasons {
    let mut reasons = Reasons::new();
    let text = format!(
        "You have another offer, and this employer is still deciding. Tell them honestly by {}, so that they can still act.",
        Time(window.closes)
    );
    reasons.cite(rule::PRACTICE_OFFER_1, text);
    reasons
}

pub(crate) fn offer_response(window: Window) -> Reasons {
    let mut reasons = Reasons::new();
    let text = format!("The employer wants an answer to its offer by {}.", Time(window.closes));
    reasons.cite(rule::PRACTICE_OFFER_2, text);
    reasons
}
