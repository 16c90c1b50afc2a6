//! Spaces before marks.

use crate::Locale;

/// A narrow space at which no line is broken.
const NARROW: char = '\u{202f}';
/// A space at which no line is broken.
const FIXED: char = '\u{a0}';

/// `line`, in whose plain spaces before marks and units lines can't be broken. Templates are written with plain ones.
///
/// `;`, `!` and `?` have no space in Canada, as the Office québécois de la langue française writes them. Where there is
/// no space before a mark, as in a link or a note, none is put there.
pub(super) fn typeset(line: &str, locale: Locale) -> String {
    let is_canadian = locale.region() == "CA";
    let mut set = String::with_capacity(line.len() + 8);
    let mut rest = line;
    while let Some(at) = if is_canadian { rest.find([' ', NARROW]) } else { rest.find(' ') } {
        let (done, from) = rest.split_at(at);
        set.push_str(done);
        let before = set.chars().next_back();
        let mut letters = from.chars();
        let space = letters.next().unwrap_or(' ');
        rest = letters.as_str();
        match (space, letters.next()) {
            (_, Some(';' | '!' | '?')) if is_canadian => {}
            (' ', Some(';' | ':' | '!' | '?' | '»')) => set.push(NARROW),
            (' ', _) if before == Some('«') => set.push(NARROW),
            // "15 h 30".
            (' ', Some('h')) if before.is_some_and(|c| c.is_ascii_digit()) && ends_hour(rest.chars()) => {
                set.push(FIXED);
            }
            (' ', Some(minute)) if minute.is_ascii_digit() && set.ends_with("\u{a0}h") => set.push(FIXED),
            _ => set.push(space),
        }
    }
    set.push_str(rest);
    set
}

/// Whether `rest` begins with a single "h".
fn ends_hour(mut rest: impl Iterator<Item = char>) -> bool {
    rest.next() == Some('h') && rest.next().is_none_or(|after| !after.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(line: &str, locale: &str) -> String {
        typeset(line, locale.parse().unwrap())
    }

    #[test]
    fn marks_of_two_parts_have_a_narrow_space() {
        let line = "Un point : « le Rust » ; à 15 h 30, ou 9 h ? Oui !";
        assert_eq!(
            set(line, "fr"),
            "Un point\u{202f}: «\u{202f}le Rust\u{202f}»\u{202f}; à 15\u{a0}h\u{a0}30, ou 9\u{a0}h\u{202f}? Oui\u{202f}!"
        );
        assert_eq!(
            set(line, "fr-CA"),
            "Un point\u{202f}: «\u{202f}le Rust\u{202f}»; à 15\u{a0}h\u{a0}30, ou 9\u{a0}h? Oui!"
        );
    }

    #[test]
    fn nothing_else_changes() {
        for line in ["https://example.com/a?b=c:d;e!", "10 heures, 3 hommes", "Ingénieur C++", ""] {
            assert_eq!(set(line, "fr"), line);
        }
    }
}
