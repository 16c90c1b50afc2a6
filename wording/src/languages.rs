//! The list of languages.

use planning::Locale;

use crate::{Dutch, ENGLISH, FRENCH, French, German, Language, SPANISH};

/// Every language, and its regions where they differ. The first is the default.
static LANGUAGES: &[&dyn Language] =
    &[ENGLISH, &German::Germany, &German::Austria, &German::Switzerland, FRENCH, &French::Canada, SPANISH, &Dutch];

/// The language of a locale: of its region, else of its language; English, if there are no texts in that yet.
#[must_use]
pub fn language_of(locale: Locale) -> &'static dyn Language {
    let tagged = |tag: &str| LANGUAGES.iter().find(|language| language.tag() == tag);
    let found = tagged(locale.texts().tag()).or_else(|| tagged(locale.language()));
    found.map_or(ENGLISH, |language| *language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_locale_has_the_language_of_its_tag() {
        for locale in Locale::ALL {
            let tag = language_of(locale).tag();
            assert!(tag == locale.texts().tag() || tag == locale.language(), "{locale}: {tag}");
        }
    }
}
