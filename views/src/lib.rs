//! Follow-up plans and messages for other eyes than a program's: a plan as a calendar, and as a timeline to look at; a
//! message as a draft for mail programs, and as links.
//!
//! Pure functions to text: of a [`View`], [`calendar`] gives iCalendar (RFC 5545) and [`timeline`] gives SVG; of an
//! [`Email`], [`eml`] gives a file (RFC 5322); [`mailto`] and [`tel`] give links.

mod asking;
mod calendar;
mod days_off;
mod eml;
mod file_name;
mod history;
mod links;
mod local_time;
#[cfg(test)]
mod testing;
mod timeline;
mod words;

pub use calendar::{Revision, calendar};
pub use eml::{Email, Mailbox, eml};
pub use file_name::{FileName, file_name};
pub use links::{mailto, tel};
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
    /// The interviews, those that were called off included.
    fn all_interviews(&self) -> impl Iterator<Item = &'v Interview> {
        let only = self.interview_id;
        self.facts.interviews.iter().filter(move |interview| only.is_none_or(|id| *interview.id == *id))
    }

    /// The interviews that weren't called off, in order of time.
    fn interviews(&self) -> Vec<&'v Interview> {
        let shown = |interview: &&Interview| interview.status != InterviewStatus::Cancelled;
        let mut interviews: Vec<_> = self.all_interviews().filter(shown).collect();
        interviews.sort_by_key(|interview| interview.starts_at);
        interviews
    }
}
