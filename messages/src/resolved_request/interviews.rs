//! The interview of a message.

use chrono::{DateTime, Utc};
use planning::{
    MessageSubject, StepKind,
    facts::{Facts, Interview, InterviewStatus},
};

use crate::{RenderError, Request};

/// The default interview of texts: of the interviews that were not cancelled, the last one that has ended, or the last
/// one.
#[must_use]
pub fn latest_interview(facts: &Facts) -> Option<&Interview> {
    let now = facts.as_of.map(|now| *now);
    let ended = last(facts, |interview| now.is_none_or(|now| *interview.ends_at <= now));
    ended.or_else(|| last(facts, |_| true)).map(|(_, interview)| interview)
}

/// The interview of a message, with its index in the interviews.
///
/// # Errors
///
/// If no interview has the id in the request.
pub(super) fn of_request<'a>(request: &Request<'a>) -> Result<Option<(usize, &'a Interview)>, RenderError> {
    let facts = request.facts;
    let now = now(request);
    let named = match request.interview_id {
        Some(id) => {
            let found = facts.interviews.iter().enumerate().find(|(_, interview)| &*interview.id == id);
            Some(found.ok_or_else(|| RenderError::UnknownInterview(id.to_owned()))?)
        }
        None => None,
    };
    let past = || last(facts, |interview| is_on(interview) && took_place(interview, now));
    let any = || named.or_else(|| last(facts, |_| true));
    Ok(match request.kind {
        StepKind::RescheduleRequest => any(),
        kind if looks_back(kind) => {
            named.filter(|(_, interview)| took_place(interview, now)).or_else(past).or_else(any)
        }
        _ => named.or_else(past).or_else(any),
    })
}

/// The instant of the facts, or when the message is sent.
pub(super) fn now(request: &Request<'_>) -> Option<DateTime<Utc>> {
    request.facts.as_of.map(|now| *now).or(request.send_at)
}

/// Whether a message is about the application as a whole, so that it mentions an interview only if it is over.
pub(super) fn looks_back(kind: StepKind) -> bool {
    kind.subject() == MessageSubject::Application
}

pub(super) fn is_on(interview: &Interview) -> bool {
    !matches!(interview.status, InterviewStatus::Cancelled | InterviewStatus::EmployerNoShow)
}

/// Whether the interview is over by `now`. Without `now`, it is.
pub(super) fn took_place(interview: &Interview, now: Option<DateTime<Utc>>) -> bool {
    interview.status == InterviewStatus::Completed || now.is_none_or(|now| *interview.ends_at <= now)
}

/// The last of the interviews that were not cancelled and that `suits`, with its index in the interviews.
fn last(facts: &Facts, suits: impl Fn(&Interview) -> bool) -> Option<(usize, &Interview)> {
    let kept = facts.interviews.iter().enumerate().filter(|(_, other)| other.status != InterviewStatus::Cancelled);
    kept.filter(|(_, interview)| suits(interview)).max_by_key(|(_, interview)| interview.ends_at)
}
