//! Placeholders of form letters without any marks: "Company Name", "DATE", "insert topic here", filler text.

use std::{ops::Range, sync::LazyLock};

use super::{
    capitals,
    placeholder_position::{OutlinedText, Place},
    technical,
    unfilled::{Origin, Replacement, UnfilledPlaceholder},
    vocabulary,
};
use crate::proofread::{phrases::Phrases, words};

/// The texts that word processors and forms show in empty fields.
static PROMPTS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(include_str!("forms/prompts.txt")));
static FIELD_CODES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(include_str!("forms/field_codes.txt")));
static BLIND_TEXT: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(include_str!("forms/blind_text.txt")));
/// Names of companies and people that only examples have.
static EXAMPLES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(include_str!("forms/examples.txt")));

/// The longest blank, in words.
const MOST_WORDS: usize = 5;

pub(super) fn find(text: &OutlinedText<'_>) -> Vec<UnfilledPlaceholder> {
    let mut leaks = Vec::new();
    let mut listed =
        |phrases: &Phrases, origin: Origin, wanted: Replacement, counts: &dyn Fn(&Range<usize>) -> bool| {
            leaks.extend(phrases.find(text.plain).map(|hit| hit.at).filter(counts).map(|at| UnfilledPlaceholder {
                at,
                origin,
                wanted,
            }));
        };
    let no_code = |at: &Range<usize>| !technical::is_named_as_code(text, at);
    listed(&PROMPTS, Origin::Prompt, Replacement::Value, &no_code);
    listed(&FIELD_CODES, Origin::Field, Replacement::Value, &no_code);
    listed(&BLIND_TEXT, Origin::BlindText, Replacement::Value, &|at| is_blind_text(text, at));
    listed(&EXAMPLES, Origin::Form, Replacement::Company, &no_code);
    for line in text.lines() {
        leaks.extend(blanks(text, line));
    }
    leaks
}

/// Blind text itself, not talk of it.
fn is_blind_text(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    let long = text.plain[at.clone()].split_whitespace().count() > 2;
    let begins = text.plain[at.clone()].starts_with('L') && !technical::is_named_as_code(text, at);
    // "the magazine that went to bed with "Lorem ipsum" under the portrait"
    let quoted = technical::is_quoted(text.plain, at) && !matches!(text.place(at), Place::Line);
    !quoted && long
        || begins
            && !quoted
            && text.word_behind(at.end).is_none_or(|word| !["text", "placeholder", "copy", "filler"].contains(&word))
}

/// The blanks in a line: runs of words which are the name of a field, or an instruction, at a place that asks for a
/// value.
fn blanks(text: &OutlinedText<'_>, line: Range<usize>) -> Vec<UnfilledPlaceholder> {
    let places: Vec<Range<usize>> =
        words::places(&text.plain[line.clone()]).map(|at| line.start + at.start..line.start + at.end).collect();
    let mut leaks = Vec::new();
    let mut first = 0;
    while first < places.len() {
        if !may_begin(&text.plain[places[first].clone()]) {
            first += 1;
            continue;
        }
        let joined = places[first..].windows(2).take(MOST_WORDS - 1).take_while(|pair| {
            text.plain[pair[0].end..pair[1].start].chars().all(|c| matches!(c, ' ' | '\t' | '_' | '-' | '/' | ','))
        });
        let found = (1..=1 + joined.count())
            .rev()
            .find_map(|count| blank(text, &places[first..first + count]).map(|leak| (count, leak)));
        match found {
            Some((count, leak)) => {
                leaks.push(leak);
                first += count;
            }
            None => first += 1,
        }
    }
    leaks
}

/// Whether a blank or an instruction may begin with that word: few do.
fn may_begin(word: &str) -> bool {
    let begins = word.starts_with(char::is_alphabetic);
    begins
        && (vocabulary::is_imperative(&words::bare(word))
            || vocabulary::parts(word).iter().all(|part| vocabulary::is_of_fields(part)))
}

fn blank(text: &OutlinedText<'_>, run: &[Range<usize>]) -> Option<UnfilledPlaceholder> {
    let at = run.first()?.start..run.last()?.end;
    let words = &text.plain[at.clone()];
    let told = vocabulary::is_imperative(&words::bare(&text.plain[run.first()?.clone()]));
    let together =
        !words.contains(['.', ',', ';', ':', '(', '[', '{', '<', '!', '?', '%', '|', '"', '$']) || is_address(words);
    if !together {
        return None;
    }
    let parts = vocabulary::parts(words);
    let style = Style::recognise(words);
    let place = text.place(&at);
    let leak = |origin| Some(UnfilledPlaceholder { at: at.clone(), origin, wanted: vocabulary::wanted(&parts) });
    if told && is_told(text, &at, &parts, style) {
        return leak(Origin::Instruction);
    }
    let is_blank = vocabulary::is_field_name(&parts) && is_blank(text, &at, &parts, style, place);
    is_blank.then(|| leak(Origin::Form)).flatten()
}

/// "City, State, ZIP": the blanks of an address.
fn is_address(words: &str) -> bool {
    words.starts_with("City, State")
}

/// How words are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Style {
    Capitals,
    /// Each word with a capital: "Company Name".
    Title,
    /// `first_name`, `firstName`.
    Identifier,
    Small,
}

impl Style {
    fn recognise(words: &str) -> Self {
        let mut letters = words.chars().filter(|c| c.is_alphabetic());
        let inner_capital = || {
            let after_lower = words.chars().zip(words.chars().skip(1));
            after_lower.clone().any(|(one, two)| one.is_lowercase() && two.is_uppercase())
        };
        if letters.clone().all(char::is_uppercase) && letters.clone().count() > 2 {
            Self::Capitals
        } else if words.contains('_') || inner_capital() {
            Self::Identifier
        } else if words.split_whitespace().all(words::is_capitalised) && letters.next().is_some() {
            Self::Title
        } else {
            Self::Small
        }
    }
}

/// "INSERT COMPANY", "insert topic here", "Insert your name".
fn is_told(text: &OutlinedText<'_>, at: &Range<usize>, parts: &[String], style: Style) -> bool {
    let plain_verb =
        parts.first().is_some_and(|part| ["insert", "enter", "add", "fill", "type", "your"].contains(&part.as_str()));
    let asked = parts.last().is_some_and(|part| vocabulary::is_asked_for(part));
    let here = parts.last().is_some_and(|part| part == "here") && parts.len() > 2;
    let before = text.words_before(at.start, 1);
    let begins = before.is_empty() || text.ends_clause(at.start);
    let in_slot = matches!(text.place(at), Place::Greeting | Place::Slot | Place::Line | Place::Signature);
    let known = parts.iter().skip(1).all(|part| vocabulary::is_of_fields(part) || vocabulary::is_asked_for(part));
    let inserted = parts.first().is_some_and(|part| part == "insert");
    plain_verb
        && asked
        && parts.len() > 1
        && known
        && !technical::is_code(text, at)
        && (style == Style::Capitals && parts[0] != "your" && !is_within_capitals(text, at)
            || here && vocabulary::has_head(parts) && (inserted || begins || in_slot)
            || inserted && vocabulary::has_head(parts) && in_slot && text.place(at) != Place::Line
            || inserted && begins && vocabulary::is_field_name(parts) && !technical::is_subject(text, at))
}

/// Whether words that name a field stand where the value belongs.
fn is_blank(text: &OutlinedText<'_>, at: &Range<usize>, parts: &[String], style: Style, place: Place) -> bool {
    const ENDS: [&str; 9] = ["name", "title", "number", "address", "here", "email", "phone", "date", "code"];
    let ended = text.ends_phrase(at.end);
    let joined = text.plain[at.end..].starts_with(['-', '_', '/', '(', '=', '\''])
        || text.plain[..at.start].ends_with(['-', '_', '/', '.', '@', '#', '$', '%']);
    let before_noun = text.word_behind(at.end).is_some_and(|noun| ["position", "role", "team"].contains(&noun));
    let compound = parts.len() > 1 && parts.last().is_some_and(|part| ENDS.contains(&part.as_str()));
    if joined || technical::is_code(text, at) || is_determined(parts) {
        return false;
    }
    let place_fits = match place {
        Place::Greeting => {
            is_whole_greeting(text, at)
                && (compound || matches!(style, Style::Capitals | Style::Identifier) || is_bare_name(parts))
        }
        Place::Line => return is_line(text, at, parts, style, compound),
        Place::Signature => compound,
        _ if is_name_of_field(text, at, parts, style) => true,
        Place::Slot => ended || before_noun || style == Style::Capitals && capitals::is_field(text, at, parts),
        Place::Loose | Place::Elsewhere => style == Style::Capitals && capitals::is_field(text, at, parts),
    };
    let style_fits = match style {
        Style::Capitals => !is_within_capitals(text, at),
        Style::Identifier => true,
        Style::Title => compound && !is_real_title(parts) || is_bare_name(parts) || place == Place::Greeting,
        Style::Small => {
            compound && parts.len() <= 3 && (place != Place::Slot || is_unmarked(text, at)) || place == Place::Greeting
        }
    };
    let dated = style == Style::Capitals && capitals::is_on_date(text, at, parts);
    let technical = place != Place::Greeting && !dated && technical::is_subject(text, at) && style != Style::Title;
    place_fits && style_fits && !technical
}

/// "As Interviewer Name put it": nobody is called so, wherever it stands. Not "the Company Name field".
fn is_name_of_field(text: &OutlinedText<'_>, at: &Range<usize>, parts: &[String], style: Style) -> bool {
    const WHOSE: [&str; 16] = [
        "company",
        "interviewer",
        "manager",
        "recruiter",
        "referee",
        "employer",
        "recipient",
        "candidate",
        "position",
        "job",
        "contact",
        "organisation",
        "organization",
        "panellist",
        "panelist",
        "supervisor",
    ];
    const DETERMINERS: [&str; 8] = ["the", "a", "an", "your", "our", "this", "each", "every"];
    let before = text.words_before(at.start, 1);
    let determined = before.first().is_some_and(|word| DETERMINERS.contains(&word.as_str()));
    let named = parts.len() > 1
        && parts.last().is_some_and(|part| part == "name")
        && parts.iter().any(|part| WHOSE.contains(&part.as_str()));
    style == Style::Title && named && !determined && !text.plain[..at.start].ends_with(['"', '(', '\''])
}

/// "at company name.": without an article.
fn is_unmarked(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    text.words_before(at.start, 1)
        .first()
        .is_some_and(|word| ["at", "with", "join", "joining", "for", "as"].contains(&word.as_str()))
}

/// "my position", "the company": what is meant is known.
fn is_determined(parts: &[String]) -> bool {
    let determined = parts
        .first()
        .is_some_and(|part| ["the", "a", "an", "this", "our", "his", "her", "their", "my"].contains(&part.as_str()));
    determined && parts.last().is_none_or(|part| part != "here")
        || parts.first().is_some_and(|part| {
            ["and", "or", "of", "to", "from", "here", "there", "if", "else"].contains(&part.as_str())
        })
}

/// "Name" and "First Name" themselves.
fn is_bare_name(parts: &[String]) -> bool {
    let ends =
        parts.last().is_some_and(|part| ["name", "firstname", "lastname", "fname", "surname"].contains(&part.as_str()));
    ends && parts.len() <= 3
}

/// A company may be called "Product School", and a position "Project Manager".
fn is_real_title(parts: &[String]) -> bool {
    !parts.last().is_some_and(|part| ["name", "title", "here", "date", "number", "address"].contains(&part.as_str()))
}

/// Whether all that is greeted is these words.
fn is_whole_greeting(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    text.greeted().is_none_or(|whom| {
        let title_or_nothing = text.plain[whom.start.min(at.start)..at.start]
            .split([' ', '/'])
            .all(|word| word.is_empty() || crate::salutation::is_title(word));
        title_or_nothing && whom.end <= at.end && whom.start <= at.start
    }) && text.ends_phrase(at.end)
}

/// Whether a line of nothing but these words is a blank of a letter's head or foot.
fn is_line(text: &OutlinedText<'_>, at: &Range<usize>, parts: &[String], style: Style, compound: bool) -> bool {
    let ends = text.plain[text.line(at.start)].trim_end().ends_with(['.', ':', '?', '!']);
    let alone = parts.len() == 1 && ["name", "date", "signature", "address"].contains(&parts[0].as_str());
    !ends
        && !text.is_subject_line()
        && (compound && style != Style::Small
            || style == Style::Identifier
            || alone && style != Style::Small
            || compound && parts[0] == "your"
            || parts[0] == "your" && parts.len() > 1 && vocabulary::has_head(parts))
}

/// Whether neighbours are in capitals, too: then it is no blank, but a stretch of capitals.
fn is_within_capitals(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    let is_loud = |word: &str| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        letters > 1 && !word.chars().any(char::is_lowercase) && !word.chars().any(|c| c.is_ascii_digit())
    };
    let line = text.line(at.start);
    let from = line.start.max(text.plain.floor_char_boundary(at.start.saturating_sub(60)));
    let before = words::split(&text.plain[from..at.start]).last();
    before.is_some_and(is_loud) && !text.ends_clause(at.start) || text.word_behind(at.end).is_some_and(is_loud)
}
