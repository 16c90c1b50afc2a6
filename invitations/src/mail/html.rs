//! Converts HTML to text, without executing or fetching anything.

use mail_parser::decoders::html::html_to_text;

/// The maximum length of a page that is read, in bytes.
const MAX_BYTES: usize = 1 << 20;

/// The text of a page, without tags, scripts and styles.
pub(super) fn to_text(page: &str) -> String {
    let end = (0..=MAX_BYTES.min(page.len())).rev().find(|&end| page.is_char_boundary(end)).unwrap_or(0);
    html_to_text(&page[..end])
}
