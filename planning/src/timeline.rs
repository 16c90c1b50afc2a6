//! The facts that are known at the instant of a plan. Later statements and decisions are left out.

use crate::{
    Facts, Instant,
    facts::{
        ApplicationDetails, Communication, CommunicationDetails, Direction, Interview, InterviewDetails,
        InterviewStatus, Outcome, OutcomeKind, Purpose,
    },
};

/// The facts of an application as known at one moment, in order of time.
pub(crate) struct Timeline<'f> {
    /// The messages that the candidate sent and that were delivered.
    pub(crate) outbound: Vec<&'f Communication>,
    /// The messages from people at the employer, without automatic replies, each with its index in the facts.
    pub(crate) inbound: Vec<(usize, &'f Communication)>,
    /// How it ended.
    pub(crate) outcome: Option<Outcome>,
    /// The interviews that weren't called off, past and to come, by their ends; each with its place in the facts.
    pub(crate) interviews: Vec<(usize, &'f Interview)>,
}

impl<'f> Timeline<'f> {
    pub(crate) fn known_at(facts: &'f Facts, as_of: Instant) -> Self {
        let mut outbound = Vec::new();
        let mut inbound = Vec::new();
        for (index, communication) in facts.communications.iter().enumerate() {
            match communication.direction {
                _ if communication.at > as_of => {}
                Direction::Outbound if communication.bounced => {}
                Direction::Outbound => outbound.push(communication),
                Direction::Inbound if communication.automatic => {}
                Direction::Inbound => inbound.push((index, communication)),
            }
        }
        outbound.sort_by_key(|sent| sent.at);
        // Of two at the same instant the one that says more comes last, and counts as the newest.
        inbound.sort_by_key(|(_, came)| (came.at, came.decision_expected_on));
        let mut interviews: Vec<_> =
            facts.interviews.iter().enumerate().filter(|(_, interview)| interview.is_on()).collect();
        interviews.sort_by_key(|(_, interview)| interview.ends_at);
        let outcome = outcome(&facts.application, as_of);
        Self { outbound, inbound, outcome, interviews }
    }

    /// The messages that the candidate sent before the outcome. Later ones don't change a sequence.
    pub(crate) fn outbound_of_sequences(&self) -> &[&'f Communication] {
        let end = match self.outcome {
            Some(outcome) => self.outbound.partition_point(|sent| sent.at < outcome.at),
            None => self.outbound.len(),
        };
        &self.outbound[..end]
    }

    /// The messages that the employer sent before the outcome. Later ones don't start a sequence.
    pub(crate) fn inbound_of_sequences(&self) -> &[(usize, &'f Communication)] {
        let end = match self.outcome {
            Some(outcome) => self.inbound.partition_point(|(_, came)| came.at < outcome.at),
            None => self.inbound.len(),
        };
        &self.inbound[..end]
    }

    /// The first thing that the candidate sent from that instant on.
    pub(crate) fn first_outbound(
        &self,
        from: Instant,
        suits: impl Fn(&Communication) -> bool,
    ) -> Option<&'f Communication> {
        let start = self.outbound.partition_point(|sent| sent.at < from);
        self.outbound[start..].iter().copied().find(|sent| suits(sent))
    }
}

/// How it ended by then: as the application says, or withdrawn when the candidate took another job.
fn outcome(application: &ApplicationDetails, as_of: Instant) -> Option<Outcome> {
    let own = application.outcome.filter(|outcome| outcome.at <= as_of);
    own.or_else(|| {
        let at = application.accepted_elsewhere_at.filter(|accepted_at| *accepted_at <= as_of)?;
        Some(Outcome { kind: OutcomeKind::Withdrawn, at, respond_by: None })
    })
}

impl InterviewDetails {
    /// Whether it wasn't called off.
    pub(crate) fn is_on(&self) -> bool {
        self.status != InterviewStatus::Cancelled
    }

    /// Whether it took or will take place.
    pub(crate) fn takes_place(&self) -> bool {
        matches!(self.status, InterviewStatus::Scheduled | InterviewStatus::Completed)
    }

    pub(crate) fn is_no_show(&self) -> bool {
        self.status == InterviewStatus::EmployerNoShow
    }

    /// When the wait for news begins: at its end, or at its start if the employer didn't turn up.
    pub(crate) fn event(&self) -> Instant {
        if self.is_no_show() { self.starts_at } else { self.ends_at }
    }
}

impl CommunicationDetails {
    /// Whether it is a message of a sequence.
    pub(crate) fn is_follow_up(&self) -> bool {
        matches!(self.purpose, Purpose::CheckIn | Purpose::FinalAttempt)
    }
}
