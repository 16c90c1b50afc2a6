//! Applications with everything that their plans follow from.

use std::{collections::HashMap, hash::Hash};

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::Scope;
use crate::{
    Application, ApplicationId, Candidate, CandidateId, Communication, Contact, Interview, InterviewId, Interviewer,
    Result, StepOverride,
    tables::{application, candidate, communication, contact, interview, step_override},
};

/// An application with everything that a plan follows from; each list in the order in which its rows were made.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// Who applied.
    pub candidate: Candidate,
    /// For what.
    pub application: Application,
    /// People at the employer.
    pub contacts: Vec<Contact>,
    /// Interviews.
    pub interviews: Vec<Interview>,
    /// Who leads them, in the order of each interview's list.
    pub interviewers: Vec<Interviewer>,
    /// What was sent and came back.
    pub communications: Vec<Communication>,
    /// What the candidate said about single steps, by their ids.
    pub overrides: Vec<StepOverride>,
}

impl Scope {
    /// An application with everything that a plan follows from; none, if the account doesn't have it.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn dossier(&self, id: ApplicationId) -> Result<Option<Dossier>> {
        Ok(self.dossiers(&[id]).await?.pop())
    }

    /// Applications with everything that their plans follow from, in as many queries as for one; without those that the
    /// account doesn't have.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn dossiers(&self, ids: &[ApplicationId]) -> Result<Vec<Dossier>> {
        let db = self.db.connection();
        let ids = || ids.iter().copied();
        let applications = self.find::<application::Entity>().filter(application::Column::Id.is_in(ids()));
        let applications = applications.all(db).await?;
        if applications.is_empty() {
            return Ok(Vec::new());
        }
        let candidates = self.candidates_of(&applications).await?;
        let contacts = self.find::<contact::Entity>().filter(contact::Column::ApplicationId.is_in(ids()));
        let contacts = contacts.order_by_asc(contact::Column::Id).all(db).await?;
        let interviews = self.find::<interview::Entity>().filter(interview::Column::ApplicationId.is_in(ids()));
        let interviews = interviews.order_by_asc(interview::Column::Id).all(db).await?;
        let interviewers = self.interviewers(interviews.iter().map(|interview| interview.id)).await?;
        let communications =
            self.find::<communication::Entity>().filter(communication::Column::ApplicationId.is_in(ids()));
        let communications = communications.order_by_asc(communication::Column::Id).all(db).await?;
        let overrides = step_override::Entity::find()
            .filter(step_override::Column::AccountId.eq(self.account_id))
            .filter(step_override::Column::ApplicationId.is_in(ids()))
            .order_by_asc(step_override::Column::StepId)
            .all(db)
            .await?;

        let mut of_interviews: HashMap<InterviewId, Vec<_>> = by(interviewers, |row| row.interview_id);
        let mut contacts = by(contacts, |row| row.application_id);
        let mut interviews = by(interviews, |row| row.application_id);
        let mut communications = by(communications, |row| row.application_id);
        let mut overrides = by(overrides, |row| row.application_id);
        let dossier = |application: Application| {
            let id = application.id;
            let interviews = interviews.remove(&id).unwrap_or_default();
            let interviewers = interviews.iter().filter_map(|row| of_interviews.remove(&row.id)).flatten().collect();
            Some(Dossier {
                candidate: candidates.get(&application.candidate_id)?.clone(),
                contacts: contacts.remove(&id).unwrap_or_default(),
                interviewers,
                interviews,
                communications: communications.remove(&id).unwrap_or_default(),
                overrides: overrides.remove(&id).unwrap_or_default(),
                application,
            })
        };
        Ok(applications.into_iter().filter_map(dossier).collect())
    }

    async fn candidates_of(&self, applications: &[Application]) -> Result<HashMap<CandidateId, Candidate>> {
        let ids = applications.iter().map(|application| application.candidate_id);
        let query = self.find::<candidate::Entity>().filter(candidate::Column::Id.is_in(ids));
        let rows = query.all(self.db.connection()).await?;
        Ok(rows.into_iter().map(|row| (row.id, row)).collect())
    }
}

/// Rows by what they belong to, in their order.
fn by<R, K: Eq + Hash>(rows: Vec<R>, key: impl Fn(&R) -> K) -> HashMap<K, Vec<R>> {
    let mut groups: HashMap<K, Vec<R>> = HashMap::new();
    for row in rows {
        groups.entry(key(&row)).or_default().push(row);
    }
    groups
}
