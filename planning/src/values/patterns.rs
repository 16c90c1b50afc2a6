//! The patterns of texts, as the document shows them.

use utoipa::openapi::extensions::Extensions;

/// One line that is not blank: what `checked_text` takes, with the white space around it that it trims. Generated
/// clients look at patterns with what their languages have, which may know neither `\u` nor characters of several
/// bytes: so it says nothing of characters outside ASCII.
pub(super) const LINE: &str = r"^\s*[^\s\x00-\x1F\x7F][^\x00-\x1F\x7F]*\s*$";

/// The same with line breaks and tabs in it.
pub(super) const LINES: &str = r"^\s*[^\s\x00-\x1F\x7F][^\x00-\x08\x0B\x0C\x0E-\x1F\x7F]*\s*$";

/// The characters outside ASCII that one line doesn't take; separators of lines only where they would not be trimmed.
pub(super) const NOT_IN_A_LINE: &str = r"[\u0080-\u009F\u202A-\u202E\u2066-\u2069]|\S\s*[\u2028\u2029]\s*\S";

/// The same of text with several lines.
pub(super) const NOT_IN_LINES: &str = r"[\u0080-\u009F]";

/// The keyword `not`, which generators leave out.
pub(super) fn without(characters: &str) -> Extensions {
    [("not", serde_json::json!({"pattern": characters}))].into_iter().collect()
}
