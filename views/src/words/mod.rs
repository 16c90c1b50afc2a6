//! Everything that calendars and timelines say in words. No other module of this crate has any.

mod calendar;
mod events;
mod labels;
mod steps;

use std::borrow::Cow;

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDateTime};
use planning::{
    Facts,
    facts::{Channel, CommunicationChannel, Contact, Interview, InterviewKind, InterviewStatus, Medium, Role},
};

pub(crate) use self::{
    calendar::{VIDEO_CALL, decision_day, from_to, interview_event, interviewer, phone_call, position, respond_by},
    events::{event, event_note, left_out},
    labels::{as_of, decision_by, decisions_named, legend, no_step, now, summary, title, title_in_two_lines},
    steps::{by, deed, kind, next, passed_on_to, recipient, row_note, status, told, way, what_to_do},
};

pub(crate) fn contact<'f>(facts: &'f Facts, id: &str) -> Option<&'f Contact> {
    facts.contacts.iter().find(|contact| *contact.id == *id)
}

pub(crate) fn person(contact: &Contact) -> Cow<'_, str> {
    contact.whole_name().unwrap_or(Cow::Borrowed(match contact.role {
        Role::HiringManager => "the hiring manager",
        Role::Recruiter | Role::AgencyRecruiter => "the recruiter",
        Role::Interviewer => "the interviewer",
        Role::HumanResources => "human resources",
        Role::Other => "your contact",
    }))
}

/// What an interview is.
pub(crate) fn interview(interview: &Interview) -> &'static str {
    match interview.kind {
        InterviewKind::Screening => "Screening interview",
        InterviewKind::Technical => "Technical interview",
        InterviewKind::Behavioral => "Behavioral interview",
        InterviewKind::Panel => "Panel interview",
        InterviewKind::Assignment => "Assignment",
        InterviewKind::Final => "Final interview",
        InterviewKind::Other => "Interview",
    }
}

/// How one meets, or that one didn't.
pub(crate) fn meeting(interview: &Interview) -> &'static str {
    match (interview.status, interview.medium) {
        (InterviewStatus::EmployerNoShow, _) => "the employer didn't turn up",
        (InterviewStatus::Cancelled, _) => "cancelled",
        _ if interview.kind == InterviewKind::Assignment => "done at home",
        (_, Medium::Phone) => "by phone",
        (_, Medium::Video) => "by video call",
        (_, Medium::InPerson) => "in person",
    }
}

/// By which channel something came or went; nothing, where that isn't known.
pub(crate) fn by_channel(channel: CommunicationChannel) -> Option<&'static str> {
    match channel {
        CommunicationChannel::Email => Some(by_known(Channel::Email)),
        CommunicationChannel::Phone => Some(by_known(Channel::Phone)),
        CommunicationChannel::Linkedin => Some(by_known(Channel::Linkedin)),
        CommunicationChannel::Letter => Some(by_known(Channel::Letter)),
        CommunicationChannel::Other => None,
    }
}

fn by_known(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "by e-mail",
        Channel::Phone => "by phone",
        Channel::Linkedin => "by LinkedIn",
        Channel::Letter => "by letter",
    }
}

/// A moment on somebody's clocks; with its year, where that isn't the one that everything else is in.
pub(crate) fn moment(at: NaiveDateTime, year: i32) -> String {
    let format = if at.year() == year { "%a %-d %b %H:%M" } else { "%a %-d %b %Y %H:%M" };
    at.format(format).to_string()
}

/// A moment of a plan, whose times have the employer's offset.
pub(crate) fn moment_of(at: DateTime<FixedOffset>, year: i32) -> String {
    moment(at.naive_local(), year)
}

/// A day; with its year, where that isn't the one that everything else is in.
pub(crate) fn day(day: chrono::NaiveDate, year: i32) -> String {
    day.format(if day.year() == year { "%a %-d %b" } else { "%a %-d %b %Y" }).to_string()
}

/// The same with a capital letter at its start.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Text without what would end its line: names are checked where they are read, and this doesn't rely on it.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if text.contains(breaks) { Cow::Owned(text.replace(breaks, " ")) } else { Cow::Borrowed(text) }
}
