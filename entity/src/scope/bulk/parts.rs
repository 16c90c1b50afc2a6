//! Splits rows into parts that several connections write at the same time.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

use uuid::Uuid;

use super::BulkWrite;
use crate::ApplicationId;

/// A smaller part costs more than it gains.
const MIN_ROWS: usize = 100;

impl BulkWrite {
    /// Splits what is written into at most `most` parts of about the same number of rows. All rows of an application
    /// are in one part. No part refers to rows of another one or waits for its locks, except for new candidates: these
    /// are returned as the first value and have to be written before. If rows are changed or deleted that applications
    /// may share, there is one part.
    #[must_use]
    pub fn into_parts(self, most: usize) -> (Self, Vec<Self>) {
        let most = most.min(self.number_of_facts() / MIN_ROWS);
        if most < 2 || self.has_shared_changes() {
            return (Self::default(), vec![self]);
        }
        let part_of = self.applications_that_belong_together().distribute(most);
        let Self { candidates, applications, contacts, further_applications, interviews, communications, .. } = self;
        let mut parts = vec![Self::default(); most];
        for row in applications.new {
            parts[part_of[&row.stamp.id]].applications.new.push(row);
        }
        for row in contacts.new {
            parts[part_of[&row.application_id]].contacts.new.push(row);
        }
        for row in further_applications {
            parts[part_of[&row.application_id]].further_applications.push(row);
        }
        for row in interviews.new {
            parts[part_of[&row.interview.application_id]].interviews.new.push(row);
        }
        for changed in interviews.changed {
            parts[part_of[&changed.after.interview.application_id]].interviews.changed.push(changed);
        }
        for row in communications.new {
            parts[part_of[&row.application_id]].communications.new.push(row);
        }
        for changed in communications.changed {
            parts[part_of[&changed.after.application_id]].communications.changed.push(changed);
        }
        parts.retain(|part| !part.is_empty());
        (Self { candidates, ..Self::default() }, parts)
    }

    /// The ids of the new and changed rows.
    #[must_use]
    pub fn ids(&self) -> Vec<Uuid> {
        let candidates = self.candidates.written_rows().map(|row| row.stamp.id.into());
        let applications = self.applications.written_rows().map(|row| row.stamp.id.into());
        let contacts = self.contacts.written_rows().map(|row| row.stamp.id.into());
        let interviews = self.interviews.written_rows().map(|row| row.interview.stamp.id.into());
        let communications = self.communications.written_rows().map(|row| row.stamp.id.into());
        candidates.chain(applications).chain(contacts).chain(interviews).chain(communications).collect()
    }

    /// The number of rows of applications.
    fn number_of_facts(&self) -> usize {
        self.applications.new.len()
            + self.contacts.new.len()
            + self.interviews.written_rows().count()
            + self.communications.written_rows().count()
    }

    /// Whether it changes rows that several applications may share: candidates, contacts, and the search blocks of
    /// changed applications.
    fn has_shared_changes(&self) -> bool {
        !(self.candidates.changed.is_empty()
            && self.applications.changed.is_empty()
            && self.contacts.changed.is_empty()
            && self.no_further_applications.is_empty()
            && self.taken_out.is_empty()
            && self.outdated.is_empty()
            && self.deleted.is_empty())
    }

    fn applications_that_belong_together(&self) -> ApplicationGroups {
        let mut groups = ApplicationGroups::default();
        for row in &self.applications.new {
            groups.add_row_of(row.stamp.id);
        }
        for row in &self.contacts.new {
            groups.add_row_of(row.application_id);
        }
        let new_contacts: HashMap<_, _> =
            self.contacts.new.iter().map(|row| (row.stamp.id, row.application_id)).collect();
        for row in &self.further_applications {
            groups.add_row_of(row.application_id);
            if let Some(first_application) = new_contacts.get(&row.contact_id) {
                groups.join(*first_application, row.application_id);
            }
        }
        for row in self.interviews.written_rows() {
            groups.add_row_of(row.interview.application_id);
        }
        for row in self.communications.written_rows() {
            groups.add_row_of(row.application_id);
        }
        groups
    }
}

/// Groups of applications, as a forest in which the applications of a group have the same root (union-find).
#[derive(Debug, Default)]
struct ApplicationGroups {
    /// The number of rows of each application.
    rows: BTreeMap<ApplicationId, usize>,
    parents: HashMap<ApplicationId, ApplicationId>,
}

impl ApplicationGroups {
    fn add_row_of(&mut self, application: ApplicationId) {
        *self.rows.entry(application).or_default() += 1;
    }

    fn join(&mut self, one: ApplicationId, other: ApplicationId) {
        let (one, other) = (self.root(one), self.root(other));
        if one != other {
            self.parents.insert(one, other);
        }
    }

    fn root(&self, application: ApplicationId) -> ApplicationId {
        let mut root = application;
        while let Some(parent) = self.parents.get(&root) {
            root = *parent;
        }
        root
    }

    /// The index of the part for each application. The largest groups are placed first, each in the part with the
    /// fewest rows.
    fn distribute(&self, parts: usize) -> HashMap<ApplicationId, usize> {
        let mut groups = BTreeMap::<ApplicationId, usize>::new();
        for (application, rows) in &self.rows {
            *groups.entry(self.root(*application)).or_default() += rows;
        }
        let mut groups: Vec<_> = groups.into_iter().collect();
        groups.sort_by_key(|(_, rows)| Reverse(*rows));
        let mut sizes = vec![0; parts];
        let mut part_of_group = HashMap::new();
        for (root, rows) in groups {
            let smallest = (0..parts).min_by_key(|part| sizes[*part]).unwrap_or_default();
            sizes[smallest] += rows;
            part_of_group.insert(root, smallest);
        }
        self.rows.keys().map(|application| (*application, part_of_group[&self.root(*application)])).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u128) -> ApplicationId {
        Uuid::from_u128(number).into()
    }

    #[test]
    fn parts_have_about_the_same_number_of_rows() {
        let mut groups = ApplicationGroups::default();
        for number in 0..30 {
            for _ in 0..=number {
                groups.add_row_of(id(number));
            }
        }
        let part_of = groups.distribute(3);
        let size = |part| (0..30).filter(|number| part_of[&id(*number)] == part).map(|number| number + 1).sum::<u128>();
        assert_eq!([size(0), size(1), size(2)], [155; 3]);
    }

    #[test]
    fn applications_that_were_joined_are_in_one_part() {
        let mut groups = ApplicationGroups::default();
        for number in 0..40 {
            groups.add_row_of(id(number));
        }
        for number in (0..30).step_by(3) {
            groups.join(id(number), id(number + 1));
            groups.join(id(number + 2), id(number + 1));
        }
        let part_of = groups.distribute(2);
        for number in (0..30).step_by(3) {
            let parts = [0, 1, 2].map(|next| part_of[&id(number + next)]);
            assert!(parts.iter().all(|part| *part == parts[0]), "{number}: {parts:?}");
        }
        assert_eq!(part_of.values().filter(|part| **part == 0).count(), 20);
    }
}
