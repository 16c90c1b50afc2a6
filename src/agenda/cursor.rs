//! The cursors of the agenda.

use std::collections::HashSet;

use chrono::{DateTime, Datelike, Utc};
use entity::{ApplicationId, StepPosition};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::http::CursorKey;

/// The start of a page, and the steps that it leaves out.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct AgendaCursor {
    /// The page begins after this position. `None` stands for the start of the list.
    pub(super) behind: Option<StepPosition>,
    /// Steps that an earlier page had when not all plans were up to date.
    pub(super) shown: ShownSteps,
}

/// A set of steps, by hashes of their ids.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct ShownSteps(HashSet<u64>);

impl ShownSteps {
    /// These steps.
    pub(super) fn new<'s>(steps: impl IntoIterator<Item = (ApplicationId, &'s str)>) -> Self {
        Self(steps.into_iter().map(|(application_id, step_id)| digest(application_id, step_id)).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn count(&self) -> u64 {
        self.0.len() as u64
    }

    /// Removes a step. False, if the set does not have it.
    pub(super) fn take(&mut self, application_id: ApplicationId, step_id: &str) -> bool {
        !self.is_empty() && self.0.remove(&digest(application_id, step_id))
    }
}

/// The length of a hash. Long enough that collisions among millions of steps are unlikely.
fn digest(application_id: ApplicationId, step_id: &str) -> u64 {
    let digest = Sha256::new().chain_update(Uuid::from(application_id)).chain_update(step_id).finalize();
    digest.iter().take(DIGEST_LENGTH).fold(0, |all, byte| all << 8 | u64::from(*byte))
}

const DIGEST_LENGTH: usize = size_of::<u64>();

/// The first byte of a cursor that leaves out steps. Other cursors begin with the high byte of the rank, which is 0.
const LISTED_CURSOR_TAG: u8 = 2;

/// The maximum number of steps of a page, and so of steps that a cursor leaves out.
const MAX_STEPS: usize = 200;

impl CursorKey for AgendaCursor {
    fn to_bytes(&self) -> Vec<u8> {
        let behind = self.behind.as_ref();
        if let (Some(behind), true) = (behind, self.shown.is_empty()) {
            return step_bytes(behind);
        }
        let mut bytes = vec![LISTED_CURSOR_TAG, u8::try_from(self.shown.count()).unwrap_or(u8::MAX)];
        let mut shown: Vec<u64> = self.shown.0.iter().copied().collect();
        shown.sort_unstable();
        bytes.extend(shown.into_iter().flat_map(u64::to_be_bytes));
        bytes.extend(behind.map(step_bytes).unwrap_or_default());
        bytes
    }

    fn from_bytes(bytes: Vec<u8>) -> Option<Self> {
        match bytes.as_slice() {
            // The start of the list, as the first releases wrote it.
            [] => Some(Self::default()),
            [LISTED_CURSOR_TAG, count, rest @ ..] => {
                let count = usize::from(*count);
                let (shown, behind) = rest.split_at_checked(count * DIGEST_LENGTH).filter(|_| count <= MAX_STEPS)?;
                let (shown, _) = shown.as_chunks::<DIGEST_LENGTH>();
                let shown = ShownSteps(shown.iter().copied().map(u64::from_be_bytes).collect());
                let behind = if behind.is_empty() { None } else { Some(step(behind)?) };
                Some(Self { behind, shown })
            }
            bytes => Some(Self { behind: Some(step(bytes)?), shown: ShownSteps::default() }),
        }
    }
}

fn step_bytes(position: &StepPosition) -> Vec<u8> {
    let StepPosition { rank, closes_at, application_id, step_id } = position;
    let mut bytes = rank.to_be_bytes().to_vec();
    bytes.extend(closes_at.timestamp_micros().to_be_bytes());
    bytes.extend(Uuid::from(*application_id).as_bytes());
    bytes.extend(step_id.as_bytes());
    bytes
}

fn step(bytes: &[u8]) -> Option<StepPosition> {
    let (rank, rest) = bytes.split_first_chunk()?;
    let (closes_at, rest) = rest.split_first_chunk()?;
    let (application_id, step_id) = rest.split_first_chunk()?;
    Some(StepPosition {
        rank: i16::from_be_bytes(*rank),
        closes_at: DateTime::from_timestamp_micros(i64::from_be_bytes(*closes_at)).filter(is_kept)?,
        application_id: Uuid::from_bytes(*application_id).into(),
        step_id: str::from_utf8(step_id).ok().filter(|id| !id.contains(char::is_control))?.to_owned(),
    })
}

/// Whether all databases can store the instant.
fn is_kept(moment: &DateTime<Utc>) -> bool {
    (1900..3000).contains(&moment.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step_position() -> StepPosition {
        StepPosition {
            rank: 1,
            closes_at: "2026-03-10T16:00:00.000001Z".parse().unwrap(),
            application_id: ApplicationId::new(),
            step_id: "i:follow_up:1".to_owned(),
        }
    }

    fn shown(count: usize) -> ShownSteps {
        let ids: Vec<_> = (0..count).map(|number| (ApplicationId::new(), number.to_string())).collect();
        ShownSteps::new(ids.iter().map(|(application, step)| (*application, step.as_str())))
    }

    #[test]
    fn a_place_is_the_same_after_its_way_through_a_cursor() {
        for behind in [None, Some(step_position())] {
            for shown in [shown(0), shown(1), shown(MAX_STEPS)] {
                let position = AgendaCursor { behind: behind.clone(), shown };
                let bytes = position.to_bytes();
                assert!(!bytes.is_empty());
                assert_eq!(AgendaCursor::from_bytes(bytes), Some(position));
            }
        }
        for made_up in [
            &b"x"[..],
            &[0; 27],
            &[127; 40],
            &[LISTED_CURSOR_TAG],
            &[LISTED_CURSOR_TAG, 1, 0],
            &[LISTED_CURSOR_TAG, 0, 0],
            &[LISTED_CURSOR_TAG, 255],
        ] {
            assert_eq!(AgendaCursor::from_bytes(made_up.to_vec()), None, "{made_up:?}");
        }
        let too_many = [&[LISTED_CURSOR_TAG, 201][..], &[0; 201 * DIGEST_LENGTH]].concat();
        assert_eq!(AgendaCursor::from_bytes(too_many), None);
    }

    #[test]
    fn cursors_of_the_previous_release_are_read() {
        assert_eq!(AgendaCursor::from_bytes(Vec::new()), Some(AgendaCursor::default()));
        let position = step_position();
        let mut bytes = vec![0, 1];
        bytes.extend(position.closes_at.timestamp_micros().to_be_bytes());
        bytes.extend(Uuid::from(position.application_id).as_bytes());
        bytes.extend(position.step_id.as_bytes());
        let position = AgendaCursor { behind: Some(position), shown: ShownSteps::default() };
        assert_eq!(position.to_bytes(), bytes);
        assert_eq!(AgendaCursor::from_bytes(bytes), Some(position));
    }

    #[test]
    fn each_step_is_left_out_once() {
        let (one, other) = (ApplicationId::new(), ApplicationId::new());
        let mut shown = ShownSteps::new([(one, "a"), (one, "b")]);
        assert!(!shown.take(other, "a") && !shown.take(one, "c"));
        assert!(shown.take(one, "a") && !shown.take(one, "a"));
        assert_eq!(shown.count(), 1);
    }
}
