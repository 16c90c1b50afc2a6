//! The list of languages of messages.

mod dutch;
mod english;
mod french;
mod german;
mod greeting_fact;
mod spanish;

use self::english::English;
pub(crate) use self::french::is_elided_before as is_elided_in_french;
use crate::{Locale, language::Language};

/// Every language. The first is the default.
static LANGUAGES: &[&dyn Language] = &[&English, &german::German, &french::French, &spanish::Spanish, &dutch::Dutch];

/// The language of a locale; English, if there are no messages in that yet.
pub(crate) fn language_of(locale: Locale) -> &'static dyn Language {
    let found = LANGUAGES.iter().find(|language| language.tag() == locale.language());
    found.map_or(&English, |language| *language)
}

/// English.
pub(crate) fn english() -> &'static dyn Language {
    &English
}

/// All languages.
pub(crate) fn all() -> impl Iterator<Item = &'static dyn Language> {
    LANGUAGES.iter().copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::templates;

    #[test]
    fn every_language_has_a_folder_and_words() {
        let tags: Vec<&str> = all().map(Language::tag).collect();
        assert_eq!(Locale::all().into_iter().map(Locale::tag).collect::<Vec<_>>(), tags);
        for language in all() {
            let _ = (templates::words, language.lexicon());
        }
    }
}
