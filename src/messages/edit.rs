//! Changing a draft.

use actix_web::{
    patch,
    web::{Data, Path},
};
use entity::{ContactId, Dossier, MessageId};
use messages::{
    Locale, Script,
    proofread::{Context, FindingId, Texts},
};
use planning::{Facts, Key, Violation};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    MessageLocation, RelatedTexts, StoredMessage,
    dismissals::{self, StoredFindings},
    readiness,
    stored_message::{missing_of, tag_of, texts_of},
    texts::{self, texts_in},
};
use crate::{
    auth::Writer,
    follow_up_plans,
    http::{IfMatch, MergePatch, Reference, Referring, ReferringBody, Validate},
    problem::{ChangeProblems, Problem},
    state::AppState,
};

/// A JSON Merge Patch (RFC 7396) of a draft. Null removes a field.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MessagePatch {
    /// The contact who receives it.
    #[serde(default)]
    pub contact_id: Option<ContactId>,
    /// The subject of an e-mail.
    #[serde(default)]
    #[schema(max_length = 20_000)]
    pub subject: Option<String>,
    /// The text of an e-mail, LinkedIn message or letter, from the greeting to the sign-off.
    #[serde(default)]
    #[schema(max_length = 20_000)]
    pub body: Option<String>,
    /// The script of a call.
    #[serde(default)]
    pub script: Option<Script>,
    /// The text for voicemail.
    #[serde(default)]
    #[schema(max_length = 20_000)]
    pub voicemail: Option<String>,
    /// The ids of the findings that are dismissed. As in every list, those that are left out are taken back, and null
    /// takes back all.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub dismissed_findings: Option<Vec<FindingId>>,
}

impl MessagePatch {
    /// The fields of a message that can be changed, with their current values.
    fn from_row(row: &entity::Message) -> Result<Self, Problem> {
        let texts = texts_of(row)?;
        let dismissed_findings = Some(StoredFindings::from_row(row, &texts)?.dismissed());
        let Texts { subject, body, script, voicemail } = texts;
        Ok(Self { contact_id: row.contact_id, subject, body, script, voicemail, dismissed_findings })
    }

    fn texts(&self) -> Texts {
        texts_in!(self)
    }
}

impl Referring for MessagePatch {
    fn references() -> Vec<Reference> {
        vec![Reference::CONTACT]
    }
}

impl Validate for MessagePatch {
    fn violations(&self) -> Vec<Violation> {
        let texts = self.texts();
        if texts::is_empty(&texts) { vec![texts::none_there()] } else { texts::violations(&texts) }
    }
}

/// A merge patch of a draft, which may name the contact by remote id.
pub type MessagePatchBody = ReferringBody<MessagePatch>;

/// Change a draft
///
/// A JSON Merge Patch: changes the fields that it names, and null removes a value. The texts and the contact can be
/// changed; all texts are proofread, and none is rewritten. An element that was `missing` from a text counts as
/// present once you have changed that text. A sent message can't be changed.
///
/// `dismissed_findings` names the findings that you have looked at and don't share, by their ids. They are listed with
/// `dismissed: true`, and a placeholder among them no longer keeps the message from being `ready`. A finding stays
/// dismissed while the words that it is about are unchanged, even if the text around them changes.
#[utoipa::path(
    operation_id = "update_message",
    tag = "messages",
    params(("id" = MessageId, Path, description = "The message's id"), IfMatch),
    request_body(
        content = MessagePatchBody,
        content_type = "application/merge-patch+json",
        example = json!({"subject": "Thank you for the conversation"})
    ),
    responses((status = 200, description = "The message", body = StoredMessage), ChangeProblems)
)]
#[patch("/v1/messages/{id}")]
pub async fn update_message(
    scope: Writer,
    state: Data<AppState>,
    id: Path<MessageId>,
    if_match: IfMatch,
    patch: MergePatch,
) -> Result<StoredMessage, Problem> {
    let row: entity::Message = scope.get(*id).await?.ok_or(Problem::NotFound)?;
    let dossier = scope.dossier(row.application_id).await?.ok_or(Problem::NotFound)?;
    if_match.check_tag(&tag_of(&row, &dossier))?;
    let patch = patch.resolve::<MessagePatch>(&scope, Some(row.application_id)).await?;
    let edited = apply_patch(&row, &dossier, &patch)?;
    let place = MessageLocation {
        candidate: dossier.candidate.stamp.id,
        application: row.application_id,
        interview: row.interview_id,
        contact: edited.contact_id,
        message: Some(row.stamp.id),
    };
    let related = RelatedTexts::read(&scope, place).await?;
    let facts = follow_up_plans::facts_at(dossier.clone(), follow_up_plans::now(&scope)?)?;
    let row = entity::Message { stamp: scope.next(row.stamp), ..row };
    let next = state.blocking.run(move || edited_row(row, &edited, &facts, &related)).await??;
    let row = scope.update_message(next).await.map_err(|error| if_match.too_late(error))?;
    StoredMessage::from_row(row, &dossier)
}

/// A message with a patch applied.
fn apply_patch(row: &entity::Message, dossier: &Dossier, patch: &MergePatch) -> Result<MessagePatch, Problem> {
    if row.sent_at.is_some() {
        return Err(Problem::MESSAGE_WAS_SENT);
    }
    let edited: MessagePatch = patch.apply(&MessagePatch::from_row(row)?)?;
    let known = |id| dossier.contacts.iter().any(|contact| contact.stamp.id == id);
    if !edited.contact_id.is_none_or(known) {
        return Err(Problem::unknown_reference("/contact_id", "the application has no contact with this id"));
    }
    texts::check(row.channel, &edited.texts())?;
    Ok(edited)
}

/// The row with the edited fields, the findings and what is missing.
fn edited_row(
    row: entity::Message,
    edited: &MessagePatch,
    facts: &Facts,
    related: &RelatedTexts,
) -> Result<entity::Message, Problem> {
    let (texts, channel) = (edited.texts(), row.channel);
    let (interview_id, contact_id) = (row.interview_id.map(Key::from), edited.contact_id.map(Key::from));
    let locale = Locale::stored(&row.locale);
    let context = Context {
        facts: Some(facts),
        kind: Some(row.kind),
        channel: Some(channel),
        interview_id: interview_id.as_deref(),
        contact_id: contact_id.as_deref(),
        locale: Some(locale),
        ..Context::default()
    };
    let (before, mut findings) = (texts_of(&row)?, related.proofread(&texts, &context));
    let wanted = edited.dismissed_findings.as_deref().unwrap_or_default();
    let dismissed = StoredFindings::from_row(&row, &before)?.kept_ids(wanted, &findings)?;
    dismissals::mark(&mut findings, &dismissed);
    let mut missing = readiness::of_edited(missing_of(&row)?, (&before, &texts), channel, locale);
    missing.extend(readiness::placeholders(&findings));
    Ok(entity::Message {
        contact_id: edited.contact_id,
        texts: serde_json::to_value(texts).map_err(Problem::internal)?,
        findings: serde_json::to_value(findings).map_err(Problem::internal)?,
        missing: serde_json::to_value(missing).map_err(Problem::internal)?,
        dismissed_findings: dismissed.iter().map(FindingId::to_string).collect(),
        ..row
    })
}
