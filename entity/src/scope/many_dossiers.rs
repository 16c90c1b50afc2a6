//! The dossiers of many applications, read table by table.

use std::{collections::HashMap, hash::Hash};

use sea_orm::{ColumnTrait, QueryFilter, QuerySelect, QueryTrait, sea_query::Query};

use super::Scope;
use crate::{
    Application, ApplicationId, Candidate, CandidateId, Communication, Contact, Dossier, Interview, Interviewer,
    Playbook, Result, StepOverride,
    tables::{
        AccountTable, Record, Row, application, interviewer, playbook,
        step_override::{self, Model as OverrideRow},
    },
};

impl Scope {
    /// The dossiers of those of these applications that the account has, by a statement for each table.
    pub(super) async fn many_dossiers(&self, ids: &[ApplicationId]) -> Result<Vec<Dossier>> {
        let applications: Vec<Application> = self.get_many(ids.iter().copied()).await?;
        let mut contacts = group_by(self.sorted_contacts(ids).await?, |row| row.application_id);
        let interviews: Vec<Interview> = self.of_applications(ids).await?;
        let mut interviewers = group_by(self.interviewers_of(&interviews).await?, |row| row.interview_id);
        let mut interviews = group_by(interviews, |row| row.application_id);
        let mut communications = group_by(self.of_applications::<Communication>(ids).await?, |row| row.application_id);
        let mut overrides = group_by(self.overrides_of_applications(ids).await?, |row| row.application_id);
        let candidates = self.candidates_of(&applications).await?;
        let playbooks = self.playbooks_of(&applications).await?;
        let dossiers = applications.into_iter().filter_map(|application| {
            let id = application.stamp.id;
            let interviews = interviews.remove(&id).unwrap_or_default();
            Some(Dossier {
                candidate: candidates.get(&application.candidate_id)?.clone(),
                contacts: contacts.remove(&id).unwrap_or_default(),
                interviewers: interviews
                    .iter()
                    .filter_map(|row| interviewers.remove(&row.stamp.id))
                    .flatten()
                    .collect(),
                interviews,
                communications: communications.remove(&id).unwrap_or_default(),
                overrides: overrides.remove(&id).unwrap_or_default(),
                playbook: application.own_playbook.as_deref().and_then(|key| playbooks.get(key)).cloned(),
                application,
            })
        });
        Ok(dossiers.collect())
    }

    /// The rows of applications in one table, in order of creation.
    async fn of_applications<R: Record<Id: Ord>>(&self, ids: &[ApplicationId]) -> Result<Vec<R>> {
        let plans = <<R as Row>::Entity as AccountTable>::PLANS;
        let Some(application) = plans.application() else { return Ok(Vec::new()) };
        let condition = self.one_of(application.into_expr(), ids.iter().copied());
        let mut rows: Vec<R> = self.rows(self.rows_of::<<R as Row>::Entity>().and_where(condition).take()).await?;
        rows.sort_unstable_by_key(Record::id);
        Ok(rows)
    }

    /// The contacts of applications, in order of creation.
    async fn sorted_contacts(&self, ids: &[ApplicationId]) -> Result<Vec<Contact>> {
        let mut rows = self.contacts_of_applications(ids).await?;
        rows.sort_unstable_by_key(|row| row.stamp.id);
        Ok(rows)
    }

    /// The interviewers of these interviews, in order.
    async fn interviewers_of(&self, interviews: &[Interview]) -> Result<Vec<Interviewer>> {
        use interviewer::{Column, Entity};
        let condition = self.one_of(Column::InterviewId.into_expr(), interviews.iter().map(|row| row.stamp.id));
        let query =
            Query::select().from(Entity).and_where(Column::AccountId.eq(self.account_id)).and_where(condition).take();
        let mut rows: Vec<Interviewer> = self.rows(query).await?;
        rows.sort_unstable_by_key(|row| row.position);
        Ok(rows)
    }

    async fn overrides_of_applications(&self, ids: &[ApplicationId]) -> Result<Vec<StepOverride>> {
        use step_override::{Column, Entity};
        let condition = self.one_of(Column::ApplicationId.into_expr(), ids.iter().copied());
        let query =
            Query::select().from(Entity).and_where(Column::AccountId.eq(self.account_id)).and_where(condition).take();
        let mut rows: Vec<OverrideRow> = self.rows(query).await?;
        rows.sort_unstable_by(|one, other| one.step_id.cmp(&other.step_id));
        Ok(rows.into_iter().map(StepOverride::from).collect())
    }

    async fn candidates_of(&self, applications: &[Application]) -> Result<HashMap<CandidateId, Candidate>> {
        let mut ids: Vec<_> = applications.iter().map(|row| row.candidate_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let rows = self.get_many::<Candidate>(ids).await?;
        Ok(rows.into_iter().map(|row| (row.stamp.id, row)).collect())
    }

    /// The account's own playbooks that the applications name, by their keys.
    async fn playbooks_of(&self, applications: &[Application]) -> Result<HashMap<String, Playbook>> {
        let ids = applications.iter().filter(|row| row.own_playbook.is_some()).map(|row| row.stamp.id);
        let ids: Vec<_> = ids.collect();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let named = self
            .find::<application::Entity>()
            .filter(self.one_of(application::Column::Id.into_expr(), ids))
            .select_only()
            .column(application::Column::OwnPlaybook);
        let named = playbook::Column::Key.in_subquery(named.into_query());
        let rows: Vec<Playbook> = self.rows(self.rows_of::<playbook::Entity>().and_where(named).take()).await?;
        Ok(rows.into_iter().map(|row| (row.key.clone(), row)).collect())
    }
}

/// Groups rows by a key. Each list is in the order of the rows.
fn group_by<K: Eq + Hash, R>(rows: Vec<R>, key: impl Fn(&R) -> K) -> HashMap<K, Vec<R>> {
    let mut by = HashMap::<K, Vec<R>>::new();
    for row in rows {
        by.entry(key(&row)).or_default().push(row);
    }
    by
}
