//! The layout of the document's file: an object or list that fits in one line is in one line. That is shorter and
//! easier to review than one value per line.

use serde::Serialize;
use serde_json::ser::{PrettyFormatter, Serializer};

/// The maximum length of a line.
const WIDTH: usize = 200;

/// The text of the document's file.
pub(crate) fn file_text(document: &impl Serialize) -> serde_json::Result<String> {
    let mut pretty = Vec::new();
    document.serialize(&mut Serializer::with_formatter(&mut pretty, PrettyFormatter::with_indent(b" ")))?;
    Ok(join_lines(&String::from_utf8_lossy(&pretty)))
}

/// Joins the lines of a pretty-printed JSON text where an object or a list fits in one line.
fn join_lines(pretty: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    // The line numbers at which the open objects and lists begin.
    let mut open: Vec<usize> = Vec::new();
    for line in pretty.lines() {
        lines.push(line.to_owned());
        if line.ends_with(['{', '[']) {
            open.push(lines.len() - 1);
        } else if line.trim_start().starts_with(['}', ']'])
            && let Some(start) = open.pop()
            && let Some(joined) = lines.get(start..).and_then(joined)
        {
            lines.truncate(start);
            lines.push(joined);
        }
    }
    lines.join("\n") + "\n"
}

/// These lines as one line, if it is short enough.
fn joined(lines: &[String]) -> Option<String> {
    let (first, rest) = lines.split_first()?;
    let length: usize = lines.iter().map(|line| line.trim_start().len() + 1).sum();
    if length > 2 * WIDTH {
        return None;
    }
    let mut text = first.clone();
    for (index, line) in rest.iter().enumerate() {
        let is_inner = index > 0 && index + 1 < rest.len();
        if is_inner {
            text.push(' ');
        }
        text.push_str(line.trim_start());
    }
    (text.chars().count() <= WIDTH).then_some(text)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn values_that_fit_are_on_one_line_and_stay_equal() {
        let long = "a".repeat(WIDTH);
        let value = json!({"empty": {}, "list": [1, [2, {"three": "}"}]], "long": [long], "none": null, "text": "{"});
        let text = join_lines(&serde_json::to_string_pretty(&value).unwrap());
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
        let expected = format!(
            "{{\n  \"empty\": {{}},\n  \"list\": [1, [2, {{\"three\": \"}}\"}}]],\n  \"long\": [\n    \"{long}\"\n  ],\n  \
             \"none\": null,\n  \"text\": \"{{\"\n}}\n"
        );
        assert_eq!(text, expected);
        assert_eq!(join_lines("{\n  \"a\": [\n    1,\n    2\n  ]\n}"), "{\"a\": [1, 2]}\n");
    }
}
