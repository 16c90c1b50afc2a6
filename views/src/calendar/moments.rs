//! When the event of a step is, and when an interview is reminded of.
//!
//! Alarms go by the candidate's clock, else by the employer's, and ring from 07:00 to 22:00 of it only. What is still
//! to come is at its best moment, or at the first moment from then on that suits. What is due or late, and whose best
//! moment has passed, is at the next moment that suits from the plan's moment on: an event in the past would ring for
//! nobody. That moment is one of a few hours of the day, so that a calendar which is fetched again and again doesn't
//! push it ahead each time.

use chrono::{DateTime, Days, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _, Utc};
use planning::{Status, Step, StepKind, TimeZone};

use crate::{
    View,
    days_off::DayOff,
    local_time::{from_local, to_local},
};

/// The hours of the candidate's day that suit best.
const GOOD_HOURS: &[u32] = &[9, 12, 15, 18];
/// Of what is late, or has no end: once a day.
const ONCE_A_DAY: &[u32] = &[9];
/// Hours that will do, where none of the best suits the employer's hours or the step's end.
const OTHER_HOURS: &[u32] = &[7, 8, 20, 21];
/// How many days ahead a moment is looked for.
const DAYS_AHEAD: u64 = 14;
/// How long before its deadline the event of a step stands, where no other moment suits.
const BEFORE_END: TimeDelta = TimeDelta::minutes(30);
/// What a calendar needs to be read in time.
const SOON: TimeDelta = TimeDelta::minutes(10);
/// How long before a deadline it is reminded of once more.
const BEFORE_DEADLINE: TimeDelta = TimeDelta::hours(2);
/// How long after its opening something that is best done at once still is.
const AT_ONCE: TimeDelta = TimeDelta::minutes(45);

/// The clock by which alarms ring.
pub(super) fn clock(view: &View) -> TimeZone {
    view.facts.candidate.time_zone.unwrap_or(view.plan.time_zone)
}

/// When the event of a step begins, and its alarm rings if the step is still to do.
pub(super) fn event_at(view: &View, step: &Step) -> DateTime<Utc> {
    let (ideal, as_of) = (step.ideal_at.to_utc(), view.plan.as_of.to_utc());
    let zone = clock(view);
    let is_open = matches!(step.status, Status::Upcoming | Status::Due | Status::Overdue);
    match step.done_at {
        Some(done) => done.to_utc(),
        None if !is_open || (ideal >= as_of && is_awake(zone, ideal)) => ideal,
        None => next_moment(view, step, ideal.max(as_of)),
    }
}

/// The first moment from `from` on that suits: in the employer's hours if there is such a one before the step's end,
/// else before its end, else before it is too late.
fn next_moment(view: &View, step: &Step, from: DateTime<Utc>) -> DateTime<Utc> {
    let zone = clock(view);
    let once_a_day = step.status == Status::Overdue || step.kind == StepKind::MoveOn;
    let hours = if once_a_day { ONCE_A_DAY } else { GOOD_HOURS };
    let soon = from + SOON;
    // Such as the question after an employer who doesn't turn up, while they may still come.
    let at_once = step.status == Status::Due && step.ideal_at == step.opens_at;
    if at_once && rounded(soon) <= step.opens_at.to_utc() + AT_ONCE && is_awake(zone, rounded(soon)) {
        return rounded(soon);
    }
    for end in [Some(step.closes_at), step.acceptable_until].into_iter().flatten().map(|end| end.to_utc()) {
        let in_office = |at: &DateTime<Utc>| *at < end && is_office_hour(view, *at);
        let in_time = |at: &DateTime<Utc>| *at < end;
        let found = moments(zone, soon, hours)
            .find(in_office)
            .or_else(|| moments(zone, soon, OTHER_HOURS).find(in_office))
            .or_else(|| moments(zone, soon, hours).find(in_time))
            .or_else(|| Some(rounded(soon)).filter(in_time).filter(|at| is_awake(zone, *at)))
            .or_else(|| moments(zone, soon, OTHER_HOURS).find(in_time));
        if let Some(found) = found {
            return found;
        }
    }
    // After a deadline it would look as if it were in time, so it stands before it, though nothing rings then.
    let end = step.closes_at.to_utc();
    if has_deadline(step) && from < end {
        return rounded(soon).min(end - BEFORE_END).max(from);
    }
    let mut later = moments(zone, soon, hours);
    let in_office = moments(zone, soon, hours).find(|at| is_office_hour(view, *at));
    in_office.or_else(|| later.next()).unwrap_or(soon)
}

/// Whether others wait for it until it closes.
fn has_deadline(step: &Step) -> bool {
    matches!(step.kind, StepKind::Respond | StepKind::OfferResponse)
}

/// Whether an alarm at that time wakes nobody.
pub(super) fn may_ring(view: &View, at: DateTime<Utc>) -> bool {
    is_awake(clock(view), at)
}

/// When a step that others wait for is reminded of once more, between its event and its end.
pub(super) fn last_call(view: &View, step: &Step, event_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    if !has_deadline(step) {
        return None;
    }
    let at = awake_before(clock(view), step.closes_at.to_utc() - BEFORE_DEADLINE);
    (at > event_at && at > view.plan.as_of.to_utc()).then_some(at)
}

/// When something at that time is reminded of, that long before or earlier; not at all, where that has passed.
pub(super) fn reminder(view: &View, at: DateTime<Utc>, ahead: TimeDelta) -> Option<DateTime<Utc>> {
    let reminder = awake_before(clock(view), at - ahead);
    (reminder > view.plan.as_of.to_utc()).then_some(reminder)
}

/// From 07:00 to 22:00.
fn is_awake(zone: TimeZone, at: DateTime<Utc>) -> bool {
    let time = to_local(zone, at).time();
    (hour(7)..hour(22)).contains(&time)
}

/// That moment, or 21:00 of the evening before it.
fn awake_before(zone: TimeZone, at: DateTime<Utc>) -> DateTime<Utc> {
    if is_awake(zone, at) {
        return at;
    }
    let local = to_local(zone, at);
    let evening = if local.time() < hour(7) { local.date() - Days::new(1) } else { local.date() };
    from_local(zone, evening.and_time(hour(21)))
}

/// Business days from 09:00 to 17:00 on the employer's clocks.
fn is_office_hour(view: &View, at: DateTime<Utc>) -> bool {
    let local = to_local(view.plan.time_zone, at);
    (hour(9)..hour(17)).contains(&local.time()) && DayOff::of(&view.facts.application, local.date()).is_none()
}

/// These hours of each day from `from` on.
fn moments(zone: TimeZone, from: DateTime<Utc>, hours: &'static [u32]) -> impl Iterator<Item = DateTime<Utc>> {
    let first = to_local(zone, from).date();
    let days = (0..DAYS_AHEAD).map(move |days| first + Days::new(days));
    let times = days.flat_map(move |day| hours.iter().map(move |number| NaiveDateTime::new(day, hour(*number))));
    // A clock change can skip an hour, but none of those that are awake is in the night again.
    times.map(move |time| from_local(zone, time)).filter(move |at| *at >= from && is_awake(zone, *at))
}

fn hour(number: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(number, 0, 0).unwrap_or_default()
}

/// Up to the next five minutes.
fn rounded(at: DateTime<Utc>) -> DateTime<Utc> {
    let seconds = i64::from(at.minute() % 5) * 60 + i64::from(at.second());
    let at = at - TimeDelta::nanoseconds(i64::from(at.nanosecond()));
    if seconds == 0 { at } else { at + TimeDelta::seconds(300 - seconds) }
}
