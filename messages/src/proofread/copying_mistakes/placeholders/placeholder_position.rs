//! Finds the part of a letter in which a placeholder is.

use std::ops::Range;

use super::technical::code_words;
use crate::{
    Part,
    proofread::{layout::Layout, prepared_text::PreparedText, words},
    salutation::is_title,
};

/// A text with its outline.
pub(super) struct OutlinedText<'p> {
    pub(super) plain: &'p str,
    /// Whether it has a word that is about nothing but code.
    pub(super) is_technical: bool,
    part: Part,
    layout: &'p Layout,
    /// Where its lines begin.
    lines: Vec<usize>,
}

/// The kind of value that is expected at a position.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Place {
    /// The name in a greeting.
    Greeting,
    /// Below the sign-off.
    Signature,
    /// Alone on a line.
    Line,
    /// Where only a name, a title or a date is possible: "the interview at …", "join …", "Thank you, …".
    Slot,
    /// Behind a preposition or an article, where a value may stand, and much else.
    Loose,
    Elsewhere,
}

/// Words of greeting.
const GREETINGS: [&str; 7] = ["dear", "hello", "hi", "hey", "morning", "afternoon", "evening"];
/// Words before the subject of a letter: "the interview for", "the position of".
const OF_LETTERS: [&str; 53] = [
    "interview",
    "interviewed",
    "interviewing",
    "position",
    "role",
    "job",
    "opening",
    "opportunity",
    "vacancy",
    "met",
    "meeting",
    "spoke",
    "speak",
    "speaking",
    "talked",
    "talking",
    "talk",
    "conversation",
    "call",
    "chat",
    "work",
    "working",
    "career",
    "time",
    "application",
    "applied",
    "team",
    "everyone",
    "colleagues",
    "discussion",
    "discussed",
    "visit",
    "culture",
    "contribute",
    "join",
    "joining",
    "mission",
    "at",
    "future",
    "place",
    "candidate",
    "decision",
    "engineer",
    "manager",
    "office",
    "hear",
    "written",
    "wrote",
    "behalf",
    "experience",
    "post",
    "invited",
    "part",
];

impl<'p> OutlinedText<'p> {
    pub(super) fn new(prepared: &'p PreparedText<'_>) -> Self {
        let plain = prepared.plain.as_str();
        let lines = std::iter::once(0).chain(plain.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let is_technical = code_words::is_technical(plain);
        Self { plain, is_technical, part: prepared.part, layout: &prepared.layout, lines }
    }

    /// The line that `at` is in.
    pub(super) fn line(&self, at: usize) -> Range<usize> {
        let next = self.lines.partition_point(|start| *start <= at);
        let start = self.lines.get(next.wrapping_sub(1)).copied().unwrap_or(0);
        start..self.lines.get(next).map_or(self.plain.len(), |start| start - 1)
    }

    /// The lines, without the white space around them.
    pub(super) fn lines(&self) -> impl Iterator<Item = Range<usize>> {
        self.lines.iter().map(|start| crate::proofread::lines::trimmed(self.plain, self.line(*start)))
    }

    /// The last words of the sentence before `at`, at most `most`, in small letters, the nearest first.
    pub(super) fn words_before(&self, at: usize, most: usize) -> Vec<String> {
        let start = self.line(at).start.max(self.plain.floor_char_boundary(at.saturating_sub(16 * most + 32))).min(at);
        let start = start + sentence_start(&self.plain[start..at]);
        let mut words: Vec<String> = words::split(&self.plain[start..at]).map(str::to_lowercase).collect();
        words.reverse();
        words.truncate(most);
        words
    }

    /// The next word of the line behind `at`, as it is written, if nothing but spaces and quotation marks are between.
    pub(super) fn word_behind(&self, at: usize) -> Option<&'p str> {
        let behind = self.plain[at..].trim_start_matches([' ', '"']);
        let word = words::split(&behind[..behind.floor_char_boundary(60)]).next()?;
        behind.starts_with(word).then_some(word)
    }

    /// Whether a clause or line ends at `at`, or goes on with a word that can follow a name.
    pub(super) fn ends_phrase(&self, at: usize) -> bool {
        const FOLLOWING: [&str; 30] = [
            "on",
            "and",
            "for",
            "about",
            "as",
            "in",
            "to",
            "last",
            "this",
            "yesterday",
            "today",
            "with",
            "is",
            "was",
            "has",
            "at",
            "or",
            "by",
            "from",
            "who",
            "where",
            "which",
            "that",
            "regarding",
            "because",
            "would",
            "when",
            "but",
            "again",
            "of",
        ];
        match self.word_behind(at) {
            Some(word) => FOLLOWING.contains(&word.to_lowercase().as_str()),
            None => !self.plain[at..].starts_with(['-', '/', '_', '(', '[', '=']),
        }
    }

    /// Whether a mark of punctuation separates what is at `at` from the words before.
    pub(super) fn ends_clause(&self, at: usize) -> bool {
        self.plain[..at].trim_end_matches([' ', '"', '\'', '`']).ends_with(['.', ',', ';', ':', '!', '?', '\n'])
    }

    /// Whether the text up to `at` ends with a word of greeting.
    pub(super) fn ends_with_greeting(&self, at: usize) -> bool {
        self.words_before(at, 1).first().is_some_and(|word| GREETINGS.contains(&word.as_str()) || is_title(word))
    }

    /// Whether a character of a script without spaces is at `at`.
    pub(super) fn is_cjk_at(&self, at: usize) -> bool {
        self.plain[at..].chars().next().is_some_and(|c| ('\u{3040}'..='\u{9FFF}').contains(&c) || c >= '\u{AC00}')
    }

    /// Whether the text is the subject of an e-mail.
    pub(super) fn is_subject_line(&self) -> bool {
        self.part == Part::Subject
    }

    /// Where the name in the greeting is.
    pub(super) fn greeted(&self) -> Option<Range<usize>> {
        self.layout.greeting.as_ref().map(|greeting| greeting.whom.clone())
    }

    /// What stands at `at` does where such words stand.
    pub(super) fn place(&self, at: &Range<usize>) -> Place {
        let line = self.line(at.start);
        let in_greeting = self.layout.greeting.as_ref().is_some_and(|greeting| {
            greeting.at.start <= at.start && at.start < greeting.at.end.max(greeting.at.start + 1)
        });
        if in_greeting || self.ends_with_greeting(at.start) && self.begins_line_with_greeting(at.start) {
            return Place::Greeting;
        }
        if at.start >= self.layout.signature.start && self.layout.sign_off.is_some() {
            return Place::Signature;
        }
        let marks: &[char] = &[' ', '\t', ',', '.', ':', '!', '*', '"'];
        let before = self.plain[line.start..at.start].trim_matches(marks);
        let behind = self.plain[at.end.min(line.end)..line.end].trim_matches(marks);
        if before.is_empty() && behind.is_empty() {
            return Place::Line;
        }
        self.slot(at)
    }

    /// Whether the line greets before `at`: in one sentence, unless it is spoken or a subject.
    fn begins_line_with_greeting(&self, at: usize) -> bool {
        const LONGEST: usize = 200;
        let before = &self.plain[self.line(at).start..at];
        if self.part != Part::Body {
            return true;
        }
        let first = words::split(before).next().map(str::to_lowercase);
        before.len() <= LONGEST
            && first.is_some_and(|first| GREETINGS.contains(&first.as_str()) || first == "good")
            && !before.contains(['.', '!', '?'])
    }

    /// The words of its sentence after which it is.
    fn slot(&self, at: &Range<usize>) -> Place {
        let before = self.words_before(at.start, 9);
        let Some(last) = before.first().map(String::as_str) else {
            return Place::Elsewhere;
        };
        let addressed = self.plain[..at.start].trim_end().ends_with(',')
            && matches!(last, "you" | "thanks" | "again" | "time" | "regards" | "forward" | "much")
            && self.word_behind(at.end).is_none();
        if addressed {
            return Place::Slot;
        }
        if self.ends_clause(at.start) && !is_title(last) {
            let labelled = self.plain[..at.start].trim_end().ends_with(':');
            return if labelled { Place::Loose } else { Place::Elsewhere };
        }
        let governed = before.iter().skip(1).any(|word| OF_LETTERS.contains(&word.as_str()));
        let looked = before.get(1).is_some_and(|word| {
            ["look", "looked", "looking", "aimed", "hinted", "starts", "stops", "fails", "failed"]
                .contains(&word.as_str())
        });
        match last {
            "at" if !looked => Place::Slot,
            "join" | "joining" => Place::Slot,
            title if is_title(title) => Place::Slot,
            "is" if before.get(1).is_some_and(|word| word == "name" || word == "this") => Place::Slot,
            "with" | "for" | "of" | "as" | "from" | "on" | "by" if governed => Place::Slot,
            "the" | "a" | "an" | "your" | "our" | "this"
                if self.word_behind(at.end).is_some_and(|word| {
                    [
                        "position",
                        "role",
                        "job",
                        "team",
                        "interview",
                        "opening",
                        "vacancy",
                        "post",
                        "department",
                        "office",
                    ]
                    .contains(&word.to_lowercase().as_str())
                }) =>
            {
                Place::Slot
            }
            "at" | "with" | "for" | "of" | "as" | "from" | "on" | "by" | "in" | "to" | "about" | "the" | "a" | "an"
            | "your" | "my" | "our" | "is" | "and" | "this" | "that" | "dated" | "until" | "since" | "me" => {
                Place::Loose
            }
            _ => Place::Elsewhere,
        }
    }
}

/// Where the last sentence of `text` begins; a stop behind a title or an initial ends none.
fn sentence_start(text: &str) -> usize {
    let ends = [". ", "! ", "? "].into_iter().flat_map(|end| text.match_indices(end));
    ends.filter(|(at, _)| {
        let word = text[..*at].rsplit([' ', '(', '/']).next().unwrap_or_default();
        !is_title(word) && word.chars().count() != 1
    })
    .map(|(at, end)| at + end.len())
    .max()
    .unwrap_or(0)
}
