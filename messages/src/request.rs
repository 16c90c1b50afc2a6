//! The request for a message.

use chrono::{DateTime, Utc};
use planning::{Facts, Plan, Status, Step, StepKind, UsableChannel};

use crate::{Locale, Tone};

/// A message to render.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The facts.
    pub facts: &'a Facts,
    /// The kind of message.
    pub kind: StepKind,
    /// The interview. The default is the latest one.
    pub interview_id: Option<&'a str>,
    /// The other employer's offer to mention. The default is the one with the least time left.
    pub competing_offer_id: Option<&'a str>,
    /// The recipient.
    pub contact_id: Option<&'a str>,
    /// The contacts to whom the recipient is asked to pass on the thanks.
    pub pass_on_to: &'a [&'a str],
    /// The channel.
    pub channel: UsableChannel,
    /// The number of messages of this kind that go to the same person before it. Each is worded differently.
    pub attempt: usize,
    /// Whether the same person gets a thank-you for the interview. If not, a check-in contains the thanks.
    pub thank_you_planned: bool,
    /// When it is sent, which is the date of a letter. The default is the instant of the facts.
    pub send_at: Option<DateTime<Utc>>,
    /// The tone. The default fits the company.
    pub tone: Option<Tone>,
    /// The language of the message. A language without a region takes that of the facts. The default is the language of
    /// the application, else of the candidate, else English.
    pub locale: Option<Locale>,
}

impl<'a> Request<'a> {
    /// The message for a step of a plan, by one of the step's channels.
    #[must_use]
    pub fn for_step(facts: &'a Facts, plan: &Plan<'_>, step: &'a Step<'a>, channel: UsableChannel) -> Self {
        let written = [Status::Done, Status::Upcoming, Status::Due, Status::Overdue];
        let thanks = |other: &Step<'_>| {
            other.kind == StepKind::ThankYou
                && other.interview_id == step.interview_id
                && other.contact_id == step.contact_id
                && written.contains(&other.status)
        };
        let before = plan.steps.iter().take_while(|other| other.id != step.id);
        let attempt = before.filter(|other| other.kind == step.kind && other.contact_id == step.contact_id).count();
        Self {
            facts,
            kind: step.kind,
            interview_id: step.interview_id,
            competing_offer_id: competing_offer_of(step),
            contact_id: step.contact_id,
            pass_on_to: &step.pass_on_to,
            channel,
            attempt,
            thank_you_planned: plan.steps.iter().any(thanks),
            send_at: Some(send_at(step, plan.as_of.to_utc())),
            tone: None,
            locale: None,
        }
    }
}

/// The other employer's offer that a step is about.
fn competing_offer_of<'s>(step: &'s Step<'_>) -> Option<&'s str> {
    step.id.strip_prefix("competing_offer:").filter(|_| step.kind == StepKind::CompetingOffer)
}

/// When a step's message is sent: when it was sent, or its best time if that is in the future, or now.
fn send_at(step: &Step<'_>, now: DateTime<Utc>) -> DateTime<Utc> {
    step.done_at.map_or_else(|| step.ideal_at.to_utc().max(now), |done| done.to_utc())
}
