//! The texts that proofreading compares a message with.

use std::collections::{HashMap, HashSet};

use entity::{ApplicationId, CandidateId, ContactId, InterviewId, MessageId, Scope};
use messages::proofread::{Context, EarlierMessage, Finding, OtherApplication, Texts, proofread};

use super::{RenderJob, stored_message::texts_of};
use crate::{dictionaries, problem::Problem};

/// The candidate's other applications, and the other messages of the application.
#[derive(Debug, Default)]
pub(crate) struct RelatedTexts {
    pub(super) others: Vec<OtherApplication>,
    pub(super) earlier: Vec<EarlierMessage>,
}

/// The location of a message among the rows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MessageLocation {
    pub candidate: CandidateId,
    pub application: ApplicationId,
    pub interview: Option<InterviewId>,
    pub contact: Option<ContactId>,
    /// The message itself, if it is stored.
    pub message: Option<MessageId>,
}

impl MessageLocation {
    /// The location of a message that is not stored.
    pub(crate) fn from_job(application: &entity::Application, job: &RenderJob) -> Self {
        Self {
            candidate: application.candidate_id,
            application: application.stamp.id,
            interview: job.stored_interview_id(),
            contact: job.stored_contact_id(),
            message: None,
        }
    }
}

impl RelatedTexts {
    /// The candidate's other applications, the sent messages of this application, and drafts to other interviewers of
    /// the same interview.
    pub(crate) async fn read(scope: &Scope, location: MessageLocation) -> Result<Self, Problem> {
        let others = scope.other_applications(&[location.candidate], Some(location.application)).await?;
        let near = scope.messages_near(&[location.application], location.interview.as_slice()).await?;
        Self::of_place(&location, &others, near.iter())
    }

    /// The context of a message in this position, from these applications and messages.
    fn of_place<'r>(
        location: &MessageLocation,
        others: &[entity::OtherApplication],
        near: impl Iterator<Item = &'r entity::Message>,
    ) -> Result<Self, Problem> {
        let colleague = |row: &entity::Message| {
            row.interview_id.is_some()
                && row.interview_id == location.interview
                && row.contact_id.is_some()
                && row.contact_id != location.contact
        };
        let matters = |row: &&entity::Message| {
            Some(row.stamp.id) != location.message && (row.sent_at.is_some() || colleague(row))
        };
        let earlier = near.filter(matters).map(earlier).collect::<Result<Vec<_>, _>>()?;
        let others = others.iter().filter(|other| other.application_id != location.application);
        let others = others.map(|other| OtherApplication {
            company: other.company.clone(),
            position: Some(other.position.clone()),
            people: other.people.clone(),
        });
        Ok(Self { others: others.collect(), earlier: earlier.into_iter().flatten().collect() })
    }

    /// The findings on the texts, in this context and beside these other texts.
    pub(super) fn proofread(&self, texts: &Texts, context: &Context) -> Vec<Finding> {
        let context = Context {
            other_applications: &self.others,
            earlier_messages: &self.earlier,
            dictionary: dictionaries::dictionary(context.language()),
            ..*context
        };
        proofread(texts, &context)
    }
}

/// The applications and messages that many messages are compared with, read by as many queries as for one.
#[derive(Debug, Default)]
pub(crate) struct RelatedRows {
    others: HashMap<CandidateId, Vec<entity::OtherApplication>>,
    near: HashMap<ApplicationId, Vec<entity::Message>>,
}

impl RelatedRows {
    /// The rows for messages in these places.
    pub(super) async fn read(scope: &Scope, places: impl Iterator<Item = MessageLocation>) -> Result<Self, Problem> {
        let mut rows = Self::default();
        let places: Vec<_> = places.collect();
        if places.is_empty() {
            return Ok(rows);
        }
        let candidates: HashSet<_> = places.iter().map(|location| location.candidate).collect();
        let applications: HashSet<_> = places.iter().map(|location| location.application).collect();
        let interviews: HashSet<_> = places.iter().filter_map(|location| location.interview).collect();
        let candidates: Vec<_> = candidates.into_iter().collect();
        let (applications, interviews) = (Vec::from_iter(applications), Vec::from_iter(interviews));
        for other in scope.other_applications(&candidates, None).await? {
            rows.others.entry(other.candidate_id).or_default().push(other);
        }
        for row in scope.messages_near(&applications, &interviews).await? {
            rows.near.entry(row.application_id).or_default().push(row);
        }
        Ok(rows)
    }

    /// The texts with which a message in this position is compared.
    pub(super) fn texts(&self, location: &MessageLocation) -> Result<RelatedTexts, Problem> {
        let others = self.others.get(&location.candidate).map(Vec::as_slice).unwrap_or_default();
        RelatedTexts::of_place(location, others, self.near.get(&location.application).into_iter().flatten())
    }
}

/// The texts of a stored message that another message may repeat. `None` for a call.
fn earlier(row: &entity::Message) -> Result<Option<EarlierMessage>, Problem> {
    let contact_id = row.contact_id.map(|id| id.to_string());
    Ok(texts_of(row)?.body.map(|body| EarlierMessage { contact_id, body }))
}
