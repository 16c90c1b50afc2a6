//! The events before the message: other interviews, other messages, the outcome.

use chrono::TimeDelta;
use planning::facts::{
    Communication, Contact, Direction, Interview, InterviewKind, InterviewStatus, OutcomeKind, Purpose, Role,
};

use super::ResolvedRequest;

/// How long after the agreed time the candidate may still be waiting for the employer.
const WAITING: TimeDelta = TimeDelta::hours(1);

impl<'a> ResolvedRequest<'a> {
    /// Whether the recipient works for an agency.
    pub(crate) fn is_agency(&self) -> bool {
        self.contact.is_some_and(|(_, contact)| contact.role == Role::AgencyRecruiter)
    }

    /// Whether the employer has made an offer.
    pub(crate) fn was_offered(&self) -> bool {
        let outcome = self.facts.application.outcome.as_ref();
        outcome.is_some_and(|outcome| outcome.kind == OutcomeKind::Offered && self.has_come(*outcome.at))
    }

    /// Whether the candidate accepted another job.
    pub(crate) fn accepted_elsewhere(&self) -> bool {
        self.facts.application.accepted_elsewhere_at.is_some_and(|at| self.has_come(*at))
    }

    /// The interview, if the employer missed it and it should have begun less than an hour ago.
    pub(crate) fn awaited(&self) -> Option<&'a Interview> {
        let (_, interview) = self.interview?;
        let now = *self.facts.as_of?;
        let late = now - *interview.starts_at;
        let waiting = interview.status == InterviewStatus::EmployerNoShow
            && interview.kind != InterviewKind::Assignment
            && late >= TimeDelta::zero()
            && late <= WAITING;
        waiting.then_some(interview)
    }

    /// The interviews before this one that took place, in order of time. Assignments do not count.
    pub(crate) fn earlier_meetings(&self) -> Vec<&'a Interview> {
        let Some((_, this)) = self.meeting() else { return Vec::new() };
        let talked = |other: &&Interview| {
            matches!(other.status, InterviewStatus::Scheduled | InterviewStatus::Completed)
                && other.kind != InterviewKind::Assignment
                && other.ends_at <= this.starts_at
                && other.id != this.id
        };
        let mut earlier: Vec<&Interview> = self.facts.interviews.iter().filter(talked).collect();
        earlier.sort_by_key(|other| other.starts_at);
        earlier
    }

    /// Whether the recipient was an interviewer in `interview`.
    pub(crate) fn led(&self, interview: &Interview) -> bool {
        self.contact.is_some_and(|(_, contact)| interview.interviewer_ids.contains(&contact.id))
    }

    /// The messages that were sent to the recipient and not returned. Messages without a contact may have gone to
    /// anybody.
    pub(crate) fn sent(&self) -> impl Iterator<Item = &'a Communication> + use<'a> {
        let recipient = self.contact.map(|(_, contact)| &contact.id);
        self.delivered().filter(move |sent| sent.contact_id.as_ref().is_none_or(|id| Some(id) == recipient))
    }

    /// The latest check-in to another person after the interview, with that person.
    pub(crate) fn asked_somebody_else(&self) -> Option<(&'a Communication, &'a Contact)> {
        let recipient = self.contact.map(|(_, contact)| &contact.id);
        let since = self.interview.map(|(_, interview)| interview.ends_at);
        let asked = self.delivered().filter(|sent| sent.purpose == Purpose::CheckIn && Some(sent.at) >= since);
        let others = asked.filter(|sent| sent.contact_id.as_ref() != recipient);
        let facts = self.facts;
        let with_person = others.filter_map(|sent| {
            let id = sent.contact_id.as_ref()?;
            Some((sent, facts.contacts.iter().find(|contact| contact.id == *id && contact.whole_name().is_some())?))
        });
        with_person.max_by_key(|(sent, _)| sent.at)
    }

    fn delivered(&self) -> impl Iterator<Item = &'a Communication> + use<'a> {
        self.communications().filter(|sent| sent.direction == Direction::Outbound && !sent.bounced)
    }

    fn has_come(&self, at: chrono::DateTime<chrono::Utc>) -> bool {
        self.facts.as_of.is_none_or(|now| at <= *now)
    }
}
