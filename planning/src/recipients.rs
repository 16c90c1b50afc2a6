//! Whom a message goes to.

use crate::{
    Facts, StepKind,
    channels::is_allowed,
    facts::{Channel, Contact, Interview, Role},
};

/// Who is asked first.
#[derive(Clone, Copy)]
enum Group {
    Role(Role),
    Interviewers,
    Anyone,
}

const GROUPS: [Group; 5] = [
    Group::Role(Role::HiringManager),
    Group::Role(Role::Recruiter),
    Group::Interviewers,
    Group::Role(Role::HumanResources),
    Group::Anyone,
];

/// Whether that message can reach the person by details of their own.
pub(crate) fn has_own_channel(facts: &Facts, contact: &Contact, kind: StepKind) -> bool {
    let allowed = |channel| is_allowed(&facts.application, kind, channel);
    (contact.email.is_some() && allowed(Channel::Email))
        || (contact.phone.is_some() && allowed(Channel::Phone))
        || (contact.linkedin_connected && allowed(Channel::Linkedin))
}

/// The person whom that message goes to: the first who can be reached directly, else the first of all. The company's
/// number and address reach everybody alike, so they change nothing about who comes first.
pub(crate) fn recipient<'f>(facts: &'f Facts, kind: StepKind, interview: Option<&Interview>) -> Option<&'f Contact> {
    let members = |group| facts.contacts.iter().filter(move |contact| group_has(group, contact, interview));
    GROUPS
        .iter()
        .find_map(|group| members(*group).find(|contact| has_own_channel(facts, contact, kind)))
        .or_else(|| GROUPS.iter().find_map(|group| members(*group).next()))
}

fn group_has(group: Group, contact: &Contact, interview: Option<&Interview>) -> bool {
    match group {
        Group::Role(role) => contact.role == role,
        Group::Interviewers => interview.is_some_and(|interview| interview.interviewer_ids.contains(&contact.id)),
        Group::Anyone => true,
    }
}
