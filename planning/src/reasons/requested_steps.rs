//! Why steps outside the sequence are there: deadlines, questions, outcomes.

use super::{Reasons, is_put_off};
use crate::{
    StepKind,
    days::Moment,
    facts::OverrideDetails,
    ledger::rule,
    reason::{PutOff, RequestedStepReason as Reason},
    window::Window,
};

/// `deadline` is the employer's own, whenever the candidate wants to write.
pub(crate) fn respond<'f>(window: Window, decision: OverrideDetails, deadline: Moment) -> Reasons<'f> {
    let mut reasons = Reasons::new();
    let (deadline, write_on) = (deadline.into(), window.ideal.date_naive());
    let reason = if is_put_off(decision, window) {
        Reason::RespondPutOff { deadline, write_on }
    } else {
        Reason::Respond { deadline, write_on }
    };
    reasons.cite(rule::CHANNELS_DEADLINE_1, reason);
    reasons
}

pub(crate) fn answer<'f>(window: Window, decision: OverrideDetails) -> Reasons<'f> {
    let mut reasons = Reasons::new();
    let (opens, answer_on) = (window.opens.into(), window.closes.date_naive());
    let reason = if is_put_off(decision, window) {
        Reason::AnswerPutOff { put_off_until: opens, answer_on }
    } else {
        Reason::Answer { asked_at: opens, answer_on }
    };
    reasons.choose(rule::CHANNELS_CONTENT_1, reason);
    reasons
}

pub(crate) fn reschedule_request<'f>(window: Window, decision: OverrideDetails) -> Reasons<'f> {
    let mut reasons = Reasons::new();
    let (opens, ask_on) = (window.opens.into(), window.closes.date_naive());
    let reason = if is_put_off(decision, window) {
        Reason::NobodyCamePutOff { put_off_until: opens, ask_on }
    } else {
        Reason::NobodyCame { by: opens, ask_on }
    };
    reasons.choose(rule::CHANNELS_EMAIL_4, reason);
    reasons
}

/// Why the message that an outcome asks for goes out; `took_other_job` says that the candidate withdrew for another job.
pub(crate) fn closing<'f>(
    kind: StepKind,
    window: Window,
    decision: OverrideDetails,
    took_other_job: bool,
) -> Reasons<'f> {
    let mut reasons = Reasons::new();
    let until = window.closes.into();
    let put_off = is_put_off(decision, window);
    match kind {
        StepKind::RejectionThanks => reasons.choose(rule::DREAM_OUTCOME_1, Reason::RejectionThanks { until }),
        StepKind::OfferThanks if put_off => {
            reasons.choose(rule::BALANCE_THANKS_1, Reason::OfferThanksPutOff { until });
        }
        StepKind::OfferThanks => reasons.choose(rule::BALANCE_THANKS_1, Reason::OfferThanks { until }),
        _ if took_other_job && put_off => {
            reasons.cite(rule::PRACTICE_OFFER_2, Reason::OtherJobTakenPutOff { until });
        }
        _ if took_other_job => reasons.cite(rule::PRACTICE_OFFER_2, Reason::OtherJobTaken { until }),
        _ => reasons.choose(rule::CHANNELS_EMAIL_4, Reason::Withdrawal { until }),
    }
    tell_put_off(&mut reasons, put_off, window);
    reasons
}

/// That the candidate set the day.
fn tell_put_off(reasons: &mut Reasons, put_off: bool, window: Window) {
    if put_off {
        reasons.put_off(PutOff::Until(window.opens.into()));
    }
}

pub(crate) fn stay_in_touch<'f>(window: Window, decision: OverrideDetails) -> Reasons<'f> {
    let mut reasons = Reasons::new();
    reasons.cite(rule::CHANNELS_NETWORK_1, Reason::StayInTouch { around: window.ideal.date_naive() });
    if is_put_off(decision, window) {
        reasons.put_off(PutOff::ToThatDay);
    }
    reasons
}

pub(crate) fn competing_offer<'f>(window: Window, decision: OverrideDetails) -> Reasons<'f> {
    let mut reasons = Reasons::new();
    reasons.cite(rule::PRACTICE_OFFER_1, Reason::CompetingOffer { until: window.closes.into() });
    tell_put_off(&mut reasons, is_put_off(decision, window), window);
    reasons
}

/// `deadline` is the employer's own, whenever the candidate wants to decide.
pub(crate) fn offer_response<'f>(window: Window, decision: OverrideDetails, deadline: Moment) -> Reasons<'f> {
    let mut reasons = Reasons::new();
    reasons.cite(rule::PRACTICE_OFFER_2, Reason::OfferResponse { deadline: deadline.into() });
    tell_put_off(&mut reasons, is_put_off(decision, window), window);
    reasons
}
