//! Events other than interviews and steps: replies, returned messages, offers and the outcome. Only events before the
//! plan's instant are included.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use planning::facts::{Communication, Direction, InterviewStatus};
use wording::{NamedDate, TimelineEvent};

use crate::{View, local_time::to_local};

/// The maximum number of replies and returned messages that are shown separately. They are the newest; the others are
/// counted.
const MAX_MESSAGES: usize = 12;
/// The maximum number of decision dates that are shown: the newest, and the current one.
const MAX_DECISION_DATES: usize = 5;

/// An event and its instant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DatedEvent<'v> {
    pub(crate) at: DateTime<Utc>,
    pub(crate) event: TimelineEvent<'v>,
}

/// The events before the plan's instant; for a plan of one interview, those since its start.
pub(crate) fn events<'v>(view: &View<'v>) -> Vec<DatedEvent<'v>> {
    let as_of = view.plan.as_of.to_utc();
    let application = &view.facts.application;
    let mut messages: Vec<_> = communications(view).filter_map(message).collect();
    messages.sort_by_key(|message| message.at);
    let earlier = messages.len().saturating_sub(MAX_MESSAGES);
    let last_earlier = earlier.checked_sub(1).and_then(|last| messages.get(last)).map(|message| message.at);
    let mut events: Vec<_> =
        last_earlier.map(|at| DatedEvent { at, event: TimelineEvent::Earlier(earlier) }).into_iter().collect();
    events.extend(messages.into_iter().skip(earlier));
    let offers = application.competing_offers.iter();
    events.extend(offers.map(|offer| DatedEvent { at: offer.at.into(), event: TimelineEvent::CompetingOffer(offer) }));
    events.extend(
        application.outcome.iter().map(|end| DatedEvent { at: end.at.into(), event: TimelineEvent::Outcome(end) }),
    );
    let elsewhere = application.accepted_elsewhere_at;
    events.extend(elsewhere.map(|at| DatedEvent { at: at.into(), event: TimelineEvent::AcceptedElsewhere }));
    events.retain(|event| event.at <= as_of);
    events
}

fn message(message: &Communication) -> Option<DatedEvent<'_>> {
    let event = match message.direction {
        Direction::Inbound => TimelineEvent::Reply(message),
        Direction::Outbound if message.bounced => TimelineEvent::Bounced(message),
        Direction::Outbound => return None,
    };
    Some(DatedEvent { at: message.at.into(), event })
}

/// The decision dates that were named, each once, in order of time.
pub(crate) fn named_dates(view: &View) -> Vec<NamedDate> {
    // By the day on which each was named last. The date of an interview counts as named at the interview.
    let mut dates: BTreeMap<NaiveDate, DateTime<Utc>> = BTreeMap::new();
    let shown = |id: &str| view.interview_id.is_none_or(|only| only == id);
    let of_interviews = view.facts.interviews.iter();
    let of_interviews = of_interviews
        .filter(|interview| interview.status != InterviewStatus::Cancelled && shown(&interview.id))
        .filter_map(|interview| Some((*interview.decision_expected_on?, interview.ends_at.into())));
    let of_replies = communications(view)
        .filter(|message| message.direction == Direction::Inbound)
        .filter_map(|message| Some((*message.decision_expected_on?, message.at.into())));
    for (day, named_at) in of_interviews.chain(of_replies) {
        let newest = dates.entry(day).or_insert(named_at);
        *newest = named_at.max(*newest);
    }
    let in_force = view.plan.stated_date;
    dates.extend(in_force.map(|day| (day, DateTime::<Utc>::MAX_UTC)));
    let mut newest: Vec<_> = dates.values().copied().collect();
    newest.sort_unstable();
    let since = newest.iter().rev().nth(MAX_DECISION_DATES - 1).copied().unwrap_or(DateTime::<Utc>::MIN_UTC);
    let today = view.plan.as_of.date_naive();
    let kept = dates.into_iter().filter(|(_, named_at)| *named_at >= since).take(MAX_DECISION_DATES);
    kept.map(|(day, _)| NamedDate { day, is_in_force: in_force == Some(day), has_passed: day < today }).collect()
}

/// The relevant communications before the plan's instant.
fn communications<'v>(view: &View<'v>) -> impl Iterator<Item = &'v Communication> {
    let as_of = view.plan.as_of.to_utc();
    let only = view.interview_id.and_then(|id| view.facts.interviews.iter().find(|interview| *interview.id == *id));
    let since = only.map(|interview| interview.starts_at);
    let communications = view.facts.communications.iter();
    communications.filter(move |message| {
        !message.automatic && *message.at <= as_of && since.is_none_or(|since| message.at >= since)
    })
}

/// The day of an event in the employer's time zone.
pub(crate) fn day_of(view: &View, at: DateTime<Utc>) -> NaiveDate {
    to_local(view.plan.time_zone, at).date()
}
