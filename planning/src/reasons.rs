//! Finds the reasons of thank-yous, follow-ups and channels. The other steps have theirs in `deadlines` and `outcomes`.

mod channel;
mod follow_ups;
mod later_waits;
mod move_on;
mod people;
mod thanks;
mod waits;

pub(crate) use self::{
    channel::{ChannelDecision, channel},
    follow_ups::follow_up,
    move_on::{keep_looking, move_on},
    people::people,
    thanks::thank_you,
};
use crate::{
    Rule,
    reason::{PostponementNote, Reason, Statement},
};

/// The reasons of one step, most important first.
pub(crate) struct Reasons<'f>(Vec<Reason<'f>>);

impl<'f> Reasons<'f> {
    /// Space for the reasons of most steps, so that they need one allocation.
    fn new() -> Self {
        Self(Vec::with_capacity(8))
    }

    /// The reasons of a step whose first reason is known.
    pub(crate) fn beginning_with(reason: Reason<'f>) -> Self {
        let mut reasons = Self::new();
        reasons.0.push(reason);
        reasons
    }

    /// Adds a reason with the rule's own figure.
    fn cite(&mut self, rule: &'static Rule, statement: impl Into<Statement<'f>>) {
        self.0.push(Reason::with_stated_figure(rule, statement));
    }

    /// Adds a reason with a figure that the project or the account has chosen.
    fn choose(&mut self, rule: &'static Rule, statement: impl Into<Statement<'f>>) {
        self.0.push(Reason::with_chosen_figure(rule, statement));
    }

    /// Notes on the first reason that the candidate put the step off.
    fn postponement(&mut self, postponement: PostponementNote) {
        if let Some(first) = self.0.first_mut() {
            first.postponement = Some(postponement);
        }
    }

    pub(crate) fn into_vec(self) -> Vec<Reason<'f>> {
        self.0
    }
}
