//! A plan's steps in words.

use std::borrow::Cow;

use chrono::{Datelike as _, NaiveDateTime};
use planning::{
    Facts, Status, Step, StepKind, UsableChannel, Via,
    facts::{Channel, Contact, Interview, InterviewKind, InterviewStatus, Medium, Role},
};

/// What to do, and with whom.
pub(crate) fn deed(kind: StepKind, whom: &str) -> String {
    match kind {
        StepKind::ThankYou => format!("Thank {whom}"),
        StepKind::CheckIn => format!("Check in with {whom}"),
        StepKind::FinalAttempt => format!("Ask {whom} a last time"),
        StepKind::RescheduleRequest => format!("Ask {whom} for a new date"),
        StepKind::Respond => format!("Respond to {whom}"),
        StepKind::Answer => format!("Answer {whom}"),
        StepKind::RejectionThanks => format!("Thank {whom} for the chance"),
        StepKind::OfferThanks => format!("Thank {whom} for the offer"),
        StepKind::WithdrawalNote => format!("Tell {whom} you withdraw"),
        StepKind::StayInTouch => format!("Stay in touch with {whom}"),
        StepKind::CompetingOffer => format!("Tell {whom} about another offer"),
        StepKind::OfferResponse => "Answer the offer".to_owned(),
        StepKind::MoveOn => "Move on to other employers".to_owned(),
    }
}

/// The kind of a step, as a category.
pub(crate) fn kind(kind: StepKind) -> &'static str {
    match kind {
        StepKind::ThankYou => "Thank-you",
        StepKind::CheckIn => "Check-in",
        StepKind::FinalAttempt => "Final attempt",
        StepKind::RescheduleRequest => "Reschedule request",
        StepKind::Respond => "Response",
        StepKind::Answer => "Answer",
        StepKind::RejectionThanks => "Thanks after a rejection",
        StepKind::OfferThanks => "Thanks for an offer",
        StepKind::WithdrawalNote => "Withdrawal note",
        StepKind::StayInTouch => "Stay in touch",
        StepKind::CompetingOffer => "Other offer",
        StepKind::OfferResponse => "Answer the offer",
        StepKind::MoveOn => "Move on",
    }
}

/// How a step stands.
pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Done => "Done",
        Status::Dismissed => "Left out",
        Status::Cancelled => "No longer needed",
        Status::Upcoming => "Still to come",
        Status::Due => "Due now",
        Status::Overdue => "Overdue",
        Status::Missed => "Missed",
    }
}

/// Whom a step's message goes to.
pub(crate) fn recipient<'f>(facts: &'f Facts, step: &Step) -> &'f str {
    match step.contact_id.and_then(|id| contact(facts, id)) {
        Some(contact) => person(contact),
        None if step.kind == StepKind::ThankYou => "your interviewers",
        None => "the employer",
    }
}

/// Those whom the recipient is asked to pass the thanks on to.
pub(crate) fn passed_on_to(facts: &Facts, step: &Step) -> Option<String> {
    let names: Vec<_> = step.pass_on_to.iter().filter_map(|id| contact(facts, id)).map(person).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn contact<'f>(facts: &'f Facts, id: &str) -> Option<&'f Contact> {
    facts.contacts.iter().find(|contact| *contact.id == *id)
}

fn person(contact: &Contact) -> &str {
    contact.name.as_deref().unwrap_or(match contact.role {
        Role::HiringManager => "the hiring manager",
        Role::Recruiter | Role::AgencyRecruiter => "the recruiter",
        Role::Interviewer => "the interviewer",
        Role::HumanResources => "human resources",
        Role::Other => "your contact",
    })
}

/// The way that a step recommends, or what stands in it.
pub(crate) fn way(step: &Step) -> &'static str {
    match step.channel.recommended {
        Some(usable) => by(usable),
        None if !step.kind.is_message() => "no message",
        None => "no address known",
    }
}

/// By which channel.
pub(crate) fn by(usable: UsableChannel) -> &'static str {
    match (usable.channel, usable.via) {
        (Channel::Email, _) => "by e-mail",
        (Channel::Phone, Via::Direct) => "by phone",
        (Channel::Phone, Via::Switchboard) => "by phone, main number",
        (Channel::Linkedin, _) => "by LinkedIn",
        (Channel::Letter, _) => "by letter",
    }
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

/// How one meets, or that the employer didn't turn up.
pub(crate) fn meeting(interview: &Interview) -> &'static str {
    match (interview.status, interview.medium) {
        (InterviewStatus::EmployerNoShow, _) => "employer no-show",
        (_, Medium::Phone) => "by phone",
        (_, Medium::Video) => "by video",
        (_, Medium::InPerson) => "in person",
    }
}

/// A moment on the employer's clocks; with its year, where that isn't the one that everything else is in.
pub(crate) fn moment(at: NaiveDateTime, year: i32) -> String {
    let format = if at.year() == year { "%a %-d %b %H:%M" } else { "%a %-d %b %Y %H:%M" };
    at.format(format).to_string()
}

/// Text without what would end its line: names are checked where they are read, and this doesn't rely on it.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if text.contains(breaks) { Cow::Owned(text.replace(breaks, " ")) } else { Cow::Borrowed(text) }
}
