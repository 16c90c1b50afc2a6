//! Why steps outside the sequence are there: deadlines, questions, outcomes.

use super::{
    Reasons,
    words::{Day, Time},
};
use crate::{StepKind, ledger::rule, window::Window};

pub(crate) fn respond(window: Window) -> Reasons {
    let mut reasons = Reasons::new();
    let text = format!(
        "The employer asked to hear from you by {}; {} leaves room for the unexpected.",
        Time(window.closes),
        Day(window.ideal.date_naive())
    );
    reasons.cite(rule::CHANNELS_DEADLINE_1, text);
    reasons
}

pub(crate) fn answer(window: Window) -> Reasons {
    let mut reasons = Reasons::new();
    let text = format!(
        "The employer asked you something at {}, and an open question is answered by the end of the next business day, \
         {}; that figure is chosen, no article states one.",
        Time(window.opens),
        Day(window.closes.date_naive())
    );
    reasons.choose(rule::CHANNELS_CONTENT_1, text);
    reasons
}

pub(crate) fn reschedule_request(window: Window) -> Reasons {
    let mut reasons = Reasons::new();
    let text = format!(
        "Nobody had turned up by {}, so the process has stalled: ask politely for a new date by {}; these figures are \
         chosen, no article states any.",
        Time(window.opens),
        Day(window.closes.date_naive())
    );
    reasons.choose(rule::CHANNELS_EMAIL_4, text);
    reasons
}

pub(crate) fn closing(kind: StepKind, window: Window) -> Reasons {
    let mut reasons = Reasons::new();
    let closes = Time(window.closes);
    match kind {
        StepKind::RejectionThanks => {
            let text = format!(
                "A polite word of thanks after the rejection leaves the door open; that it goes out by {closes} is chosen."
            );
            reasons.choose(rule::DREAM_OUTCOME_1, text);
        }
        StepKind::OfferThanks => {
            let text = format!(
                "An offer deserves thanks as soon as an interview does, within 24 hours, by {closes}; that it holds for \
                 offers is chosen."
            );
            reasons.choose(rule::BALANCE_THANKS_1, text);
        }
        _ => {
            let text = format!(
                "If the position turns out not to fit, say so politely; that it goes out by {closes} is chosen."
            );
            reasons.choose(rule::CHANNELS_EMAIL_4, text);
        }
    }
    reasons
}

pub(crate) fn stay_in_touch(window: Window) -> Reasons {
    let mut reasons = Reasons::new();
    let text = format!(
        "Even without the job it pays to stay in touch, with few messages: the next one around {}, three months on, \
         which is a chosen figure.",
        Day(window.ideal.date_naive())
    );
    reasons.cite(rule::CHANNELS_NETWORK_1, text);
    reasons
}
