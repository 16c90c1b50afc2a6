//! Steps after the end of an application, and the message some months later.

use chrono::{Days as CalendarDays, NaiveDate, TimeDelta};

use crate::{
    Instant, StepKind,
    context::Context,
    days::{BusinessDays, CLOSING_TIME, IDEAL_TIME},
    facts::{Communication, Outcome, OutcomeKind, OverrideDetails, Purpose},
    ledger::rule,
    reason::{PostponementNote, Reason, RequestedStepReason},
    window::{DayWindow, Window},
};

/// The time between the end and a friendly message.
const QUIET_DAYS: CalendarDays = CalendarDays::new(90);
/// How long that message is timely.
const TIMELY_DAYS: CalendarDays = CalendarDays::new(14);
/// The number of business days for thanks after a rejection.
const REJECTION_DAYS: i32 = 2;
/// The number of business days for a withdrawal note.
const WITHDRAWAL_DAYS: i32 = 1;
/// The time for thanks after an offer.
const OFFER_THANKS: TimeDelta = TimeDelta::hours(24);

/// The id of the message after some months. A plan has at most one.
const STAY_IN_TOUCH: &str = "outcome:stay_in_touch";

/// A step after the end of an application, or of a sequence that got no answer.
pub(crate) struct ClosingStep<'f> {
    pub(crate) id: &'static str,
    pub(crate) kind: StepKind,
    pub(crate) window: Window,
    pub(crate) decision: OverrideDetails,
    pub(crate) done: Option<&'f Communication>,
    /// Why the step is in the plan; `None` if the plan has no reasons.
    pub(crate) reason: Option<Reason<'f>>,
}

/// The steps that an outcome asks for, except the message after some months.
pub(crate) fn closing_steps<'f>(context: &Context<'f>, outcome: Outcome) -> impl Iterator<Item = ClosingStep<'f>> {
    closing_message(context, outcome).into_iter().chain(offer_response(context, outcome))
}

/// The message three months after `day`, unless another sequence begins at `ends`.
pub(crate) fn stay_in_touch<'f>(context: &Context<'f>, day: NaiveDate, ends: Option<Instant>) -> ClosingStep<'f> {
    let last = context.timeline.outcome.map(|outcome| outcome.at);
    let in_time = |at: Instant| ends.is_none_or(|ends| at < ends) && last.is_none_or(|last| at <= last);
    let mut planned = stay_in_touch_after(context, day);
    planned.done = planned.done.filter(|done| in_time(done.at));
    planned
}

/// The message three months after a rejection.
pub(crate) fn stay_in_touch_after_rejection<'f>(context: &Context<'f>, outcome: Outcome) -> Option<ClosingStep<'f>> {
    let rejected = outcome.kind == OutcomeKind::Rejected;
    rejected.then(|| stay_in_touch_after(context, context.days.date(*outcome.at)))
}

fn stay_in_touch_after<'f>(context: &Context<'f>, day: NaiveDate) -> ClosingStep<'f> {
    let days = &context.days;
    let opens = days.roll(day + QUIET_DAYS);
    let window = DayWindow { closes: days.roll(opens + TIMELY_DAYS), ..DayWindow::one_day(opens) }.times(days);
    let decision = context.overrides.for_step(|| STAY_IN_TOUCH.to_owned());
    let window = context.postponed(window, decision);
    let first = context.timeline.outbound.partition_point(|sent| *sent.at < window.opens);
    let reason = context.explains.then(|| {
        let reason = RequestedStepReason::StayInTouch { around: window.ideal.date_naive() };
        let postponement = window.is_postponed(decision).then_some(PostponementNote::DayInReason);
        Reason::with_stated_figure(rule::CHANNELS_NETWORK_1, reason).postponement(postponement)
    });
    let done = context.timeline.outbound.get(first).copied();
    ClosingStep { id: STAY_IN_TOUCH, kind: StepKind::StayInTouch, window, decision, done, reason }
}

/// The message that an outcome asks for, if there is one.
fn closing_message<'f>(context: &Context<'f>, outcome: Outcome) -> Option<ClosingStep<'f>> {
    let days = &context.days;
    let opens = context.to_local(outcome.at);
    let end_of = |n| days.at_local_time(days.business_day(opens.date_naive(), n), CLOSING_TIME);
    let (id, kind, closes) = match outcome.kind {
        OutcomeKind::Rejected => ("outcome:rejection_thanks", StepKind::RejectionThanks, end_of(REJECTION_DAYS)),
        OutcomeKind::Offered => ("outcome:offer_thanks", StepKind::OfferThanks, days.add_elapsed(opens, OFFER_THANKS)),
        OutcomeKind::Withdrawn => ("outcome:withdrawal_note", StepKind::WithdrawalNote, end_of(WITHDRAWAL_DAYS)),
        OutcomeKind::Accepted => return None,
    };
    let decision = context.overrides.for_step(|| id.to_owned());
    let window = context.postponed(Window::ordered(opens, days.polite_time(opens, closes), closes), decision);
    let done = context.timeline.first_outbound(outcome.at, |_| true);
    let reason = context.explains.then(|| closing_reason(context, outcome.kind, window, decision));
    Some(ClosingStep { id, kind, window, decision, done, reason })
}

fn closing_reason<'f>(
    context: &Context<'f>,
    outcome: OutcomeKind,
    window: Window,
    decision: OverrideDetails,
) -> Reason<'f> {
    let until = window.closes.into();
    let postponement = window.is_postponed(decision);
    let reason = match outcome {
        OutcomeKind::Rejected => {
            Reason::with_chosen_figure(rule::DREAM_OUTCOME_1, RequestedStepReason::RejectionThanks { until })
        }
        OutcomeKind::Offered if postponement => {
            Reason::with_chosen_figure(rule::BALANCE_THANKS_1, RequestedStepReason::OfferThanksPutOff { until })
        }
        OutcomeKind::Offered => {
            Reason::with_chosen_figure(rule::BALANCE_THANKS_1, RequestedStepReason::OfferThanks { until })
        }
        _ if context.took_other_job() && postponement => {
            Reason::with_stated_figure(rule::PRACTICE_OFFER_2, RequestedStepReason::OtherJobTakenPutOff { until })
        }
        _ if context.took_other_job() => {
            Reason::with_stated_figure(rule::PRACTICE_OFFER_2, RequestedStepReason::OtherJobTaken { until })
        }
        _ => Reason::with_chosen_figure(rule::CHANNELS_EMAIL_4, RequestedStepReason::Withdrawal { until }),
    };
    reason.postponement(postponed_until(window, decision))
}

/// The time until which the candidate put the step off.
fn postponed_until(window: Window, decision: OverrideDetails) -> Option<PostponementNote> {
    window.is_postponed(decision).then(|| PostponementNote::StepUntil(window.opens.into()))
}

/// The answer to the employer's offer, if it has a deadline.
fn offer_response<'f>(context: &Context<'f>, outcome: Outcome) -> Option<ClosingStep<'f>> {
    if outcome.kind != OutcomeKind::Offered {
        return None;
    }
    let days = &context.days;
    let (opens, closes) = (context.to_local(outcome.at), context.to_local(outcome.respond_by?));
    let day_before = days.at_local_time(days.business_day(closes.date_naive(), -1), IDEAL_TIME);
    let ideal = day_before.max(days.polite_time(opens, closes)).min(closes);
    let id = "outcome:offer_response";
    let decision = context.overrides.for_step(|| id.to_owned());
    let window = context.postponed(Window::ordered(opens, ideal, closes), decision);
    let done = context.timeline.first_outbound(outcome.at, |sent| sent.purpose == Purpose::OfferResponse);
    let reason = context.explains.then(|| {
        let reason = RequestedStepReason::OfferResponse { deadline: closes.into() };
        Reason::with_stated_figure(rule::PRACTICE_OFFER_2, reason).postponement(postponed_until(window, decision))
    });
    Some(ClosingStep { id, kind: StepKind::OfferResponse, window, decision, done, reason })
}
