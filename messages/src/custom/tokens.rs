//! The first check of a template: its tags, and the limits of the parser.

use minijinja::{
    machinery::{Span, Token, tokenize},
    syntax::SyntaxConfig,
};

use super::fault::{Fault, MAX_FAULTS};

/// The tags that own templates may have.
const TAGS: [&str; 6] = ["if", "elif", "else", "endif", "for", "endfor"];

/// The maximum number of tags and expressions of one text.
const MAX_TAGS: usize = 500;

/// The maximum number of tokens of a tag or expression. The parser recurses with them.
const MAX_TOKENS: usize = 60;

/// The maximum depth of nested tags. An `elif` counts as nested in its `if`.
const MAX_NESTING: usize = 20;

/// The errors in the tags of `source`, up to the number that is reported.
pub(super) fn faults(source: &str) -> Vec<Fault> {
    let mut check = TagCheck::default();
    for token in tokenize(source, false, SyntaxConfig::default()) {
        match token {
            Ok((token, span)) if check.faults.len() < MAX_FAULTS => check.at(&token, span),
            Ok(_) => break,
            Err(error) => {
                check.faults.push(Fault::of_syntax(&error));
                break;
            }
        }
    }
    check.faults
}

#[derive(Default)]
struct TagCheck {
    faults: Vec<Fault>,
    tags: usize,
    /// The number of tokens in the tag so far.
    tokens: usize,
    /// Whether the next token is the tag's name.
    opened: bool,
    /// The number of levels that each open `if` or `for` takes.
    open: Vec<usize>,
}

impl TagCheck {
    fn at(&mut self, token: &Token<'_>, span: Span) {
        let name_is_due = std::mem::take(&mut self.opened);
        self.tokens += 1;
        if self.tokens == MAX_TOKENS + 1 {
            self.refuse(span, "too_long", format!("one tag may have {MAX_TOKENS} words and signs at most"));
        }
        match token {
            Token::BlockStart | Token::VariableStart => {
                self.opened = matches!(token, Token::BlockStart);
                self.tokens = 0;
                self.tags += 1;
                if self.tags == MAX_TAGS + 1 {
                    self.refuse(span, "too_many", format!("a text may have {MAX_TAGS} tags and expressions at most"));
                }
            }
            Token::TemplateData(_) => self.tokens = 0,
            Token::Ident(name) if name_is_due => self.tag(name, span),
            Token::Plus
            | Token::Minus
            | Token::Mul
            | Token::Div
            | Token::FloorDiv
            | Token::Pow
            | Token::Mod
            | Token::Tilde
            | Token::Assign
            | Token::BracketOpen
            | Token::BracketClose
            | Token::BraceOpen
            | Token::BraceClose => {
                let message = format!("there is no {token} here; there are `==`, `!=`, `<`, `<=`, `>`, `>=` and words");
                self.refuse(span, "unknown_sign", message);
            }
            _ => {}
        }
    }

    fn tag(&mut self, name: &str, span: Span) {
        match name {
            "if" | "for" => self.open.push(1),
            "elif" => {
                if let Some(levels) = self.open.last_mut() {
                    *levels += 1;
                }
            }
            "endif" | "endfor" => drop(self.open.pop()),
            "else" => {}
            _ => {
                let message = format!("there is no tag {name} here; there are {}", TAGS.join(", "));
                self.refuse(span, "unknown_tag", message);
            }
        }
        if self.open.iter().sum::<usize>() == MAX_NESTING + 1 && matches!(name, "if" | "elif" | "for") {
            self.refuse(span, "too_deep", format!("tags may stand {MAX_NESTING} deep within each other at most"));
        }
    }

    fn refuse(&mut self, span: Span, code: &'static str, message: String) {
        self.faults.push(Fault::at(span, code, message));
    }
}
