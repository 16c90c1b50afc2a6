//! Links for messages: `mailto:` (RFC 6068) opens a mail program, `tel:` (RFC 3966) dials a number.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The maximum length of a link. Some programs cut off or refuse longer ones.
const MAX_LENGTH: usize = 2_000;

/// The characters that need no escape in a link (RFC 3986, section 2.3).
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The same in an address, which contains an `@`.
const ADDRESS: &AsciiSet = &UNRESERVED.remove(b'@');

/// A link that opens a message in a mail program, with the address if it is known. `None` if the link would be too
/// long.
#[must_use]
pub fn mailto(address: Option<&str>, subject: &str, body: &str) -> Option<String> {
    let address = utf8_percent_encode(address.unwrap_or_default(), ADDRESS);
    let subject = utf8_percent_encode(subject, UNRESERVED);
    let body = body.replace("\r\n", "\n").replace(['\r', '\n'], "\r\n");
    let body = utf8_percent_encode(&body, UNRESERVED);
    let link = format!("mailto:{address}?subject={subject}&body={body}");
    (link.len() <= MAX_LENGTH).then_some(link)
}

/// A link that dials a number, with its extension. `None` for a number without a country code, since it means another
/// number in other countries.
#[must_use]
pub fn tel(number: &str) -> Option<String> {
    let number = number.trim().strip_prefix('+')?;
    let (number, extension) = match number.find(['x', '#', ',', ';']) {
        Some(at) => (&number[..at], Some(digits(&number[at..])?)),
        None => (number, None),
    };
    // The zero in "+49 (0)30" is dialled within the country only.
    let number = digits(&number.replace("(0)", ""))?;
    // The maximum length (ITU-T E.164). A subscriber's number has at least seven digits.
    if number.starts_with('0') || !(7..=15).contains(&number.len()) {
        return None;
    }
    Some(match extension {
        Some(extension) => format!("tel:+{number};ext={extension}"),
        None => format!("tel:+{number}"),
    })
}

/// The digits of a part of a number. `None` if it has no digits, or other characters than digits and separators.
fn digits(part: &str) -> Option<String> {
    let parts_digits = |c: char| " ()-./x#,;".contains(c);
    let digits: String = part.chars().filter(|c| !parts_digits(*c)).collect();
    (!digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use percent_encoding::percent_decode_str;
    use proptest::prelude::*;
    use url::Url;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_mail_program_reads_what_was_written(subject in "[^\\pC]{0,40}", body in "([^\\pC]{0,20}\r?\n){0,4}") {
            let address = "ada+o'b&r?n@acme.example";
            let link = mailto(Some(address), &subject, &body).unwrap();
            prop_assert!(link.bytes().all(|byte| byte.is_ascii_graphic()));
            let link = Url::parse(&link).unwrap();
            prop_assert_eq!(link.scheme(), "mailto");
            prop_assert_eq!(percent_decode_str(link.path()).decode_utf8().unwrap(), address);
            let fields: Vec<_> = link.query_pairs().collect();
            let body = body.replace("\r\n", "\n").replace('\n', "\r\n");
            prop_assert_eq!(fields, [
                (Cow::from("subject"), Cow::from(subject)),
                (Cow::from("body"), Cow::from(body)),
            ]);
        }
    }

    #[test]
    fn a_link_that_would_be_too_long_is_left_out() {
        assert_eq!(mailto(None, "A & B", "x\ny").as_deref(), Some("mailto:?subject=A%20%26%20B&body=x%0D%0Ay"));
        let frame = "mailto:?subject=&body=".len();
        assert_eq!(mailto(None, "", &"x".repeat(MAX_LENGTH - frame)).map(|link| link.len()), Some(MAX_LENGTH));
        assert_eq!(mailto(None, "", &"x".repeat(MAX_LENGTH - frame + 1)), None);
    }

    #[test]
    fn numbers_are_dialled_as_they_are_written() {
        for (written, link) in [
            ("+1 212 555 0100", Some("tel:+12125550100")),
            ("+49 (0)30 1234-56", Some("tel:+4930123456")),
            ("+1 (212) 555.0100 x12", Some("tel:+12125550100;ext=12")),
            ("+1 212 555 0100 #7", Some("tel:+12125550100;ext=7")),
            ("+44 20 7946 0000,,123", Some("tel:+442079460000;ext=123")),
            ("212 555 0100", None),
            ("+1 212 555 0100 x", None),
            ("+1*212 555 0100", None),
            ("+0 212 555 0100", None),
            ("+1 212 555 0100 0100 0100", None),
            ("+123 45", None),
            ("++1 212 555 0100", None),
        ] {
            assert_eq!(tel(written).as_deref(), link, "{written}");
        }
    }
}
