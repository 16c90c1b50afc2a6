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

/// "Analista en Acme".
pub(super) fn position_at_company(position: Position) -> String {
    text!(position.title, " ", companies::spanish::at_prefix(position.company), position.company)
}

/// The name of a step's event, with the employer.
pub(super) fn step_event(step_action: &Action, deadline: Option<NaiveDate>, company: &str, year: i32) -> String {
    let action = action(step_action, &str::to_owned);
    match deadline {
        Some(day) => text!(action, " para el ", ShortDay(day, year), " (", company, ")"),
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
        text!("Plazo: del ", moment(step.opens_at), " al ", moment(step.closes_at)),
        text!("Mejor momento: ", moment(step.ideal_at)),
    ]);
    lines.extend(step.acceptable_until.map(|until| text!("Todavía aceptable: hasta el ", moment(until))));
    lines.push(text!("Hora de ", zone.name()));
    lines.extend(pass_on_names(pass_on_to).map(|names| text!("Transmitir también a: ", names)));
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
        text.push_str(", o ");
        text.push_str(by_usable_channel(*usable));
    }
    capitalised(&text)
}

/// The instruction of an action without a message.
fn what_to_do(kind: StepKind) -> Option<&'static str> {
    match kind {
        StepKind::OfferResponse => {
            Some("Decida y comunique su respuesta a tiempo. Una oferta puede caducar al vencer su plazo.")
        }
        StepKind::MoveOn => {
            Some("No hay ningún mensaje que enviar. Deje de esperar esta respuesta y dedíquese a otras candidaturas.")
        }
        _ => None,
    }
}

/// The kind of an interview.
pub(super) fn interview_name(interview: &Interview) -> &'static str {
    match interview.kind {
        InterviewKind::Screening => "Entrevista inicial",
        InterviewKind::Technical => "Entrevista técnica",
        InterviewKind::Behavioral => "Entrevista por competencias",
        InterviewKind::Panel => "Entrevista con panel",
        InterviewKind::Assignment => "Prueba práctica",
        InterviewKind::Final => "Entrevista final",
        InterviewKind::Other => "Entrevista",
    }
}

/// The medium of an interview, or that it did not take place. All kinds of interviews are feminine.
pub(super) fn medium_or_absence(interview: &Interview) -> &'static str {
    match (interview.status, interview.medium) {
        (InterviewStatus::EmployerNoShow, _) => "la empresa no acudió",
        (InterviewStatus::Cancelled, _) => "cancelada",
        _ if interview.kind == InterviewKind::Assignment => "en casa",
        (_, Medium::Phone) => "por teléfono",
        (_, Medium::Video) => "por videollamada",
        (_, Medium::InPerson) => "en persona",
    }
}

/// The name of an interview's event.
pub(super) fn interview_event(interview: &Interview, company: &str) -> String {
    let name = interview_name(interview);
    match interview.status {
        InterviewStatus::EmployerNoShow => text!(name, ", la empresa no acudió (", company, ")"),
        InterviewStatus::Cancelled => text!(name, ", cancelada (", company, ")"),
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
        text!("Del ", Moment(starts, year), " al ", Moment(ends, year), ", hora de ", zone.name()),
    ];
    lines.extend(people.iter().map(|contact| interviewer(contact)));
    let decision = interview.decision_expected_on;
    lines.extend(decision.map(|day| text!("Decisión a más tardar el ", ShortDay(*day, year))));
    lines.extend(respond_by.map(|until| text!("Dar noticias a más tardar el ", Moment(until, year))));
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
    if details.is_empty() { text!("Con ", name) } else { text!("Con ", name, " (", CLDR.list(&details), ")") }
}

/// The place of a phone call.
pub(super) fn phone_call(number: Option<&str>) -> String {
    number.map_or_else(|| "Llamada telefónica".to_owned(), |number| text!("Llamada telefónica, ", number))
}
