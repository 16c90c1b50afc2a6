//! Why steps outside the sequence are in the plan.

use chrono::NaiveDate;

use super::LocalTime;

/// Why a date, a question, an absence, an offer or an outcome needs a step.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RequestedStepReason {
    /// The employer asked to hear from the candidate by a time.
    Respond { deadline: LocalTime, write_on: NaiveDate },
    /// The same, and the candidate put it off.
    RespondPutOff { deadline: LocalTime, write_on: NaiveDate },
    /// The employer asked something.
    Answer { asked_at: LocalTime, answer_on: NaiveDate },
    /// The same, and the candidate put it off.
    AnswerPutOff { postponed_until: LocalTime, answer_on: NaiveDate },
    /// The employer did not turn up.
    NobodyCame { by: LocalTime, ask_on: NaiveDate },
    /// The same, and the candidate put it off.
    NobodyCamePutOff { postponed_until: LocalTime, ask_on: NaiveDate },
    /// Thanks after a rejection.
    RejectionThanks { until: LocalTime },
    /// Thanks for an offer within 24 hours.
    OfferThanks { until: LocalTime },
    /// The same, and the candidate put it off.
    OfferThanksPutOff { until: LocalTime },
    /// The candidate took another job and withdraws.
    OtherJobTaken { until: LocalTime },
    /// The same, and the candidate put it off.
    OtherJobTakenPutOff { until: LocalTime },
    /// The candidate withdraws.
    Withdrawal { until: LocalTime },
    /// Staying in touch is useful.
    StayInTouch { around: NaiveDate },
    /// The candidate has another offer while this employer decides.
    CompetingOffer { until: LocalTime },
    /// The employer wants an answer to its offer.
    OfferResponse { deadline: LocalTime },
}
