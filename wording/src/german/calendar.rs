//! The texts of calendars.

use chrono::{DateTime, FixedOffset, NaiveDate};
use planning::{
    Status, Step, StepKind, TimeZone,
    facts::{Channel, Contact, Interview, InterviewKind, InterviewStatus, Medium},
};

use super::{
    Case, German, capitalised,
    steps::{action, by_usable_channel, person, recommended, status},
};
use crate::{Action, InterviewDetails, Position, companies, parts::text};

/// "Analystin bei der Stadt München".
pub(super) fn position_at_company(position: Position) -> String {
    let (at, company) = companies::german::at_company(position.company);
    text!(position.title, " ", at, company)
}

/// The name of a step's event, with the employer.
pub(super) fn step_event(
    german: German,
    step_action: &Action,
    deadline: Option<NaiveDate>,
    company: &str,
    year: i32,
) -> String {
    let action = action(german, step_action, &str::to_owned);
    match deadline {
        Some(day) => text!(action, " bis ", german.short_day(day, year), " (", company, ")"),
        None => text!(action, " (", company, ")"),
    }
}

pub(super) fn step_lines(
    german: German,
    step: &Step,
    position: Position,
    pass_on_to: &[&Contact],
    zone: TimeZone,
    year: i32,
) -> Vec<String> {
    let moment = |at: DateTime<FixedOffset>| german.moment(at.naive_local(), year);
    let status = status(step);
    let mut lines = vec![position_at_company(position)];
    match what_to_do(step.kind) {
        Some(what) => lines.extend([text!(status, "."), what.to_owned()]),
        None if step.status == Status::Done && step.channel.recommended.is_none() => {
            lines.push(text!(status, "."));
        }
        None => lines.push(text!(status, ". ", channels(step))),
    }
    lines.extend([
        text!("Zeitfenster: ", moment(step.opens_at), " bis ", moment(step.closes_at)),
        text!("Am besten: ", moment(step.ideal_at)),
    ]);
    lines.extend(step.acceptable_until.map(|until| text!("Noch annehmbar: bis ", moment(until))));
    lines.push(text!("Zeitzone: ", zone.name()));
    lines.extend(pass_on_names(german, pass_on_to).map(|names| text!("Dank auch an: ", names)));
    lines
}

/// The people to whom the recipient is asked to pass on the thanks.
pub(super) fn pass_on_names(german: German, people: &[&Contact]) -> Option<String> {
    let names: Vec<_> = people.iter().map(|contact| person(contact, Case::Accusative)).collect();
    (!names.is_empty()).then(|| german.cldr().list(&names))
}

pub(super) fn interview_lines(
    german: German,
    details: &InterviewDetails,
    position: Position,
    zone: TimeZone,
    year: i32,
) -> Vec<String> {
    let InterviewDetails { interview, starts, ends, respond_by, people } = *details;
    let mut lines = vec![
        position_at_company(position),
        text!(capitalised(medium_or_absence(interview)), "."),
        text!(german.moment(starts, year), " bis ", german.moment(ends, year), ", Zeitzone ", zone.name()),
    ];
    lines.extend(people.iter().map(|contact| interviewer(german, contact)));
    let decision = interview.decision_expected_on;
    lines.extend(decision.map(|day| text!("Entscheidung bis ", german.short_day(*day, year))));
    lines.extend(respond_by.map(|until| text!("Rückmeldung bis ", german.moment(until, year))));
    lines
}

/// An interviewer, with known contact details.
fn interviewer(german: German, contact: &Contact) -> String {
    let right = |channel| !contact.undeliverable.contains(&channel);
    let details = [
        contact.phone.as_deref().filter(|_| right(Channel::Phone)),
        contact.email.as_deref().filter(|_| right(Channel::Email)),
    ];
    let details: Vec<_> = details.into_iter().flatten().collect();
    let name = person(contact, Case::Dative);
    if details.is_empty() { text!("Mit ", name) } else { text!("Mit ", name, " (", german.cldr().list(&details), ")") }
}

/// The recommended channel and the alternatives, as a sentence.
fn channels(step: &Step) -> String {
    let mut text = recommended(step).to_owned();
    for usable in &step.channel.alternatives {
        text.push_str(" oder ");
        text.push_str(by_usable_channel(*usable));
    }
    capitalised(&text)
}

/// The instruction of an action without a message.
const fn what_to_do(kind: StepKind) -> Option<&'static str> {
    match kind {
        StepKind::OfferResponse => {
            Some("Entscheiden Sie, und antworten Sie rechtzeitig. Mit der Frist kann das Angebot verfallen.")
        }
        StepKind::MoveOn => Some(
            "Es ist keine Nachricht zu senden. Warten Sie nicht länger auf diese Antwort, und wenden Sie sich anderen \
             Bewerbungen zu.",
        ),
        _ => None,
    }
}

/// The kind of an interview.
pub(super) fn interview_name(_: German, interview: &Interview) -> &'static str {
    match interview.kind {
        InterviewKind::Screening => "Kennenlerngespräch",
        InterviewKind::Technical => "Fachgespräch",
        InterviewKind::Behavioral => "Gespräch zur Arbeitsweise",
        InterviewKind::Panel => "Gespräch mit mehreren Personen",
        InterviewKind::Assignment => "Aufgabe",
        InterviewKind::Final => "Abschlussgespräch",
        InterviewKind::Other => "Vorstellungsgespräch",
    }
}

/// The medium of an interview, or that it did not take place.
pub(super) fn medium_or_absence(interview: &Interview) -> &'static str {
    match (interview.status, interview.medium) {
        (InterviewStatus::EmployerNoShow, _) => "der Arbeitgeber ist nicht erschienen",
        (InterviewStatus::Cancelled, _) => "abgesagt",
        _ if interview.kind == InterviewKind::Assignment => "zu Hause bearbeitet",
        (_, Medium::Phone) => "telefonisch",
        (_, Medium::Video) => "per Videoanruf",
        (_, Medium::InPerson) => "vor Ort",
    }
}

/// The name of an interview's event.
pub(super) fn interview_event(german: German, interview: &Interview, company: &str) -> String {
    let name = interview_name(german, interview);
    match interview.status {
        InterviewStatus::EmployerNoShow => text!(name, ", der Arbeitgeber ist nicht erschienen (", company, ")"),
        InterviewStatus::Cancelled => text!(name, ", abgesagt (", company, ")"),
        InterviewStatus::Scheduled | InterviewStatus::Completed => text!(name, " (", company, ")"),
    }
}

/// The place of a phone call.
pub(super) fn phone_call(_: German, number: Option<&str>) -> String {
    number.map_or_else(|| "Telefonat".to_owned(), |number| text!("Telefonat, ", number))
}
