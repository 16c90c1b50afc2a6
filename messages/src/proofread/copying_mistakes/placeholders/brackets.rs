//! Square, angle and round brackets, which hold remarks, citations, tags and formulas as often as blanks.

use super::{
    content::Content,
    marks::Token,
    placeholder_position::{OutlinedText, Place},
    technical, vocabulary,
};

/// Single words that are tags of HTML, too, so that only their position decides.
const TAGS: [&str; 12] =
    ["title", "address", "link", "time", "section", "data", "label", "summary", "details", "main", "head", "subject"];

/// "[Company]", "[Insert topic]", not "[sic]", "[12]" or what an editor added to a quotation.
pub(super) fn brackets(text: &OutlinedText<'_>, token: &Token, content: &Content<'_>, place: Place) -> bool {
    let inner = content.inner.trim();
    let greeting = place == Place::Greeting;
    let address = inner.contains('@') || inner.contains("://") || inner.contains("www.");
    let glued = text.plain[..token.at.start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, ']' | ')' | '_'));
    let linked = text.plain[token.at.end..].starts_with('(');
    let filled = inner.chars().filter(char::is_ascii_digit).count() >= 2;
    if address || (glued && !text.ends_with_greeting(token.at.start)) || linked || inner.chars().count() > 120 {
        return false;
    }
    let quoted = is_quoted(text, token);
    if content.is_blank() && !inner.contains(['x', 'X']) || inner.is_empty() {
        let checkbox = text.plain[..token.at.start].trim_end_matches(' ').ends_with(['-', '*', '\n']);
        return !quoted && !checkbox;
    }
    let listed = inner.contains(',') && technical::is_subject(text, &token.at);
    if (listed || technical::is_code(text, &token.at)) && !greeting {
        return false;
    }
    let unknown =
        inner == "X" && matches!(place, Place::Slot | Place::Loose) && !technical::is_subject(text, &token.at);
    if unknown || is_count(text, token, content) {
        return true;
    }
    let short = content.parts.len() <= 5;
    let noted = ["tbd", "tbc", "tba", "todo", "xx", "xxx", "fixme", "n"].contains(&inner.to_lowercase().as_str());
    let begins = content.parts.first().is_some_and(|part| vocabulary::is_imperative(part));
    let told = begins && content.parts.iter().skip(1).any(|part| vocabulary::is_asked_for(part));
    let phrase = content.has_head() && short && !is_remark(&content.parts);
    greeting && !filled
        || content.is_field() && !filled && !quoted
        || content.is_instruction()
        || told
        || noted
        || phrase && !quoted && !filled
        || asks_for_detail(&content.parts) && !quoted && !filled
        || is_left_open(text, token, content, place) && !quoted && !filled
        || short && is_in_capitals(inner) && !filled && matches!(place, Place::Slot | Place::Line | Place::Signature)
}

/// "my experience with [relevant method] would", "at [hospital] on": small words where a value belongs.
fn is_left_open(text: &OutlinedText<'_>, token: &Token, content: &Content<'_>, place: Place) -> bool {
    let inner = content.inner.trim();
    let small = inner.chars().all(|c| c.is_lowercase() || matches!(c, ' ' | '-' | '\'' | '/'));
    let square = text.plain[token.at.clone()].starts_with('[');
    square
        && small
        && content.parts.len() <= 5
        && matches!(place, Place::Slot | Place::Loose)
        && !is_remark(&content.parts)
        && !technical::is_subject(text, &token.at)
}

/// "(number) years", "[X] people".
fn is_count(text: &OutlinedText<'_>, token: &Token, content: &Content<'_>) -> bool {
    const UNITS: [&str; 7] = ["years", "months", "weeks", "days", "people", "percent", "employees"];
    let number = ["number", "x", "n", "amount", "xx"].contains(&content.inner.trim().to_lowercase().as_str());
    number && text.word_behind(token.at.end).is_some_and(|unit| UNITS.contains(&unit))
}

/// Whether words in brackets say something, instead of naming what belongs there.
fn is_remark(parts: &[String]) -> bool {
    const VERBS: [&str; 36] = [
        "is",
        "was",
        "are",
        "were",
        "has",
        "have",
        "had",
        "will",
        "would",
        "access",
        "omitted",
        "withheld",
        "redacted",
        "added",
        "sic",
        "see",
        "under",
        "not",
        "no",
        "emphasis",
        "translation",
        "per",
        "open",
        "then",
        "now",
        "laughs",
        "attached",
        "below",
        "above",
        "by",
        "since",
        "only",
        "external",
        "footnote",
        "at",
        "it",
    ];
    parts.iter().any(|part| VERBS.contains(&part.as_str()))
}

/// "[something you learned]", "[a specific aspect of the role]", "[one thing we discussed]".
pub(super) fn asks_for_detail(parts: &[String]) -> bool {
    const DETAIL: [&str; 14] = [
        "specific",
        "something",
        "aspect",
        "detail",
        "details",
        "example",
        "topic",
        "reason",
        "discussed",
        "mention",
        "qualification",
        "qualifications",
        "skill",
        "project",
    ];
    parts.len() >= 2 && parts.iter().any(|part| DETAIL.contains(&part.as_str())) && !is_remark(parts)
}

fn is_in_capitals(inner: &str) -> bool {
    let letters = inner.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 3 && !inner.chars().any(char::is_lowercase)
}

/// Whether it is within quotation marks on its line.
fn is_quoted(text: &OutlinedText<'_>, token: &Token) -> bool {
    let line = text.line(token.at.start);
    let from = line.start.max(text.plain.floor_char_boundary(token.at.start.saturating_sub(300)));
    let to = line.end.min(text.plain.ceil_char_boundary(token.at.end + 300)).max(token.at.end);
    let before = text.plain[from..token.at.start].matches('"').count();
    before % 2 == 1 && text.plain[token.at.end..to].contains('"')
}

/// "<Company>", "<your name>", not "<5 ms", "<div>" or an address.
pub(super) fn angle(content: &Content<'_>, place: Place) -> bool {
    let inner = content.inner;
    let in_greeting = place == Place::Greeting && !inner.contains('@') && !inner.contains("://");
    let address = inner.contains(['@', '/', '=', ':']) && !in_greeting;
    let spaced = inner.starts_with(' ') != inner.ends_with(' ') || inner.starts_with(|c: char| c.is_ascii_digit());
    let tag = content.parts.len() == 1
        && content.parts.first().is_some_and(|part| TAGS.contains(&part.as_str()))
        && inner.chars().all(char::is_lowercase);
    let in_place = matches!(place, Place::Greeting | Place::Signature | Place::Slot | Place::Line);
    let detail = asks_for_detail(&content.parts) || content.is_instruction();
    let phrase = content.has_head() && content.parts.len() <= 5 && !is_remark(&content.parts);
    let blank = content.is_blank() && !inner.trim().is_empty();
    !address && !spaced && (phrase && (!tag || in_place) || detail || blank || place == Place::Greeting)
}

/// "(Company Name)", "(your name)", "(add example)".
pub(super) fn parentheses(text: &OutlinedText<'_>, token: &Token, content: &Content<'_>, place: Place) -> bool {
    const MODIFIERS: [&str; 22] = [
        "your",
        "my",
        "company",
        "first",
        "last",
        "full",
        "recipient",
        "interviewer",
        "candidate",
        "manager",
        "hiring",
        "job",
        "position",
        "phone",
        "email",
        "mail",
        "contact",
        "recruiter",
        "employer",
        "name",
        "organization",
        "insert",
    ];
    const ENDS: [&str; 14] = [
        "name",
        "title",
        "signature",
        "phone",
        "email",
        "mail",
        "number",
        "address",
        "here",
        "company",
        "date",
        "position",
        "role",
        "example",
    ];
    let parts = &content.parts;
    let greeting = place == Place::Greeting && content.has_head() && parts.len() <= 4;
    if content.inner.contains(|c: char| c.is_ascii_digit()) || technical::is_code(text, &token.at) && !greeting {
        return false;
    }
    let ends = parts.last().is_some_and(|last| ENDS.contains(&last.as_str()));
    let begins = parts.first().is_some_and(|first| MODIFIERS.contains(&first.as_str()));
    let phrase = (2..=5).contains(&parts.len()) && begins && ends && content.is_field();
    let alone = content.is_field() && parts.len() == 1 && matches!(place, Place::Slot | Place::Line | Place::Signature);
    let verb = parts.first().is_some_and(|part| {
        ["insert", "add", "enter", "mention", "describe", "specify", "fill", "choose", "include", "state", "explain"]
            .contains(&part.as_str())
    });
    let told = verb && parts.len() <= 9 && content.is_instruction() && !technical::is_subject(text, &token.at);
    greeting || is_count(text, token, content) || phrase || alone && text.ends_phrase(token.at.end) || told
}
