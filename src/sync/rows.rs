//! The rows of one table in a working set.

use std::collections::HashMap;

use planning::Key;

/// A row as it is stored, and as it is to be stored; none, if there is no such row.
#[derive(Clone, Debug)]
struct RowState<R> {
    stored: Option<R>,
    current: Option<R>,
}

/// Rows of a table by their remote ids.
#[derive(Clone, Debug)]
pub(super) struct Rows<R> {
    states: HashMap<Key, RowState<R>>,
    /// The remote ids in the order in which they were first set.
    order: Vec<Key>,
}

impl<R> Default for Rows<R> {
    fn default() -> Self {
        Self { states: HashMap::new(), order: Vec::new() }
    }
}

/// A change of a row.
#[derive(Debug)]
pub(super) enum Change<R> {
    New(R),
    /// The row before and after.
    Changed(R, R),
    Deleted(R),
}

impl<R: Clone + PartialEq> Rows<R> {
    pub(super) fn loaded(rows: impl IntoIterator<Item = (Key, R)>) -> Self {
        let mut loaded = Self::default();
        loaded.load(rows);
        loaded
    }

    /// Adds stored rows that are not there yet.
    pub(super) fn load(&mut self, rows: impl IntoIterator<Item = (Key, R)>) {
        for (remote_id, row) in rows {
            self.states.entry(remote_id).or_insert_with(|| RowState { stored: Some(row.clone()), current: Some(row) });
        }
    }

    /// The rows that are stored.
    pub(super) fn stored(&self) -> impl Iterator<Item = &R> {
        self.states.values().filter_map(|state| state.stored.as_ref())
    }

    pub(super) fn get(&self, remote_id: &Key) -> Option<&R> {
        self.states.get(remote_id)?.current.as_ref()
    }

    pub(super) fn set(&mut self, remote_id: &Key, row: R) {
        self.replace(remote_id, Some(row));
    }

    pub(super) fn remove(&mut self, remote_id: &Key) {
        self.replace(remote_id, None);
    }

    fn replace(&mut self, remote_id: &Key, row: Option<R>) {
        if !self.order.contains(remote_id) {
            self.order.push(remote_id.clone());
        }
        let state = self.states.entry(remote_id.clone()).or_insert(RowState { stored: None, current: None });
        state.current = row;
    }

    /// All that is to be written, in the order in which it was first set.
    pub(super) fn changes(&self) -> Vec<Change<R>> {
        let change = |remote_id| match self.states.get(remote_id)?.clone() {
            RowState { stored: None, current: Some(row) } => Some(Change::New(row)),
            RowState { stored: Some(before), current: Some(row) } if before != row => {
                Some(Change::Changed(before, row))
            }
            RowState { stored: Some(before), current: None } => Some(Change::Deleted(before)),
            _ => None,
        };
        self.order.iter().filter_map(change).collect()
    }
}
