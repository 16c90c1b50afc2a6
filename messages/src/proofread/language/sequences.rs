//! Sequences of words that are wrong, in files.
//!
//! A line is a sequence of items with spaces between them. An item is a word, several words with `|` between them, or a
//! class of words: `<past>`. `*` is any word, `,` a comma, `-` a hyphen, `^` the start and `$` the end of a sentence;
//! the last three may are next to words. Words after `~` in an item are excepted, and an item that begins with `~`
//! stands for no word: the next one must be none of these. An item that ends with `?` may be missing. What stands in
//! brackets is wrong, or else all of it. A line holds unless the text has one of the words after `unless`, or the
//! sentence one of those after `not-beside`. After `=>` comes the replacement, in which `$2` is the second item. A line
//! that begins with `!` is what findings of the following lines say; after `!?` they are hints, and so are those of a
//! line that begins with `? `: words that it finds have been right.

mod items;

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    sync::LazyLock,
};

use self::items::{Choice, Item};
use super::tokens::{Gap, Word};
use crate::proofread::{english, words};

/// One of the sequences.
#[derive(Debug)]
struct Sequence {
    items: Vec<Item>,
    /// The items that are wrong.
    wrong: Range<usize>,
    /// A text with one of these words is about something else.
    unless: Vec<&'static str>,
    /// In a sentence with one of these words it is right.
    beside: Vec<&'static str>,
    instead: Option<&'static str>,
    description: &'static str,
    /// Whether it may be right.
    uncertain: bool,
    /// Whether it is about hyphens.
    has_hyphen: bool,
}

/// A match of a sequence.
#[derive(Debug)]
pub(super) struct SequenceMatch {
    /// The bytes in the text.
    pub(super) at: Range<usize>,
    pub(super) instead: Option<String>,
    /// The sentence about the error, without the words and replacements.
    pub(super) description: &'static str,
    /// Whether it may be right.
    pub(super) uncertain: bool,
}

/// All sequences.
struct Sequences {
    all: Vec<Sequence>,
    /// For each word the sequences that can't do without it, and the fewest and the most words that precede it.
    with: HashMap<&'static str, Vec<(usize, usize, usize)>>,
    /// Those that need no certain word.
    always: Vec<usize>,
}

/// The lists, in the order of their sequences.
const LISTS: [&str; 16] = [
    include_str!("sequences/confused.txt"),
    include_str!("sequences/verbs.txt"),
    include_str!("sequences/agreement.txt"),
    include_str!("sequences/missing.txt"),
    include_str!("sequences/prepositions.txt"),
    include_str!("sequences/classes.txt"),
    include_str!("sequences/mixed.txt"),
    include_str!("sequences/forms.txt"),
    include_str!("sequences/small.txt"),
    include_str!("sequences/words.txt"),
    include_str!("sequences/agree.txt"),
    include_str!("sequences/general.txt"),
    include_str!("sequences/governed.txt"),
    include_str!("sequences/nearby.txt"),
    include_str!("sequences/kindred.txt"),
    include_str!("sequences/positions.txt"),
];

static SEQUENCES: LazyLock<Sequences> = LazyLock::new(|| Sequences::new(&LISTS));

/// The sequences in a text of these words.
pub(super) fn find(words: &[Word<'_>]) -> Vec<SequenceMatch> {
    SEQUENCES.find(words).into_iter().map(|(_, hit)| hit).collect()
}

/// The lines of a list that are sequences or what findings of the following ones say.
fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

impl Sequences {
    fn new(lists: &[&'static str]) -> Self {
        let mut all = Vec::new();
        let mut with: HashMap<&'static str, Vec<(usize, usize, usize)>> = HashMap::new();
        let mut always = Vec::new();
        for list in lists {
            let (mut description, mut uncertain) = ("", false);
            for line in lines(list) {
                if let Some(message) = line.strip_prefix('!') {
                    uncertain = message.starts_with('?');
                    description = message.trim_start_matches('?').trim();
                    continue;
                }
                let rest = line.strip_prefix("? ");
                let uncertain = uncertain || rest.is_some();
                let sequence = Sequence { uncertain, ..Sequence::parse(rest.unwrap_or(line), description) };
                match sequence.telling() {
                    Some((item, words)) => {
                        let before = sequence.items[..item].iter().map(Item::words);
                        let (fewest, most) = before.fold((0, 0), |sum, item| (sum.0 + item.0, sum.1 + item.1));
                        for word in words {
                            with.entry(word).or_default().push((all.len(), fewest, most));
                        }
                    }
                    None => always.push(all.len()),
                }
                all.push(sequence);
            }
        }
        Self { all, with, always }
    }

    /// The matches, with the indices of the sequences.
    fn find(&self, words: &[Word<'_>]) -> Vec<(usize, SequenceMatch)> {
        let mut places: Vec<(usize, usize)> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            for (sequence, fewest, most) in self.with.get(&*word.lower).into_iter().flatten() {
                let starts = *fewest..=(*most).min(at);
                places.extend(starts.map(|before| (*sequence, at - before)));
            }
        }
        let everywhere = self.always.iter().flat_map(|sequence| (0..words.len()).map(move |start| (*sequence, start)));
        places.extend(everywhere);
        places.sort_unstable();
        places.dedup();
        let all: HashSet<&str> = words.iter().map(|word| &*word.lower).collect();
        let hits = places.into_iter().filter_map(|(index, start)| {
            let sequence = &self.all[index];
            let hit = sequence.hit(words, start)?;
            let elsewhere = sequence.unless.iter().any(|word| all.contains(word));
            let right = !sequence.beside.is_empty()
                && sentence(words, start).iter().any(|word| sequence.beside.contains(&&*word.lower));
            (!elsewhere && !right).then_some((index, hit))
        });
        hits.collect()
    }
}

/// The words of the sentence that has the word with this index.
fn sentence<'w, 't>(words: &'w [Word<'t>], at: usize) -> &'w [Word<'t>] {
    let starts = |word: &Word<'_>| word.gap == Gap::Start;
    let first = words[..=at].iter().rposition(starts).unwrap_or_default();
    let end = words[at + 1..].iter().position(starts).map_or(words.len(), |more| at + 1 + more);
    &words[first..end]
}

impl Sequence {
    fn parse(line: &'static str, description: &'static str) -> Self {
        let (left, right) = line.split_once("=>").unwrap_or((line, ""));
        let (left, beside) = left.split_once(" not-beside ").unwrap_or((left, ""));
        let (left, unless) = left.split_once(" unless ").unwrap_or((left, ""));
        let mut items = Vec::new();
        let mut wrong = None;
        let mut begun = 0;
        for mut item in left.split_whitespace() {
            if let Some(rest) = item.strip_prefix('[') {
                begun = items.len();
                item = rest;
            }
            let ends = item.strip_suffix(']');
            items.push(Item::parse(ends.unwrap_or(item)));
            if ends.is_some() {
                wrong = Some(begun..items.len());
            }
        }
        let wrong = wrong.unwrap_or(0..items.len());
        let instead = Some(right.trim()).filter(|words| !words.is_empty());
        let listed = |words: &'static str| words.split_whitespace().collect();
        let has_hyphen = items.iter().any(|item| item.any.iter().any(|choice| matches!(choice, Choice::Hyphen)));
        let (unless, beside) = (listed(unless), listed(beside));
        Self { items, wrong, unless, beside, instead, description, uncertain: false, has_hyphen }
    }

    /// Words of which one must be in a text with this sequence, and the item that they are of: the one whose words are
    /// seldom.
    fn telling(&self) -> Option<(usize, Vec<&'static str>)> {
        const COMMON: &[&str] = &[
            "the", "a", "i", "to", "of", "and", "in", "is", "was", "you", "your", "my", "for", "that", "it", "with",
            "have", "at", "on", "be", "as", "we", "would", "this", "an", "are",
        ];
        let words = |item: &Item| -> Option<Vec<&'static str>> {
            let exactly = |choice: &Choice| match choice {
                Choice::Exactly(word) => Some(*word),
                _ => None,
            };
            if item.optional || item.absent { None } else { item.any.iter().map(exactly).collect() }
        };
        let weight =
            |words: &[&str]| words.iter().map(|word| if COMMON.contains(word) { 40 } else { 1 }).sum::<usize>();
        let all = self.items.iter().enumerate().filter_map(|(index, item)| Some((index, words(item)?)));
        all.min_by_key(|(_, words)| weight(words))
    }

    /// The match at the word with this index.
    fn hit(&self, words: &[Word<'_>], start: usize) -> Option<SequenceMatch> {
        let mut taken: Vec<Option<usize>> = Vec::with_capacity(self.items.len());
        if !self.matches(words, start, true, &mut taken) {
            return None;
        }
        let of_wrong = taken[self.wrong.clone()].iter().flatten();
        let (first, last) = (of_wrong.clone().min()?, of_wrong.max()?);
        let is_hyphen = |word: &Word<'_>| word.gap == Gap::Hyphen;
        // "The write-up is two pages"
        if !self.has_hyphen && (is_hyphen(&words[*first]) || words.get(last + 1).is_some_and(is_hyphen)) {
            return None;
        }
        let at = words[*first].at.start..words[*last].at.end;
        let capital = words[*first].is_capitalised();
        let instead = self.instead.map(|instead| replaced(instead, &taken, words, capital));
        Some(SequenceMatch { at, instead, description: self.description, uncertain: self.uncertain })
    }

    /// Whether the items after those that are taken are at `next`. What is `fresh` need not follow the last word
    /// directly.
    fn matches(&self, words: &[Word<'_>], next: usize, fresh: bool, taken: &mut Vec<Option<usize>>) -> bool {
        let Some(item) = self.items.get(taken.len()) else { return true };
        let word = words.get(next);
        let gap = word.map_or(Gap::Start, |word| word.gap);
        let joined = fresh || gap == Gap::Space;
        let fits = word.is_some_and(|word| joined && item.has(word));
        if item.absent {
            return !fits && self.beyond(None, words, next, fresh, taken);
        }
        let mark = item.any.iter().any(|choice| match choice {
            Choice::Edge => gap == Gap::Start,
            Choice::Comma => gap == Gap::Comma,
            Choice::Hyphen => matches!(gap, Gap::Hyphen | Gap::Mark),
            _ => false,
        });
        fits && self.beyond(Some(next), words, next + 1, false, taken)
            || mark && self.beyond(None, words, next, true, taken)
            || item.optional && self.beyond(None, words, next, fresh, taken)
    }

    fn beyond(
        &self,
        index: Option<usize>,
        words: &[Word<'_>],
        next: usize,
        fresh: bool,
        taken: &mut Vec<Option<usize>>,
    ) -> bool {
        taken.push(index);
        let matches = self.matches(words, next, fresh, taken);
        if !matches {
            taken.pop();
        }
        matches
    }
}

/// A replacement with the words that were found. `$participle2` is the participle of the second one.
fn replaced(instead: &'static str, taken: &[Option<usize>], words: &[Word<'_>], capital: bool) -> String {
    let found = |number: &str| {
        let item = number.parse::<usize>().ok()?.checked_sub(1)?;
        taken.get(item).copied().flatten().map(|index| words[index].written.to_owned())
    };
    let parts = instead.split(' ').filter_map(|part| match part.strip_prefix('$') {
        None => Some(part.to_owned()),
        Some(part) => match part.strip_prefix("participle") {
            None => found(part),
            Some(number) => {
                let preterite = found(number)?.to_lowercase();
                Some(english::participle(&preterite).unwrap_or(&preterite).to_owned())
            }
        },
    });
    let text = parts.collect::<Vec<_>>().join(" ");
    if capital { words::capitalised(&text) } else { text }
}

#[cfg(test)]
mod tests;
