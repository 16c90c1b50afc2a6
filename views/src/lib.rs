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
mod marked_tests;
mod one_line;
#[cfg(test)]
mod testing;
mod timeline;

pub use calendar::{Revision, calendar};
pub use eml::{Email, Mailbox, eml};
pub use file_name::{FileName, file_name};
pub use links::{mailto, tel};
pub use timeline::timeline;

use chrono::Datelike as _;
use planning::{
    Facts, Plan, Step, StepKind,
    facts::{Contact, Interview, InterviewStatus},
};
use wording::{Action, Asking, Language, Position, Whom};

/// What is shown: a plan, with the facts that it was made of.
#[derive(Clone, Copy, Debug)]
pub struct View<'v> {
    /// The facts.
    pub facts: &'v Facts,
    /// The plan.
    pub plan: &'v Plan<'v>,
    /// The one interview that the plan was narrowed to, if it was.
    pub interview_id: Option<&'v str>,
    /// The language of its texts.
    pub language: &'v dyn Language,
}

impl<'v> View<'v> {
    /// The year that dates need not name.
    fn year(&self) -> i32 {
        self.plan.as_of.year()
    }

    /// Which position it is about.
    fn position(&self) -> Position<'v> {
        let application = &self.facts.application;
        Position { title: &application.position.title, company: &application.company.name }
    }

    fn contact(&self, id: &str) -> Option<&'v Contact> {
        self.facts.contacts.iter().find(|contact| *contact.id == *id)
    }

    /// The person with that id; without one, the employer.
    fn whom(&self, id: Option<&str>) -> Whom<'v> {
        id.and_then(|id| self.contact(id)).map_or(Whom::Employer, Whom::Contact)
    }

    /// What a step asks for, and with whom.
    fn action(&self, step: &Step) -> Action<'v> {
        let whom = match self.whom(step.contact_id) {
            Whom::Employer if step.kind == StepKind::ThankYou => Whom::Interviewers,
            whom => whom,
        };
        let asking = match step.kind {
            StepKind::RescheduleRequest => asking::asking(self.plan, step),
            _ => Asking::First,
        };
        Action { kind: step.kind, whom, asking }
    }

    /// Those whom the recipient is asked to pass the thanks on to.
    fn pass_on_to(&self, step: &Step) -> Vec<&'v Contact> {
        step.pass_on_to.iter().filter_map(|id| self.contact(id)).collect()
    }

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
