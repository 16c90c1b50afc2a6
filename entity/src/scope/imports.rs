//! Imports, and what later ones are matched by.

use planning::facts::{CommunicationChannel, Direction};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryTrait,
    sea_query::{OnConflict, Order},
};
use uuid::Uuid;

use super::Scope;
use crate::{
    Candidate, Communication, Contact, EventVersion, Import, ImportId, MailMessage, Result,
    tables::{
        candidate, cells::Cell, communication, contact, event_version, import, import_body, insert, mail_message,
    },
};

/// The maximum number of people with one address that a query returns.
const MAX_PEOPLE: u64 = 100;

/// The bytes of an imported file.
#[derive(Clone)]
pub struct ImportedBody {
    pub content_type: String,
    pub body: Vec<u8>,
}

// It is about people.
impl std::fmt::Debug for ImportedBody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ImportedBody({} bytes)", self.body.len())
    }
}

impl Scope {
    /// The import of this digest, if there is one.
    pub async fn import_by_digest(&self, digest: &str) -> Result<Option<Import>> {
        self.row(self.rows_of::<import::Entity>().and_where(import::Column::Digest.eq(digest)).take()).await
    }

    /// Stores the body of an import.
    pub async fn keep_import_body(&self, id: ImportId, body: ImportedBody) -> Result<()> {
        let ImportedBody { content_type, body } = body;
        let row = import_body::Model { account_id: self.account_id, id, content_type, body };
        insert(row).exec_without_returning(&self.db).await?;
        Ok(())
    }

    /// The bytes of an imported file; `None` once they have been deleted.
    pub async fn import_body(&self, id: ImportId) -> Result<Option<ImportedBody>> {
        let row = import_body::Entity::find_by_id((self.account_id, id)).one(&self.db).await?;
        Ok(row.map(|row| ImportedBody { content_type: row.content_type, body: row.body }))
    }

    /// Forgets what was imported before the first import that could have this id.
    pub async fn forget_import_bodies(&self, before: Uuid) -> Result<u64> {
        let forgotten = import_body::Entity::delete_many()
            .filter(import_body::Column::AccountId.eq(self.account_id))
            .filter(import_body::Column::Id.lt(ImportId::from(before)));
        Ok(forgotten.exec(&self.db).await?.rows_affected)
    }

    /// The versions of events with these hashes of UIDs.
    pub async fn event_versions(&self, uids: &[&str]) -> Result<Vec<EventVersion>> {
        if uids.is_empty() {
            return Ok(Vec::new());
        }
        let condition = self.db.dialect().is_one_of_texts(event_version::Column::Uid.into_expr(), uids);
        let query = event_version::Entity::find().filter(event_version::Column::AccountId.eq(self.account_id));
        Ok(query.filter(condition).all(&self.db).await?)
    }

    /// Stores the version of an event, in place of the previous one.
    pub async fn keep_event_version(&self, version: EventVersion) -> Result<()> {
        use event_version::Column;
        let row = EventVersion { account_id: self.account_id, ..version };
        let replace = OnConflict::columns([Column::AccountId, Column::Uid, Column::Recurrence])
            .update_columns([
                Column::Sequence,
                Column::StampedAt,
                Column::Organizer,
                Column::StartsAt,
                Column::EndsAt,
                Column::Cancelled,
                Column::ApplicationId,
                Column::InterviewId,
            ])
            .to_owned();
        self.db.execute(insert(row).on_conflict(replace).as_query()).await?;
        Ok(())
    }

    /// The mails with these hashes of Message-IDs.
    pub async fn mail_messages(&self, messages: &[&str]) -> Result<Vec<MailMessage>> {
        if messages.is_empty() {
            return Ok(Vec::new());
        }
        let condition = self.db.dialect().is_one_of_texts(mail_message::Column::Message.into_expr(), messages);
        let query = mail_message::Entity::find().filter(mail_message::Column::AccountId.eq(self.account_id));
        Ok(query.filter(condition).all(&self.db).await?)
    }

    /// Stores a mail, with the communication that was made of it.
    pub async fn keep_mail_message(&self, message: MailMessage) -> Result<()> {
        use mail_message::Column;
        let row = MailMessage { account_id: self.account_id, ..message };
        let replace = OnConflict::columns([Column::AccountId, Column::Message])
            .update_columns([Column::ApplicationId, Column::CommunicationId])
            .to_owned();
        self.db.execute(insert(row).on_conflict(replace).as_query()).await?;
        Ok(())
    }

    /// The contacts with these addresses, written so: each once for each of its applications, as that one sees it.
    pub async fn contacts_by_emails(&self, emails: &[&str]) -> Result<Vec<Contact>> {
        if emails.is_empty() {
            return Ok(Vec::new());
        }
        let condition = self.db.dialect().is_one_of_texts(contact::Column::Email.into_expr(), emails);
        let mut contacts: Vec<Contact> =
            self.rows(self.rows_of::<contact::Entity>().and_where(condition).limit(MAX_PEOPLE).take()).await?;
        let ids: Vec<_> = contacts.iter().map(|row| row.stamp.id).collect();
        for further in self.further_applications(&ids).await? {
            if let Some(row) = contacts.iter().find(|row| row.stamp.id == further.contact_id) {
                let mut row = row.clone();
                row.application_id = further.application_id;
                row.details.role = further.role.0;
                contacts.push(row);
            }
        }
        Ok(contacts)
    }

    /// The candidates with these addresses, written so.
    pub async fn candidates_by_emails(&self, emails: &[&str]) -> Result<Vec<Candidate>> {
        if emails.is_empty() {
            return Ok(Vec::new());
        }
        let condition = self.db.dialect().is_one_of_texts(candidate::Column::Email.into_expr(), emails);
        self.rows(self.rows_of::<candidate::Entity>().and_where(condition).limit(MAX_PEOPLE).take()).await
    }

    /// The last e-mail that the candidate has sent to a contact.
    pub async fn last_email_to(&self, contact: &Contact) -> Result<Option<Communication>> {
        use communication::Column;
        let sent = self
            .rows_of::<communication::Entity>()
            .and_where(Column::ApplicationId.eq(contact.application_id))
            .and_where(Column::ContactId.eq(contact.stamp.id))
            .and_where(Column::Direction.eq(Cell(Direction::Outbound)))
            .and_where(Column::Channel.eq(Cell(CommunicationChannel::Email)))
            .order_by(Column::At, Order::Desc)
            .take();
        self.row(sent).await
    }
}
