//! The query parameter `status`: several statuses, separated by commas, or the parameter several times.

use planning::Status;
use serde::{Deserialize, Deserializer};

use crate::stored;

/// The statuses that an agenda shows.
#[derive(Clone, Debug)]
pub struct Statuses(Vec<Status>);

impl Default for Statuses {
    fn default() -> Self {
        Self(vec![Status::Due, Status::Overdue])
    }
}

impl Statuses {
    /// Whether steps with this status are included.
    pub(super) fn contains(&self, status: Status) -> bool {
        self.0.contains(&status)
    }

    /// The statuses as stored.
    pub(super) fn words(&self) -> Vec<String> {
        self.0.iter().map(stored::to_word).collect()
    }
}

impl<'de> Deserialize<'de> for Statuses {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut statuses = Vec::new();
        for status in Vec::deserialize(deserializer)? {
            if !statuses.contains(&status) {
                statuses.push(status);
            }
        }
        Ok(Self(statuses))
    }
}
