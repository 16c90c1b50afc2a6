//! The texts of calendars.

use chrono::{DateTime, FixedOffset, NaiveDate};
use planning::{
    Status, Step, StepKind, TimeZone,
    facts::{Channel, Contact, Interview, InterviewKind, InterviewStatus, Medium},
};

use super::{
    CLDR, French, capitalised,
    steps::{action, by_usable_channel, person, recommended, status},
    time::{Moment, ShortDay},
};
use crate::{Action, InterviewDetails, Position, companies, parts::text};

/// "Analyste chez Acme".
pub(super) fn position_at_company(position: Position) -> String {
    text!(position.title, " ", companies::french::at_prefix(position.company), position.company)
}

/// The name of a step's event, with the employer.
pub(super) fn step_event(
    french: French,
    step_action: &Action,
    deadline: Option<NaiveDate>,
    company: &str,
    year: i32,
) -> String {
    let action = action(french, step_action, &str::to_owned);
    match deadline {
        Some(day) => text!(action, " d'ici au ", ShortDay(day, year), " (", company, ")"),
        None => text!(action, " (", company, ")"),
    }
}

pub(super) fn step_lines(
    french: French,
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
        None => lines.push(text!(status, ". ", channels(french, step))),
    }
    lines.extend([
        text!("Période\u{202f}: du ", moment(step.opens_at), " au ", moment(step.closes_at)),
        text!("Idéal\u{202f}: ", moment(step.ideal_at)),
    ]);
    lines.extend(step.acceptable_until.map(|until| text!("Encore acceptable jusqu'au ", moment(until))));
    lines.push(text!("Heures du fuseau ", zone.name()));
    lines.extend(pass_on_names(pass_on_to).map(|names| text!("À transmettre à ", names)));
    lines
}

/// The people to whom the recipient is asked to pass on the thanks.
pub(super) fn pass_on_names(people: &[&Contact]) -> Option<String> {
    let names: Vec<_> = people.iter().map(|contact| person(contact)).collect();
    (!names.is_empty()).then(|| CLDR.and_list(&names))
}

/// The recommended channel and the alternatives, as a sentence.
fn channels(french: French, step: &Step) -> String {
    let mut text = recommended(french, step).to_owned();
    for usable in &step.channel.alternatives {
        text.push_str(", ou ");
        text.push_str(by_usable_channel(french, *usable));
    }
    capitalised(&text)
}

/// The instruction of an action without a message.
const fn what_to_do(kind: StepKind) -> Option<&'static str> {
    match kind {
        StepKind::OfferResponse => {
            Some("Décidez, et donnez votre réponse à temps. Après son échéance, une offre peut ne plus tenir.")
        }
        StepKind::MoveOn => Some(
            "Il n'y a pas de message à envoyer. N'attendez plus cette réponse, et tournez-vous vers d'autres \
             candidatures.",
        ),
        _ => None,
    }
}

/// The kind of an interview.
pub(super) fn interview_name(french: French, interview: &Interview) -> &'static str {
    match interview.kind {
        InterviewKind::Screening => french.by_region("Entretien de présélection", "Entrevue de présélection"),
        InterviewKind::Technical => french.by_region("Entretien technique", "Entrevue technique"),
        InterviewKind::Behavioral => french.by_region("Entretien de personnalité", "Entrevue comportementale"),
        InterviewKind::Panel => french.by_region("Entretien devant un jury", "Entrevue devant un comité"),
        InterviewKind::Assignment => "Exercice",
        InterviewKind::Final => french.by_region("Entretien final", "Entrevue finale"),
        InterviewKind::Other => french.by_region("Entretien", "Entrevue"),
    }
}

/// The medium of an interview, or that it did not take place.
pub(super) fn medium_or_absence(french: French, interview: &Interview) -> &'static str {
    match (interview.status, interview.medium) {
        (InterviewStatus::EmployerNoShow, _) => "l'employeur n'est pas venu",
        (InterviewStatus::Cancelled, _) if interview.kind == InterviewKind::Assignment => "annulé",
        (InterviewStatus::Cancelled, _) => french.by_region("annulé", "annulée"),
        _ if interview.kind == InterviewKind::Assignment => "à faire chez soi",
        (_, Medium::Phone) => "par téléphone",
        (_, Medium::Video) => "en visioconférence",
        (_, Medium::InPerson) => "sur place",
    }
}

/// The name of an interview's event.
pub(super) fn interview_event(french: French, interview: &Interview, company: &str) -> String {
    let name = interview_name(french, interview);
    match interview.status {
        InterviewStatus::EmployerNoShow => text!(name, ", l'employeur n'est pas venu (", company, ")"),
        InterviewStatus::Cancelled => text!(name, ", ", medium_or_absence(french, interview), " (", company, ")"),
        InterviewStatus::Scheduled | InterviewStatus::Completed => text!(name, " (", company, ")"),
    }
}

pub(super) fn interview_lines(
    french: French,
    details: &InterviewDetails,
    position: Position,
    zone: TimeZone,
    year: i32,
) -> Vec<String> {
    let InterviewDetails { interview, starts, ends, respond_by, people } = *details;
    let mut lines = vec![
        position_at_company(position),
        text!(capitalised(medium_or_absence(french, interview)), "."),
        text!("Du ", Moment(starts, year), " au ", Moment(ends, year), ", fuseau ", zone.name()),
    ];
    lines.extend(people.iter().map(|contact| interviewer(contact)));
    let decision = interview.decision_expected_on;
    lines.extend(decision.map(|day| text!("Décision d'ici au ", ShortDay(*day, year))));
    lines.extend(respond_by.map(|until| text!("Votre retour est attendu d'ici au ", Moment(until, year))));
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
    if details.is_empty() { text!("Avec ", name) } else { text!("Avec ", name, " (", details.join(", "), ")") }
}

/// The place of a phone call.
pub(super) fn phone_call(_: French, number: Option<&str>) -> String {
    number.map_or_else(|| "Appel téléphonique".to_owned(), |number| text!("Appel téléphonique, ", number))
}
