//! Facts that are missing or odd, each by its JSON Pointer.

use std::{borrow::Cow, collections::HashSet};

use chrono::NaiveDate;

use crate::{
    Date, Status, Step, StepKind,
    channels::via,
    context::Context,
    facts::{Channel, Contact, OutcomeKind},
    reason::{UnreachableReason, Warning, WarningKind},
};

/// The warnings of a plan: facts that are missing or implausible.
pub(crate) fn warnings<'f>(context: &Context<'f>, steps: &[Step]) -> Vec<Warning<'f>> {
    let mut found = Vec::new();
    check_interviewers(context, steps, &mut found);
    check_dates(context, &mut found);
    check_channels(context, steps, &mut found);
    check_overrides(context, steps, &mut found);
    check_rejection(context, &mut found);
    check_calendar(context, steps, &mut found);
    found
}

fn warn<'f>(found: &mut Vec<Warning<'f>>, pointer: impl Into<Cow<'static, str>>, kind: WarningKind<'f>) {
    found.push(Warning { pointer: pointer.into(), kind });
}

/// Warns of interviews whose thank-you has no interviewer to thank.
fn check_interviewers(context: &Context, steps: &[Step], found: &mut Vec<Warning>) {
    for (index, interview) in &context.timeline.interviews {
        let thanked = |step: &Step| step.kind == StepKind::ThankYou && step.interview_id == Some(&*interview.id);
        if interview.interviewer_ids.is_empty() && steps.iter().any(thanked) {
            warn(found, format!("/interviews/{index}/interviewer_ids"), WarningKind::NoInterviewer);
        }
    }
}

/// Warns of dates that had passed when the employer gave them, and of an application on a day that is still to come.
fn check_dates(context: &Context, found: &mut Vec<Warning>) {
    let today = context.to_local(context.as_of).date_naive();
    if context.facts.application.applied_on.is_some_and(|applied| *applied > today) {
        warn(found, "/application/applied_on", WarningKind::LaterDate);
    }
    let passed = |stated: Option<Date>, given_on: NaiveDate| stated.is_some_and(|stated| *stated < given_on);
    for (index, interview) in &context.timeline.interviews {
        let stated = interview.decision_expected_on;
        if stated.is_some() && passed(stated, context.to_local(interview.event()).date_naive()) {
            warn(found, format!("/interviews/{index}/decision_expected_on"), WarningKind::PassedDate);
        }
    }
    for (index, reply) in &context.timeline.inbound {
        let stated = reply.decision_expected_on;
        if stated.is_some() && passed(stated, context.to_local(reply.at).date_naive()) {
            warn(found, format!("/communications/{index}/decision_expected_on"), WarningKind::PassedDate);
        }
    }
}

/// Warns of people to whom a message can't be sent, of each once.
fn check_channels(context: &Context, steps: &[Step], found: &mut Vec<Warning>) {
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
                let obstacle = obstacle(context, &contacts[index], step.kind);
                warn(found, format!("/contacts/{index}"), WarningKind::Unreachable(obstacle));
            }
            None => warn(found, "/contacts", WarningKind::Nobody),
        }
    }
}

/// The reason for which no channel reaches the person with this message.
fn obstacle(context: &Context, contact: &Contact, kind: StepKind) -> UnreachableReason {
    let application = &context.facts.application;
    let forbidden = |channel: &Channel| application.forbidden_channels.contains(channel);
    let would_reach = |channel: &Channel| via(application, Some(contact), *channel).is_some();
    let channels = kind.channels();
    if channels.iter().all(forbidden) || channels.iter().any(|channel| forbidden(channel) && would_reach(channel)) {
        UnreachableReason::Forbidden
    } else if contact.undeliverable.is_empty() {
        UnreachableReason::MissingAddress
    } else {
        UnreachableReason::WrongAddress
    }
}

/// Warns of interviews that were held after a rejection that was not withdrawn.
fn check_rejection(context: &Context, found: &mut Vec<Warning>) {
    let Some(rejected) = context.timeline.outcome.filter(|outcome| outcome.kind == OutcomeKind::Rejected) else {
        return;
    };
    for (index, interview) in &context.timeline.interviews {
        if interview.starts_at > rejected.at && interview.starts_at <= context.as_of {
            warn(found, format!("/interviews/{index}/starts_at"), WarningKind::AfterRejection);
        }
    }
}

/// Warns of overrides of steps that the plan doesn't have.
fn check_overrides<'f>(context: &Context<'f>, steps: &[Step], found: &mut Vec<Warning<'f>>) {
    if context.facts.overrides.is_empty() {
        return;
    }
    let ids: HashSet<_> = steps.iter().map(|step| &*step.id).collect();
    for (index, said) in context.facts.overrides.iter().enumerate() {
        if !ids.contains(&*said.step_id) {
            warn(found, format!("/overrides/{index}/step_id"), WarningKind::UnknownStep { id: &said.step_id });
        }
    }
}

/// Warns of a calendar that doesn't know the holidays of all years, or of a country whose parts have other holidays.
fn check_calendar(context: &Context, steps: &[Step], found: &mut Vec<Warning>) {
    let Some(calendar) = context.facts.application.holiday_calendar else { return };
    let pointer = "/application/holiday_calendar";
    let mut days = steps.iter().flat_map(|step| [step.opens_at, step.closes_at]).map(|time| time.date_naive());
    if days.any(|day| !calendar.covers(day)) {
        warn(found, pointer, WarningKind::UnknownHolidays);
    }
    if !calendar.differing_parts().is_empty() {
        warn(found, pointer, WarningKind::DifferingParts(calendar));
    }
}
