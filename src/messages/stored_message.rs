//! Stored messages in responses.

use std::{borrow::Cow, collections::HashMap};

use actix_web::{HttpRequest, HttpResponse, Responder, body::BoxBody, http::header::EntityTag};
use chrono::{DateTime, Utc};
use entity::{ApplicationId, CommunicationId, ContactId, Dossier, InterviewId, MessageId, Scope};
use messages::{
    Locale, Recipient, Script, Tone,
    proofread::{Finding, FindingId, Texts},
    unreachable,
};
use planning::{Instant, StepKind, UsableChannel, Via, facts::Channel};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{
    Links, dismissals::StoredFindings, outgoing::OutgoingMessage, readiness::MissingFromMessage, texts::texts_in,
};
use crate::{contacts, http, problem::Problem};

/// The status of a message.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MessageStatus {
    /// It is still being written.
    Draft,
    /// It went out.
    Sent,
}

/// The recipient of a stored message.
#[derive(Debug, Serialize, ToSchema)]
pub struct MessageRecipient {
    /// The contact's id; null if no contact is known or the contact was deleted.
    contact_id: Option<ContactId>,
    /// The contact's whole name, or the name made from its parts.
    #[schema(example = "Ada Okafor")]
    name: Option<String>,
    /// The e-mail address, number or postal address for the channel. Null for LinkedIn, for details that are known to
    /// be wrong, and for a person who has left.
    #[schema(example = "ada@example.com")]
    address: Option<String>,
}

/// A stored message: a draft or a sent message.
#[derive(Debug, Serialize, ToSchema)]
pub struct StoredMessage {
    id: MessageId,
    application_id: ApplicationId,
    /// The interview.
    interview_id: Option<InterviewId>,
    /// The id of the step that it was written for.
    #[schema(example = "0198c0de-7a3b-7c4d-8e5f-60718293a4b5:follow_up:1")]
    step_id: Option<String>,
    /// The kind of the step that it is for.
    kind: StepKind,
    /// The channel.
    channel: Channel,
    /// How the channel reaches the recipient.
    via: Via,
    /// The tone that it was created with.
    tone: Tone,
    /// The language of the template.
    locale: Locale,
    /// The recipient, with the contact's current data.
    recipient: MessageRecipient,
    /// The subject of an e-mail.
    subject: Option<String>,
    /// The text of an e-mail, LinkedIn message or letter, from greeting to sign-off. A letter begins with date and
    /// addresses.
    body: Option<String>,
    /// The script of a call.
    script: Option<Script>,
    /// The text for voicemail.
    voicemail: Option<String>,
    /// Whether it was sent.
    status: MessageStatus,
    /// When it was sent.
    #[schema(value_type = Option<Instant>)]
    sent_at: Option<DateTime<Utc>>,
    /// The communication that records the sending.
    communication_id: Option<CommunicationId>,
    /// The findings of the proofreader at the last change, most severe first.
    #[schema(value_type = Vec<Finding>)]
    findings: Vec<Map<String, Value>>,
    /// The ids of those of the findings that are dismissed.
    dismissed_findings: Vec<FindingId>,
    /// Whether the message contains everything that is required and can reach the recipient.
    ready: bool,
    /// What was missing at the last change, and what now prevents delivery to the recipient; empty if the message is
    /// ready.
    missing: Vec<MissingFromMessage>,
    links: Links,
    #[schema(value_type = Instant)]
    created_at: DateTime<Utc>,
    #[schema(value_type = Instant)]
    updated_at: DateTime<Utc>,
    #[serde(skip)]
    tag: EntityTag,
    #[serde(skip)]
    created: bool,
}

impl StoredMessage {
    /// A row as a response. `contact` is the recipient, and `application` the application.
    fn new(
        row: entity::Message,
        application: &entity::Application,
        contact: Option<&entity::Contact>,
    ) -> Result<Self, Problem> {
        let way = UsableChannel { channel: row.channel, via: row.via };
        let person = contact.cloned().map(contacts::facts);
        let locale = Locale::stored(&row.locale);
        let Recipient { name, address, .. } =
            Recipient::new(&application.details.company, person.as_ref(), way, locale);
        let texts = texts_of(&row)?;
        let findings = StoredFindings::from_row(&row, &texts)?;
        let Texts { subject, body, script, voicemail } = texts;
        let mut missing = missing_of(&row)?;
        // A sent message has reached its recipient.
        if row.sent_at.is_none() {
            let why = unreachable(&application.details, person.as_ref(), way, locale);
            missing.extend(why.map(|why| MissingFromMessage::of_recipient(way.channel, why)));
        }
        let mut message = Self {
            tag: tag(&row, application, contact),
            recipient: MessageRecipient {
                contact_id: row.contact_id,
                name: name.map(Cow::into_owned),
                address: address.map(str::to_owned),
            },
            id: row.stamp.id,
            application_id: row.application_id,
            interview_id: row.interview_id,
            step_id: row.step_id,
            kind: row.kind,
            channel: way.channel,
            via: way.via,
            tone: row.tone,
            locale,
            subject,
            body,
            script,
            voicemail,
            status: if row.sent_at.is_some() { MessageStatus::Sent } else { MessageStatus::Draft },
            sent_at: row.sent_at.map(|at| *at),
            communication_id: row.communication_id,
            dismissed_findings: findings.dismissed(),
            findings: findings.into_json(),
            ready: missing.is_empty(),
            missing,
            created_at: row.stamp.created_at,
            updated_at: row.stamp.updated_at,
            links: Links::default(),
            created: false,
        };
        message.links = message.outgoing().links();
        Ok(message)
    }

    /// A row of a dossier as a response.
    pub(super) fn from_row(row: entity::Message, dossier: &Dossier) -> Result<Self, Problem> {
        let contact = contact_of(&row, dossier);
        Self::new(row, &dossier.application, contact)
    }

    /// The response to its creation: 201, with `Location`.
    pub(super) fn created(self) -> Self {
        Self { created: true, ..self }
    }

    pub(super) fn kind(&self) -> StepKind {
        self.kind
    }

    /// The required elements that the message lacks.
    pub(super) const fn communication_id(&self) -> Option<CommunicationId> {
        self.communication_id
    }

    pub(super) fn missing(&self) -> &[MissingFromMessage] {
        &self.missing
    }

    pub(super) fn sent_at(&self) -> Option<DateTime<Utc>> {
        self.sent_at
    }

    /// The `ETag` of the response.
    pub(super) fn tag(&self) -> &EntityTag {
        &self.tag
    }

    /// The parts that are sent.
    pub(super) fn outgoing(&self) -> OutgoingMessage<'_> {
        OutgoingMessage {
            channel: self.channel,
            name: self.recipient.name.as_deref(),
            address: self.recipient.address.as_deref(),
            subject: self.subject.as_deref(),
            body: self.body.as_deref(),
        }
    }

    /// The message as plain text.
    pub(super) fn to_text(&self) -> String {
        texts_in!(self).to_text(self.locale)
    }
}

/// The response depends on the message, the application and the contact, so the tag contains all three versions.
fn tag(message: &entity::Message, application: &entity::Application, contact: Option<&entity::Contact>) -> EntityTag {
    let contact = contact.map_or(0, |contact| contact.stamp.version);
    EntityTag::new_strong(format!("v{}.{}.{contact}", message.stamp.version, application.stamp.version))
}

/// The `ETag` of a row of a dossier.
pub(super) fn tag_of(row: &entity::Message, dossier: &Dossier) -> EntityTag {
    tag(row, &dossier.application, contact_of(row, dossier))
}

fn contact_of<'d>(row: &entity::Message, dossier: &'d Dossier) -> Option<&'d entity::Contact> {
    dossier.contacts.iter().find(|contact| Some(contact.stamp.id) == row.contact_id)
}

/// The texts of a row.
pub(super) fn texts_of(row: &entity::Message) -> Result<Texts, Problem> {
    Texts::deserialize(&row.texts).map_err(Problem::internal)
}

/// The missing elements of a row.
pub(super) fn missing_of(row: &entity::Message) -> Result<Vec<MissingFromMessage>, Problem> {
    Vec::deserialize(&row.missing).map_err(Problem::internal)
}

impl Responder for StoredMessage {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let location = self.created.then(|| format!("/v1/messages/{}", self.id));
        http::answer(request, self.tag.clone(), location, &self)
    }
}

/// The applications and contacts of some messages, read by one query each.
pub(crate) struct People {
    applications: HashMap<ApplicationId, entity::Application>,
    contacts: HashMap<ContactId, entity::Contact>,
}

impl People {
    pub(crate) async fn read(scope: &Scope, rows: &[entity::Message]) -> Result<Self, Problem> {
        let mut applications: Vec<_> = rows.iter().map(|row| row.application_id).collect();
        let mut contacts: Vec<_> = rows.iter().filter_map(|row| row.contact_id).collect();
        applications.sort_unstable();
        applications.dedup();
        contacts.sort_unstable();
        contacts.dedup();
        let applications = scope.get_many::<entity::Application>(applications).await?;
        let contacts = scope.get_many::<entity::Contact>(contacts).await?;
        Ok(Self {
            applications: applications.into_iter().map(|row| (row.stamp.id, row)).collect(),
            contacts: contacts.into_iter().map(|row| (row.stamp.id, row)).collect(),
        })
    }

    /// The application of a message.
    pub(crate) fn application(&self, id: ApplicationId) -> Result<&entity::Application, Problem> {
        // The application was deleted after the message was read.
        self.applications.get(&id).ok_or_else(|| entity::Error::WriteConflict.into())
    }

    pub(crate) fn message(&self, row: entity::Message) -> Result<StoredMessage, Problem> {
        let contact = row.contact_id.and_then(|id| self.contacts.get(&id));
        let application = self.application(row.application_id)?;
        StoredMessage::new(row, application, contact)
    }
}

pub(super) async fn stored_message(scope: &Scope, row: entity::Message) -> Result<StoredMessage, Problem> {
    People::read(scope, std::slice::from_ref(&row)).await?.message(row)
}
