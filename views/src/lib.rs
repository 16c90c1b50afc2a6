//! Follow-up plans and messages in formats for people: a plan as a calendar and as a timeline, a step in a mail, a
//! message as a draft for mail programs and as links.
//!
//! All are pure functions that return text. [`calendar`] returns iCalendar (RFC 5545) and [`timeline`] SVG, both of a
//! [`View`]. [`feed`] returns iCalendar of the events of many plans, [`waiting_curves`] SVG of a [`WaitingChart`], and
//! [`eml`] a file (RFC 5322) of an [`Email`]. [`mailto`] and [`tel`] return links.

mod calendar;
mod curves;
mod days_off;
mod eml;
mod file_name;
mod history;
mod links;
mod local_time;
mod mail;
mod one_line;
mod picture;
#[cfg(test)]
mod pseudo_locale_tests;
mod reminder;
mod request_ordinal;
#[cfg(test)]
mod testing;
mod timeline;

pub use calendar::{EventRevision, FeedEntry, FeedEvent, Revision, calendar, feed, feed_events, next_day};
pub use curves::{CurveStep, WaitingChart, WaitingCurve, waiting_curves};
pub use eml::{Email, Mailbox, eml};
pub use file_name::{FileName, file_name};
pub use links::{mailto, tel};
pub use mail::{MailPart, PageField, PageForm, mail_html, mail_text};
pub use reminder::reminder;
pub use timeline::timeline;

use chrono::Datelike as _;
use planning::{
    Facts, Plan, Step, StepKind,
    facts::{Contact, Interview, InterviewStatus},
};
use wording::{Action, Counterpart, Language, Position, RequestOrdinal};

/// A plan with its facts and its language.
#[derive(Clone, Copy, Debug)]
pub struct View<'v> {
    /// The facts.
    pub facts: &'v Facts,
    /// The plan.
    pub plan: &'v Plan<'v>,
    /// The interview, if the plan is that of one interview.
    pub interview_id: Option<&'v str>,
    /// The language of its texts.
    pub language: &'v dyn Language,
}

impl<'v> View<'v> {
    /// The year that is left out of dates.
    fn year(&self) -> i32 {
        self.plan.as_of.year()
    }

    /// The position.
    fn position(&self) -> Position<'v> {
        let application = &self.facts.application;
        Position { title: &application.position.title, company: &application.company.name }
    }

    fn contact(&self, id: &str) -> Option<&'v Contact> {
        self.facts.contacts.iter().find(|contact| *contact.id == *id)
    }

    /// The person with that id, or the employer if there is none.
    fn counterpart(&self, id: Option<&str>) -> Counterpart<'v> {
        id.and_then(|id| self.contact(id)).map_or(Counterpart::Employer, Counterpart::Contact)
    }

    /// The action of a step, and the person.
    fn action(&self, step: &Step) -> Action<'v> {
        let counterpart = match self.counterpart(step.contact_id) {
            Counterpart::Employer if step.kind == StepKind::ThankYou => Counterpart::Interviewers,
            counterpart => counterpart,
        };
        let request_ordinal = match step.kind {
            StepKind::RescheduleRequest => request_ordinal::request_ordinal(self.plan, step),
            _ => RequestOrdinal::First,
        };
        Action { kind: step.kind, counterpart, request_ordinal }
    }

    /// The people to whom the recipient is asked to pass on the thanks.
    fn pass_on_to(&self, step: &Step) -> Vec<&'v Contact> {
        step.pass_on_to.iter().filter_map(|id| self.contact(id)).collect()
    }

    /// All interviews, also cancelled ones.
    fn all_interviews(&self) -> impl Iterator<Item = &'v Interview> {
        let only = self.interview_id;
        self.facts.interviews.iter().filter(move |interview| only.is_none_or(|id| *interview.id == *id))
    }

    /// The interviews that were not cancelled, in order of time.
    fn interviews(&self) -> Vec<&'v Interview> {
        let shown = |interview: &&Interview| interview.status != InterviewStatus::Cancelled;
        let mut interviews: Vec<_> = self.all_interviews().filter(shown).collect();
        interviews.sort_by_key(|interview| interview.starts_at);
        interviews
    }
}
