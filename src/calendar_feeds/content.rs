//! The events of applications, as their plans have them.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use entity::{ApplicationId, Dossier};
use planning::Instant;
use uuid::Uuid;
use views::{FeedEvent, View, feed_events, next_day};
use wording::Language;

use crate::{agenda::next_status_change, follow_up_plans::facts, playbooks, problem::Problem};

/// Events that are further in the past than this are left out.
pub(super) const PAST_EVENTS_SHOWN_FOR: TimeDelta = TimeDelta::days(90);

/// The most events that take place.
pub(super) const MAX_EVENTS: usize = 1_000;

/// How long the content holds at most. By then events that have become too old are left out.
const MAX_AGE: TimeDelta = TimeDelta::days(1);

/// An event, and the application that it belongs to.
#[derive(Clone, Debug)]
pub(super) struct ApplicationEvent {
    pub(super) application_id: ApplicationId,
    pub(super) event: FeedEvent,
}

/// The events that a feed should show.
#[derive(Clone, Debug)]
pub(super) struct FeedContent {
    /// The events; of those that take place, the latest [`MAX_EVENTS`] that are not too old.
    pub(super) events: Vec<ApplicationEvent>,
    /// The ids of the others, which are too old or too many.
    pub(super) left_out: HashSet<Uuid>,
    /// Until when all of this stays the same if no fact changes.
    pub(super) until: DateTime<Utc>,
}

impl FeedContent {
    /// The content at an instant, in a language.
    pub(super) fn build(dossiers: Vec<Dossier>, language: &'static dyn Language, at: Instant) -> Result<Self, Problem> {
        let mut content = Self { events: Vec::new(), left_out: HashSet::new(), until: *at + MAX_AGE };
        for dossier in dossiers {
            let application_id = dossier.application.stamp.id;
            let facts = facts(dossier)?;
            let plan = planning::plan(&facts, playbooks::followed_playbook(&facts)?, at);
            let view = View { facts: &facts, plan: &plan, interview_id: None, language };
            let events = feed_events(&view, application_id.into());
            content.events.extend(events.into_iter().map(|event| ApplicationEvent { application_id, event }));
            let changes = [Some(next_day(&view)), next_status_change(&facts, &plan, at)];
            content.until = changes.into_iter().flatten().fold(content.until, DateTime::min);
        }
        content.cut(*at - PAST_EVENTS_SHOWN_FOR);
        Ok(content)
    }

    /// Leaves out events that end before `since`, and those that are too many.
    pub(super) fn cut(&mut self, since: DateTime<Utc>) {
        // The earliest first, so that what is too many is at the beginning.
        self.events.sort_by_key(|one| (one.event.starts_at, one.event.uid));
        let is_confirmed = |one: &&ApplicationEvent| !one.event.is_cancelled && one.event.ends_at >= since;
        let mut too_many = self.events.iter().filter(is_confirmed).count().saturating_sub(MAX_EVENTS);
        let left_out = &mut self.left_out;
        self.events.retain(|one| {
            let is_over = too_many > 0 && is_confirmed(&one);
            too_many -= usize::from(is_over);
            let stays = !is_over && one.event.ends_at >= since;
            if !stays {
                left_out.insert(one.event.uid);
            }
            stays
        });
    }
}
