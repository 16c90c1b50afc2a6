//! Facts that are missing or odd, each by its JSON Pointer.

use std::{borrow::Cow, collections::HashSet};

use chrono::NaiveDate;

use crate::{
    Date, Status, Step, StepKind, Warning,
    channels::{suits, via},
    context::Context,
    facts::{Channel, Contact, OutcomeKind},
};

/// What the plan would be better for knowing, or can't make sense of.
pub(crate) fn warnings(context: &Context, steps: &[Step]) -> Vec<Warning> {
    let mut found = Vec::new();
    interviewers(context, steps, &mut found);
    dates(context, &mut found);
    channels(context, steps, &mut found);
    overrides(context, steps, &mut found);
    rejection(context, &mut found);
    calendar(context, steps, &mut found);
    found
}

fn warn(found: &mut Vec<Warning>, pointer: impl Into<Cow<'static, str>>, text: impl Into<Cow<'static, str>>) {
    found.push(Warning { pointer: pointer.into(), text: text.into() });
}

/// Nobody to thank by name.
fn interviewers(context: &Context, steps: &[Step], found: &mut Vec<Warning>) {
    for (index, interview) in &context.timeline.interviews {
        let thanked = |step: &Step| step.kind == StepKind::ThankYou && step.interview_id == Some(&*interview.id);
        if interview.interviewer_ids.is_empty() && steps.iter().any(thanked) {
            let text = "No interviewer is named, so one thank-you stands for all; thanks are best sent to each person.";
            warn(found, format!("/interviews/{index}/interviewer_ids"), text);
        }
    }
}

/// Dates that had passed when the employer gave them.
fn dates(context: &Context, found: &mut Vec<Warning>) {
    let passed = |stated: Option<Date>, given_on: NaiveDate| stated.is_some_and(|stated| *stated < given_on);
    let text = "This date had passed when it was given, so it is left aside.";
    for (index, interview) in &context.timeline.interviews {
        let stated = interview.decision_expected_on;
        if stated.is_some() && passed(stated, context.local(interview.event()).date_naive()) {
            warn(found, format!("/interviews/{index}/decision_expected_on"), text);
        }
    }
    for (index, reply) in &context.timeline.inbound {
        let stated = reply.decision_expected_on;
        if stated.is_some() && passed(stated, context.local(reply.at).date_naive()) {
            warn(found, format!("/communications/{index}/decision_expected_on"), text);
        }
    }
}

/// Messages that can't be sent, each person named once.
fn channels(context: &Context, steps: &[Step], found: &mut Vec<Warning>) {
    let mut named: Vec<Option<&str>> = Vec::new();
    for step in steps {
        let is_message = step.kind.is_message();
        let is_over = matches!(step.status, Status::Done | Status::Dismissed | Status::Cancelled);
        if !is_message || is_over || step.channel.recommended.is_some() || named.contains(&step.contact_id) {
            continue;
        }
        named.push(step.contact_id);
        let contacts = &context.facts.contacts;
        let index = step.contact_id.and_then(|id| contacts.iter().position(|contact| &*contact.id == id));
        match index {
            Some(index) => {
                warn(found, format!("/contacts/{index}"), why_unreachable(context, &contacts[index], step.kind));
            }
            None => warn(found, "/contacts", "Nobody is named who could be written to."),
        }
    }
}

/// What stands in the way of that message to that person.
fn why_unreachable(context: &Context, contact: &Contact, kind: StepKind) -> &'static str {
    let application = &context.facts.application;
    let forbidden = |channel: Channel| suits(kind, channel) && application.forbidden_channels.contains(&channel);
    let channels = [Channel::Email, Channel::Phone, Channel::Linkedin, Channel::Letter];
    let all_forbidden = channels.into_iter().filter(|channel| suits(kind, *channel)).all(forbidden);
    let would_reach = |channel: Channel| forbidden(channel) && via(application, Some(contact), channel).is_some();
    if all_forbidden || channels.into_iter().any(would_reach) {
        "There is no way to reach this person with every message of the plan: the employer doesn't want the channels that \
         would do."
    } else if contact.undeliverable.is_empty() {
        "There is no way to reach this person with every message of the plan: an address is missing."
    } else {
        "There is no way to reach this person with every message of the plan: an address is wrong, and no other is known."
    }
}

/// Interviews that were held after a rejection which still stands.
fn rejection(context: &Context, found: &mut Vec<Warning>) {
    let Some(rejected) = context.timeline.outcome.filter(|outcome| outcome.kind == OutcomeKind::Rejected) else {
        return;
    };
    for (index, interview) in &context.timeline.interviews {
        if interview.starts_at > rejected.at && interview.starts_at <= context.as_of {
            let text =
                "This interview was after the rejection. If the employer is considering you again, remove the outcome.";
            warn(found, format!("/interviews/{index}/starts_at"), text);
        }
    }
}

/// Words on steps that the plan doesn't have.
fn overrides(context: &Context, steps: &[Step], found: &mut Vec<Warning>) {
    if context.facts.overrides.is_empty() {
        return;
    }
    let ids: HashSet<_> = steps.iter().map(|step| &*step.id).collect();
    for (index, said) in context.facts.overrides.iter().enumerate() {
        if !ids.contains(&*said.step_id) {
            let id = &said.step_id;
            let text = format!("The plan has no step \"{id}\" at present; the override is kept in case it has again.");
            warn(found, format!("/overrides/{index}/step_id"), text);
        }
    }
}

/// A calendar that doesn't know the holidays of all years, or is that of a country whose parts have others.
fn calendar(context: &Context, steps: &[Step], found: &mut Vec<Warning>) {
    let Some(calendar) = context.facts.application.holiday_calendar else { return };
    let pointer = "/application/holiday_calendar";
    let mut days = steps.iter().flat_map(|step| [step.opens_at, step.closes_at]).map(|time| time.date_naive());
    if days.any(|day| !calendar.covers(day)) {
        let text = "The public holidays of some years of this plan aren't known: check its dates against them.";
        warn(found, pointer, text);
    }
    if let Some(text) = calendar.advice_to_name_a_part() {
        warn(found, pointer, text);
    }
}
