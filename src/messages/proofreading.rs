//! The texts that proofreading compares a message with.

use entity::{ApplicationId, CandidateId, ContactId, InterviewId, MessageId, Scope};
use messages::proofread::{Context, EarlierMessage, Finding, OtherApplication, Texts, proofread};

use super::{RenderJob, stored_message::texts_of};
use crate::problem::Problem;

/// The candidate's other applications, and the other messages of the application.
#[derive(Debug, Default)]
pub(crate) struct RelatedTexts {
    pub(super) others: Vec<OtherApplication>,
    pub(super) earlier: Vec<EarlierMessage>,
}

/// The place of a message among the rows.
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
    /// The place of a message that is not stored.
    pub(crate) fn of(application: &entity::Application, job: &RenderJob) -> Self {
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
    pub(crate) async fn of(scope: &Scope, place: MessageLocation) -> Result<Self, Problem> {
        let others = scope.other_applications(place.candidate, place.application).await?;
        let near = scope.messages_near(place.application, place.interview).await?;
        let colleague = |row: &entity::Message| row.contact_id.is_some() && row.contact_id != place.contact;
        let matters =
            |row: &&entity::Message| Some(row.stamp.id) != place.message && (row.sent_at.is_some() || colleague(row));
        let earlier = near.iter().filter(matters).map(earlier).collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            others: others
                .into_iter()
                .map(|other| OtherApplication {
                    company: other.company,
                    position: Some(other.position),
                    people: other.people,
                })
                .collect(),
            earlier: earlier.into_iter().flatten().collect(),
        })
    }

    /// The findings on the texts, in this context and beside these other texts.
    pub(super) fn proofread(&self, texts: &Texts, context: &Context) -> Vec<Finding> {
        proofread(texts, &Context { other_applications: &self.others, earlier_messages: &self.earlier, ..*context })
    }
}

/// The texts of a stored message that another message may repeat; none of a call.
fn earlier(row: &entity::Message) -> Result<Option<EarlierMessage>, Problem> {
    let contact_id = row.contact_id.map(|id| id.to_string());
    Ok(texts_of(row)?.body.map(|body| EarlierMessage { contact_id, body }))
}
