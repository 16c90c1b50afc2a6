//! Follow-up plans for other eyes than a program's: as a calendar, and as a timeline to look at.
//!
//! Pure functions from a [`View`] to text: [`calendar`] gives iCalendar (RFC 5545), [`timeline`] gives SVG.

mod calendar;
mod days_off;
#[cfg(test)]
mod testing;
mod timeline;
mod words;

pub use calendar::{Revision, calendar};
pub use timeline::timeline;

use planning::{
    Facts, Plan,
    facts::{Interview, InterviewStatus},
};

/// What is shown: a plan, with the facts that it was made of.
#[derive(Clone, Copy, Debug)]
pub struct View<'v> {
    /// The facts.
    pub facts: &'v Facts,
    /// Their plan.
    pub plan: &'v Plan<'v>,
    /// The one interview that the plan was narrowed to, if it was.
    pub interview_id: Option<&'v str>,
}

impl<'v> View<'v> {
    /// The interviews that weren't called off, in order of time.
    fn interviews(&self) -> Vec<&'v Interview> {
        let shown = |interview: &&Interview| {
            interview.status != InterviewStatus::Cancelled && self.interview_id.is_none_or(|id| *interview.id == *id)
        };
        let mut interviews: Vec<_> = self.facts.interviews.iter().filter(shown).collect();
        interviews.sort_by_key(|interview| interview.starts_at);
        interviews
    }
}
