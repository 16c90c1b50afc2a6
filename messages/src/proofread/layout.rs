//! The outline of a written text: its greeting, paragraphs and sign-off.

mod leading_name;

use std::ops::Range;

use self::leading_name::{called_in_scottish_gaelic, is_name, leading_name_length};
use super::{
    letterhead,
    lexicon::Lexicon,
    lines::{lines, trimmed},
    words::begin_with_a_name,
};

/// The outline of a text, in bytes.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Layout {
    /// The head of a letter: the date and addresses.
    pub(super) head: Range<usize>,
    /// The greeting, with the name.
    pub(super) greeting: Option<Greeting>,
    /// From after the greeting to before the sign-off.
    pub(super) prose: Range<usize>,
    /// The paragraphs of the prose.
    pub(super) paragraphs: Vec<Range<usize>>,
    /// The words of the sign-off, such as "Best regards".
    pub(super) sign_off: Option<Range<usize>>,
    /// The lines below: the name and contact details.
    pub(super) signature: Range<usize>,
}

/// The greeting of a letter.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Greeting {
    /// The whole greeting.
    pub(super) at: Range<usize>,
    /// The name in it, without the word of greeting.
    pub(super) whom: Range<usize>,
}

impl Layout {
    /// The outline of a written text. If it `is_letter`, a date and addresses may precede the greeting.
    pub(super) fn recognise(text: &str, is_letter: bool, lexicon: &Lexicon) -> Self {
        let head = 0..if is_letter { letterhead::end(text, lexicon) } else { 0 };
        let greeting = greeting(text, head.end, lexicon).map(|first| with_second(first, text, lexicon));
        let begin = greeting.as_ref().map_or(head.end, |greeting| greeting.at.end);
        let sign_off = sign_off(text, begin, lexicon);
        let end = sign_off.as_ref().map_or_else(|| signature_alone(text, begin), |sign_off| sign_off.start);
        let below = sign_off.as_ref().map_or(end, |sign_off| sign_off.end);
        Self {
            head,
            greeting,
            prose: begin..end,
            paragraphs: paragraphs(text, begin..end),
            sign_off,
            signature: below..text.len(),
        }
    }

    /// The outline of a spoken text or a subject, which only has words.
    pub(super) fn spoken(text: &str) -> Self {
        Self { prose: 0..text.len(), signature: text.len()..text.len(), ..Self::default() }
    }
}

fn greeting(text: &str, begin: usize, lexicon: &Lexicon) -> Option<Greeting> {
    const FRIEND: &str = ", a chara";
    let line = lines(text, begin).find(|line| !line.is_empty())?;
    let words = &text[line.clone()];
    if let Some((whom, end)) = called_in_scottish_gaelic(words) {
        let whom = line.start + whom.start..line.start + whom.end;
        return Some(Greeting { at: line.start..line.start + end, whom });
    }
    // In Irish: "A Bhríd, a chara,"
    let called = words.strip_prefix("A ").and_then(|rest| rest.find(FRIEND).map(|end| 2..2 + end));
    // "Donncha, a chara,"
    let called = called.or_else(|| words.find(FRIEND).map(|end| 0..end).filter(|name| is_name(&words[name.clone()])));
    if let Some(called) = called.filter(|called| words[called.clone()].starts_with(char::is_uppercase)) {
        let end = called.end + FRIEND.len();
        let mark = usize::from(words[end..].starts_with([',', '.', ':', '!']));
        let at = line.start..line.start + end + mark;
        return Some(Greeting { at, whom: line.start + called.start..line.start + called.end });
    }
    let Some(opening) = lexicon.opening.find(words) else {
        if let Some(called) = leading_name_length(words) {
            let whom = line.start..line.start + called;
            return Some(Greeting { at: line.start..whom.end + 1, whom });
        }
        // A short name with a comma or colon at the end of its line is a greeting, too.
        let bare = words.strip_suffix([',', ':'])?;
        let capitals = bare.split_whitespace().all(|word| word.starts_with(char::is_uppercase) || word == lexicon.and);
        let whom = line.start..line.start + bare.len();
        return (bare.split_whitespace().count() <= 4 && capitals).then_some(Greeting { at: line, whom });
    };
    if opening.as_str().trim().eq_ignore_ascii_case("to") && !words.to_lowercase().starts_with("to whom") {
        return None;
    }
    let rest = &words[opening.end()..];
    // All of a short line; of a longer one only the part before the first punctuation mark.
    let whole = rest.split_whitespace().count() <= 8 && rest.ends_with([',', ':', '!', '.', ';', '-', '—', '–']);
    let alone = rest.split_whitespace().count() <= 5 && !rest.contains(['.', '?', '!', ',']);
    let length = if let Some(name) = whole_name(rest, is_last_of_paragraph(&text[line.end..])) {
        name.len()
    } else if whole && !rest.trim_end_matches(['.', '!', ',']).contains(['.', '?', '!', ';', '—', '–']) || alone {
        rest.trim_end_matches([',', ':', '!', '.', ';', '-', '—', '–', ' ']).len()
    } else {
        end_of_name(rest)
    };
    let start = line.start + opening.end();
    let end = start + length;
    let mark = text[end..].chars().next().filter(|c| ",:!.;".contains(*c)).map_or(0, char::len_utf8);
    Some(Greeting { at: line.start..end + mark, whom: trimmed(text, start..end) })
}

/// "Sehr geehrte Damen und Herren,\nsehr geehrte Frau Meier,": the second greeting has the name.
fn with_second(first: Greeting, text: &str, lexicon: &Lexicon) -> Greeting {
    let names_nobody = super::nameless_greeting::is_nobody(&text[first.whom.clone()], None, lexicon);
    let is_line = text[first.at.end..].starts_with(['\n', '\r']);
    match greeting(text, first.at.end, lexicon).filter(|_| names_nobody && is_line) {
        Some(second)
            if text[..second.at.end].ends_with([',', ':'])
                && text[second.at.end..].trim_start_matches([' ', '\r']).starts_with('\n')
                && lexicon.opening.is_match(&text[second.at.clone()]) =>
        {
            Greeting { at: first.at.start..second.at.end, whom: second.whom }
        }
        _ => first,
    }
}

/// Whether nothing more is in the line before this text, and an empty line follows.
fn is_last_of_paragraph(after: &str) -> bool {
    let mut lines = after.split('\n').map(str::trim);
    lines.next() == Some("") && lines.next() == Some("")
}

/// The name that a whole line is, with the titles and initials in front of it or behind it: "Frau Mag. Meier",
/// "Prof. Dr. h.c. Hans Maier". A full stop in it ends no sentence.
fn whole_name(rest: &str, alone: bool) -> Option<&str> {
    const MOST_WORDS: usize = 8;
    let name = rest.trim_end().trim_end_matches([',', ':']).trim_end();
    let is_of_name = |word: &str| {
        let abbreviated = word.ends_with('.') && word.chars().count() <= 6;
        abbreviated || !word.starts_with(char::is_lowercase) || super::people::is_particle(word)
    };
    let marked = name.len() < rest.trim_end().len();
    // Without a mark, as in Switzerland, a full stop may well end a sentence: "Ada. Thanks".
    let is_name = (marked || alone && !name.ends_with('.'))
        && name.contains('.')
        && !name.contains(['?', '!', ';', ',', '—', '–', ':']);
    (is_name && name.split_whitespace().count() <= MOST_WORDS && name.split_whitespace().all(is_of_name))
        .then_some(name)
}

/// The end of the name at the start of `rest`. A full stop after a title is not its end.
fn end_of_name(rest: &str) -> usize {
    let ends = rest.char_indices().find(|&(at, c)| match c {
        ',' | ':' | '!' | '?' | ';' | '—' | '–' | '\n' => true,
        '.' => {
            let word = rest[..at].rsplit(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
            !(crate::salutation::is_title(word) || word.chars().count() == 1)
        }
        _ => false,
    });
    ends.map_or(rest.len(), |(at, _)| at)
}

/// The last short line that begins with words of farewell. If the line has the name, too, only the words of farewell.
fn sign_off(text: &str, begin: usize, lexicon: &Lexicon) -> Option<Range<usize>> {
    // "Je vous prie d'agréer, Madame la Professeure, mes salutations distinguées."
    const MOST_WORDS: usize = 12;
    let candidates: Vec<Range<usize>> = lines(text, begin).filter(|line| !line.is_empty()).collect();
    let on_line_of_its_own = candidates.into_iter().rev().take(12).find_map(|line| {
        let words = &text[line.clone()];
        let hit = lexicon.valedictions.find(words).filter(|hit| hit.at.start == 0).max_by_key(|hit| hit.at.end)?;
        // A longer line is one if all of it is a formula.
        if words.split_whitespace().count() > MOST_WORDS && hit.at.end < words.trim_end_matches(['.', ',', '!']).len() {
            return None;
        }
        let after = words[hit.at.end..].trim_start_matches([' ', '\t']);
        let closes = after.is_empty() || after.starts_with([',', '.', '!', '-', '—', '–', ':', ';']);
        let mark = after.chars().next().filter(|c| ",.!".contains(*c)).map_or(0, char::len_utf8);
        (closes && is_at_most_a_name(&after[mark..])).then(|| line.start..line.start + hit.at.end + mark)
    });
    on_line_of_its_own.or_else(|| sign_off_inline(text, begin, lexicon))
}

/// Words of farewell after the last sentence, followed by at most a name: "... to talk. Best regards, Ada".
fn sign_off_inline(text: &str, begin: usize, lexicon: &Lexicon) -> Option<Range<usize>> {
    let line = lines(text, begin).rev().find(|line| !line.is_empty())?;
    let words = &text[line.clone()];
    let closes = |at: &Range<usize>| {
        let ended = words[..at.start].trim_end().ends_with(['.', '?', '!']);
        ended
            && words[at.start..].starts_with(char::is_uppercase)
            && begin_with_a_name(words[at.end..].trim_start_matches([',', ' ']))
    };
    let hit = lexicon.valedictions.find(words).filter(|hit| closes(&hit.at)).max_by_key(|hit| hit.at.end)?;
    let mark = usize::from(words[hit.at.end..].starts_with(','));
    Some(line.start + hit.at.start..line.start + hit.at.end + mark)
}

/// Whether `text` is a name: a few words, none of them in lower case.
fn is_at_most_a_name(text: &str) -> bool {
    const MOST_WORDS: usize = 4;
    text.split_whitespace().count() <= MOST_WORDS
        && text.split_whitespace().all(|word| !word.starts_with(char::is_lowercase))
}

/// The start of the lines below a text without words of farewell: a name, numbers, addresses.
fn signature_alone(text: &str, begin: usize) -> usize {
    let mut start = text.len();
    for line in lines(text, begin).rev() {
        let words = &text[line.clone()];
        let short = words.split_whitespace().count() <= 6 && !words.ends_with(['.', '!', '?', ':', ',']);
        let capitals =
            words.split_whitespace().all(|word| !word.starts_with(char::is_lowercase) || word.contains(['@', '/']));
        if words.is_empty() || (short && capitals) {
            start = if words.is_empty() { start } else { line.start };
        } else {
            break;
        }
    }
    start.max(begin)
}

/// The blocks between empty lines; without any empty line, each line is one.
fn paragraphs(text: &str, prose: Range<usize>) -> Vec<Range<usize>> {
    let inner = &text[prose.clone()];
    let lines: Vec<Range<usize>> = lines(&text[..prose.end], prose.start).collect();
    if !inner.trim().contains("\n\n") && !lines_blank_inside(&lines) {
        return lines.into_iter().filter(|line| !line.is_empty()).collect();
    }
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for line in lines {
        if line.is_empty() {
            open = false;
        } else if open && let Some(last) = paragraphs.last_mut() {
            last.end = line.end;
        } else {
            paragraphs.push(line);
            open = true;
        }
    }
    paragraphs
}

/// Whether there is an empty line between others.
fn lines_blank_inside(lines: &[Range<usize>]) -> bool {
    let first = lines.iter().position(|line| !line.is_empty());
    let last = lines.iter().rposition(|line| !line.is_empty());
    first.zip(last).is_some_and(|(first, last)| lines[first..last].iter().any(Range::is_empty))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn outline(text: &str, whom: Option<&str>, paragraphs: usize, sign_off: Option<&str>, signature: &str) {
        let layout = Layout::recognise(text, false, crate::languages::language_of(crate::Locale::EN).lexicon());
        assert_eq!(layout.greeting.as_ref().map(|greeting| &text[greeting.whom.clone()]), whom, "{text}");
        assert_eq!(layout.paragraphs.len(), paragraphs, "{text}: {layout:?}");
        assert_eq!(layout.sign_off.as_ref().map(|at| &text[at.clone()]), sign_off, "{text}");
        let below = layout.sign_off.as_ref().map_or(layout.prose.end, |at| at.end);
        assert_eq!(text[below..].trim().lines().next().unwrap_or_default(), signature, "{text}");
    }

    #[test]
    fn letters_have_an_outline() {
        outline("Dear Ada,\n\nOne.\n\nTwo.\n\nBest regards,\nGrace\n1", Some("Ada"), 2, Some("Best regards,"), "Grace");
        outline("Dear Dr. Okafor: thank you.\nSo long.\nSincerely\nG", Some("Dr. Okafor"), 2, Some("Sincerely"), "G");
        outline(
            "Hi Ada, Ben and Eva,\n\nWords here.\n\nBest, Grace",
            Some("Ada, Ben and Eva"),
            1,
            Some("Best,"),
            "Grace",
        );
        outline("Ada,\n\nI enjoyed it.\n\nGrace Lindqvist", Some("Ada"), 1, None, "Grace Lindqvist");
        outline("Thank you for your time today.", None, 1, None, "");
        outline("Hello,\n\nThank you.\n\nThank you,\nGrace", Some(""), 1, Some("Thank you,"), "Grace");
        outline(
            "To whom it may concern,\n\nHi.\n\nKind regards",
            Some("whom it may concern"),
            1,
            Some("Kind regards"),
            "",
        );
        outline("Dear Ada,\nOne\nline.\n\nThanks for the talk, I liked it.", Some("Ada"), 2, None, "");
        outline("Hello 李小龍,\n\nYes.\n\nYours truly,\n李", Some("李小龍"), 1, Some("Yours truly,"), "李");
        outline("Hi Ada, it was good to talk. Best regards, Grace", Some("Ada"), 1, Some("Best regards,"), "Grace");
        outline("", None, 0, None, "");
    }
}
