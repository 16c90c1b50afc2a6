//! Finds the playbooks that plans follow.

use std::{borrow::Cow, collections::HashMap};

use entity::Scope;
use planning::{Facts, Playbook, PlaybookChoice, Violation};

use super::playbook;
use crate::problem::Problem;

/// The playbook with this key. Queries the database only if it is not built in.
pub(crate) async fn by_key(scope: &Scope, key: &str) -> Result<Option<Cow<'static, Playbook>>, Problem> {
    match Playbook::built_in(key) {
        Some(built_in) => Ok(Some(Cow::Borrowed(built_in))),
        None => scope.playbook(key).await?.map(|row| playbook(&row).map(Cow::Owned)).transpose(),
    }
}

/// The built-in playbooks, and those of the account's own that were requested.
#[derive(Debug, Default)]
pub struct PlaybookSet(HashMap<String, Playbook>);

impl PlaybookSet {
    /// The set with these keys. Queries the database once, or not at all if all of them are built in.
    pub async fn with(scope: &Scope, keys: impl IntoIterator<Item = &str>) -> Result<Self, Problem> {
        let own = keys.into_iter().filter(|key| Playbook::built_in(key).is_none());
        let rows = scope.playbooks(own).await?;
        let playbooks: Result<_, Problem> = rows.iter().map(|row| Ok((row.key.clone(), playbook(row)?))).collect();
        playbooks.map(Self)
    }

    /// The playbook with this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Playbook> {
        Playbook::built_in(key).or_else(|| self.0.get(key))
    }

    /// The playbook that facts name.
    ///
    /// # Errors
    ///
    /// The violation that no playbook has the key.
    pub fn playbook_of<'f>(&'f self, facts: &'f Facts) -> Result<&'f Playbook, Violation> {
        match facts.chosen_playbook() {
            PlaybookChoice::Whole(playbook) => Ok(playbook),
            PlaybookChoice::Key(key) => {
                self.get(key).ok_or_else(|| Violation::new("/playbook", "unknown_reference", unknown(key)))
            }
        }
    }
}

/// The violation that no playbook has this key.
pub(crate) fn unknown(key: &str) -> String {
    let built_in: Vec<_> = Playbook::all_built_in().iter().map(|playbook| &*playbook.key).collect();
    format!("there is no playbook {key}; built in are {}; /v1/playbooks lists your own, too", built_in.join(", "))
}
