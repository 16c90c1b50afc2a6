//! Messages: marking as sent, the texts that proofreading compares with, and the deletion of rows that messages refer
//! to.

use std::collections::HashMap;

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect,
    Value, sea_query::Expr,
};

use super::Scope;
use crate::{
    ApplicationId, CandidateId, Communication, CommunicationId, Error, Interview, InterviewId, Message, MessageId,
    Record, Result,
    tables::{
        Row, application, contact, event, interview,
        message::{Column, Entity},
        plan_horizon,
    },
};

/// The largest number of other applications that a message is compared with. They are the newest.
const MAX_OTHER_APPLICATIONS: u64 = 500;

/// The largest number of names of each of these applications.
const MAX_OTHER_PEOPLE: u64 = 5_000;

/// The largest number of other messages that a message is compared with. They are the newest.
const MAX_NEARBY_MESSAGES: u64 = 100;

/// The largest numbers that are read for many messages together.
const MAX_OTHER_APPLICATIONS_OF_BATCH: u64 = 5_000;
const MAX_NEARBY_MESSAGES_OF_BATCH: u64 = 2_000;

/// An application of a candidate.
#[derive(Clone, Debug)]
pub struct OtherApplication {
    pub application_id: ApplicationId,
    pub candidate_id: CandidateId,
    pub company: String,
    pub position: String,
    /// The names of the people there.
    pub people: Vec<String>,
}

/// A person: the whole name, the given name and the family name.
type NamedPerson = (ApplicationId, Option<String>, Option<String>, Option<String>);

impl Scope {
    /// Inserts a message.
    ///
    /// # Errors
    ///
    /// The errors of [`Scope::insert`]; [`Error::Reference`] also if the interview or the contact was deleted.
    pub async fn insert_message(&self, row: Message) -> Result<Message> {
        let transaction = self.db.begin().await?;
        self.hold_named(&transaction, &row).await?;
        let row = self.insert_on(&transaction, row).await?;
        transaction.commit().await?;
        Ok(row)
    }

    /// Writes the next version of a message.
    ///
    /// # Errors
    ///
    /// The errors of [`Scope::update`]; [`Error::Reference`] also if the interview or the contact was deleted.
    pub async fn update_message(&self, row: Message) -> Result<Message> {
        let transaction = self.db.begin().await?;
        self.hold_named(&transaction, &row).await?;
        let row = self.update_on(&transaction, row).await?;
        transaction.commit().await?;
        Ok(row)
    }

    /// Prevents the deletion of the rows that a message refers to until the transaction ends. A deletion locks the
    /// application's horizon first, and then removes the references from all messages. (A foreign key would make each
    /// deletion several times slower.)
    async fn hold_named(&self, db: &impl ConnectionTrait, row: &Message) -> Result<()> {
        let (contacts, interviews) = (row.contact_id.as_slice(), row.interview_id.as_slice());
        if contacts.is_empty() && interviews.is_empty() {
            return Ok(());
        }
        let horizon = plan_horizon::Entity::find_by_id((self.account_id, row.application_id));
        horizon.lock_shared().one(db).await?.ok_or(Error::Reference)?;
        if self.find_contacts_on(db, row.application_id, contacts).await?.len() < contacts.len() {
            return Err(Error::Reference);
        }
        for id in interviews {
            let interview_query = self.find::<interview::Entity>().filter(interview::Column::Id.eq(*id));
            let interview_query = interview_query.filter(interview::Column::ApplicationId.eq(row.application_id));
            interview_query.one(db).await?.ok_or(Error::Reference)?;
        }
        Ok(())
    }

    /// Marks a draft as sent, and inserts its communication. Returns false and writes nothing if the message does not
    /// exist or was sent before.
    ///
    /// # Errors
    ///
    /// The errors of [`Scope::insert`].
    pub async fn mark_sent(&self, id: MessageId, communication: Communication) -> Result<bool> {
        let transaction = self.db.begin().await?;
        // Like every write of a fact it waits for the horizon first, so that one request at a time reaches the message.
        let communication = self.insert_on(&transaction, communication).await?;
        let marked = Entity::update_many()
            .col_expr(Column::SentAt, Expr::value(*communication.details.at))
            .col_expr(Column::CommunicationId, Expr::value(communication.stamp.id))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .col_expr(Column::UpdatedAt, Expr::value(self.now))
            .filter(Column::AccountId.eq(self.account_id))
            .filter(Column::Id.eq(id))
            .filter(Column::CommunicationId.is_null())
            .exec(&transaction)
            .await?
            .rows_affected
            > 0;
        if marked {
            let event = event::Model {
                resource_id: Some(id.into()),
                application_id: Some(communication.application_id),
                details: Some(serde_json::json!({"communication_id": communication.stamp.id})),
                ..self.event("message.sent")
            };
            self.write_event(&transaction, Some(event)).await?;
            transaction.commit().await?;
        }
        Ok(marked)
    }

    /// The messages that messages of these applications are compared with, newest first: the sent ones, and drafts to
    /// people of these interviews.
    pub async fn messages_near(
        &self,
        applications: &[ApplicationId],
        interviews: &[InterviewId],
    ) -> Result<Vec<Message>> {
        let mut near = Condition::any().add(Column::SentAt.is_not_null());
        if !interviews.is_empty() {
            near = near.add(Column::InterviewId.is_in(interviews.iter().copied()));
        }
        let limit = Ord::min(MAX_NEARBY_MESSAGES * applications.len() as u64, MAX_NEARBY_MESSAGES_OF_BATCH);
        let mut query = self.rows_of::<Entity>();
        query.and_where(Column::ApplicationId.is_in(applications.iter().copied())).cond_where(near);
        query.order_by(Column::Id, Order::Desc).limit(limit);
        self.rows(query).await
    }

    /// The newest applications of these candidates, newest first, without that of `except`.
    pub async fn other_applications(
        &self,
        candidates: &[CandidateId],
        except: Option<ApplicationId>,
    ) -> Result<Vec<OtherApplication>> {
        use contact::Column::{FamilyName, GivenName, Name};
        let db = &self.db;
        let limit = Ord::min(MAX_OTHER_APPLICATIONS * candidates.len() as u64, MAX_OTHER_APPLICATIONS_OF_BATCH);
        let mut others = self
            .find::<application::Entity>()
            .filter(application::Column::CandidateId.is_in(candidates.iter().copied()));
        if let Some(except) = except {
            others = others.filter(application::Column::Id.ne(except));
        }
        let others: Vec<(ApplicationId, CandidateId, String, String)> = others
            .order_by_desc(application::Column::Id)
            .limit(limit)
            .select_only()
            .columns([application::Column::Id, application::Column::CandidateId])
            .columns([application::Column::CompanyName, application::Column::PositionTitle])
            .into_tuple()
            .all(db)
            .await?;
        if others.is_empty() {
            return Ok(Vec::new());
        }
        let names: Vec<NamedPerson> = self
            .find::<contact::Entity>()
            .filter(contact::Column::ApplicationId.is_in(others.iter().map(|(id, ..)| *id)))
            .filter(Condition::any().add(Name.is_not_null()).add(GivenName.is_not_null()).add(FamilyName.is_not_null()))
            .order_by_desc(contact::Column::Id)
            .limit(MAX_OTHER_PEOPLE)
            .select_only()
            .columns([contact::Column::ApplicationId, Name, GivenName, FamilyName])
            .into_tuple()
            .all(db)
            .await?;
        let mut people: HashMap<ApplicationId, Vec<String>> = HashMap::new();
        for (id, name, given, family) in names {
            let of_parts = || [given, family].into_iter().flatten().collect::<Vec<_>>().join(" ");
            people.entry(id).or_default().push(name.unwrap_or_else(of_parts));
        }
        let other = |(application_id, candidate_id, company, position)| {
            let people = people.remove(&application_id).unwrap_or_default();
            OtherApplication { application_id, candidate_id, company, position, people }
        };
        Ok(others.into_iter().map(other).collect())
    }

    /// Deletes an interview, and removes it from the messages that refer to it.
    pub async fn delete_interview(&self, id: InterviewId, version: Option<i64>) -> Result<bool> {
        self.delete_named::<Interview>(Column::InterviewId, id, version).await
    }

    /// Deletes a communication. The message that it records becomes a draft again.
    pub async fn delete_communication(&self, id: CommunicationId, version: Option<i64>) -> Result<bool> {
        self.delete_named::<Communication>(Column::CommunicationId, id, version).await
    }

    /// Deletes rows to which messages refer in this column.
    async fn delete_named<R: Record>(&self, column: Column, id: R::Id, version: Option<i64>) -> Result<bool> {
        let transaction = self.db.begin().await?;
        self.before_change::<<R as Row>::Entity>(&transaction, id.into()).await?;
        self.take_out_of_messages(&transaction, column, column.eq(id)).await?;
        let deleted = self.delete_on::<R>(&transaction, id, version).await?;
        if deleted {
            transaction.commit().await?;
        }
        Ok(deleted)
    }

    /// Clears this column of these messages.
    pub(super) async fn take_out_of_messages(
        &self,
        db: &impl ConnectionTrait,
        column: Column,
        these: Expr,
    ) -> Result<()> {
        let mut update = Entity::update_many()
            .col_expr(column, Expr::value(Value::Uuid(None)))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .col_expr(Column::UpdatedAt, Expr::value(self.now));
        if let Column::CommunicationId = column {
            update = update.col_expr(Column::SentAt, Expr::value(Value::ChronoDateTimeUtc(None)));
        }
        update.filter(Column::AccountId.eq(self.account_id)).filter(these).exec(db).await?;
        Ok(())
    }
}
