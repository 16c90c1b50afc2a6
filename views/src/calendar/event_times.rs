//! The times of events and alarms.
//!
//! Alarms follow the candidate's clock, or the employer's if the candidate has none, and ring between 07:00 and 22:00.
//! The event of a future step is at its best time, or at the first suitable time after it. The event of a step whose
//! best time has passed is at the next suitable time after the plan's instant, since an alarm in the past would not
//! ring. That time is one of a few hours of the day, so that a calendar which is fetched repeatedly does not move it
//! each time.

use chrono::{DateTime, Days, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _, Utc};
use planning::{Status, Step, StepKind, TimeZone};

use crate::{
    View,
    days_off::DayOff,
    local_time::{from_local, to_local},
};

/// The best hours of the candidate's day.
const GOOD_HOURS: &[u32] = &[9, 12, 15, 18];
/// The hour for late steps and steps without an end: once a day.
const ONCE_A_DAY: &[u32] = &[9];
/// Other possible hours, if none of the best is within the employer's hours or before the step's end.
const OTHER_HOURS: &[u32] = &[7, 8, 20, 21];
/// The number of days in which a time is searched for.
const DAYS_AHEAD: u64 = 14;
/// The time of a step's event before its deadline, if no other time is suitable.
const BEFORE_END: TimeDelta = TimeDelta::minutes(30);
/// The time in which a calendar program fetches the calendar.
const FETCH_INTERVAL: TimeDelta = TimeDelta::minutes(10);
/// The time of the second alarm before a deadline.
const BEFORE_DEADLINE: TimeDelta = TimeDelta::hours(2);
/// How long after its opening an urgent step counts as new.
const NEW_STEP_PERIOD: TimeDelta = TimeDelta::minutes(45);

/// The clock that alarms follow.
pub(super) fn clock(view: &View) -> TimeZone {
    view.facts.candidate.time_zone.unwrap_or(view.plan.time_zone)
}

/// The beginning of the day of the plan's instant.
pub(super) fn day_start(view: &View) -> DateTime<Utc> {
    let zone = clock(view);
    from_local(zone, to_local(zone, view.plan.as_of.to_utc()).date().and_time(NaiveTime::MIN))
}

/// The beginning of the day after that of the plan's instant.
pub(super) fn next_day_start(view: &View) -> DateTime<Utc> {
    let zone = clock(view);
    let tomorrow = to_local(zone, view.plan.as_of.to_utc()).date() + Days::new(1);
    from_local(zone, tomorrow.and_time(NaiveTime::MIN))
}

/// The start of a step's event. That of an open step is not before `earliest`; its alarm rings then.
pub(super) fn event_at(view: &View, step: &Step, earliest: DateTime<Utc>) -> DateTime<Utc> {
    let ideal = step.ideal_at.to_utc();
    let zone = clock(view);
    let is_open = matches!(step.status, Status::Upcoming | Status::Due | Status::Overdue);
    match step.done_at {
        Some(done) => done.to_utc(),
        None if !is_open || (ideal >= earliest && is_awake(zone, ideal)) => ideal,
        None => next_moment(view, step, ideal.max(earliest)),
    }
}

/// The first suitable time from `from` on: within the employer's hours if there is one before the step's end, else
/// before its end, else before it is too late.
fn next_moment(view: &View, step: &Step, from: DateTime<Utc>) -> DateTime<Utc> {
    let zone = clock(view);
    let once_a_day = step.status == Status::Overdue || step.kind == StepKind::MoveOn;
    let hours = if once_a_day { ONCE_A_DAY } else { GOOD_HOURS };
    let soon = from + FETCH_INTERVAL;
    // For example the request after an employer has not turned up, while they may still come.
    let at_once = step.status == Status::Due && step.ideal_at == step.opens_at;
    if at_once && rounded(soon) <= step.opens_at.to_utc() + NEW_STEP_PERIOD && is_awake(zone, rounded(soon)) {
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
    // After the deadline the event would seem to be in time, so it is before it, even though no alarm rings.
    let end = step.closes_at.to_utc();
    if has_deadline(step) && from < end {
        return rounded(soon).min(end - BEFORE_END).max(from);
    }
    let mut later = moments(zone, soon, hours);
    let in_office = moments(zone, soon, hours).find(|at| is_office_hour(view, *at));
    in_office.or_else(|| later.next()).unwrap_or(soon)
}

/// Whether the employer waits for the step until it closes.
fn has_deadline(step: &Step) -> bool {
    matches!(step.kind, StepKind::Respond | StepKind::OfferResponse)
}

/// Whether an alarm at that time is within waking hours.
pub(super) fn may_ring(view: &View, at: DateTime<Utc>) -> bool {
    is_awake(clock(view), at)
}

/// The second alarm of a step that the employer waits for, between its event and its end.
pub(super) fn last_call(view: &View, step: &Step, event_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    if !has_deadline(step) {
        return None;
    }
    let at = awake_before(clock(view), step.closes_at.to_utc() - BEFORE_DEADLINE);
    (at > event_at && at > view.plan.as_of.to_utc()).then_some(at)
}

/// The alarm at this time before an event, or earlier; `None` if it has passed.
pub(super) fn reminder(view: &View, at: DateTime<Utc>, ahead: TimeDelta) -> Option<DateTime<Utc>> {
    let reminder = awake_before(clock(view), at - ahead);
    (reminder > view.plan.as_of.to_utc()).then_some(reminder)
}

/// From 07:00 to 22:00.
fn is_awake(zone: TimeZone, at: DateTime<Utc>) -> bool {
    let time = to_local(zone, at).time();
    (hour(7)..hour(22)).contains(&time)
}

/// That time, or 21:00 of the evening before.
fn awake_before(zone: TimeZone, at: DateTime<Utc>) -> DateTime<Utc> {
    if is_awake(zone, at) {
        return at;
    }
    let local = to_local(zone, at);
    let evening = if local.time() < hour(7) { local.date() - Days::new(1) } else { local.date() };
    from_local(zone, evening.and_time(hour(21)))
}

/// Business days from 09:00 to 17:00 in the employer's time zone.
fn is_office_hour(view: &View, at: DateTime<Utc>) -> bool {
    let local = to_local(view.plan.time_zone, at);
    (hour(9)..hour(17)).contains(&local.time()) && DayOff::find(&view.facts.application, local.date()).is_none()
}

/// These hours of each day from `from` on.
fn moments(zone: TimeZone, from: DateTime<Utc>, hours: &'static [u32]) -> impl Iterator<Item = DateTime<Utc>> {
    let first = to_local(zone, from).date();
    let days = (0..DAYS_AHEAD).map(move |days| first + Days::new(days));
    let times = days.flat_map(move |day| hours.iter().map(move |number| NaiveDateTime::new(day, hour(*number))));
    // A clock change can skip an hour. Waking hours remain waking hours.
    times.map(move |time| from_local(zone, time)).filter(move |at| *at >= from && is_awake(zone, *at))
}

fn hour(number: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(number, 0, 0).unwrap_or_default()
}

/// Rounds up to the next five minutes.
fn rounded(at: DateTime<Utc>) -> DateTime<Utc> {
    let seconds = i64::from(at.minute() % 5) * 60 + i64::from(at.second());
    let at = at - TimeDelta::nanoseconds(i64::from(at.nanosecond()));
    if seconds == 0 { at } else { at + TimeDelta::seconds(300 - seconds) }
}
