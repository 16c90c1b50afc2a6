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
use crate::{Action, InterviewDetails, Position, companies, parts::text};

/// "Analist bij Acme".
pub(super) fn position_at_company(position: Position) -> String {
    text!(position.title, " ", companies::dutch::at_prefix(position.company), position.company)
}

/// The name of a step's event, with the employer.
pub(super) fn step_event(step_action: &Action, deadline: Option<NaiveDate>, company: &str, year: i32) -> String {
    let action = action(step_action, &str::to_owned);
    match deadline {
        Some(day) => text!(action, ", uiterlijk ", ShortDay(day, year), " (", company, ")"),
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
    let mut lines = vec![position_at_company(position)];
    match what_to_do(step.kind) {
        Some(what) => lines.extend([text!(status, "."), what.to_owned()]),
        None if step.status == Status::Done && step.channel.recommended.is_none() => lines.push(text!(status, ".")),
        None => lines.push(text!(status, ". ", channels(step))),
    }
    lines.extend([
        text!("Periode: ", moment(step.opens_at), " tot ", moment(step.closes_at)),
        text!("Bij voorkeur: ", moment(step.ideal_at)),
    ]);
    lines.extend(step.acceptable_until.map(|until| text!("Kan nog tot ", moment(until))));
    lines.push(text!("Tijden zoals in ", zone.name()));
    lines.extend(pass_on_names(pass_on_to).map(|names| text!("Dank ook aan: ", names)));
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
        text.push_str(" of ");
        text.push_str(by_usable_channel(*usable));
    }
    capitalised(&text)
}

/// The instruction of an action without a message.
const fn what_to_do(kind: StepKind) -> Option<&'static str> {
    match kind {
        StepKind::OfferResponse => Some("Beslis, en antwoord op tijd. Na de termijn kan het aanbod vervallen."),
        StepKind::MoveOn => {
            Some("Er hoeft geen bericht uit. Wacht niet langer op dit antwoord, en richt u op andere sollicitaties.")
        }
        _ => None,
    }
}

/// The kind of an interview.
pub(super) fn interview_name(interview: &Interview) -> &'static str {
    match interview.kind {
        InterviewKind::Screening => "Kennismakingsgesprek",
        InterviewKind::Technical => "Vakinhoudelijk gesprek",
        InterviewKind::Behavioral => "Gesprek over de manier van werken",
        InterviewKind::Panel => "Gesprek met een commissie",
        InterviewKind::Assignment => "Opdracht",
        InterviewKind::Final => "Eindgesprek",
        InterviewKind::Other => "Sollicitatiegesprek",
    }
}

/// The medium of an interview, or that it did not take place.
pub(super) fn medium_or_absence(interview: &Interview) -> &'static str {
    match (interview.status, interview.medium) {
        (InterviewStatus::EmployerNoShow, _) => "de werkgever is niet verschenen",
        (InterviewStatus::Cancelled, _) => "geannuleerd",
        _ if interview.kind == InterviewKind::Assignment => "thuis gemaakt",
        (_, Medium::Phone) => "telefonisch",
        (_, Medium::Video) => "per videogesprek",
        (_, Medium::InPerson) => "ter plaatse",
    }
}

/// The name of an interview's event.
pub(super) fn interview_event(interview: &Interview, company: &str) -> String {
    let name = interview_name(interview);
    match interview.status {
        InterviewStatus::EmployerNoShow | InterviewStatus::Cancelled => {
            text!(name, ", ", medium_or_absence(interview), " (", company, ")")
        }
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
        position_at_company(position),
        text!(capitalised(medium_or_absence(interview)), "."),
        text!(Moment(starts, year), " tot ", Moment(ends, year), ", tijd van ", zone.name()),
    ];
    lines.extend(people.iter().map(|contact| interviewer(contact)));
    let decision = interview.decision_expected_on;
    lines.extend(decision.map(|day| text!("Besluit uiterlijk ", ShortDay(*day, year))));
    lines.extend(respond_by.map(|until| text!("Uw reactie wordt uiterlijk ", Moment(until, year), " verwacht")));
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
    if details.is_empty() { text!("Met ", name) } else { text!("Met ", name, " (", details.join(", "), ")") }
}

/// The place of a phone call.
pub(super) fn phone_call(number: Option<&str>) -> String {
    number.map_or_else(|| "Telefoongesprek".to_owned(), |number| text!("Telefoongesprek, ", number))
}
