//! Names of downloaded files, for the header `Content-Disposition` (RFC 6266, RFC 8187).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};
use unicode_segmentation::UnicodeSegmentation as _;

/// The maximum number of bytes of a company's name in a file name. File systems allow 255 in all.
const MAX_COMPANY_BYTES: usize = 80;

/// The characters that need no escape in `filename*` (RFC 8187, section 3.2.1).
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');

/// The name of a file to download.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FileName {
    /// The name in ASCII, for old programs.
    ascii: String,
    /// The whole name, if it has other characters.
    unicode: Option<String>,
}

/// The name `<stem>-<company>.<extension>` in lower-case letters, digits and hyphens.
///
/// Letters and digits of any script are kept; everything else becomes a hyphen. The ASCII name has letters without
/// accents; if nothing is left of the company's name, it is the stem alone. `stem` and `extension` are converted in the
/// same way.
#[must_use]
pub fn file_name(stem: &str, company: &str, extension: &str) -> FileName {
    let [stem, extension] = [stem, extension].map(|word| slug(&ascii(word)));
    let whole = |company: String| {
        let parts: Vec<_> = [stem.as_str(), &company].into_iter().filter(|part| !part.is_empty()).collect();
        format!("{}.{extension}", parts.join("-"))
    };
    let plain = whole(slug(&ascii(company)));
    let full = whole(slug(company));
    FileName { unicode: (full != plain).then_some(full), ascii: plain }
}

impl FileName {
    /// The header's value for a file to save.
    #[must_use]
    pub fn attachment(&self) -> String {
        self.disposition("attachment")
    }

    /// The header's value for a file to show. It also has a name for saving.
    #[must_use]
    pub fn inline(&self) -> String {
        self.disposition("inline")
    }

    fn disposition(&self, kind: &str) -> String {
        let Self { ascii, unicode } = self;
        match unicode {
            Some(name) => {
                let name = utf8_percent_encode(name, UNRESERVED);
                format!("{kind}; filename=\"{ascii}\"; filename*=UTF-8''{name}")
            }
            None => format!("{kind}; filename=\"{ascii}\""),
        }
    }
}

/// Lower-case letters and digits, with a hyphen for everything between them, up to the maximum length.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    let lower = text.nfc().flat_map(char::to_lowercase).collect::<String>();
    for part in lower.graphemes(true) {
        let kept: String = part.chars().filter(|c| c.is_alphanumeric() || is_combining_mark(*c)).collect();
        if slug.len() + kept.len() > MAX_COMPANY_BYTES {
            break;
        }
        if kept.contains(char::is_alphanumeric) {
            slug.push_str(&kept);
        } else if !slug.is_empty() && !slug.ends_with('-') && !is_within_a_word(part) {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// Whether a character within a word is dropped without a hyphen: "O'Brien" becomes `obrien`.
fn is_within_a_word(part: &str) -> bool {
    matches!(part, "'" | "\u{2019}" | "\u{ad}")
}

/// The letters without accents, if they are ASCII then; others become spaces.
fn ascii(text: &str) -> String {
    let mut plain = String::new();
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            c if c.is_ascii() => plain.push(c),
            'ß' => plain.push_str("ss"),
            'æ' | 'Æ' => plain.push_str("ae"),
            'œ' | 'Œ' => plain.push_str("oe"),
            'þ' | 'Þ' => plain.push_str("th"),
            'ø' | 'Ø' => plain.push('o'),
            'ł' | 'Ł' => plain.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => plain.push('d'),
            'ı' => plain.push('i'),
            '\u{2019}' => plain.push('\''),
            _ => plain.push(' '),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use percent_encoding::percent_decode_str;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_company_is_in_the_name() {
        for (company, header) in [
            ("Acme", "attachment; filename=\"follow-up-plan-acme.ics\""),
            ("O'Brien & Sons, Inc.", "attachment; filename=\"follow-up-plan-obrien-sons-inc.ics\""),
            (
                "Société Générale",
                "attachment; filename=\"follow-up-plan-societe-generale.ics\"; \
                 filename*=UTF-8''follow-up-plan-soci%C3%A9t%C3%A9-g%C3%A9n%C3%A9rale.ics",
            ),
            (
                "Møller Straße",
                "attachment; filename=\"follow-up-plan-moller-strasse.ics\"; \
                 filename*=UTF-8''follow-up-plan-m%C3%B8ller-stra%C3%9Fe.ics",
            ),
            (
                "株式会社メルカリ",
                "attachment; filename=\"follow-up-plan.ics\"; filename*=UTF-8''follow-up-plan-\
                 %E6%A0%AA%E5%BC%8F%E4%BC%9A%E7%A4%BE%E3%83%A1%E3%83%AB%E3%82%AB%E3%83%AA.ics",
            ),
            ("👩🏽‍💻 …", "attachment; filename=\"follow-up-plan.ics\""),
            ("../../etc/passwd", "attachment; filename=\"follow-up-plan-etc-passwd.ics\""),
            ("a\"; filename=\"b.exe", "attachment; filename=\"follow-up-plan-a-filename-b-exe.ics\""),
            ("a\r\nSet-Cookie: x=1", "attachment; filename=\"follow-up-plan-a-set-cookie-x-1.ics\""),
        ] {
            assert_eq!(file_name("follow-up-plan", company, "ics").attachment(), header, "{company}");
        }
        assert_eq!(file_name("check_in", "Acme", "eml").inline(), "inline; filename=\"check-in-acme.eml\"");
    }

    #[test]
    fn a_long_name_is_cut_between_characters() {
        let name = file_name("follow-up-plan", &"नमस्ते ".repeat(28), "svg");
        let full = name.unicode.unwrap();
        assert!(full.len() <= 100 && full.starts_with("follow-up-plan-नमस्ते-नमस्ते-"), "{full}");
        let name = file_name("follow-up-plan", &"x".repeat(200), "svg");
        assert_eq!(name.ascii.len(), "follow-up-plan-.svg".len() + MAX_COMPANY_BYTES);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_name_adds_anything_to_the_header(company in "(?s).{0,60}") {
            let header = file_name("follow-up-plan", &company, "ics").attachment();
            let rest = header.strip_prefix("attachment; filename=\"follow-up-plan").unwrap();
            let (plain, full) = rest.split_once(".ics\"").unwrap();
            prop_assert!(plain.bytes().all(|b| b == b'-' || b.is_ascii_lowercase() || b.is_ascii_digit()));
            if !full.is_empty() {
                let encoded = full.strip_prefix("; filename*=UTF-8''").unwrap();
                prop_assert!(encoded.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.%".contains(&b)));
                let name = percent_decode_str(encoded).decode_utf8().unwrap();
                prop_assert!(!name.contains(|c: char| c.is_control() || "/\\:\"".contains(c)));
            }
        }
    }
}
