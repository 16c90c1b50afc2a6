//! Values that can't be wrong: each is checked once, where it is read.

use std::{fmt, marker::PhantomData, ops::Deref, str::FromStr};

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{Error, Visitor},
};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, Type},
};

/// Text of at most `max` characters as it was sent, trimmed, and then not empty and without control characters; line
/// breaks and tabs only where `lines`.
fn checked_text(text: &str, max: usize, lines: bool) -> Result<String, InvalidValue> {
    if text.len() <= max && is_plain(text) {
        return Ok(text.to_owned());
    }
    if text.chars().count() > max {
        return invalid(format!("must not be longer than {max} characters"));
    }
    let text = text.trim_matches(is_blank);
    if text.is_empty() {
        return invalid("must not be blank");
    }
    let allowed = |c: char| lines && matches!(c, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}');
    // One line takes no bidirectional controls either: they would change how everything after the name is read.
    let turns = |c: char| !lines && matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let refused = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') || turns(c);
    match text.chars().find(|&c| refused(c) && !allowed(c)) {
        Some(c) => invalid(format!("must not contain the control character U+{:04X}", u32::from(c))),
        None => Ok(text.to_owned()),
    }
}

/// Whether a text has only printable ASCII characters, and no space at either end. Nearly all texts are so.
fn is_plain(text: &str) -> bool {
    // Without a way out of the loop, it looks at many bytes at once.
    let plain = text.bytes().fold(!text.is_empty(), |plain, byte| plain & matches!(byte, b' '..=b'~'));
    plain && !text.starts_with(' ') && !text.ends_with(' ')
}

/// White space as `\s` knows it in a pattern (ECMA-262, sections 12.2 and 12.3): with U+FEFF, without the control
/// U+0085.
fn is_blank(c: char) -> bool {
    c == '\u{feff}' || c.is_whitespace() && c != '\u{85}'
}

/// Reads a value that is parsed from a JSON string, without a copy of that.
pub(crate) fn from_string<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: FromStr<Err = InvalidValue>,
    D: Deserializer<'de>,
{
    struct Parses<T>(PhantomData<T>);

    impl<T: FromStr<Err = InvalidValue>> Visitor<'_> for Parses<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            text.parse().map_err(E::custom)
        }
    }

    deserializer.deserialize_str(Parses(PhantomData))
}

/// A newtype over checked text that reads and writes as a JSON string.
macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident, $check:expr, $schema:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl FromStr for $name {
            type Err = InvalidValue;

            fn from_str(text: &str) -> Result<Self, InvalidValue> {
                let check: fn(&str) -> Result<String, InvalidValue> = $check;
                check(text).map(Self)
            }
        }

        impl Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                from_string(deserializer)
            }
        }

        string_schema!($name, $schema);
    };
}

/// The schema of a type that is a JSON string.
macro_rules! string_schema {
    ($name:ident, $schema:expr) => {
        string_schema!($name as stringify!($name), $schema);
    };
    ($name:ident as $schema_name:expr, $schema:expr) => {
        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let refine: fn(ObjectBuilder) -> ObjectBuilder = $schema;
                refine(ObjectBuilder::new().schema_type(Type::String)).into()
            }
        }

        impl ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                $schema_name.into()
            }
        }
    };
}

fn named_format(name: &str) -> SchemaFormat {
    SchemaFormat::Custom(name.to_owned())
}

text_type!(
    /// One line of 1 to 200 characters: a person's or company's name, a title.
    Name,
    |text| checked_text(text, 200, false),
    |schema| schema
        .min_length(Some(1))
        .max_length(Some(200))
        .pattern(Some(LINE))
        .extensions(Some(without(NOT_IN_A_LINE)))
        .description(Some("One line of text, without control characters, those for the direction of text included"))
);

text_type!(
    /// Text of 1 to 1,000 characters, line breaks allowed: a talking point, an address.
    Note,
    |text| checked_text(text, 1000, true),
    |schema| schema
        .min_length(Some(1))
        .max_length(Some(1000))
        .pattern(Some(LINES))
        .extensions(Some(without(NOT_IN_LINES)))
        .description(Some("Text that may have several lines, without other control characters"))
);

text_type!(
    /// A client's own id of 1 to 100 characters.
    Key,
    |text| checked_text(text, 100, false),
    |schema| schema
        .min_length(Some(1))
        .max_length(Some(100))
        .pattern(Some(LINE))
        .extensions(Some(without(NOT_IN_A_LINE)))
        .description(Some("An id of the client's own choice"))
);

text_type!(
    /// An e-mail address (RFC 5321, section 4.1.2), without a display name.
    Email,
    |text| {
        let text = checked_text(text, 254, false)?;
        let options = email_address::Options::default().without_display_text().with_required_tld().without_domain_literal();
        match email_address::EmailAddress::parse_with_options(&text, options) {
            Ok(_) => Ok(text),
            Err(error) => invalid(format!("is not an e-mail address: {error}")),
        }
    },
    |schema| schema
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Email)))
        .max_length(Some(254))
        .examples(["ada@example.com"])
        .description(Some("An e-mail address"))
);

text_type!(
    /// A telephone number as people write it, best with the country's code: `+1 212 555 0100`.
    Phone,
    |text| {
        let text = checked_text(text, 40, false)?;
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let written = text.chars().all(|c| c.is_ascii_digit() || "+ ()-./,;#*x".contains(c));
        if digits < 3 || !written {
            return invalid("is not a telephone number such as +1 212 555 0100");
        }
        Ok(text)
    },
    |schema| schema
        .format(Some(named_format("phone")))
        .max_length(Some(40))
        .examples(["+1 212 555 0100"])
        .description(Some("A telephone number: digits, spaces and + ( ) - . / , ; # * x"))
);

text_type!(
    /// An absolute `http` or `https` address.
    WebUrl,
    |text| {
        let text = checked_text(text, 500, false)?;
        match url::Url::parse(&text) {
            Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(text),
            Ok(url) => invalid(format!("must start with https:// or http://, not {}:", url.scheme())),
            Err(error) => invalid(format!("is not a web address: {error}")),
        }
    },
    |schema| schema
        .format(Some(named_format("uri")))
        .max_length(Some(500))
        .examples(["https://www.linkedin.com/in/example"])
        .description(Some("An absolute web address"))
);

// Here, because a macro is known only after it is defined.
mod headcount;
mod invalid_value;
mod locale;
mod patterns;
mod time;

use patterns::{LINE, LINES, NOT_IN_A_LINE, NOT_IN_LINES, without};

pub use headcount::Headcount;
pub use invalid_value::InvalidValue;
use invalid_value::invalid;
pub use locale::Locale;
pub use time::{Date, Instant};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_trimmed_line() {
        assert_eq!(&*"  Ada O'Brien-Núñez ".parse::<Name>().unwrap(), "Ada O'Brien-Núñez");
        assert_eq!(&*"\u{feff}Ada\u{2028}".parse::<Name>().unwrap(), "Ada");
        for wrong in [
            "",
            " \t",
            "\u{feff}",
            "Ada\u{85}",
            "Ada\r\nBcc: x@example.com",
            "nul\0",
            "sep\u{2028}arator",
            "Kim\u{202e} Lee",
            "\u{2066}Kim Lee\u{2069}",
            &"x".repeat(201),
        ] {
            assert!(wrong.parse::<Name>().is_err(), "{wrong:?}");
        }
        // Marks are part of how some names are written, and notes may quote what was turned.
        assert!("\u{200f}\u{5e0}\u{5d5}\u{5e2}\u{5d4}".parse::<Name>().is_ok());
        assert!("\u{2067}\u{5e0}\u{2069}".parse::<Note>().is_ok());
        assert!("two\nlines".parse::<Note>().is_ok());
    }

    #[test]
    fn addresses_are_addresses() {
        assert!("ada@example.com".parse::<Email>().is_ok());
        for wrong in
            ["ada", "ada@", "Ada <ada@example.com>", "a b@example.com", "ada@example.com\r\nBcc: b@example.com"]
        {
            assert!(wrong.parse::<Email>().is_err(), "{wrong:?}");
        }
        assert!("https://example.com/in/ada".parse::<WebUrl>().is_ok());
        assert!("javascript:alert(1)".parse::<WebUrl>().is_err());
        assert!("+49 (0)30 1234-56".parse::<Phone>().is_ok());
        assert!("call me".parse::<Phone>().is_err());
    }
}
