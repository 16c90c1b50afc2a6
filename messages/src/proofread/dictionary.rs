//! Spelling dictionaries in the format of Hunspell.

use std::fmt;

/// A dictionary for spelling, read from the two files of Hunspell's format. The caller reads the files.
pub struct Dictionary(spellbook::Dictionary);

/// Why the files of a dictionary can't be used.
#[derive(Debug, thiserror::Error)]
#[error("is no dictionary of Hunspell's format: {0}")]
pub struct DictionaryError(String);

impl Dictionary {
    /// The dictionary of an `.aff` and a `.dic` file.
    ///
    /// # Errors
    ///
    /// If they can't be parsed.
    pub fn new(aff: &str, dic: &str) -> Result<Self, DictionaryError> {
        spellbook::Dictionary::new(aff, dic).map(Self).map_err(|error| DictionaryError(error.to_string()))
    }

    /// Whether a word is spelt right.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.0.check(word)
    }

    /// Words that may be meant, best first.
    pub(super) fn suggestions(&self, word: &str) -> Vec<String> {
        const MOST: usize = 3;
        let mut suggestions = Vec::new();
        self.0.suggest(word, &mut suggestions);
        suggestions.truncate(MOST);
        suggestions
    }
}

impl fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Dictionary")
    }
}
