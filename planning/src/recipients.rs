//! The recipient of a message.

use crate::{
    Facts, StepKind,
    channels::{is_allowed, via},
    facts::{Channel, Contact, Interview, Role},
};

/// A group of contacts, in order of preference.
#[derive(Clone, Copy)]
enum Group {
    Role(Role),
    Interviewers,
    Anyone,
}

const GROUPS: [Group; 6] = [
    Group::Role(Role::AgencyRecruiter),
    Group::Role(Role::HiringManager),
    Group::Role(Role::Recruiter),
    Group::Interviewers,
    Group::Role(Role::HumanResources),
    Group::Anyone,
];

/// The channels that need a person's own details.
const OWN_CHANNELS: [Channel; 3] = [Channel::Email, Channel::Phone, Channel::Linkedin];
/// The channels that reach a person through the company.
const COMPANY_CHANNELS: [Channel; 2] = [Channel::Phone, Channel::Letter];

/// Whether a message of this kind can reach the person by the person's own details.
pub(crate) fn has_own_channel(facts: &Facts, contact: &Contact, kind: StepKind) -> bool {
    OWN_CHANNELS.into_iter().any(|channel| contact.has_own(channel) && is_allowed(&facts.application, kind, channel))
}

/// The recipient of a message (section 8): the first contact who can be reached directly, else the first who can be
/// reached through the company, else the first of all. Never one who has left.
pub(crate) fn recipient<'f>(facts: &'f Facts, kind: StepKind, interview: Option<&Interview>) -> Option<&'f Contact> {
    let application = &facts.application;
    let through_company = |contact: &Contact| {
        COMPANY_CHANNELS
            .into_iter()
            .any(|channel| is_allowed(application, kind, channel) && via(application, Some(contact), channel).is_some())
    };
    let first = |suits: &dyn Fn(&Contact) -> bool| first(facts, interview, |contact| !contact.left && suits(contact));
    first(&|contact| has_own_channel(facts, contact, kind))
        .or_else(|| first(&through_company))
        .or_else(|| first(&|_| true))
}

/// The person who has left and would otherwise be the first choice.
pub(crate) fn left_first_choice<'f>(facts: &'f Facts, interview: Option<&Interview>) -> Option<&'f Contact> {
    if !facts.contacts.iter().any(|contact| contact.left) {
        return None;
    }
    first(facts, interview, |_| true).filter(|contact| contact.left)
}

/// The first contact of the first group who suits.
fn first<'f>(facts: &'f Facts, interview: Option<&Interview>, suits: impl Fn(&Contact) -> bool) -> Option<&'f Contact> {
    let members = |group| facts.contacts.iter().filter(move |contact| group_has(group, contact, interview));
    GROUPS.into_iter().find_map(|group| members(group).find(|contact| suits(contact)))
}

fn group_has(group: Group, contact: &Contact, interview: Option<&Interview>) -> bool {
    match group {
        Group::Role(role) => contact.role == role,
        Group::Interviewers => interview.is_some_and(|interview| interview.interviewer_ids.contains(&contact.id)),
        Group::Anyone => true,
    }
}
