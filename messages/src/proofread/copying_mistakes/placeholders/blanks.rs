//! Blanks: underscores, rows of X and of circles, patterns of dates, notes to oneself, and nothing where a name
//! belongs.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{
    field_names::{self, is_label},
    instructions,
    placeholder_position::{OutlinedText, Place},
    technical,
    unfilled::{Origin, Replacement, UnfilledPlaceholder},
};
use crate::proofread::{phrases::Phrases, words};

static GAPS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(include_str!("blanks/gaps.txt")));
static UNDERSCORES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"_{2,}(?:[/ .-]{1,3}_{2,})+|_{3,}").expect("it is a regular expression"));
/// A row of X, with what a date or number has around it.
static ROWS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:XX+|xxx+|YYY+|ZZZ+)(?:[-/. ](?:XX+|xxx+))*\b").expect("it is a regular expression")
});
static CIRCLES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[〇○◯●△□＿＊]{2,}").expect("it is a regular expression"));
static DATES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b(?:(?i:dd|mm|jj|tt)[./-](?i:mm|dd)[./-](?i:yyyy|yy|jjjj|aaaa)|YYYY[./-]MM[./-]DD|yyyy-mm-dd",
        r"|DD (?:Month|MONTH|MMM+|Mon)\.?,? YYYY|(?:Month|MONTH|MMM+) (?:DD|D|Day),? (?:YYYY|Year)|Day,? Month,? Year",
        r"|(?:DD|D) (?:January|February|March|April|May|June|July|August|September|October|November|December)",
        r"|(?:January|February|March|April|June|July|August|September|October|November|December) DD",
        r"|DD[./-]MM|MM[./-](?:DD|YY|YYYY))\b",
    ))
    .expect("it is a regular expression")
});
static NOTES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:TODO|FIXME|TBD|TBC|TBA|tbd|tbc|tba|TK TK|TKTK)\b").expect("it is a regular expression")
});
/// Words in capitals that ask for something: "SPECIFIC PROJECT HERE".
static ASKED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b(?:(?:INSERT|SPECIFIC|MENTION|ENTER|FILL)(?: [A-Z']{2,}){1,5}|(?:[A-Z']{2,} ){0,4}(?:NAME|PROJECT|DETAILS?|TOPIC",
        r"|DATE|TITLE|COMPANY|POSITION|POINT|ROLE|TEXT|EXAMPLE|NUMBER|ACHIEVEMENT|SKILL|REASON) (?:HERE|ABOVE|BELOW)",
        r"|(?:COMPANY|RECIPIENT|FIRST|LAST|INTERVIEWER|MANAGER|CONTACT|EMPLOYER|ORGANI[SZ]ATION|JOB|POSITION|ROLE|CANDIDATE",
        r"|FIRM|SCHOOL|HOSPITAL|CLIENT|PROJECT|DOCUMENT|PERSON|RECRUITER|COLLEGE|UNIVERSITY|TEAM|DEPARTMENT|PRODUCT|COURSE|PANEL",
        r"|PLACE|VENUE|SHOP|BRAND|TOWN|CITY|REFEREE|COLLEAGUE|SUPERVISOR|AGENCY|YOUR|WARD|HOTEL|RESTAURANT|THEATRE|CHARITY)",
        r"(?:'S)? (?:NAME|TITLE)|(?:PREVIOUS|CURRENT|FORMER|LAST|PRESENT|HIRING|LINE|NEW|OLD|TARGET|SPECIFIC|RELEVANT|KEY)",
        r" (?:EMPLOYER|COMPANY|FIRM|MANAGER|ROLE|POSITION|JOB|TOPIC|POINT|PROJECT|DETAIL|EXAMPLE|SKILL|EXPERIENCE)",
        r"|(?:PHONE|TELEPHONE|MOBILE|TRACKING|REFERENCE) (?:NUMBER|NO)|(?:NEXT|FIRST) STEPS?|(?:START|INTERVIEW|END) DATE)\b",
    ))
    .expect("it is a regular expression")
});
/// A row of X where a number belongs, and a note where a thing does.
static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b(?:(?:last|past|next|about|some|over|nearly|than|of|saved|by|for|all|to) (?P<row>XX?|xx) (?:\w+ )?(?:years?|months?|weeks?|days?|people|staff|patients|pupils|sites|per cent|hours|\w+s)",
        r"|[a-z]{2,},? (?P<count>XX+|xxx+) (?:(?:[a-z-]+ ){0,3}[a-z]{3,}s\b|per ?cent\b)",
        r"|(?:collected|handled|managed|about|discussed|sold|met|led|regarding|with|at|by|of) (?P<note>TBC|TBD|TBA)) ?",
    ))
    .expect("it is a regular expression")
});
/// A row of X where a number was to be counted: "the number is XX, of which three".
static COUNTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b(?:(?:number|figure|total|count|percentage|score|average|answer) (?:is|was|came to) (?P<row>XX?)",
        r"|(?:is|was|were|are|about|around|roughly|nearly|almost|totalled|totaled|reached|came to|exceeded|at least|at most)",
        r" (?P<count>XX))(?:[,.;!?]|$)",
    ))
    .expect("it is a regular expression")
});
static QUESTION_MARKS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\?{2,}").expect("it is a regular expression"));

pub(super) fn find(text: &OutlinedText<'_>) -> Vec<UnfilledPlaceholder> {
    let leak = |at, origin, wanted| UnfilledPlaceholder { at, origin, wanted };
    let mut leaks = Vec::new();
    let is_code = |at: &Range<usize>| technical::is_blank_of_code(text, at);
    let all = |pattern: &'static LazyLock<Regex>| pattern.find_iter(text.plain).map(|found| found.range());
    leaks.extend(all(&UNDERSCORES).filter(|at| !is_code(at)).map(|at| leak(at, Origin::Blank, Replacement::Value)));
    leaks.extend(all(&ROWS).filter(|at| is_row(text, at)).map(|at| leak(at, Origin::Blank, Replacement::Value)));
    leaks.extend(all(&CIRCLES).filter(|at| is_circles(text, at)).map(|at| leak(at, Origin::Blank, Replacement::Name)));
    leaks.extend(all(&DATES).filter(|at| is_date(text, at)).map(|at| leak(at, Origin::DatePattern, Replacement::Date)));
    leaks.extend(all(&NOTES).filter(|at| is_note(text, at)).map(|at| leak(at, Origin::Note, Replacement::Value)));
    leaks.extend(
        all(&QUESTION_MARKS).filter(|at| is_unknown(text, at)).map(|at| leak(at, Origin::Blank, Replacement::Value)),
    );
    let is_shouted = |at: &Range<usize>| {
        let before = text.plain[..at.start].split_whitespace().next_back().unwrap_or_default();
        before.chars().nth(1).is_some() && before.chars().all(char::is_uppercase)
    };
    let is_instruction = |at: &Range<usize>| {
        !is_code(at) && !technical::is_quoted(text.plain, at) && !is_shouted(at) && !is_label(text, at)
    };
    let asked = all(&ASKED).filter(is_instruction);
    leaks.extend(asked.map(|at| leak(at, Origin::Instruction, Replacement::Value)));
    leaks.extend(instructions::find(text).into_iter().map(|at| leak(at, Origin::Instruction, Replacement::Value)));
    leaks.extend(field_names::find(text).into_iter().map(|at| leak(at, Origin::Form, Replacement::Name)));
    let counts = COUNTS.captures_iter(text.plain).filter_map(|found| found.name("row").or_else(|| found.name("count")));
    let counts = counts.map(|found| found.range()).filter(|at| !is_numeral(text, at));
    leaks.extend(counts.map(|at| leak(at, Origin::Blank, Replacement::Value)));
    let numbers = NUMBERS.captures_iter(text.plain).filter_map(|found| {
        let count = || found.name("count").filter(|count| counts_things(text, &count.range()));
        found.name("row").or_else(|| found.name("note")).or_else(count)
    });
    leaks.extend(numbers.map(|found| leak(found.range(), Origin::Blank, Replacement::Value)));
    let gaps = GAPS.find(text.plain).map(|hit| hit.at).filter(|at| instructions::is_gap(text, at));
    leaks.extend(gaps.map(|at| leak(at, Origin::Gap, Replacement::Value)));
    leaks.extend(empty_greeting(text).map(|at| leak(at, Origin::Gap, Replacement::Name)));
    leaks
}

/// Whether a row of X may be right: in code, in a sentence about sizes, chapters and the like.
fn is_numeral(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    const OTHERS: [&str; 12] = [
        "size",
        "sizes",
        "karyotype",
        "chromosomes",
        "chapter",
        "canto",
        "psalm",
        "mark",
        "grade",
        "volume",
        "numeral",
        "roman",
    ];
    let numbered = text.words_before(at.start, 6).iter().any(|word| OTHERS.contains(&word.as_str()));
    numbered || technical::is_blank_about_code(text, at) || technical::is_blank_of_code(text, at)
}

/// Whether a row of X stands for the number of what follows: not "size XX gloves", "XX chromosomes".
fn counts_things(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    !counts_in_romans(text, at)
        && !technical::is_blank_of_code(text, at)
        && !text.plain[at.end..].starts_with(" chromosome")
}

/// Whether a row of X is a numeral behind a noun that is numbered, or a size: "chapter XXX".
fn counts_in_romans(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    const NUMBERED: [&str; 16] = [
        "size", "sizes", "type", "class", "mark", "grade", "chapter", "model", "series", "section", "act", "part",
        "volume", "psalm", "page", "to",
    ];
    let apart = text.plain[..at.start].trim_end().ends_with([',', ';', ':', '–', '—']);
    let is_share = text.plain[at.end..].trim_start().starts_with("per");
    let is_numbered = |word: &String| NUMBERED.contains(&word.as_str());
    !apart && !is_share && text.words_before(at.start, 1).first().is_some_and(is_numbered)
}

/// Whether a row of X stands for something: not a Roman numeral, a size, a chromosome or kisses.
fn is_row(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    const UNITS: [&str; 9] = ["years", "percent", "months", "days", "people", "th", "company", "position", "role"];
    let word = &text.plain[at.clone()];
    let place = text.place(at);
    let before = text.plain[..at.start].trim_end_matches(' ');
    let last = words::split(&before[before.floor_char_boundary(before.len().saturating_sub(40))..]).last();
    let numbered = before.ends_with(char::is_alphanumeric)
        && last.is_some_and(words::is_capitalised)
        && !matches!(place, Place::Greeting);
    let behind = text.word_behind(at.end).map(str::to_lowercase);
    let measured = behind.as_deref().is_some_and(|word| MONTHS.contains(&word) || UNITS.contains(&word));
    let dated = last.is_some_and(|last| MONTHS.contains(&last.to_lowercase().as_str()) || last == "of");
    let compound = word.contains(['/', '-', '.', ' ']) || before.ends_with(['$', '€', '£', '+']);
    let percent = text.plain[at.end..].starts_with('%');
    // "and in particular XXX, which could be done"; "Super Bowl XXX" is numbered.
    let alone = word.len() > 2 && word.starts_with(char::is_uppercase) && !counts_in_romans(text, at);
    let in_place = (alone || matches!(place, Place::Greeting | Place::Slot)) && text.ends_phrase(at.end)
        || matches!(place, Place::Line | Place::Signature) && word.starts_with('X');
    (percent || !technical::is_blank_of_code(text, at))
        && (measured || compound || percent || in_place && !numbered || dated && in_place)
}

/// Whether circles stand for a name: next to other characters of Japanese, Chinese or Korean, or in a greeting.
fn is_circles(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    const NUMERALS: &str = "〇一二三四五六七八九十年";
    let before = text.plain[..at.start].chars().next_back();
    let behind = text.plain[at.end..].chars().next();
    let numeral = |c: Option<char>| c.is_some_and(|c| NUMERALS.contains(c));
    let script = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !c.is_ascii());
    !numeral(before) && !numeral(behind) && (script(before) || script(behind))
        || matches!(text.place(at), Place::Greeting | Place::Slot)
}

/// The unfilled date patterns in a text. A pattern after a word such as "format" is the subject of the sentence.
pub(super) fn dates_in_any_language(plain: &str) -> Vec<UnfilledPlaceholder> {
    let is_format = |at: usize| {
        let before = plain[..at].trim_end_matches([' ', '"', '\'', '«', '„', ':']);
        let word = before.rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
        ["format", "formato", "formaat", "notation", "notatie"].iter().any(|name| word.ends_with(name))
    };
    let found = DATES.find_iter(plain).map(|found| found.range()).filter(|at| !is_format(at.start));
    found.map(|at| UnfilledPlaceholder { at, origin: Origin::DatePattern, wanted: Replacement::Date }).collect()
}

/// Whether the pattern of a date stands in place of one, and isn't a format that is talked about.
fn is_date(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    let place = text.place(at);
    let talked = technical::is_blank_of_code(text, at) || technical::is_blank_about_code(text, at);
    let on = text.words_before(at.start, 1).first().is_some_and(|word| {
        ["on", "of", "from", "dated", "until", "by", "before", "after", "since", "for"].contains(&word.as_str())
    });
    match place {
        Place::Greeting | Place::Signature | Place::Line => true,
        Place::Slot => !talked,
        Place::Loose => on && !talked,
        Place::Elsewhere => text.plain[at.clone()].contains(' ') && !talked,
    }
}

/// Whether a note is the writer's to himself: where a value belongs, or before what is to be done.
fn is_note(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    let word = &text.plain[at.clone()];
    let place = text.place(at);
    let behind = &text.plain[at.end..];
    if technical::is_blank_of_code(text, at) {
        return false;
    }
    let in_place = matches!(place, Place::Greeting | Place::Line | Place::Signature)
        || place == Place::Slot && !text.words_before(at.start, 1).iter().any(|word| word == "is");
    if word.to_ascii_uppercase().starts_with("TB") {
        let before_noun = text
            .word_behind(at.end)
            .is_some_and(|noun| ["position", "role", "team", "interview"].contains(&noun) && place == Place::Slot);
        return before_noun || in_place && text.ends_phrase(at.end) && !is_own_date(text, at);
    }
    let before = text.plain[text.line(at.start).start..at.start].trim_end();
    let begins = before.is_empty() || before.ends_with(['.', '!', '?', '(', '[', ':', ',', '-', '*', '/']);
    let noun = text
        .word_behind(at.end)
        .is_some_and(|noun| ["list", "lists", "items", "comments", "app", "tags"].contains(&noun));
    !noun && (behind.starts_with(':') || begins || in_place)
}

/// "My start date is TBD": what is open is the writer's own.
fn is_own_date(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    text.words_before(at.start, 8)
        .iter()
        .any(|word| ["my", "start", "notice", "availability", "i"].contains(&word.as_str()))
}

/// "Dear ???", "at ???": question marks that ask nothing.
fn is_unknown(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    let apart = text.plain[..at.start].ends_with(' ');
    apart && matches!(text.place(at), Place::Greeting | Place::Slot)
}

/// A greeting of nothing but marks: "Dear ,", "Hello ...,".
fn empty_greeting(text: &OutlinedText<'_>) -> Option<Range<usize>> {
    let whom = text.greeted()?;
    let line = text.line(whom.start);
    let words = &text.plain[line.clone()];
    let rest = words.trim_start().strip_prefix("Dear").or_else(|| words.trim_start().strip_prefix("dear"))?;
    let titled = rest.trim_start_matches([' ', '\t']);
    let after_title = ["Mr.", "Mrs.", "Ms.", "Mx.", "Dr.", "Mr", "Mrs", "Ms", "Mx", "Dr"]
        .iter()
        .find_map(|title| titled.strip_prefix(title).filter(|rest| !rest.starts_with(char::is_alphabetic)))
        .unwrap_or(titled);
    let nothing = after_title.chars().take_while(|c| *c != ',' && *c != ':').all(|c| " .…-–—\t".contains(c));
    let ends = after_title.contains([',', ':']) || after_title.trim().chars().all(|c| ".…-–—".contains(c));
    (nothing && ends).then(|| {
        let end = words.find([',', ':']).map_or(line.end, |end| line.start + end + 1);
        crate::proofread::lines::trimmed(text.plain, line.start..end)
    })
}
