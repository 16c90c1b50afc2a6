//! Places in the agenda, as they stand in its cursors.

use chrono::{DateTime, Datelike, Utc};
use entity::StepPlace;
use uuid::Uuid;

use crate::http::Place;

/// Where a page begins.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum AgendaPlace {
    /// With the first step.
    Start,
    /// Behind this one.
    Behind(StepPlace),
}

impl AgendaPlace {
    /// The step behind which the page begins.
    pub(super) fn step(&self) -> Option<&StepPlace> {
        match self {
            Self::Start => None,
            Self::Behind(step) => Some(step),
        }
    }
}

impl Place for AgendaPlace {
    fn to_bytes(&self) -> Vec<u8> {
        let Self::Behind(StepPlace { turn, closes_at, application_id, step_id }) = self else { return Vec::new() };
        let mut bytes = turn.to_be_bytes().to_vec();
        bytes.extend(closes_at.timestamp_micros().to_be_bytes());
        bytes.extend(Uuid::from(*application_id).as_bytes());
        bytes.extend(step_id.as_bytes());
        bytes
    }

    fn from_bytes(bytes: Vec<u8>) -> Option<Self> {
        if bytes.is_empty() {
            return Some(Self::Start);
        }
        let (turn, rest) = bytes.split_first_chunk()?;
        let (closes_at, rest) = rest.split_first_chunk()?;
        let (application_id, step_id) = rest.split_first_chunk()?;
        Some(Self::Behind(StepPlace {
            turn: i16::from_be_bytes(*turn),
            closes_at: DateTime::from_timestamp_micros(i64::from_be_bytes(*closes_at)).filter(is_kept)?,
            application_id: Uuid::from_bytes(*application_id).into(),
            step_id: str::from_utf8(step_id).ok().filter(|id| !id.contains(char::is_control))?.to_owned(),
        }))
    }
}

/// Whether every database keeps that moment.
fn is_kept(moment: &DateTime<Utc>) -> bool {
    (1900..3000).contains(&moment.year())
}

#[cfg(test)]
mod tests {
    use entity::ApplicationId;

    use super::*;

    #[test]
    fn a_place_is_the_same_after_its_way_through_a_cursor() {
        let place = AgendaPlace::Behind(StepPlace {
            turn: 1,
            closes_at: "2026-03-10T16:00:00.000001Z".parse().unwrap(),
            application_id: ApplicationId::new(),
            step_id: "i:follow_up:1".to_owned(),
        });
        for place in [place, AgendaPlace::Start] {
            assert_eq!(AgendaPlace::from_bytes(place.to_bytes()), Some(place));
        }
        for made_up in [&b"x"[..], &[0; 27], &[127; 40]] {
            assert_eq!(AgendaPlace::from_bytes(made_up.to_vec()), None);
        }
    }
}
