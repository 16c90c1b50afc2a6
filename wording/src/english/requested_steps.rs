//! Why steps outside the sequence are in the plan: deadlines, questions, outcomes.

use planning::reason::RequestedStepReason as Reason;

use super::time::{Day, Time};
use crate::parts::add;

pub(super) fn requested_step(reason: &Reason, out: &mut String) {
    match *reason {
        Reason::Respond { deadline, write_on } => add!(
            out,
            "The employer asked to hear from you by ",
            Time(deadline),
            ". Write on ",
            Day(write_on),
            ", so that nothing can get in the way."
        ),
        Reason::RespondPutOff { deadline, write_on } => add!(
            out,
            "The employer asked to hear from you by ",
            Time(deadline),
            ". You put this off until ",
            Day(write_on),
            ", so write then."
        ),
        Reason::Answer { asked_at, answer_on } => add!(
            out,
            "The employer asked you something at ",
            Time(asked_at),
            ". Answer by the end of the next business day, ",
            Day(answer_on),
            "."
        ),
        Reason::AnswerPutOff { postponed_until, answer_on } => add!(
            out,
            "The employer asked you something. Usually one answers by the end of the next business day; you put this \
             off until ",
            Time(postponed_until),
            ", so answer by ",
            Day(answer_on),
            "."
        ),
        Reason::NobodyCame { by, ask_on } => {
            add!(out, "Nobody had turned up by ", Time(by), ". Ask politely for a new date by ", Day(ask_on), ".");
        }
        Reason::NobodyCamePutOff { postponed_until, ask_on } => add!(
            out,
            "Nobody turned up. You put this off until ",
            Time(postponed_until),
            ", so ask politely for a new date by ",
            Day(ask_on),
            "."
        ),
        Reason::RejectionThanks { until } => {
            add!(out, "A polite thank-you after a rejection leaves the door open: send it by ", Time(until), ".");
        }
        Reason::OfferThanks { until } => {
            add!(out, "Thank them for the offer within 24 hours, by ", Time(until), ".");
        }
        Reason::OfferThanksPutOff { until } => {
            add!(out, "Usually one thanks for an offer within 24 hours; here by ", Time(until), ".");
        }
        Reason::OtherJobTaken { until } => {
            add!(out, "You have taken another job, so withdraw kindly and soon, by ", Time(until), ".");
        }
        Reason::OtherJobTakenPutOff { until } => {
            add!(out, "You have taken another job, so withdraw kindly, by ", Time(until), ".");
        }
        Reason::Withdrawal { until } => {
            add!(out, "If the position isn't right for you, say so politely by ", Time(until), ".");
        }
        Reason::StayInTouch { around } => add!(
            out,
            "Even without the job it pays to stay in touch, with few messages. Write around ",
            Day(around),
            "."
        ),
        Reason::CompetingOffer { until } => add!(
            out,
            "You have another offer, and this employer is still deciding. Tell them honestly by ",
            Time(until),
            ", so that they can still act."
        ),
        Reason::OfferResponse { deadline } => {
            add!(out, "The employer wants an answer to its offer by ", Time(deadline), ".");
        }
    }
}
