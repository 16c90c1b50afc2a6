//! Instructions to the writer in the middle of a sentence, and words that only look like them.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{placeholder_position::OutlinedText, technical};
use crate::proofread::{english, words};

/// Words before which what follows is no instruction: "let me mention one more thing here".
const BEFORE_PLAIN_VERBS: [&str; 46] = [
    "to", "and", "or", "you", "we", "they", "would", "could", "can", "will", "may", "might", "should", "must", "shall",
    "not", "also", "me", "us", "please", "do", "did", "that", "who", "which", "only", "just", "gladly", "never",
    "always", "rather", "but", "than", "them", "i", "most", "many", "some", "few", "all", "both", "others", "several",
    "people", "these", "those",
];
/// Words between which and "name" or "state" no instruction can be told from a noun.
const DETERMINERS: [&str; 10] = ["the", "a", "my", "your", "our", "their", "his", "her", "this", "people"];
/// Words behind which "that" begins a clause, and describes no noun.
const TELLS: [&str; 22] = [
    "think",
    "believe",
    "feel",
    "hope",
    "felt",
    "thought",
    "said",
    "sure",
    "glad",
    "agree",
    "noticed",
    "found",
    "mentioned",
    "add",
    "say",
    "convinced",
    "confident",
    "struck",
    "note",
    "noted",
    "liked",
    "understand",
];
/// An instruction in the middle of a sentence: "interested in mention something specific here".
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"\b([a-z]+) ",
        r"((?:mention|insert|add|describe|include|name|state|give|put|write|refer to|say) (?:[\w'-]+ ){0,5}(?:here|above|below))\b",
    ))
});
/// One without "here". Its first letters are searched for fast.
static MISPLACED: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"\b(?:add|mention|insert|say|put|write|give|describe|include) (?:something|one thing|example",
        r"|(?:(?:your|my|the|their|relevant|correct|mobile|phone|telephone|contact|reference|company|job|first|last|full|start|project) )*",
        r"(?:name|number|date|time|title|topic|address|company|email|e-mail|role|position|reason|example|detail|interest|skill|strength|project)s?",
        r"|details?|topic|name|point|anecdote|(?:an?|one|some|the|their|his|her|your) (?:specific |personal |good |nice )?",
        r"(?:details?|examples?|anecdote|topic|compliment|story|garden|sentence|line))\b",
    ))
});
/// A sentence that is one: "Add something about the garden."
static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"\b(?:Add|Insert|Mention|Say|Put|Write|Describe|Include) (?:in )?(?:something|one thing|more|an example",
        r"|a (?:detail|line|sentence)|some details?) (?:here |nice |specific |more |personal )*(?:about|on|from|re|regarding)",
        r" [^.!?\n,]+[.!?\n]",
    ))
});

/// A sentence that is one and ends with "here": "Mention visit to recital hall here."
static WHOLE_HERE: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"\b(?:Add|Insert|Mention|Describe|Include|Refer to|Talk about) (?:[\w'’-]+ ){1,8}here[.!\n]")
});

/// A note to oneself without articles, between brackets or dashes: "(check town)", "– expand if room –".
static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?:\(|\[|[ ][–—-][ ])((?i:check|confirm|verify|expand|reword|rephrase|shorten|double-check|recheck|fill in|insert|add",
        r"|look up|find|mention|ask|update|finish|rewrite|describe)(?: [\w'’-]+){0,4}[?!.]?)(?:\)|\]|[ ][–—-][ ])",
    ))
});

/// A sentence to oneself in brackets: "(Say how long it took at the mill.)"
static WHOLE_ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"[(\[]((?:Say|Mention|Add|Describe|Explain|Insert|Include|Check|Quote|Cite|Put|Write|Refer|Expand) [^()\[\]\n]{6,100}[.!]?)[)\]]",
    )
});

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("it is a regular expression")
}

/// The ranges of instructions to the writer: "Add something about the visit here".
pub(super) fn find(text: &OutlinedText<'_>) -> Vec<Range<usize>> {
    let told = TOLD.captures_iter(text.plain).filter_map(|found| {
        let (before, told) = (found.get(1)?.as_str(), found.get(2)?.range());
        // "at the name I gave above", "the state of affairs here"
        let noun = text.plain[told.clone()].starts_with(['n', 's']) && DETERMINERS.contains(&before);
        (!noun && !can_precede_plain_verb(before)).then_some(told)
    });
    let misplaced = MISPLACED.find_iter(text.plain).map(|found| found.range());
    let misplaced = misplaced.filter(|at| is_misplaced(text, at));
    let whole = WHOLE.find_iter(text.plain).chain(WHOLE_HERE.find_iter(text.plain)).filter(|found| {
        let before = text.plain[..found.start()].trim_end_matches(' ');
        let begins = before.is_empty() || before.ends_with(['.', '!', '?', '\n']);
        begins && !found.as_str().contains(" and ")
    });
    let whole = whole.map(|found| found.start()..found.end() - 1);
    let asides = ASIDE.captures_iter(text.plain).filter_map(|found| found.get(1).map(|aside| aside.range()));
    let asides = asides.filter(|at| is_telegraphic(&text.plain[at.clone()]));
    let sentences = WHOLE_ASIDE.captures_iter(text.plain).filter_map(|found| found.get(1).map(|aside| aside.range()));
    let all = told.chain(misplaced).chain(whole).chain(asides).chain(sentences);
    all.filter(|at| !technical::is_code(text, at) && !text.plain[..at.start].ends_with('"')).collect()
}

/// Whether words lack the small words that a sentence to others has.
fn is_telegraphic(note: &str) -> bool {
    const SMALL: [&str; 27] = [
        "the", "a", "an", "your", "my", "our", "his", "her", "their", "its", "any", "anyone", "me", "us", "him",
        "them", "it", "you", "all", "every", "by", "to", "for", "on", "in", "twice", "once",
    ];
    let mut rest = words::split(note).skip(1).peekable();
    rest.peek().is_some() && rest.all(|word| !SMALL.contains(&&*word.to_lowercase()))
}

/// Whether an instruction is at a position where the grammar allows no imperative: "I also think that add something
/// about the visits".
fn is_misplaced(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    const DONE: [&str; 10] = ["what", "all", "thing", "step", "do", "did", "idea", "plan", "job", "trick"];
    let before = text.words_before(at.start, 12);
    match before.first().map_or("", String::as_str) {
        "that" => before.get(1).is_some_and(|word| TELLS.contains(&word.as_str())),
        // "What we did was add a line"
        "is" | "was" => !before.iter().any(|word| DONE.contains(&word.as_str())),
        "by" => !text.ends_clause(at.start),
        // "from say a point on the bank"
        "about" | "of" | "with" | "from" | "at" | "the" | "my" | "a" | "on" | "in" | "for" | "under" => {
            !text.ends_clause(at.start) && !text.plain[at.clone()].starts_with("say")
        }
        _ => false,
    }
}

/// Whether a word can precede the plain form of a verb, so that the verb is no instruction.
pub(super) fn can_precede_plain_verb(before: &str) -> bool {
    BEFORE_PLAIN_VERBS.contains(&before)
        || english::word(before).is_some_and(|known| known.is_plural_noun() && !known.is_preposition())
}

/// Whether nothing stands where something belongs, as a list of gaps says. "The post I interviewed for on Tuesday" has
/// none.
pub(super) fn is_gap(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    const BESIDE: [&str; 24] = [
        "was",
        "were",
        "am",
        "been",
        "have",
        "had",
        "has",
        "being",
        "also",
        "now",
        "first",
        "last",
        "recently",
        "just",
        "twice",
        "both",
        "would",
        "will",
        "would've",
        "i've",
        "we've",
        "you've",
        "once",
        "originally",
    ];
    const SUBJECTS: [&str; 11] = ["i", "we", "you", "they", "she", "he", "i've", "we've", "you've", "i'd", "i'll"];
    const BEGINS: [&str; 26] = [
        "and",
        "but",
        "when",
        "as",
        "since",
        "after",
        "before",
        "because",
        "if",
        "where",
        "while",
        "so",
        "yesterday",
        "today",
        "week",
        "month",
        "year",
        "morning",
        "afternoon",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "ago",
        "recently",
    ];
    let gap = text.plain[at.clone()].to_lowercase();
    let line = text.line(at.start).start;
    let from = text.plain.floor_char_boundary(at.start.saturating_sub(120)).max(line);
    let clause = text.plain[from..at.start].rsplit([',', '.', ';', ':', '!', '?']).next().unwrap_or_default();
    let before: Vec<String> = words::split(clause).map(str::to_lowercase).collect();
    if gap.starts_with("interview") {
        let noun = !gap.starts_with("interviewed")
            && before.last().is_some_and(|word| DETERMINERS.contains(&word.as_str()) || word == "an");
        let mut rest = before
            .iter()
            .rev()
            .map(String::as_str)
            .skip_while(|word| BESIDE.contains(word) && !SUBJECTS.contains(word));
        let subject = rest.next().is_some_and(|word| SUBJECTS.contains(&word));
        let described = rest.next().is_some_and(|word| !BEGINS.contains(&word));
        return noun || !(subject && described);
    }
    if gap.starts_with("insert") {
        return !before.last().is_some_and(|word| can_precede_plain_verb(word));
    }
    if gap.starts_with("my name") {
        return !before.last().is_some_and(|word| matches!(word.as_str(), "what" | "how" | "who"));
    }
    // "A role of at least three days", "something mentioned in interview"
    !gap.contains("something") && !text.word_behind(at.end).is_some_and(|word| matches!(word, "least" | "most"))
}

/// Whether a placeholder is quoted in a sentence about letters: 'a letter that began "Dear [Name]"'.
pub(super) fn is_mentioned(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    const LONGEST: usize = 200;
    let in_greeting = text.greeted().is_some_and(|whom| at.start <= whom.end);
    if in_greeting || text.is_subject_line() {
        return false;
    }
    let line = text.line(at.start);
    let from = line.start.max(text.plain.floor_char_boundary(at.start.saturating_sub(LONGEST)));
    let to = line.end.min(text.plain.ceil_char_boundary(at.end + LONGEST)).max(at.end);
    let before = text.plain[from..at.start].rsplit(". ").next().unwrap_or_default();
    let behind = text.plain[at.end..to].split(". ").next().unwrap_or_default();
    let quoted = text.plain[line.start..at.start].matches('"').count() % 2 == 1 && behind.contains('"');
    let named = technical::is_named_as_code(text, at);
    (quoted || named) && words::split(before).chain(words::split(behind)).any(is_word_for_letter)
}

/// Whether a word means a letter or another message.
fn is_word_for_letter(word: &str) -> bool {
    const LETTERS: [&str; 40] = [
        "letter",
        "letters",
        "email",
        "emails",
        "e-mail",
        "e-mails",
        "message",
        "messages",
        "label",
        "labels",
        "proof",
        "proofs",
        "template",
        "templates",
        "merge",
        "mail-merge",
        "mailing",
        "envelope",
        "envelopes",
        "postcard",
        "card",
        "cards",
        "invitation",
        "invitations",
        "draft",
        "printed",
        "prints",
        "print",
        "typed",
        "field",
        "tag",
        "column",
        "greeted",
        "read",
        "signed",
        "began",
        "beginning",
        "batch",
        "test",
        "said",
    ];
    LETTERS.contains(&&*word.to_lowercase())
}
