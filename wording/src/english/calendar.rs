//! The texts of calendars.

use chrono::{DateTime, FixedOffset, NaiveDate};
use planning::{
    Status, Step, StepKind, TimeZone,
    facts::{Channel, Contact, Interview, InterviewKind, InterviewStatus, Medium},
};

use super::{
    CLDR, capitalised,
    steps::{action, by_usable_channel, person, recommended, status},
    time::{Moment, ShortDay},
};
use crate::{
    Action, InterviewDetails, Position,
    parts::{Part, text},
};

impl Part for Position<'_> {
    fn append_to(&self, out: &mut String) {
        for part in [self.title, " at ", self.company] {
            part.append_to(out);
        }
    }
}

/// The name of a step's event, with the employer.
pub(super) fn step_event(step_action: &Action, deadline: Option<NaiveDate>, company: &str, year: i32) -> String {
    let action = action(step_action, &str::to_owned);
    match deadline {
        Some(day) => text!(action, " by ", ShortDay(day, year), " (", company, ")"),
        None => text!(action, " (", company, ")"),
    }
}

pub(super) fn step_lines(
    step: &Step,
    position: Position,
    pass_on_to: &[&Contact],
    zone: TimeZone,
    year: i32,
) -> Vec<String> {
    let moment = |at: DateTime<FixedOffset>| Moment(at.naive_local(), year);
    let status = status(step);
    let mut lines = vec![text!(position)];
    match what_to_do(step.kind) {
        Some(what) => lines.extend([text!(status, "."), what.to_owned()]),
        None if step.status == Status::Done && step.channel.recommended.is_none() => lines.push(text!(status, ".")),
        None => lines.push(text!(status, ". ", channels(step))),
    }
    lines.extend([
        text!("Window: ", moment(step.opens_at), " to ", moment(step.closes_at)),
        text!("Best: ", moment(step.ideal_at)),
    ]);
    lines.extend(step.acceptable_until.map(|until| text!("Still acceptable: until ", moment(until))));
    lines.push(text!("Times as in ", zone.name()));
    lines.extend(pass_on_names(pass_on_to).map(|names| text!("To pass on to: ", names)));
    lines
}

/// The people to whom the recipient is asked to pass on the thanks.
pub(super) fn pass_on_names(people: &[&Contact]) -> Option<String> {
    let names: Vec<_> = people.iter().map(|contact| person(contact)).collect();
    (!names.is_empty()).then(|| CLDR.list(&names))
}

/// The recommended channel and the alternatives, as a sentence.
fn channels(step: &Step) -> String {
    let mut text = recommended(step).to_owned();
    for usable in &step.channel.alternatives {
        text.push_str(", or ");
        text.push_str(by_usable_channel(*usable));
    }
    capitalised(&text)
}

/// The instruction of an action without a message.
fn what_to_do(kind: StepKind) -> Option<&'static str> {
    match kind {
        StepKind::OfferResponse => {
            Some("Decide, and give them your answer in time. An offer can lapse at its deadline.")
        }
        StepKind::MoveOn => {
            Some("There is no message to send. Stop waiting for this answer and turn to other applications.")
        }
        _ => None,
    }
}

/// The kind of an interview.
pub(super) fn interview_name(interview: &Interview) -> &'static str {
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

/// The medium of an interview, or that it did not take place.
pub(super) fn medium_or_absence(interview: &Interview) -> &'static str {
    match (interview.status, interview.medium) {
        (InterviewStatus::EmployerNoShow, _) => "the employer didn't turn up",
        (InterviewStatus::Cancelled, _) => "cancelled",
        _ if interview.kind == InterviewKind::Assignment => "done at home",
        (_, Medium::Phone) => "by phone",
        (_, Medium::Video) => "by video call",
        (_, Medium::InPerson) => "in person",
    }
}

/// The name of an interview's event.
pub(super) fn interview_event(interview: &Interview, company: &str) -> String {
    let name = interview_name(interview);
    match interview.status {
        InterviewStatus::EmployerNoShow => text!(name, ", the employer didn't turn up (", company, ")"),
        InterviewStatus::Cancelled => text!(name, ", cancelled (", company, ")"),
        InterviewStatus::Scheduled | InterviewStatus::Completed => text!(name, " (", company, ")"),
    }
}

pub(super) fn interview_lines(
    details: &InterviewDetails,
    position: Position,
    zone: TimeZone,
    year: i32,
) -> Vec<String> {
    let InterviewDetails { interview, starts, ends, respond_by, people } = *details;
    let mut lines = vec![
        text!(position),
        text!(capitalised(medium_or_absence(interview)), "."),
        text!(Moment(starts, year), " to ", Moment(ends, year), ", ", zone.name(), " time"),
    ];
    lines.extend(people.iter().map(|contact| interviewer(contact)));
    let decision = interview.decision_expected_on;
    lines.extend(decision.map(|day| text!("They decide by ", ShortDay(*day, year))));
    lines.extend(respond_by.map(|until| text!("Get back to them by ", Moment(until, year))));
    lines
}

/// An interviewer, with known contact details.
fn interviewer(contact: &Contact) -> String {
    let right = |channel| !contact.undeliverable.contains(&channel);
    let details = [
        contact.phone.as_deref().filter(|_| right(Channel::Phone)),
        contact.email.as_deref().filter(|_| right(Channel::Email)),
    ];
    let details: Vec<_> = details.into_iter().flatten().collect();
    let name = person(contact);
    if details.is_empty() { text!("With ", name) } else { text!("With ", name, " (", CLDR.list(&details), ")") }
}

/// The place of a phone call.
pub(super) fn phone_call(number: Option<&str>) -> String {
    number.map_or_else(|| "Phone call".to_owned(), |number| text!("Phone call, ", number))
}
