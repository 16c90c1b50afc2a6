//! Fields between marks: of mail-merges, template languages and form letters.

use super::{
    brackets::{angle, asks_for_detail, brackets, parentheses},
    content::Content,
    marks::{self, Syntax, Token},
    placeholder_position::{OutlinedText, Place},
    technical,
    unfilled::{Origin, Replacement, UnfilledPlaceholder},
    vocabulary,
};

pub(super) fn find(text: &OutlinedText<'_>) -> Vec<UnfilledPlaceholder> {
    marks::find(text.plain).into_iter().filter_map(|token| leak(text, &token)).collect()
}

fn leak(text: &OutlinedText<'_>, token: &Token) -> Option<UnfilledPlaceholder> {
    let inner = &text.plain[token.inner.clone()];
    let content = Content::parse(inner);
    let place = text.place(&token.at);
    let greeting = place == Place::Greeting;
    let is_code = || !greeting && technical::is_code(text, &token.at);
    let in_place = matches!(place, Place::Greeting | Place::Signature | Place::Line | Place::Slot);
    let about_code = || technical::is_subject(text, &token.at);
    let named = content.is_field() || content.is_instruction();
    let found = match token.syntax {
        Syntax::Merge | Syntax::Template => !is_code() && (content.has_head() || in_place || !about_code()),
        Syntax::Code => {
            let variable = content.is_identifier() && matches!(place, Place::Greeting | Place::Signature | Place::Line);
            let numbered = content.is_number() && in_place && !about_code();
            let formatted = content.inner.is_empty() && in_place && !about_code();
            let choice = greeting && content.has_head();
            !is_code()
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
        Syntax::Paired => paired(text, token, &content, place) && !is_code(),
        Syntax::DoubleBrackets => !is_code() && (named || greeting),
        Syntax::Brackets => brackets(text, token, &content, place),
        Syntax::Angle => angle(&content, place) && !is_code(),
        Syntax::Guillemets => {
            let ascii = content.inner.is_ascii() && !content.inner.trim().is_empty();
            let alone = greeting && content.is_identifier() && text.ends_phrase(token.at.end);
            let identifier =
                content.is_identifier() && ascii && content.inner.contains('_') && !content.inner.contains(' ');
            !is_code() && (named || identifier || ascii && alone)
        }
        Syntax::Parentheses => parentheses(text, token, &content, place),
        Syntax::Prefixed => prefixed(text, token, &content, place) && !is_code(),
        Syntax::Printf => {
            greeting && !is_code() || matches!(place, Place::Slot | Place::Signature | Place::Line) && !about_code()
        }
        Syntax::Open => open(text, token, &content, place) && !is_code(),
    };
    found.then(|| UnfilledPlaceholder {
        at: token.at.clone(),
        origin: origin(token, &content),
        wanted: wanted(&content, place),
    })
}

/// Its description in the finding.
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

/// The value that should replace it, by the name of the field or by its position.
fn wanted(content: &Content<'_>, place: Place) -> Replacement {
    match vocabulary::wanted(&content.parts) {
        Replacement::Value if matches!(place, Place::Greeting | Place::Signature) => Replacement::Name,
        wanted => wanted,
    }
}

/// `%first_name%`, `__COMPANY__`, `<<First Name>>`, `-name-`.
fn paired(text: &OutlinedText<'_>, token: &Token, content: &Content<'_>, place: Place) -> bool {
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

/// `$FIRST`, `@FirstName`, `:name`, `%FIRSTNAME`.
fn prefixed(text: &OutlinedText<'_>, token: &Token, content: &Content<'_>, place: Place) -> bool {
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

/// `{{first_name,`: braces that nobody closed.
fn open(text: &OutlinedText<'_>, token: &Token, content: &Content<'_>, place: Place) -> bool {
    let whole = &text.plain[token.at.clone()];
    let doubled =
        whole.starts_with("{{") || whole.starts_with("{%") || whole.starts_with("*|") || whole.starts_with("<<");
    let known =
        content.has_head() || ["first", "last", "insert", "your"].contains(&content.inner.to_lowercase().as_str());
    place == Place::Greeting || known && (doubled || matches!(place, Place::Slot | Place::Signature | Place::Line))
}
