//! Fields between marks: of mail-merges, template languages and form letters.

use super::{
    leak::{Leak, Origin, Wanted},
    marks::{self, Syntax, Token},
    place::{Place, Text},
    technical, vocabulary,
};

/// Single words that are tags of HTML, too, so that only their place tells.
const TAGS: [&str; 12] =
    ["title", "address", "link", "time", "section", "data", "label", "summary", "details", "main", "head", "subject"];

pub(super) fn find(text: &Text<'_>) -> Vec<Leak> {
    marks::find(text.plain).into_iter().filter_map(|token| leak(text, &token)).collect()
}

/// What a token holds.
struct Content<'t> {
    inner: &'t str,
    parts: Vec<String>,
}

impl Content<'_> {
    fn is_field(&self) -> bool {
        vocabulary::is_field_name(&self.parts)
    }

    fn has_head(&self) -> bool {
        vocabulary::has_head(&self.parts)
    }

    fn is_instruction(&self) -> bool {
        vocabulary::is_instruction(&self.parts)
    }

    /// Dots, underscores and the like, or nothing.
    fn is_blank(&self) -> bool {
        self.inner.chars().all(|c| matches!(c, '.' | '_' | ' ' | '-' | '…' | '?' | 'x' | 'X'))
    }

    /// One identifier, as in code.
    fn is_identifier(&self) -> bool {
        let bare = self.inner.trim();
        bare.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && bare.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | ' ' | '-' | '\'' | '|'))
            && bare.split(' ').count() <= 4
    }

    fn is_number(&self) -> bool {
        let bare = self.inner.trim();
        bare.len() <= 2 && bare.chars().all(|c| c.is_ascii_digit())
    }

    /// Lists, pairs and calls: "{0, 1}", "{ name: string }".
    fn is_structure(&self) -> bool {
        let head = self.inner.split('|').next().unwrap_or_default();
        head.contains([',', ';', '=', '(', ':']) && !head.contains(":default") && !head.contains("field=")
    }
}

fn leak(text: &Text<'_>, token: &Token) -> Option<Leak> {
    let inner = &text.plain[token.inner.clone()];
    let content = Content { inner, parts: vocabulary::parts(inner) };
    let place = text.place(&token.at);
    let greeting = place == Place::Greeting;
    let is_code = !greeting && technical::is_code(text, &token.at);
    let in_place = matches!(place, Place::Greeting | Place::Signature | Place::Line | Place::Slot);
    let about_code = || technical::is_subject(text, &token.at);
    let named = content.is_field() || content.is_instruction();
    let found = match token.syntax {
        Syntax::Merge | Syntax::Template => !is_code && (content.has_head() || in_place || !about_code()),
        Syntax::Code => {
            let variable = content.is_identifier() && matches!(place, Place::Greeting | Place::Signature | Place::Line);
            let numbered = content.is_number() && in_place && !about_code();
            let formatted = content.inner.is_empty() && in_place && !about_code();
            let choice = greeting && content.has_head();
            !is_code
                && (named && !content.is_structure()
                    || content.has_head() && content.inner.contains(['|', '=', '.']) && !content.is_structure()
                    || asks_for_detail(&content.parts) && !content.is_structure()
                    || content.is_instruction() && !content.inner.contains('"')
                    || variable
                    || choice
                    || numbered
                    || formatted
                    || place == Place::Slot && content.is_identifier() && !about_code())
        }
        Syntax::Paired => paired(text, token, &content, place) && !is_code,
        Syntax::DoubleBrackets => !is_code && (named || greeting),
        Syntax::Brackets => brackets(text, token, &content, place),
        Syntax::Angle => angle(&content, place) && !is_code,
        Syntax::Guillemets => {
            let ascii = content.inner.is_ascii() && !content.inner.trim().is_empty();
            let alone = greeting && content.is_identifier() && text.ends_phrase(token.at.end);
            !is_code && (named || content.has_head() && content.inner.contains('_') || ascii && alone)
        }
        Syntax::Parentheses => parentheses(text, token, &content, place),
        Syntax::Prefixed => prefixed(text, token, &content, place) && !is_code,
        Syntax::Printf => {
            greeting && !is_code || matches!(place, Place::Slot | Place::Signature | Place::Line) && !about_code()
        }
        Syntax::Open => open(text, token, &content, place) && !is_code,
    };
    found.then(|| Leak { at: token.at.clone(), origin: origin(token, &content), wanted: wanted(&content, place) })
}

/// What the finding calls it.
fn origin(token: &Token, content: &Content<'_>) -> Origin {
    let form = matches!(token.syntax, Syntax::Brackets | Syntax::Parentheses | Syntax::Angle | Syntax::Open);
    if content.is_blank() {
        Origin::Blank
    } else if content.is_instruction() {
        Origin::Instruction
    } else if form {
        Origin::Form
    } else {
        Origin::Field
    }
}

/// What should stand there: by the name of the field, or else by its place.
fn wanted(content: &Content<'_>, place: Place) -> Wanted {
    match vocabulary::wanted(&content.parts) {
        Wanted::Value if matches!(place, Place::Greeting | Place::Signature) => Wanted::Name,
        wanted => wanted,
    }
}

/// "%first_name%", "__COMPANY__", "<<First Name>>", "-name-".
fn paired(text: &Text<'_>, token: &Token, content: &Content<'_>, place: Place) -> bool {
    let whole = &text.plain[token.at.clone()];
    let named = content.is_field() || content.has_head() && !content.inner.contains(' ');
    let in_place = matches!(place, Place::Greeting | Place::Signature | Place::Line | Place::Slot);
    match whole.chars().next() {
        // Dashes, stars and bars set words apart in prose, too.
        Some('-' | '*' | '|' | '~' | '^' | '#' | '@' | '$') if !whole.starts_with("<<") => {
            named && in_place && text.ends_phrase(token.at.end) || place == Place::Greeting && named
        }
        // "__name__" is of Python.
        Some('_') => named && (in_place || content.parts.len() > 1 || content.inner.chars().any(char::is_uppercase)),
        Some('%') => named || matches!(place, Place::Greeting | Place::Signature),
        _ => named || content.has_head() || place == Place::Greeting,
    }
}

/// "[Company]", "[Insert topic]", not "[sic]", "[12]" or what an editor added to a quotation.
fn brackets(text: &Text<'_>, token: &Token, content: &Content<'_>, place: Place) -> bool {
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
        || short && is_in_capitals(inner) && !filled && matches!(place, Place::Slot | Place::Line | Place::Signature)
}

/// "(number) years", "[X] people".
fn is_count(text: &Text<'_>, token: &Token, content: &Content<'_>) -> bool {
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
fn asks_for_detail(parts: &[String]) -> bool {
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

/// Whether it stands within quotation marks on its line.
fn is_quoted(text: &Text<'_>, token: &Token) -> bool {
    let line = text.line(token.at.start);
    let from = line.start.max(text.plain.floor_char_boundary(token.at.start.saturating_sub(300)));
    let to = line.end.min(text.plain.ceil_char_boundary(token.at.end + 300)).max(token.at.end);
    let before = text.plain[from..token.at.start].matches('"').count();
    before % 2 == 1 && text.plain[token.at.end..to].contains('"')
}

/// "<Company>", "<your name>", not "<5 ms", "<div>" or an address.
fn angle(content: &Content<'_>, place: Place) -> bool {
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
fn parentheses(text: &Text<'_>, token: &Token, content: &Content<'_>, place: Place) -> bool {
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

/// "$FIRST", "@FirstName", ":name", "%FIRSTNAME".
fn prefixed(text: &Text<'_>, token: &Token, content: &Content<'_>, place: Place) -> bool {
    let dollar = text.plain[token.at.clone()].starts_with('$');
    let known = content.is_field()
        || ["first", "last"].contains(&content.inner.to_lowercase().as_str())
        || content.has_head() && content.parts.len() > 1;
    match place {
        Place::Greeting => dollar || known,
        Place::Slot | Place::Signature | Place::Line => known,
        Place::Loose | Place::Elsewhere => dollar && known && !technical::is_subject(text, &token.at),
    }
}

/// "{{first_name,": braces that nobody closed.
fn open(text: &Text<'_>, token: &Token, content: &Content<'_>, place: Place) -> bool {
    let whole = &text.plain[token.at.clone()];
    let doubled =
        whole.starts_with("{{") || whole.starts_with("{%") || whole.starts_with("*|") || whole.starts_with("<<");
    let known =
        content.has_head() || ["first", "last", "insert", "your"].contains(&content.inner.to_lowercase().as_str());
    place == Place::Greeting || known && (doubled || matches!(place, Place::Slot | Place::Signature | Place::Line))
}
