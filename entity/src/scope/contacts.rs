//! Contacts of an application, and the deletion of candidates and contacts.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::Expr};

use super::Scope;
use crate::{
    ApplicationId, Candidate, CandidateId, Contact, ContactId, Error, Result,
    tables::{application, communication, contact, message},
};

impl Scope {
    /// Deletes a candidate.
    ///
    /// # Errors
    ///
    /// [`Error::Reference`], if the candidate has applications, and any other error of the database.
    pub async fn delete_candidate(&self, id: CandidateId, version: Option<i64>) -> Result<bool> {
        // Checked first. Otherwise the plans of all applications would be marked as outdated for nothing.
        let theirs = self.find::<application::Entity>().filter(application::Column::CandidateId.eq(id));
        let theirs = theirs.select_only().column(application::Column::Id).limit(1).into_tuple::<ApplicationId>();
        if theirs.one(&self.db).await?.is_some() {
            return Err(Error::Reference);
        }
        self.delete::<Candidate>(id, version).await
    }

    /// Deletes a contact, and removes it from the communications, interviews and messages that refer to it.
    pub async fn delete_contact(&self, id: ContactId, version: Option<i64>) -> Result<bool> {
        let transaction = self.db.begin().await?;
        self.before_change::<contact::Entity>(&transaction, id.into()).await?;
        communication::Entity::update_many()
            .col_expr(communication::Column::ContactId, Expr::value(None::<ContactId>))
            .filter(communication::Column::AccountId.eq(self.account_id))
            .filter(communication::Column::ContactId.eq(id))
            .exec(&transaction)
            .await?;
        self.take_out_of_messages(&transaction, message::Column::ContactId, id).await?;
        let deleted = self.delete_on::<Contact>(&transaction, id, version).await?;
        if deleted {
            transaction.commit().await?;
        }
        Ok(deleted)
    }

    /// Those of these contacts that belong to the application.
    pub async fn find_contacts(&self, application: ApplicationId, ids: &[ContactId]) -> Result<Vec<ContactId>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        Ok(self
            .find::<contact::Entity>()
            .filter(contact::Column::ApplicationId.eq(application))
            .filter(self.one_of(contact::Column::Id.into_expr(), ids.iter().copied()))
            .select_only()
            .column(contact::Column::Id)
            .into_tuple()
            .all(&self.db)
            .await?)
    }
}
