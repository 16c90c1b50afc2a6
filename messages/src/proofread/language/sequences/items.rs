//! One item of a sequence, and the words that match it.

use super::super::{
    classes::{self, Class},
    tokens::Word,
};

/// A place in a sequence.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) any: Vec<Choice>,
    except: Vec<&'static str>,
    pub(super) optional: bool,
    /// Whether the next word must be none of them.
    pub(super) absent: bool,
}

/// The words that match.
#[derive(Debug)]
pub(super) enum Choice {
    Exactly(&'static str),
    Of(Class),
    Anything,
    /// The start or end of a sentence.
    Edge,
    Comma,
    Hyphen,
}

impl Item {
    pub(super) fn parse(item: &'static str) -> Self {
        let required = item.strip_suffix('?');
        let item = required.unwrap_or(item);
        let (any, except, absent) = match item.strip_prefix('~') {
            Some(any) => (any, "", true),
            None => item.split_once('~').map_or((item, "", false), |(any, except)| (any, except, false)),
        };
        let choice = |word: &'static str| match word {
            "*" => Choice::Anything,
            "^" | "$" => Choice::Edge,
            "," => Choice::Comma,
            "-" => Choice::Hyphen,
            word => match word.strip_prefix('<').and_then(|class| class.strip_suffix('>')) {
                Some(class) => Choice::Of(classes::named(class).expect("a test reads every list")),
                None => Choice::Exactly(word),
            },
        };
        Self {
            any: any.split('|').map(choice).collect(),
            except: except.split('|').filter(|word| !word.is_empty()).collect(),
            optional: required.is_some(),
            absent,
        }
    }

    /// Whether a word is one of them.
    pub(super) fn has(&self, word: &Word<'_>) -> bool {
        let is = |choice: &Choice| match choice {
            Choice::Exactly(exactly) => word.lower == *exactly,
            Choice::Of(class) => class(word),
            Choice::Anything => true,
            Choice::Edge | Choice::Comma | Choice::Hyphen => false,
        };
        self.any.iter().any(is) && !self.except.contains(&&*word.lower)
    }

    /// The fewest and the most words that it stands for.
    pub(super) fn words(&self) -> (usize, usize) {
        let is_mark = |choice: &Choice| matches!(choice, Choice::Edge | Choice::Comma | Choice::Hyphen);
        let most = usize::from(!self.absent && !self.any.iter().all(is_mark));
        let fewest = if self.optional || self.any.iter().any(is_mark) { 0 } else { most };
        (fewest, most)
    }
}
