//! The interviews that a message can mention.

use planning::facts::{Interview, InterviewKind, InterviewStatus};

use super::{
    ResolvedRequest,
    interviews::{is_on, looks_back, took_place},
};

impl<'a> ResolvedRequest<'a> {
    /// The interview, if it takes or took place, since nobody is thanked for one that did not. A message about the
    /// application as a whole only mentions one that took place.
    pub(crate) fn meeting(&self) -> Option<(usize, &'a Interview)> {
        let now = self.now();
        let looks_back = looks_back(self.request.kind);
        self.interview.filter(|(_, interview)| is_on(interview) && (!looks_back || took_place(interview, now)))
    }

    /// The interviews still to come, the next one first.
    pub(crate) fn ahead(&self) -> Vec<&'a Interview> {
        let Some(now) = self.now() else { return Vec::new() };
        let to_come = |other: &&Interview| {
            other.status == InterviewStatus::Scheduled
                && other.kind != InterviewKind::Assignment
                && *other.starts_at > now
        };
        let mut ahead: Vec<&Interview> = self.facts.interviews.iter().filter(to_come).collect();
        ahead.sort_by_key(|other| other.starts_at);
        ahead
    }
}
