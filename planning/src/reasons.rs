//! Finds the reasons of each step: which rules hold, and what they come to.

mod channel;
mod follow_ups;
mod later_waits;
mod move_on;
mod people;
mod requested_steps;
mod thanks;
mod waits;

pub(crate) use self::{
    channel::{Route, channel},
    follow_ups::follow_up,
    move_on::{keep_looking, move_on},
    people::people,
    requested_steps::{answer, closing, competing_offer, offer_response, reschedule_request, respond, stay_in_touch},
    thanks::thank_you,
};
use crate::{
    Figure, Rule,
    facts::OverrideDetails,
    reason::{PutOff, Reason, Statement},
    window::Window,
};

/// The reasons of one step, in the order in which they are best told.
pub(crate) struct Reasons<'f>(Vec<Reason<'f>>);

impl<'f> Reasons<'f> {
    /// Room for what most steps cite, so that gathering them allocates once.
    fn new() -> Self {
        Self(Vec::with_capacity(8))
    }

    /// The rule's own figure.
    fn cite(&mut self, rule: &'static Rule, statement: impl Into<Statement<'f>>) {
        self.add(rule, rule.figure, statement.into());
    }

    /// The rule's direction, with a figure of the project's or the account's.
    fn choose(&mut self, rule: &'static Rule, statement: impl Into<Statement<'f>>) {
        self.add(rule, Figure::Chosen, statement.into());
    }

    fn add(&mut self, rule: &'static Rule, figure: Figure, statement: Statement<'f>) {
        self.0.push(Reason { rule, figure, statement, put_off: None });
    }

    /// That the candidate changed what the first reason says.
    fn put_off(&mut self, put_off: PutOff) {
        if let Some(first) = self.0.first_mut() {
            first.put_off = Some(put_off);
        }
    }

    pub(crate) fn into_vec(self) -> Vec<Reason<'f>> {
        self.0
    }
}

/// Whether the candidate put the step off, so that its window opens when the candidate said.
fn is_put_off(decision: OverrideDetails, window: Window) -> bool {
    decision.not_before.is_some_and(|until| *until == window.opens)
}
