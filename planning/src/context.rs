//! The input that all parts of the planner share.

use crate::{
    Facts, Instant, Playbook,
    days::{EmployerDays, EmployerInstant},
    facts::{Contact, Interview, OutcomeKind, OverrideDetails},
    origin::PlaybookOrigin,
    overrides::StepOverrides,
    timeline::Timeline,
    window::Window,
};

/// The facts that are known at the instant of the plan, the employer's days, and the playbook.
pub(crate) struct Context<'f> {
    pub(crate) facts: &'f Facts,
    pub(crate) playbook: &'f Playbook,
    pub(crate) origin: PlaybookOrigin,
    pub(crate) as_of: Instant,
    pub(crate) days: EmployerDays<'f>,
    pub(crate) timeline: Timeline<'f>,
    pub(crate) overrides: StepOverrides<'f>,
    /// Whether the steps get reasons and advice.
    pub(crate) explains: bool,
}

impl<'f> Context<'f> {
    pub(crate) fn new(facts: &'f Facts, playbook: &'f Playbook, as_of: Instant, explains: bool) -> Self {
        Self {
            facts,
            playbook,
            origin: PlaybookOrigin::from_playbook(playbook),
            as_of,
            days: EmployerDays::new(&facts.application),
            timeline: Timeline::known_at(facts, as_of),
            overrides: StepOverrides(&facts.overrides),
            explains,
        }
    }

    pub(crate) fn contact(&self, id: &str) -> Option<&'f Contact> {
        self.facts.contacts.iter().find(|contact| &*contact.id == id)
    }

    /// The interview from which the sequence counts.
    pub(crate) fn anchor(&self) -> Option<&'f Interview> {
        self.timeline.interviews.last().map(|(_, interview)| *interview)
    }

    /// Whether the candidate withdrew because of another job.
    pub(crate) fn took_other_job(&self) -> bool {
        let accepted_at = self.facts.application.accepted_elsewhere_at;
        self.timeline.outcome.is_some_and(|outcome| {
            outcome.kind == OutcomeKind::Withdrawn && accepted_at.is_some_and(|accepted_at| accepted_at <= self.as_of)
        })
    }

    pub(crate) fn to_local(&self, instant: Instant) -> EmployerInstant {
        self.days.to_local(*instant)
    }

    /// The window, moved if the candidate put the step off.
    pub(crate) fn postponed(&self, window: Window, decision: OverrideDetails) -> Window {
        match decision.not_before {
            Some(until) => window.postponed(self.to_local(until), &self.days),
            None => window,
        }
    }
}
