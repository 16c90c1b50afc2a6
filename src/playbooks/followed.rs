//! Finds the playbook of a stored application.

use entity::Dossier;
use planning::{Facts, Key, Playbook, PlaybookChoice};

use super::playbook;
use crate::problem::Problem;

/// The playbook that an application names: the key of a built-in one, or one of the account's own as a whole, which is
/// part of the dossier, so that no further query is needed.
pub(crate) fn choice(dossier: &Dossier) -> Result<(Option<Key>, Option<Box<Playbook>>), Problem> {
    if let Some(own) = &dossier.playbook {
        return playbook(own).map(|playbook| (None, Some(Box::new(playbook))));
    }
    // If a built-in playbook with this key no longer exists, the default is followed.
    let built_in = dossier.application.built_in_playbook.clone().filter(|key| Playbook::built_in(key).is_some());
    Ok((built_in, None))
}

/// The playbook that the facts of a stored application name.
pub(crate) fn followed_playbook(facts: &Facts) -> Result<&Playbook, Problem> {
    match facts.chosen_playbook() {
        PlaybookChoice::Whole(playbook) => Ok(playbook),
        PlaybookChoice::Key(key) => Playbook::built_in(key)
            .ok_or_else(|| Problem::internal(format!("{key} is not built in, and did not come with the facts"))),
    }
}
