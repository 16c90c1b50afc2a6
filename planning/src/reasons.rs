//! Why a step is as it is: rules of the ledger, each with one sentence that a coach could say aloud.

mod channel;
mod demands;
mod follow_ups;
mod later_waits;
mod people;
mod thanks;
mod waits;
mod words;

pub(crate) use self::{
    channel::{Way, channel},
    demands::{answer, closing, competing_offer, offer_response, reschedule_request, respond, stay_in_touch},
    follow_ups::{follow_up, keep_looking, move_on},
    people::people,
    thanks::thank_you,
};
use crate::{Advice, Figure, Reason, facts::OverrideDetails, ledger::Rule, window::Window};

/// The reasons of one step, in the order in which they are best told.
pub(crate) struct Reasons(Vec<Reason>);

impl Reasons {
    /// Room for what most steps cite, so that gathering them allocates once.
    fn new() -> Self {
        Self(Vec::with_capacity(8))
    }

    /// The rule's own figure.
    fn cite(&mut self, rule: &'static Rule, text: impl Into<String>) {
        self.add(rule, rule.figure, text.into());
    }

    /// One more sentence behind the first reason.
    fn add_to_first(&mut self, sentence: &str) {
        if let Some(first) = self.0.first_mut() {
            first.text.push(' ');
            first.text.push_str(sentence);
        }
    }

    /// The rule's direction, with a figure of the project's or the account's.
    fn choose(&mut self, rule: &'static Rule, text: impl Into<String>) {
        self.add(rule, Figure::Chosen, text.into());
    }

    fn add(&mut self, rule: &'static Rule, figure: Figure, text: String) {
        self.0.push(Reason { rule: rule.id, source: rule.article, figure, text });
    }

    pub(crate) fn into_vec(self) -> Vec<Reason> {
        self.0
    }
}

/// Whether the candidate put the step off, so that its window opens when the candidate said.
fn is_put_off(word: OverrideDetails, window: Window) -> bool {
    word.not_before.is_some_and(|until| *until == window.opens)
}

fn advice(rule: &'static Rule, text: impl Into<String>) -> Advice {
    Advice { rule: rule.id, text: text.into() }
}
