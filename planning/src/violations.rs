//! Rules that concern several fields of the facts.

use std::collections::HashSet;

use crate::{
    Facts, Key, Violation,
    facts::{ApplicationDetails, Communication, ContactDetails, Direction, Interview, InterviewDetails, OutcomeKind},
};

impl Facts {
    /// All contradictions between fields, each with its JSON Pointer, such as an interview that ends before it
    /// starts, an id used twice, an interviewer who is no contact, a list that is too long.
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        let mut found = Vec::new();
        if let Some(playbook) = &self.custom_playbook {
            found.extend(with_prefix("/custom_playbook", playbook.violations()));
            if self.playbook.is_some() {
                found.push(Violation::new(
                    "/custom_playbook",
                    "conflict",
                    "either playbook or custom_playbook, not both",
                ));
            }
        }
        self.check_lengths(&mut found);
        found.extend(with_prefix("/application", self.application.violations()));
        let contacts = unique(self.contacts.iter().map(|contact| &contact.id), "/contacts", &mut found);
        unique(self.interviews.iter().map(|interview| &interview.id), "/interviews", &mut found);
        for (index, contact) in self.contacts.iter().enumerate() {
            found.extend(with_prefix(&format!("/contacts/{index}"), contact.violations()));
        }
        for (index, interview) in self.interviews.iter().enumerate() {
            found.extend(with_prefix(&format!("/interviews/{index}"), interview.violations()));
            found.extend(with_prefix(
                &format!("/interviews/{index}"),
                interviewer_violations(&interview.interviewer_ids),
            ));
            check_interviewers(interview, index, &contacts, &mut found);
        }
        for (index, communication) in self.communications.iter().enumerate() {
            check_communication(communication, index, &contacts, &mut found);
        }
        let mut steps = HashSet::new();
        for (index, said) in self.overrides.iter().enumerate() {
            let at = format!("/overrides/{index}/step_id");
            if said.step_id.chars().count() > STEP_ID_LENGTH {
                let message = format!("must not be longer than {STEP_ID_LENGTH} characters");
                found.push(Violation::new(&*at, "too_long", message));
            }
            if !steps.insert(&said.step_id) {
                found.push(Violation::new(at, "duplicate", "a step has at most one override"));
            }
        }
        found
    }

    fn check_lengths(&self, found: &mut Vec<Violation>) {
        at_most(20, self.candidate.strengths.len(), "/candidate/strengths", found);
        at_most(20, self.candidate.goals.len(), "/candidate/goals", found);
        at_most(200, self.contacts.len(), "/contacts", found);
        at_most(100, self.interviews.len(), "/interviews", found);
        at_most(1000, self.communications.len(), "/communications", found);
        at_most(200, self.overrides.len(), "/overrides", found);
    }
}

/// Checks the date by which an offer has to be answered.
const ANSWER_AFTER_OFFER: &str = "respond_by must be after at, when the offer was made";

/// The longest id of a step.
const STEP_ID_LENGTH: usize = 300;

/// All ids of a list; one that is there twice is a violation.
fn unique<'f>(ids: impl Iterator<Item = &'f Key>, list: &str, found: &mut Vec<Violation>) -> HashSet<&'f Key> {
    let mut seen = HashSet::new();
    for (index, id) in ids.enumerate() {
        if !seen.insert(id) {
            found.push(Violation::new(format!("{list}/{index}/id"), "duplicate", "this id is already in use"));
        }
    }
    seen
}

impl ApplicationDetails {
    /// The violations within an application, with pointers that begin at the application.
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        let mut found = Vec::new();
        at_most(4, self.forbidden_channels.len(), "/forbidden_channels", &mut found);
        at_most(366, self.closures.len(), "/closures", &mut found);
        at_most(20, self.competing_offers.len(), "/competing_offers", &mut found);
        at_most(20, self.strengths.len(), "/strengths", &mut found);
        let offered = self.outcome.filter(|outcome| outcome.kind == OutcomeKind::Offered);
        if offered.is_some_and(|offer| offer.respond_by.is_some_and(|respond_by| respond_by <= offer.at)) {
            found.push(Violation::new("/outcome/respond_by", "not_after_offer", ANSWER_AFTER_OFFER));
        }
        unique(self.competing_offers.iter().map(|offer| &offer.id), "/competing_offers", &mut found);
        for (index, offer) in self.competing_offers.iter().enumerate() {
            if offer.respond_by.is_some_and(|respond_by| respond_by <= offer.at) {
                let at = format!("/competing_offers/{index}/respond_by");
                found.push(Violation::new(at, "not_after_offer", ANSWER_AFTER_OFFER));
            }
        }
        found
    }
}

impl ContactDetails {
    /// The violations within a contact, with pointers that begin at the contact.
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        let mut found = Vec::new();
        for (index, channel) in self.undeliverable.iter().enumerate() {
            if self.undeliverable[..index].contains(channel) {
                let at = format!("/undeliverable/{index}");
                found.push(Violation::new(at, "duplicate", "each channel is named once"));
            }
        }
        found
    }
}

impl InterviewDetails {
    /// The violations within an interview, with pointers that begin at the interview.
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        let mut found = Vec::new();
        if self.ends_at <= self.starts_at {
            found.push(Violation::new("/ends_at", "not_after_start", "ends_at must be after starts_at"));
        }
        if self.respond_by.is_some_and(|respond_by| respond_by <= self.ends_at) {
            found.push(Violation::new("/respond_by", "not_after_end", "respond_by must be after ends_at"));
        }
        at_most(20, self.talking_points.len(), "/talking_points", &mut found);
        at_most(20, self.points_to_clarify.len(), "/points_to_clarify", &mut found);
        found
    }
}

/// The violations in the list of interviewers, with pointers that begin at the interview.
#[must_use]
pub fn interviewer_violations<T: PartialEq>(interviewer_ids: &[T]) -> Vec<Violation> {
    let mut found = Vec::new();
    for (position, id) in interviewer_ids.iter().enumerate() {
        if interviewer_ids[..position].contains(id) {
            let at = format!("/interviewer_ids/{position}");
            found.push(Violation::new(at, "duplicate", "an interviewer is named once"));
        }
    }
    at_most(50, interviewer_ids.len(), "/interviewer_ids", &mut found);
    found
}

fn at_most(most: usize, length: usize, pointer: &str, found: &mut Vec<Violation>) {
    if length > most {
        found.push(Violation::new(pointer, "too_many", format!("at most {most}, not {length}")));
    }
}

/// The violations of a part, with pointers from the whole on.
fn with_prefix(at: &str, inner: Vec<Violation>) -> impl Iterator<Item = Violation> {
    inner.into_iter().map(move |inner| Violation { pointer: format!("{at}{}", inner.pointer), ..inner })
}

fn check_interviewers(interview: &Interview, index: usize, contacts: &HashSet<&Key>, found: &mut Vec<Violation>) {
    for (position, _) in interview.interviewer_ids.iter().enumerate().filter(|(_, id)| !contacts.contains(id)) {
        let at = format!("/interviews/{index}/interviewer_ids/{position}");
        found.push(Violation::new(at, "unknown_contact", "names none of the contacts"));
    }
}

fn check_communication(
    communication: &Communication,
    index: usize,
    contacts: &HashSet<&Key>,
    found: &mut Vec<Violation>,
) {
    // The other fields that say something of one direction only are left out of account in the other one.
    if communication.bounced && communication.direction == Direction::Inbound {
        let at = format!("/communications/{index}/bounced");
        found.push(Violation::new(at, "wrong_direction", "says something of outbound communications only"));
    }
    if communication.contact_id.as_ref().is_some_and(|id| !contacts.contains(id)) {
        let at = format!("/communications/{index}/contact_id");
        found.push(Violation::new(at, "unknown_contact", "names none of the contacts"));
    }
}
