//! Applies mails to an application: as communications, or as the report that an address doesn't work.

use entity::{Communication, CommunicationId, Contact, ContactId, MailMessage, Scope};
use invitations::{
    calendar::Intent,
    mail::{Correspondent, DeliveryAction, Mail, MailClass},
};
use planning::{Instant, facts::Channel};
use serde_json::{Map, Value, json};

use super::{ImportItem, ItemEffect, ItemKind, matching::hash, people::People};
use crate::{communications::CommunicationInput, http::WriteError, sync::merge::merged};

/// The maximum length of a stored text, in characters.
const MAX_TEXT_CHARACTERS: usize = 20_000;

/// The result of reading a mail.
pub(super) fn mail_details(mail: &Mail) -> Value {
    let text: String = mail.text.chars().take(MAX_TEXT_CHARACTERS).collect();
    json!({
        "class": mail.classification.class,
        "evidence": mail.classification.evidence,
        "message_id": mail.message_id,
        "from": mail.from,
        "to": mail.to,
        "cc": mail.cc,
        "date": mail.date,
        "subject": mail.subject,
        "from_candidate": mail.from_candidate,
        "forwarded": mail.forwarded,
        "original_from": mail.original_from,
        "text": text,
        "report": mail.report,
        "attachments": mail.attachments,
        "warnings": mail.warnings,
    })
}

/// Applies a mail once.
pub(super) async fn apply(
    scope: &Scope,
    people: &mut People<'_>,
    mail: &Mail,
    received_at: Instant,
    by_source: bool,
) -> Result<ImportItem, WriteError> {
    let item = |effect| ImportItem::new(ItemKind::Mail, effect, mail_details(mail));
    let message = mail.message_id.as_deref().map(hash);
    if let Some(message) = &message
        && let Some(known) = scope.mail_messages(&[message.as_str()]).await?.pop()
        && (by_source || !is_gone(scope, &known).await?)
    {
        let item = ImportItem { communication_id: known.communication_id, ..item(ItemEffect::Nothing) };
        return Ok(item.because("the mail was read before"));
    }
    let speaks = |event: &invitations::calendar::Event| event.intent != Intent::Nothing;
    let has_event =
        mail.calendars.iter().filter_map(|part| part.calendar.as_ref()).any(|it| it.events.iter().any(speaks));
    let item = match mail.classification.class {
        MailClass::Bounce => {
            let contacts = bounced(scope, people, mail).await?;
            if contacts.is_empty() {
                item(ItemEffect::Nothing).because("the address that it reports on is of no contact")
            } else {
                ImportItem { contact_ids: contacts, ..item(ItemEffect::Bounced) }
            }
        }
        MailClass::AutoReply => item(ItemEffect::Nothing).because("an automatic reply changes nothing"),
        MailClass::Person | MailClass::Automatic if has_event => {
            item(ItemEffect::Nothing).because("the calendar in it says it all")
        }
        MailClass::Person | MailClass::Automatic => {
            let row = communication(scope, people, mail, received_at)?;
            let (id, contact) = (row.stamp.id, row.contact_id);
            scope.insert_naming(row, contact.as_slice()).await?;
            let contact_ids = contact.into_iter().collect();
            ImportItem { communication_id: Some(id), contact_ids, ..item(ItemEffect::Created) }
        }
    };
    if let Some(message) = message {
        let (application_id, communication_id) = (people.application.stamp.id, item.communication_id);
        let row = MailMessage { account_id: scope.account_id(), message, application_id, communication_id };
        scope.keep_mail_message(row).await?;
    }
    Ok(item)
}

/// Whether the communication that a mail became was deleted.
async fn is_gone(scope: &Scope, known: &MailMessage) -> Result<bool, WriteError> {
    let Some(id) = known.communication_id else { return Ok(false) };
    Ok(scope.get::<Communication>(id).await?.is_none())
}

/// A mail as a communication. One that the candidate forwards was written by somebody else.
fn communication(
    scope: &Scope,
    people: &People<'_>,
    mail: &Mail,
    received_at: Instant,
) -> Result<Communication, WriteError> {
    let outbound = mail.from_candidate && !mail.forwarded && mail.original_from.is_none();
    let contact = |person: &Correspondent| people.by_email(person.email.as_deref()?).map(|row| row.stamp.id);
    let writer = if mail.from_candidate { mail.original_from.as_ref() } else { mail.from.as_ref() };
    let contact_id: Option<ContactId> =
        if outbound { mail.to.iter().chain(&mail.cc).find_map(contact) } else { writer.and_then(contact) };
    // Clocks of others may be wrong: nothing was written after it came in.
    let at = mail.date.filter(|date| *date <= received_at).unwrap_or(received_at);
    let mut patch = Map::new();
    patch.insert("direction".to_owned(), json!(if outbound { "outbound" } else { "inbound" }));
    patch.insert("channel".to_owned(), json!("email"));
    patch.insert("at".to_owned(), json!(at));
    if let Some(id) = contact_id {
        patch.insert("contact_id".to_owned(), json!(id));
    }
    let input: CommunicationInput = merged(None, patch, "")?;
    Ok(input.into_row(scope.stamp(CommunicationId::new()), people.application.stamp.id))
}

/// Marks the addresses that a report is about as undeliverable, and the last e-mail to each as not delivered.
async fn bounced(scope: &Scope, people: &People<'_>, mail: &Mail) -> Result<Vec<ContactId>, WriteError> {
    let failed =
        mail.report.iter().flat_map(|report| &report.recipients).filter(|it| it.action == DeliveryAction::Failed);
    let addresses: Vec<_> = failed.flat_map(|it| it.original_address.iter().chain(&it.address)).collect();
    let mut contacts = Vec::new();
    for address in addresses {
        let Some(contact) = people.by_email(address) else { continue };
        if contacts.contains(&contact.stamp.id) {
            continue;
        }
        contacts.push(contact.stamp.id);
        if let Some(sent) = scope.last_email_to(contact).await?.filter(|sent| !sent.details.bounced) {
            let mut row = sent;
            row.stamp = scope.next(row.stamp);
            row.details.bounced = true;
            scope.update(row).await?;
        }
        if !contact.details.undeliverable.contains(&Channel::Email) {
            // As its own row says, not as this application sees it.
            let Some(before) = scope.get::<Contact>(contact.stamp.id).await? else { continue };
            let mut row = before.clone();
            row.stamp = scope.next(row.stamp);
            row.details.undeliverable.push(Channel::Email);
            scope.update_from(&before, row).await?;
        }
    }
    Ok(contacts)
}
