//! The organiser and the attendees of an event.

use planning::Email;

use super::{
    Person, Response, Settings, Warning,
    components::{Component, one_line},
    property::Property,
};

/// The maximum number of attendees that are returned.
const MAX_ATTENDEES: usize = 50;
const MAX_NAME_LENGTH: usize = 200;

/// The organiser, and the attendees who are people other than the candidate.
pub(super) fn read(
    event: &Component<'_>,
    settings: &Settings,
    warnings: &mut Vec<Warning>,
) -> (Option<Person>, Vec<Person>) {
    let organizer = event.find("ORGANIZER").map(person).filter(Person::is_known);
    let mut attendees: Vec<Person> = Vec::new();
    for property in event.properties.iter().filter(|property| property.name == "ATTENDEE") {
        if !is_person(property) {
            continue;
        }
        let person = Person { response: response(property), ..person(property) };
        let is_group = person.email.as_deref().is_some_and(is_group);
        let is_candidate = person.email.as_deref().is_some_and(|email| {
            settings.candidate_addresses.iter().any(|address| address.trim().eq_ignore_ascii_case(email))
        });
        let again = person.email.is_some() && attendees.iter().any(|known| known.email == person.email);
        if !person.is_known() || is_group || is_candidate || again {
            continue;
        }
        if attendees.len() == MAX_ATTENDEES {
            warnings.push(Warning::AttendeesCut { kept: MAX_ATTENDEES });
            break;
        }
        attendees.push(person);
    }
    (organizer, attendees)
}

impl Person {
    fn is_known(&self) -> bool {
        self.name.is_some() || self.email.is_some()
    }
}

/// Whether an attendee is a person who takes part. CUTYPE marks rooms, resources and groups (RFC 5545, section 3.2.3),
/// and ROLE those who don't take part (section 3.2.16).
fn is_person(property: &Property<'_>) -> bool {
    let is = |name: &str, values: &[&str]| {
        property.parameter(name).is_some_and(|given| values.iter().any(|value| value.eq_ignore_ascii_case(given)))
    };
    !is("CUTYPE", &["GROUP", "RESOURCE", "ROOM"]) && !is("ROLE", &["NON-PARTICIPANT"])
}

/// Whether it is an address that Google gives to rooms and groups.
fn is_group(email: &str) -> bool {
    email.ends_with("@resource.calendar.google.com") || email.ends_with("@group.calendar.google.com")
}

fn person(property: &Property<'_>) -> Person {
    let value = property.raw().trim_matches('"');
    // Apple writes the address into EMAIL. Its value has an address that was made for the invitation.
    let email = property.parameter("EMAIL").and_then(address).or_else(|| address(value));
    let name = property.parameter("CN").and_then(|name| one_line(name.trim_matches('\''), MAX_NAME_LENGTH));
    let is_address =
        |name: &str| name.contains('@') || email.as_deref().is_some_and(|email| email.eq_ignore_ascii_case(name));
    Person { name: name.filter(|name| !is_address(name)), email, response: None }
}

/// The address in `mailto:ada@example.com`, in any case.
fn address(value: &str) -> Option<Email> {
    let start = value.get(..7).filter(|start| start.eq_ignore_ascii_case("mailto:"));
    let address = start.map_or(value, |start| &value[start.len()..]).trim();
    let address = address.split('?').next().unwrap_or(address);
    address.trim_start_matches('<').trim_end_matches('>').parse().ok()
}

fn response(property: &Property<'_>) -> Option<Response> {
    match &*property.parameter("PARTSTAT")?.to_ascii_uppercase() {
        "NEEDS-ACTION" => Some(Response::NeedsAction),
        "ACCEPTED" => Some(Response::Accepted),
        "DECLINED" => Some(Response::Declined),
        "TENTATIVE" => Some(Response::Tentative),
        "DELEGATED" => Some(Response::Delegated),
        _ => None,
    }
}
