//! Applies events of calendars to interviews (RFC 5546).

use std::collections::HashSet;

use chrono::DateTime;
use entity::{ContactId, EventVersion, InterviewId, InterviewWithInterviewers, Scope};
use invitations::{
    calendar::{Event, Intent, Occurrence},
    revision::{EventKey, RevisionAction, StoredVersion, decide, keys},
};
use planning::{
    Email, Instant,
    facts::{InterviewKind, InterviewStatus},
};
use serde_json::{Map, Value, json};

use super::{ImportItem, ItemEffect, ItemKind, matching::hash, people::People};
use crate::{http::WriteError, interviews::InterviewInput, problem::Problem, sync::merge::merged};

/// Applies an event: an item for each occurrence of it.
pub(super) async fn apply(
    scope: &Scope,
    people: &mut People<'_>,
    event: &Event,
    by_source: bool,
) -> Result<Vec<ImportItem>, WriteError> {
    let contacts = match event.intent {
        Intent::Schedule => people.interviewers(&event.attendees).await?,
        Intent::Cancel | Intent::Nothing => Vec::new(),
    };
    let Some(uid) = event.uid.as_deref().map(hash) else {
        return unnamed(scope, people, event, &contacts).await;
    };
    let mut known = scope.event_versions(&[uid.as_str()]).await?;
    if !by_source {
        forget_gone(scope, &mut known).await?;
    }
    let mut keys = keys(event);
    if event.intent == Intent::Cancel && event.recurrence_id.is_none() {
        // A series that is called off as a whole: all that is known of it.
        for version in known.iter().filter(|version| !version.recurrence.is_empty()) {
            let key =
                EventKey { uid: event.uid.clone().unwrap_or_default(), recurrence_id: version.recurrence.parse().ok() };
            if !keys.iter().any(|(other, _)| *other == key) {
                keys.push((key, None));
            }
        }
    }
    let mut items = Vec::new();
    for (key, occurrence) in keys {
        let recurrence = key.recurrence_id.map(|at| at.to_string()).unwrap_or_default();
        let before = known.iter().find(|version| version.recurrence == recurrence);
        let one = OccurrenceChange { event, uid: &uid, recurrence, occurrence, contacts: &contacts, before };
        items.push(one.apply(scope, people).await?);
    }
    Ok(items)
}

/// Takes out the versions whose interview was deleted: a repeated event counts as new.
async fn forget_gone(scope: &Scope, known: &mut Vec<EventVersion>) -> Result<(), WriteError> {
    let named: HashSet<InterviewId> = known.iter().filter_map(|version| version.interview_id).collect();
    let existing = scope.get_many::<entity::Interview>(named).await?;
    let existing: HashSet<InterviewId> = existing.iter().map(|row| row.stamp.id).collect();
    known.retain(|version| version.interview_id.is_none_or(|id| existing.contains(&id)));
    Ok(())
}

/// An event without a UID: later versions can't be recognised, so that it is made.
async fn unnamed(
    scope: &Scope,
    people: &People<'_>,
    event: &Event,
    contacts: &[ContactId],
) -> Result<Vec<ImportItem>, WriteError> {
    if event.intent != Intent::Schedule {
        return Ok(vec![item(event, ItemEffect::Nothing).because("it has no UID, by which it could be found")]);
    }
    let mut items = Vec::new();
    for occurrence in &event.occurrences {
        let id = create(scope, people, event, *occurrence, contacts).await?;
        items.push(with_interview(item(event, ItemEffect::Created), Some(id), contacts));
    }
    Ok(items)
}

/// A new version of one occurrence of an event.
struct OccurrenceChange<'a> {
    event: &'a Event,
    uid: &'a str,
    recurrence: String,
    occurrence: Option<Occurrence>,
    contacts: &'a [ContactId],
    before: Option<&'a EventVersion>,
}

impl OccurrenceChange<'_> {
    async fn apply(self, scope: &Scope, people: &People<'_>) -> Result<ImportItem, WriteError> {
        let stored = self.before.map(stored_version).transpose()?;
        let interview = self.before.and_then(|version| version.interview_id);
        let item = |effect| item(self.event, effect);
        match (decide(stored.as_ref(), self.event, self.occurrence), interview) {
            (RevisionAction::Create, _)
            | (RevisionAction::Reinstate | RevisionAction::Move | RevisionAction::Update, None) => {
                let Some(occurrence) = self.occurrence else {
                    return Ok(item(ItemEffect::Nothing).because("it has no time"));
                };
                let id = create(scope, people, self.event, occurrence, self.contacts).await?;
                self.keep(scope, people, Some(id)).await?;
                Ok(with_interview(item(ItemEffect::Created), Some(id), self.contacts))
            }
            (RevisionAction::Reinstate | RevisionAction::Move | RevisionAction::Update, Some(id)) => {
                self.keep(scope, people, Some(id)).await?;
                let changed = change(scope, id, self.event, self.occurrence, self.contacts).await?;
                let effect = if changed { ItemEffect::Updated } else { ItemEffect::Nothing };
                let item = with_interview(item(effect), Some(id), self.contacts);
                Ok(if changed { item } else { item.because("the interview is so already, or was deleted") })
            }
            (RevisionAction::Cancel, interview) => {
                self.keep(scope, people, interview).await?;
                let cancelled = match interview {
                    Some(id) => cancel(scope, id).await?,
                    None => false,
                };
                let item = with_interview(
                    item(if cancelled { ItemEffect::Cancelled } else { ItemEffect::Nothing }),
                    interview,
                    &[],
                );
                Ok(if cancelled { item } else { item.because("the interview is not scheduled") })
            }
            (RevisionAction::CreateCancelled, _) => {
                self.keep(scope, people, None).await?;
                Ok(item(ItemEffect::Nothing).because("it is called off before it was known"))
            }
            (RevisionAction::Unchanged, id) => {
                Ok(with_interview(item(ItemEffect::Nothing), id, &[]).because("this version is known"))
            }
            (RevisionAction::Older, id) => {
                Ok(with_interview(item(ItemEffect::Nothing), id, &[]).because("a newer version is known"))
            }
            (RevisionAction::NotBelieved { stored, given }, id) => {
                let given = given.map_or_else(|| "nobody".to_owned(), |given| given.to_string());
                let why = format!("{} has invited, and this version is of {given}", &*stored);
                Ok(with_interview(item(ItemEffect::Nothing), id, &[]).because(why))
            }
            (RevisionAction::Nothing, id) => {
                Ok(with_interview(item(ItemEffect::Nothing), id, &[]).because("it asks for nothing, as an answer does"))
            }
        }
    }

    /// Keeps this version as the newest.
    async fn keep(
        &self,
        scope: &Scope,
        people: &People<'_>,
        interview_id: Option<InterviewId>,
    ) -> Result<(), WriteError> {
        let occurrence = self.occurrence.or_else(|| stored_occurrence(self.before?));
        let given = self.event.organizer.as_ref().and_then(|organizer| organizer.email.as_ref());
        let first = self.before.and_then(|version| version.organizer.clone());
        let application_id = match self.before {
            Some(before) if interview_id.is_some() && before.interview_id == interview_id => before.application_id,
            _ => people.application.stamp.id,
        };
        let version = EventVersion {
            account_id: scope.account_id(),
            uid: self.uid.to_owned(),
            recurrence: self.recurrence.clone(),
            sequence: self.event.sequence,
            stamped_at: self.event.stamped_at.map(DateTime::from),
            organizer: first.or_else(|| given.map(ToString::to_string)),
            starts_at: occurrence.map(|occurrence| occurrence.starts_at.into()),
            ends_at: occurrence.map(|occurrence| occurrence.ends_at.into()),
            cancelled: self.event.intent == Intent::Cancel,
            application_id,
            interview_id,
        };
        Ok(scope.keep_event_version(version).await?)
    }
}

fn item(event: &Event, effect: ItemEffect) -> ImportItem {
    ImportItem::new(ItemKind::Event, effect, json!(event))
}

fn with_interview(item: ImportItem, interview_id: Option<InterviewId>, contacts: &[ContactId]) -> ImportItem {
    ImportItem { interview_id, contact_ids: contacts.to_vec(), ..item }
}

fn stored_occurrence(version: &EventVersion) -> Option<Occurrence> {
    let instant = |at: Option<DateTime<chrono::Utc>>| Instant::try_from(at?).ok();
    Some(Occurrence { starts_at: instant(version.starts_at)?, ends_at: instant(version.ends_at)? })
}

fn stored_version(version: &EventVersion) -> Result<StoredVersion, Problem> {
    let organizer = version.organizer.as_deref().map(str::parse::<Email>).transpose();
    let stamped_at = version.stamped_at.map(Instant::try_from).transpose();
    Ok(StoredVersion {
        sequence: version.sequence,
        stamped_at: stamped_at.map_err(|error| Problem::internal(error.0))?,
        organizer: organizer.map_err(|error| Problem::internal(error.0))?,
        occurrence: stored_occurrence(version),
        is_cancelled: version.cancelled,
    })
}

/// The changes that an event makes to an interview, as a merge patch.
fn patch_of(event: &Event, occurrence: Option<Occurrence>, contacts: &[ContactId]) -> Map<String, Value> {
    let mut patch = Map::new();
    let mut set = |field: &str, value: Value| patch.insert(field.to_owned(), value);
    if let Some(Occurrence { starts_at, ends_at }) = occurrence {
        set("starts_at", json!(starts_at));
        set("ends_at", json!(ends_at));
    }
    if event.kind != InterviewKind::Other {
        set("kind", json!(event.kind));
    }
    if let Some(medium) = event.medium {
        set("medium", json!(medium));
    }
    if !contacts.is_empty() {
        set("interviewer_ids", json!(contacts));
    }
    patch
}

async fn create(
    scope: &Scope,
    people: &People<'_>,
    event: &Event,
    occurrence: Occurrence,
    contacts: &[ContactId],
) -> Result<InterviewId, WriteError> {
    let input: InterviewInput = merged(None, patch_of(event, Some(occurrence), contacts), "")?;
    let id = InterviewId::new();
    let (row, interviewers) = input.into_row(scope.stamp(id), people.application.stamp.id);
    scope.insert_interview(row, &interviewers).await?;
    Ok(id)
}

/// Copies the values of an event to the interview; false if nothing differs or the interview was deleted.
async fn change(
    scope: &Scope,
    id: InterviewId,
    event: &Event,
    occurrence: Option<Occurrence>,
    contacts: &[ContactId],
) -> Result<bool, WriteError> {
    let Some(InterviewWithInterviewers { interview, interviewer_ids }) = scope.interview(id).await? else {
        return Ok(false);
    };
    let mut patch = patch_of(event, occurrence, contacts);
    let stored = occurrence.is_some_and(|it| it.starts_at != interview.details.starts_at);
    if stored || interview.details.status == InterviewStatus::Cancelled {
        patch.insert("status".to_owned(), json!(InterviewStatus::Scheduled));
    }
    let before = InterviewInput::from_row(interview.clone(), interviewer_ids.clone());
    let after: InterviewInput = merged(Some(&before), patch, "")?;
    if after == before {
        return Ok(false);
    }
    let (row, interviewers) = after.into_row(scope.next(interview.stamp), interview.application_id);
    scope.update_interview(row, &interviewers).await?;
    Ok(true)
}

/// Calls an interview off that is scheduled; false, if it isn't.
async fn cancel(scope: &Scope, id: InterviewId) -> Result<bool, WriteError> {
    let Some(InterviewWithInterviewers { interview, .. }) = scope.interview(id).await? else { return Ok(false) };
    if interview.details.status != InterviewStatus::Scheduled {
        return Ok(false);
    }
    let mut row = interview;
    row.stamp = scope.next(row.stamp);
    row.details.status = InterviewStatus::Cancelled;
    scope.update(row).await?;
    Ok(true)
}
