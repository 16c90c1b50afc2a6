//! What facts say across fields that can't be so.

use std::collections::HashSet;

use crate::{
    Facts, Key, PlaybookChoice, Violation,
    facts::{Communication, Interview},
};

impl Facts {
    /// What can't be so across fields, all of it, each with its JSON Pointer: an interview that ends before it
    /// starts, an id used twice, an interviewer who is no contact, a list that is too long.
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        let mut found = Vec::new();
        if let PlaybookChoice::Whole(playbook) = &self.playbook {
            let inside = playbook.violations().into_iter();
            found.extend(inside.map(|inner| Violation { pointer: format!("/playbook{}", inner.pointer), ..inner }));
        }
        self.check_lengths(&mut found);
        let contacts = unique(self.contacts.iter().map(|contact| &contact.id), "/contacts", &mut found);
        unique(self.interviews.iter().map(|interview| &interview.id), "/interviews", &mut found);
        for (index, interview) in self.interviews.iter().enumerate() {
            check_interview(interview, index, &contacts, &mut found);
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
        let mut check = |pointer: &str, length: usize, most: usize| {
            if length > most {
                found.push(Violation::new(pointer, "too_many", format!("at most {most}, not {length}")));
            }
        };
        check("/candidate/strengths", self.candidate.strengths.len(), 20);
        check("/candidate/goals", self.candidate.goals.len(), 20);
        check("/application/forbidden_channels", self.application.forbidden_channels.len(), 4);
        check("/application/closures", self.application.closures.len(), 366);
        check("/contacts", self.contacts.len(), 200);
        check("/interviews", self.interviews.len(), 100);
        check("/communications", self.communications.len(), 1000);
        check("/overrides", self.overrides.len(), 200);
        for (index, interview) in self.interviews.iter().enumerate() {
            let at = format!("/interviews/{index}");
            check(&format!("{at}/interviewer_ids"), interview.interviewer_ids.len(), 50);
            check(&format!("{at}/talking_points"), interview.talking_points.len(), 20);
            check(&format!("{at}/points_to_clarify"), interview.points_to_clarify.len(), 20);
        }
    }
}

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

fn check_interview(interview: &Interview, index: usize, contacts: &HashSet<&Key>, found: &mut Vec<Violation>) {
    let at = format!("/interviews/{index}");
    if interview.ends_at <= interview.starts_at {
        let message = "an interview ends after it starts";
        found.push(Violation::new(format!("{at}/ends_at"), "not_after_start", message));
    }
    if interview.respond_by.is_some_and(|respond_by| respond_by <= interview.ends_at) {
        let message = "an employer waits for an answer until after the interview";
        found.push(Violation::new(format!("{at}/respond_by"), "not_after_end", message));
    }
    for (place, id) in interview.interviewer_ids.iter().enumerate() {
        let at = format!("{at}/interviewer_ids/{place}");
        if !contacts.contains(id) {
            found.push(Violation::new(at, "unknown_contact", "names none of the contacts"));
        } else if interview.interviewer_ids[..place].contains(id) {
            found.push(Violation::new(at, "duplicate", "an interviewer is named once"));
        }
    }
}

fn check_communication(
    communication: &Communication,
    index: usize,
    contacts: &HashSet<&Key>,
    found: &mut Vec<Violation>,
) {
    if communication.contact_id.as_ref().is_some_and(|id| !contacts.contains(id)) {
        let at = format!("/communications/{index}/contact_id");
        found.push(Violation::new(at, "unknown_contact", "names none of the contacts"));
    }
}
