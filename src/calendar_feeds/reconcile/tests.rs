use std::collections::HashSet;

use planning::{Facts, Instant, Playbook};
use serde_json::json;
use views::{View, feed_events};

use super::*;
use crate::calendar_feeds::content::{MAX_EVENTS, PAST_EVENTS_SHOWN_FOR};

fn now() -> DateTime<Utc> {
    "2026-03-10T20:00:00Z".parse().unwrap()
}

/// Events of one application that take place, an hour after each other, the last one at the end of the day.
fn content(application_id: ApplicationId, count: usize) -> FeedContent {
    let facts: Facts = serde_json::from_value(json!({
        "application": {"company": {"name": "Acme"}, "position": {"title": "Analyst"}, "time_zone": "Etc/UTC"},
        "interviews": [{"id": "i", "starts_at": "2026-03-10T22:00:00Z", "ends_at": "2026-03-10T23:00:00Z"}]
    }))
    .unwrap();
    let at: Instant = now().try_into().unwrap();
    let plan = planning::plan(&facts, Playbook::built_in("consensus").unwrap(), at);
    let view = View { facts: &facts, plan: &plan, interview_id: None, language: wording::ENGLISH };
    let model = feed_events(&view, application_id.into()).remove(0);
    let event = |hours: usize| {
        let mut event = model.clone();
        event.uid = Uuid::from_u128(hours as u128);
        event.starts_at -= TimeDelta::hours(i64::try_from(hours).unwrap());
        event.ends_at -= TimeDelta::hours(i64::try_from(hours).unwrap());
        ApplicationEvent { application_id, event }
    };
    FeedContent { events: (0..count).map(event).collect(), left_out: HashSet::new(), until: now() }
}

fn feed(oldest: Option<&ApplicationId>) -> Feed<'_> {
    Feed { account_id: Uuid::nil().into(), id: Uuid::nil().into(), oldest }
}

/// The sequence of each entry, and whether it is cancelled.
fn states(entries: &[Entry]) -> Vec<(u128, i32, bool)> {
    let mut states: Vec<_> =
        entries.iter().map(|entry| (entry.uid.as_u128(), entry.sequence, entry.cancelled_at.is_some())).collect();
    states.sort_unstable();
    states
}

#[test]
fn unchanged_entries_are_not_written() {
    let content = content(ApplicationId::new(), 3);
    let first = feed(None).reconcile(Vec::new(), &content, now());
    assert_eq!(first.changes.written.len(), 3);
    let again = feed(None).reconcile(first.shown.clone(), &content, now() + TimeDelta::hours(1));
    assert!(again.changes.is_empty());
    assert_eq!(again.shown, first.shown);
    assert!(again.shown.is_sorted_by_key(|entry| entry.starts_at));
}

#[test]
fn an_event_that_comes_back_continues_its_sequence() {
    let mut content = content(ApplicationId::new(), 2);
    let mut shown = feed(None).reconcile(Vec::new(), &content, now()).shown;
    for (is_cancelled, sequence) in [(true, 1), (true, 1), (false, 2), (true, 3)] {
        content.events[1].event.is_cancelled = is_cancelled;
        shown = feed(None).reconcile(shown, &content, now()).shown;
        assert_eq!(states(&shown), [(0, 0, false), (1, sequence, is_cancelled)]);
    }
    // Gone altogether, it is as cancelled as before.
    content.events.truncate(1);
    shown = feed(None).reconcile(shown, &content, now()).shown;
    assert_eq!(states(&shown), [(0, 0, false), (1, 3, true)]);
    let later = feed(None).reconcile(shown, &content, now() + CANCELLED_EVENTS_SHOWN_FOR);
    assert_eq!(states(&later.shown), [(0, 0, false)]);
    assert_eq!((later.changes.written.len(), later.changes.removed), (0, vec![Uuid::from_u128(1)]));
}

#[test]
fn events_beyond_the_limits_are_left_out_and_not_cancelled() {
    let application = ApplicationId::new();
    let mut many = content(application, MAX_EVENTS + 3);
    let shown = feed(None).reconcile(Vec::new(), &many, now()).shown;
    many.cut(now() - PAST_EVENTS_SHOWN_FOR);
    assert_eq!((many.events.len(), many.left_out.len()), (MAX_EVENTS, 3));
    let fewer = feed(None).reconcile(shown.clone(), &many, now());
    assert_eq!((fewer.shown.len(), fewer.changes.written.len(), fewer.changes.removed.len()), (MAX_EVENTS, 0, 3));
    assert!(fewer.changes.removed.iter().all(|uid| uid.as_u128() >= MAX_EVENTS as u128), "the latest stay");
    let mut old = content(application, 5);
    old.cut(now() + TimeDelta::minutes(60));
    assert_eq!((old.events.len(), old.left_out.len()), (3, 2));
    // Of an application that is older than all that are shown.
    let newer = ApplicationId::new();
    let none = content(newer, 0);
    assert!(feed(Some(&newer)).reconcile(shown.clone(), &none, now()).shown.is_empty());
    // And those that are cancelled have a limit of their own.
    let all = feed(None).reconcile(shown, &none, now());
    assert!(all.shown.len() == MAX_CANCELLED_EVENTS && all.shown.iter().all(|entry| entry.cancelled_at.is_some()));
}
