//! What only calendars say.

use chrono::NaiveDate;
use planning::{
    TimeZone,
    facts::{Channel, Contact, Interview, InterviewStatus},
};

use super::{day, interview, person};

/// Where one meets by video.
pub(crate) const VIDEO_CALL: &str = "Video call";

/// What the event of an interview is called.
pub(crate) fn interview_event(of: &Interview) -> String {
    let name = interview(of);
    match of.status {
        InterviewStatus::EmployerNoShow => format!("{name}, the employer didn't turn up"),
        InterviewStatus::Cancelled => format!("{name}, cancelled"),
        InterviewStatus::Scheduled | InterviewStatus::Completed => name.to_owned(),
    }
}

/// Where a call by phone takes place.
pub(crate) fn phone_call(number: Option<&str>) -> String {
    number.map_or_else(|| "Phone call".to_owned(), |number| format!("Phone call, {number}"))
}

/// Which position.
pub(crate) fn position(title: &str, company: &str) -> String {
    format!("{title} at {company}")
}

/// From when to when, by the employer's clocks.
pub(crate) fn from_to(from: &str, to: &str, zone: TimeZone) -> String {
    format!("{from} to {to}, {zone} time")
}

/// An interviewer, with the details that are known to be right.
pub(crate) fn interviewer(contact: &Contact) -> String {
    let right = |channel| !contact.undeliverable.contains(&channel);
    let details = [
        contact.phone.as_deref().filter(|_| right(Channel::Phone)),
        contact.email.as_deref().filter(|_| right(Channel::Email)),
    ];
    let details: Vec<_> = details.into_iter().flatten().collect();
    let name = person(contact);
    if details.is_empty() { format!("With {name}") } else { format!("With {name} ({})", details.join(", ")) }
}

/// When the employer decides.
pub(crate) fn decision_day(date: NaiveDate, year: i32) -> String {
    format!("They decide by {}", day(date, year))
}

/// By when the employer wants to hear from the candidate.
pub(crate) fn respond_by(until: &str) -> String {
    format!("Get back to them by {until}")
}
