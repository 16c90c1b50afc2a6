//! What is wrong with JSON, in words for clients: not in those that the parser has for its own types.

/// The error of a text that is not JSON, without the place.
pub(crate) fn what_is_malformed(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let what = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
    if let Some(unfinished) = what.strip_prefix("EOF while parsing ") {
        return format!("the text ends within {unfinished}");
    }
    let known = match what {
        "expected `:`" => "a colon is missing after the name of a member",
        "expected `,` or `]`" => "a comma or ] is missing in a list",
        "expected `,` or `}`" => "a comma or } is missing in an object",
        "expected ident" | "expected value" => "there is no JSON value",
        "trailing comma" => "there is a comma too many",
        "trailing characters" => "there is something after the end of the JSON text",
        "key must be a string" => "the name of a member must be a string in double quotes",
        "invalid escape" => "there is an escape that JSON doesn't have",
        "lone leading surrogate in hex escape" | "unexpected end of hex escape" => {
            "there is an escape for half of a surrogate pair, which is no character"
        }
        "invalid unicode code point" => "the text is not UTF-8",
        "invalid number" => "there is a number that is not written as JSON writes numbers",
        "number out of range" => "there is a number that is too large",
        "recursion limit exceeded" => "the values are nested too deeply",
        _ if what.starts_with("control character") => "there is a control character in a string, which must be escaped",
        _ => "it is not JSON",
    };
    known.to_owned()
}

/// What is wrong with a value of a JSON text that a type refuses, with a code: what the type says, or the parser's
/// message in other words.
pub(crate) fn what_is_refused(error: &serde_json::Error) -> (&'static str, String) {
    let detail = error.to_string();
    if error.is_syntax() && detail.starts_with("expected ") {
        // So the parser says that a value of another type stands for an enum's word.
        return ("type", "has the wrong type".to_owned());
    }
    if error.is_syntax() || error.is_eof() {
        return ("malformed", what_is_malformed(error));
    }
    // A position in the text says less than the pointer.
    let detail = detail.rsplit_once(" at line ").map_or(detail.as_str(), |(detail, _)| detail);
    let (begin, expected) = detail.split_once(", expected ").unwrap_or((detail, ""));
    if begin.starts_with("invalid type: floating point ") && NUMBERS.contains(&expected) {
        // JSON Schema has 1.0 as an integer, so the type is not what is wrong.
        ("invalid", "must be a whole number, without a decimal point".to_owned())
    } else if begin.starts_with("invalid type: ") {
        ("type", format!("must be {}", expected_in_words(expected)))
    } else if begin.starts_with("invalid value: ") {
        let is_number = NUMBERS.contains(&expected);
        let message =
            if is_number { "is out of range".to_owned() } else { format!("must be {}", expected_in_words(expected)) };
        ("invalid", message)
    } else if begin.starts_with("invalid length ") && expected.starts_with("struct ") {
        ("type", "must be an object".to_owned())
    } else if begin.starts_with("invalid length ") {
        ("invalid", "has another number of items than it must have".to_owned())
    } else if begin.starts_with("unknown variant ") {
        let words = expected.trim_start_matches("one of ").replace('`', "").replace(" or ", ", ");
        ("unknown_value", format!("must be one of {words}"))
    } else if let Some(name) = quoted(begin, "missing field ") {
        ("required", format!("{name} is required"))
    } else if let Some(name) = quoted(begin, "unknown field ") {
        ("unknown_field", format!("there is no field {name} here"))
    } else if begin.starts_with("data did not match any variant") {
        ("invalid", "has none of the forms that it may have".to_owned())
    } else {
        ("invalid", detail.to_owned())
    }
}

/// The name in backquotes after the beginning of a message.
fn quoted<'m>(message: &'m str, beginning: &str) -> Option<&'m str> {
    message.strip_prefix(beginning)?.strip_prefix('`')?.strip_suffix('`')
}

/// The parser's names of types of numbers.
const NUMBERS: [&str; 12] = ["i8", "i16", "i32", "i64", "isize", "u8", "u16", "u32", "u64", "usize", "f32", "f64"];

/// What the parser expects, in the words of JSON. What the service's own types expect is in words already.
fn expected_in_words(expected: &str) -> &str {
    let begins = |words: &[&str]| words.iter().any(|word| expected.starts_with(word));
    match expected {
        "f32" | "f64" => "a number",
        number if NUMBERS.contains(&number) => "a whole number",
        "a boolean" => "true or false",
        "unit" => "null",
        _ if begins(&["struct", "a map", "map", "internally tagged", "adjacently tagged"]) => "an object",
        _ if begins(&["a sequence", "tuple", "an array"]) => "a list",
        _ if begins(&["enum", "variant identifier", "string or map"]) => "one of the words that it may have",
        _ if begins(&["a string", "a borrowed string", "str", "a character", "identifier", "field identifier"]) => {
            "a string"
        }
        own => own,
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, de::DeserializeOwned};

    use super::*;

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only read")]
    struct Point {
        x: i32,
        kind: Option<Kind>,
        list: Option<Vec<bool>>,
        pair: Option<(u8, f64)>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Round,
        Square,
    }

    fn refused<T: DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
        what_is_refused(&serde_json::from_str::<T>(text).unwrap_err()).1
    }

    #[test]
    fn values_that_a_type_refuses_are_described_in_words() {
        for (text, said) in [
            ("1", "must be an object"),
            ("[]", "must be an object"),
            (r#"{"x": 30.5}"#, "must be a whole number, without a decimal point"),
            (r#"{"x": 3000000000}"#, "is out of range"),
            (r#"{"x": 1, "kind": "flat"}"#, "must be one of round, square"),
            (r#"{"x": 1, "kind": 1}"#, "has the wrong type"),
            (r#"{"x": 1, "list": {}}"#, "must be a list"),
            (r#"{"x": 1, "list": ["a"]}"#, "must be true or false"),
            (r#"{"x": 1, "pair": [1]}"#, "has another number of items than it must have"),
            (r#"{"x": 1, "pair": [1, "a"]}"#, "must be a number"),
            ("{}", "x is required"),
            (r#"{"x": "\ud800"}"#, "there is an escape for half of a surrogate pair, which is no character"),
        ] {
            assert_eq!(refused::<Point>(text), said, "{text}");
        }
        assert_eq!(
            refused::<String>(r#""\ud800""#),
            "there is an escape for half of a surrogate pair, which is no character"
        );
    }

    #[test]
    fn malformed_text_is_described_in_words() {
        let mut said = Vec::new();
        for text in [
            r#"{"a" 1}"#,
            "[1 2]",
            r#"{"a": 1 "b": 2}"#,
            "nulx",
            "not",
            "[1,]",
            "1 2",
            "{1: 2}",
            r#""\x""#,
            r#""\ud800""#,
            r#""\ud800\u0041""#,
            r#""\udc00""#,
            "01",
            "1e999",
            "\"\u{1}\"",
            "[1",
            "{\"a\": ",
            "\"a",
            "",
        ] {
            let error = serde_json::from_str::<serde_json::Value>(text).unwrap_err();
            let what = what_is_malformed(&error);
            assert_ne!(what, "it is not JSON", "{text}: {error}");
            for word in ["expected", "ident", " at line ", "hex", "parsing"] {
                assert!(!what.contains(word), "{text}: {what}");
            }
            said.push(what);
        }
        assert_eq!(said[3], said[4]);
        let error = serde_json::from_slice::<serde_json::Value>(b"\"\xff\"").unwrap_err();
        assert_eq!(what_is_malformed(&error), "the text is not UTF-8");
    }
}
