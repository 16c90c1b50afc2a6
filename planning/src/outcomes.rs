//! What follows when an application has ended, and the message months later.

use chrono::{Days as CalendarDays, NaiveDate, TimeDelta};

use crate::{
    Instant, StepKind,
    context::Context,
    days::{BusinessDays, EVENING, MID_MORNING},
    facts::{Communication, Outcome, OutcomeKind, OverrideDetails, Purpose},
    window::{DayWindow, Window},
};

/// How long one lets things rest before a friendly message.
const QUIET_DAYS: CalendarDays = CalendarDays::new(90);
/// How long that message is timely.
const TIMELY_DAYS: CalendarDays = CalendarDays::new(14);
/// Business days for thanks after a rejection.
const REJECTION_DAYS: i32 = 2;
/// Business days for a note that one withdraws.
const WITHDRAWAL_DAYS: i32 = 1;
/// The time for thanks after an offer.
const OFFER_THANKS: TimeDelta = TimeDelta::hours(24);

/// The id of the message months later, of which a plan has at most one.
pub(crate) const STAY_IN_TOUCH: &str = "outcome:stay_in_touch";

/// The message months later.
#[derive(Clone, Copy)]
pub(crate) struct StayInTouch<'f> {
    pub(crate) window: Window,
    pub(crate) decision: OverrideDetails,
    pub(crate) done: Option<&'f Communication>,
}

/// What an outcome asks for.
#[derive(Clone, Copy)]
pub(crate) struct Closing<'f> {
    pub(crate) id: &'static str,
    pub(crate) kind: StepKind,
    pub(crate) window: Window,
    pub(crate) decision: OverrideDetails,
    pub(crate) done: Option<&'f Communication>,
}

/// The message that comes three months after `day`, unless another sequence begins at `ends`.
pub(crate) fn stay_in_touch<'f>(context: &Context<'f>, day: NaiveDate, ends: Option<Instant>) -> StayInTouch<'f> {
    let last = context.timeline.outcome.map(|outcome| outcome.at);
    let in_time = |at: Instant| ends.is_none_or(|ends| at < ends) && last.is_none_or(|last| at <= last);
    let mut planned = stay_in_touch_after(context, day);
    planned.done = planned.done.filter(|done| in_time(done.at));
    planned
}

/// The message that comes three months after a rejection.
pub(crate) fn stay_in_touch_after_rejection<'f>(context: &Context<'f>, outcome: Outcome) -> Option<StayInTouch<'f>> {
    let rejected = outcome.kind == OutcomeKind::Rejected;
    rejected.then(|| stay_in_touch_after(context, context.days.date(*outcome.at)))
}

fn stay_in_touch_after<'f>(context: &Context<'f>, day: NaiveDate) -> StayInTouch<'f> {
    let days = &context.days;
    let opens = days.roll(day + QUIET_DAYS);
    let window = DayWindow { closes: days.roll(opens + TIMELY_DAYS), ..DayWindow::single(opens) }.times(days);
    let decision = context.overrides.on(|| STAY_IN_TOUCH.to_owned());
    let window = context.snoozed(window, decision);
    let first = context.timeline.outbound.partition_point(|sent| *sent.at < window.opens);
    StayInTouch { window, decision, done: context.timeline.outbound.get(first).copied() }
}

/// The message that an outcome asks for, if it asks for one.
pub(crate) fn closing<'f>(context: &Context<'f>, outcome: Outcome) -> Option<Closing<'f>> {
    let days = &context.days;
    let opens = context.local(outcome.at);
    let end_of = |n| days.at(days.business(opens.date_naive(), n), EVENING);
    let (id, kind, closes) = match outcome.kind {
        OutcomeKind::Rejected => ("outcome:rejection_thanks", StepKind::RejectionThanks, end_of(REJECTION_DAYS)),
        OutcomeKind::Offered => ("outcome:offer_thanks", StepKind::OfferThanks, days.later(opens, OFFER_THANKS)),
        OutcomeKind::Withdrawn => ("outcome:withdrawal_note", StepKind::WithdrawalNote, end_of(WITHDRAWAL_DAYS)),
        OutcomeKind::Accepted => return None,
    };
    let decision = context.overrides.on(|| id.to_owned());
    let window = context.snoozed(Window::ordered(opens, days.courteous(opens, closes), closes), decision);
    Some(Closing { id, kind, window, decision, done: context.timeline.first_outbound(outcome.at, |_| true) })
}

/// The answer to the employer's offer, where it has a deadline.
pub(crate) fn offer_response<'f>(context: &Context<'f>, outcome: Outcome) -> Option<Closing<'f>> {
    if outcome.kind != OutcomeKind::Offered {
        return None;
    }
    let days = &context.days;
    let (opens, closes) = (context.local(outcome.at), context.local(outcome.respond_by?));
    let day_before = days.at(days.business(closes.date_naive(), -1), MID_MORNING);
    let ideal = day_before.max(days.courteous(opens, closes)).min(closes);
    let id = "outcome:offer_response";
    let decision = context.overrides.on(|| id.to_owned());
    let window = context.snoozed(Window::ordered(opens, ideal, closes), decision);
    let done = context.timeline.first_outbound(outcome.at, |sent| sent.purpose == Purpose::OfferResponse);
    Some(Closing { id, kind: StepKind::OfferResponse, window, decision, done })
}
