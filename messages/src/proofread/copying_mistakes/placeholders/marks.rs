//! Finds the texts between the marks of template languages. No mark is looked for farther than a field is long, so the
//! time grows with the length of the text alone.

use std::ops::Range;

/// How far apart two marks may be, in bytes.
const LONGEST: usize = 160;

/// Something between marks.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Token {
    /// With its marks.
    pub(super) at: Range<usize>,
    /// Between them.
    pub(super) inner: Range<usize>,
    pub(super) syntax: Syntax,
}

/// The meaning of marks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Syntax {
    /// Only mail-merges and template languages use them.
    Merge,
    /// Double braces, tags and the like: templates of letters, and of pages and programs.
    Template,
    /// Braces and dollars, which are code as often.
    Code,
    /// The same mark on both sides: only around a name without spaces beside the marks.
    Paired,
    /// Double square brackets, which are links and attributes, too.
    DoubleBrackets,
    Brackets,
    Angle,
    /// Quotation marks of other languages.
    Guillemets,
    Parentheses,
    /// A mark before a word: "$name", ":name", "@name".
    Prefixed,
    /// "%s", "%1$s".
    Printf,
    /// Opened and never closed.
    Open,
}

/// The marks that open and close, longer ones first.
const PAIRS: [(&str, &str, Syntax); 27] = [
    ("{{{", "}}}", Syntax::Template),
    ("{{", "}}", Syntax::Template),
    ("{%", "%}", Syntax::Template),
    ("<%", "%>", Syntax::Template),
    ("<?", "?>", Syntax::Template),
    ("*|", "|*", Syntax::Merge),
    ("*%", "%*", Syntax::Merge),
    ("{!", "}", Syntax::Merge),
    ("$!{", "}", Syntax::Code),
    ("${", "}", Syntax::Code),
    ("#{", "}", Syntax::Code),
    ("@{", "}", Syntax::Code),
    ("{$", "}", Syntax::Merge),
    ("{", "}", Syntax::Code),
    ("<<", ">>", Syntax::Paired),
    ("<", ">", Syntax::Angle),
    ("[[", "]]", Syntax::DoubleBrackets),
    ("[", "]", Syntax::Brackets),
    ("«", "»", Syntax::Guillemets),
    ("‹", "›", Syntax::Guillemets),
    ("【", "】", Syntax::Brackets),
    ("%%", "%%", Syntax::Merge),
    ("##", "##", Syntax::Merge),
    ("@@", "@@", Syntax::Merge),
    ("__", "__", Syntax::Paired),
    ("~~", "~~", Syntax::Paired),
    ("(", ")", Syntax::Parentheses),
];
/// Marks that are the same on both sides, around a single name.
const SAME: [char; 9] = ['%', '#', '~', '|', '-', '$', '^', '*', '@'];

/// The texts between marks in `text`. Marks within others are skipped.
pub(super) fn find(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(is_mark) {
        let start = at + next;
        match token(text, start) {
            Some(token) => {
                at = token.at.end;
                tokens.push(token);
            }
            None => at = start + text[start..].chars().next().map_or(1, char::len_utf8),
        }
    }
    tokens
}

fn is_mark(c: char) -> bool {
    matches!(c, '{' | '<' | '[' | '«' | '‹' | '【' | '(' | '_' | ':') || SAME.contains(&c)
}

fn token(text: &str, start: usize) -> Option<Token> {
    let rest = &text[start..];
    let glued = text[..start].chars().next_back().is_some_and(char::is_alphanumeric);
    for (open, close, syntax) in PAIRS {
        if let Some(token) = rest.strip_prefix(open).and_then(|inner| between(start, open, inner, close, syntax)) {
            return Some(token);
        }
    }
    let first = rest.chars().next()?;
    if !glued && let Some(token) = printf(rest, start).or_else(|| same(rest, start, first)) {
        return Some(token);
    }
    let behind = &rest[first.len_utf8()..];
    if !glued && matches!(first, '$' | ':' | '@' | '%') && behind.starts_with(char::is_alphabetic) {
        let length = identifier(behind);
        let at = start..start + first.len_utf8() + length;
        return Some(Token { inner: at.start + first.len_utf8()..at.end, at, syntax: Syntax::Prefixed });
    }
    open(rest, start)
}

/// From an opening mark to its close, on one line.
fn between(start: usize, open: &str, inner: &str, close: &str, syntax: Syntax) -> Option<Token> {
    let window = &inner[..inner.floor_char_boundary(LONGEST)];
    let window = &window[..window.find('\n').unwrap_or(window.len())];
    // "{{name}}}": the close is the last of several.
    let mut length = window.find(close)?;
    if close == "}" && window[..length].matches('{').count() > 0 {
        return None;
    }
    if matches!(close, "]" | ")" | ">") && window[..length].contains(open) {
        return None;
    }
    if close == "}" && window[length + 1..].starts_with('}') && open == "{" {
        length += 1;
    }
    let named = matches!(syntax, Syntax::Paired) || matches!(close, "%%" | "##" | "@@");
    let bare = window[..length].trim();
    let is_name = !bare.is_empty() && bare.chars().all(is_of_name);
    if named && !is_name {
        return None;
    }
    let inner = start + open.len()..start + open.len() + length;
    Some(Token { at: start..inner.end + close.len(), inner, syntax })
}

/// Whether `c` can occur in the name of a field.
fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | ' ' | '-' | '\'')
}

/// A name between two of the same mark, which touch it: `%first_name%`, `%to(firstname)%`.
fn same(rest: &str, start: usize, mark: char) -> Option<Token> {
    let size = mark.len_utf8();
    let inner = SAME.contains(&mark).then(|| &rest[size..])?;
    let window = &inner[..inner.floor_char_boundary(48)];
    let length = window.find(mark).filter(|length| *length > 0)?;
    let name = &window[..length];
    let touches = !name.starts_with(' ') && !name.ends_with(' ');
    let is_name = name.chars().all(|c| is_of_name(c) || matches!(c, '(' | ')' | '[' | ']'));
    let words = name.split(' ').count() <= 3 && name.contains(char::is_alphabetic);
    let apart = !window[length + size..].starts_with(char::is_alphanumeric);
    (touches && is_name && words && apart).then(|| Token {
        at: start..start + length + 2 * size,
        inner: start + size..start + size + length,
        syntax: Syntax::Paired,
    })
}

/// "%s", "%d", "%@", "%1$s".
fn printf(rest: &str, start: usize) -> Option<Token> {
    let behind = rest.strip_prefix('%')?;
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = if digits > 0 { behind[digits..].strip_prefix('$')? } else { behind };
    let conversion = numbered.chars().next().filter(|c| matches!(c, 's' | 'd' | '@' | 'i' | 'f' | 'S'))?;
    let ends = !numbered[conversion.len_utf8()..].starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '%');
    let length = rest.len() - numbered.len() + 1;
    ends.then(|| Token { at: start..start + length, inner: start + 1..start + length, syntax: Syntax::Printf })
}

/// Marks that were opened and not closed on their line, with the name behind them: `{{first_name,`.
fn open(rest: &str, start: usize) -> Option<Token> {
    let mark =
        ["{{", "{%", "{", "[[", "[", "<<", "<", "«", "*|", "${"].into_iter().find(|mark| rest.starts_with(mark))?;
    let behind = &rest[mark.len()..];
    let lead = behind.len() - behind.trim_start_matches([' ', '!', '$']).len();
    let length = identifier(&behind[lead..]);
    let inner = start + mark.len() + lead..start + mark.len() + lead + length;
    (length > 0).then_some(Token { at: start..inner.end, inner, syntax: Syntax::Open })
}

/// How long the identifier is that `text` begins with.
fn identifier(text: &str) -> usize {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.')).unwrap_or(text.len());
    text[..end].trim_end_matches('.').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn found(text: &str, inner: &str, syntax: Syntax) {
        let tokens = find(text);
        let token = tokens.first().unwrap_or_else(|| panic!("{text}: nothing"));
        assert_eq!((&text[token.inner.clone()], token.syntax), (inner, syntax), "{text}");
    }

    #[test]
    fn marks_are_found_with_what_is_between() {
        found("Dear {{ name }},", " name ", Syntax::Template);
        found("at {!Account.Name} on", "Account.Name", Syntax::Merge);
        found("Dear *|FNAME|*,", "FNAME", Syntax::Merge);
        found("Dear %to(firstname)%,", "to(firstname)", Syntax::Paired);
        found("Dear -name-,", "name", Syntax::Paired);
        found("Dear %1$s,", "1$s", Syntax::Printf);
        found("Dear {{first_name,", "first_name", Syntax::Open);
        found("Hi $FIRST,", "FIRST", Syntax::Prefixed);
        found("a « Rust en production »", " Rust en production ", Syntax::Guillemets);
        assert_eq!(find("50% of companies and 20% of firms, a well-known name-based rule"), []);
    }
}
