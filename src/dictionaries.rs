//! Spelling dictionaries that the operator names: pairs of files in Hunspell's format.

use std::{collections::HashMap, fs, io, path::Path, sync::OnceLock};

use messages::{Locale, proofread::Dictionary};

use crate::connect::StartError;

/// The dictionaries by the tags of their locales. All requests share them, and they don't change.
static DICTIONARIES: OnceLock<HashMap<&'static str, Dictionary>> = OnceLock::new();

/// Loads the dictionaries in a folder, such as the system's `/usr/share/hunspell`: `de_DE.aff` and `de_DE.dic` for `de`
/// and `de-DE`. English is checked without one.
///
/// # Errors
///
/// If the folder can't be read, or a dictionary can't be used.
pub(crate) fn load(folder: &Path) -> Result<(), StartError> {
    let wrong = |what: String| StartError(format!("--dictionaries or FOLLOWUP_DICTIONARIES: {what}"));
    fs::read_dir(folder).map_err(|error| wrong(format!("{} can't be read: {error}", folder.display())))?;
    let mut loaded = HashMap::new();
    for locale in planning::Locale::ALL.into_iter().filter(|locale| locale.language() != "en") {
        let file =
            |ending: &'static str| names(locale).into_iter().map(move |name| folder.join(format!("{name}.{ending}")));
        let found = file("aff").zip(file("dic")).find(|(aff, dic)| aff.is_file() && dic.is_file());
        let Some((aff, dic)) = found else { continue };
        let unreadable = |error: io::Error| wrong(format!("{} can't be read: {error}", aff.display()));
        let (aff_bytes, dic_bytes) = (fs::read(&aff).map_err(unreadable)?, fs::read(&dic).map_err(unreadable)?);
        let encoding = Encoding::from_affix_file(&aff_bytes);
        let dictionary = Dictionary::new(&encoding.text(&aff_bytes), &encoding.text(&dic_bytes));
        let dictionary = dictionary.map_err(|error| wrong(format!("{} {error}", aff.display())))?;
        loaded.insert(locale.tag(), dictionary);
    }
    if loaded.is_empty() {
        return Err(wrong(format!("{} has no dictionary such as de_DE.aff and de_DE.dic", folder.display())));
    }
    // The service starts once. Tests of the command line may load again what is the same.
    let _ = DICTIONARIES.set(loaded);
    Ok(())
}

/// The dictionary of a locale, if there is one.
pub(crate) fn dictionary(locale: Locale) -> Option<&'static Dictionary> {
    DICTIONARIES.get()?.get(locale.tag())
}

/// The names that the files of a locale may have, best first: `de_AT`, `de`, and the one of the language's main
/// country.
fn names(locale: planning::Locale) -> Vec<String> {
    let language = locale.language();
    vec![
        locale.tag().replace('-', "_"),
        locale.texts().tag().replace('-', "_"),
        format!("{language}_{}", language.to_uppercase()),
        language.to_owned(),
    ]
}

/// The encoding of a dictionary's files.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Encoding {
    Utf8,
    /// ISO 8859-1, or 8859-15, which has a few other letters.
    Latin {
        ninth: bool,
    },
}

impl Encoding {
    /// The encoding that the line `SET` of an `.aff` file names.
    fn from_affix_file(aff: &[u8]) -> Self {
        let mut lines = aff.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
        match lines.find_map(|line| line.strip_prefix(b"SET ")).map(<[u8]>::trim_ascii) {
            Some(b"ISO8859-1" | b"ISO-8859-1") => Self::Latin { ninth: false },
            Some(b"ISO8859-15" | b"ISO-8859-15") => Self::Latin { ninth: true },
            _ => Self::Utf8,
        }
    }

    fn text(self, bytes: &[u8]) -> String {
        let Self::Latin { ninth } = self else { return String::from_utf8_lossy(bytes).into_owned() };
        let letter = |byte: &u8| match byte {
            0xa4 if ninth => '€',
            0xa6 if ninth => 'Š',
            0xa8 if ninth => 'š',
            0xb4 if ninth => 'Ž',
            0xb8 if ninth => 'ž',
            0xbc if ninth => 'Œ',
            0xbd if ninth => 'œ',
            0xbe if ninth => 'Ÿ',
            byte => char::from(*byte),
        };
        bytes.iter().map(letter).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_either_encoding_are_read() {
        let aff = b"# a comment\nSET ISO8859-1\nTRY esian\n";
        assert_eq!(Encoding::from_affix_file(aff).text(b"Stra\xdfe"), "Straße");
        assert_eq!(Encoding::from_affix_file(b"SET ISO8859-15\r\n").text(b"c\xbdur"), "cœur");
        assert_eq!(Encoding::from_affix_file(b"SET UTF-8\n").text("Straße".as_bytes()), "Straße");
    }

    #[test]
    fn a_folder_without_dictionaries_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        assert!(load(folder.path()).unwrap_err().to_string().contains("has no dictionary"));
        assert!(load(&folder.path().join("nothing")).unwrap_err().to_string().contains("can't be read"));
        fs::write(folder.path().join("de_DE.aff"), "SET UTF-8\n").unwrap();
        fs::write(folder.path().join("de_DE.dic"), "2\nHaus\nGespräch\n").unwrap();
        assert!(load(folder.path()).is_ok());
        assert!(dictionary("de-AT".parse().unwrap()).is_some());
        assert!(dictionary("fr".parse().unwrap()).is_none());
    }
}
