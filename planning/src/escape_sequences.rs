//! Sequences of control characters that steer a terminal (ECMA-48), in texts from outside.

use std::borrow::Cow;

/// The text without escape sequences. Without their first character alone, the rest of them would stay as letters and
/// brackets. An incomplete sequence ends where the next character can't belong to it.
#[must_use]
pub fn without_escape_sequences(text: &str) -> Cow<'_, str> {
    let begins = |c: char| matches!(c, '\u{1b}' | '\u{80}'..='\u{9f}');
    if !text.contains(begins) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\u{1b}' => {
                let introducer = rest.clone().next();
                match introducer {
                    Some('[') => skip_control(&mut rest, 1),
                    Some(']' | 'P' | 'X' | '^' | '_') => skip_string(&mut rest, 1),
                    // A shift of the character set, such as ESC ( B, has intermediate characters.
                    Some(' '..='/') => skip_while(&mut rest, |c| matches!(c, ' '..='/'), '0'..='~'),
                    Some('0'..='~') => {
                        rest.next();
                    }
                    _ => {}
                }
            }
            '\u{9b}' => skip_control(&mut rest, 0),
            '\u{90}' | '\u{98}' | '\u{9d}' | '\u{9e}' | '\u{9f}' => skip_string(&mut rest, 0),
            c => kept.push(c),
        }
    }
    Cow::Owned(kept)
}

/// Skips a control sequence: parameters, and the character that ends it.
fn skip_control(rest: &mut std::str::Chars<'_>, introducer: usize) {
    rest.by_ref().take(introducer).for_each(drop);
    skip_while(rest, |c| matches!(c, ' '..='?'), '@'..='~');
}

fn skip_while(rest: &mut std::str::Chars<'_>, goes_on: impl Fn(char) -> bool, ends: std::ops::RangeInclusive<char>) {
    while let Some(c) = rest.clone().next() {
        if goes_on(c) {
            rest.next();
            continue;
        }
        if ends.contains(&c) {
            rest.next();
        }
        return;
    }
}

/// Skips a control string up to its end: BEL, ESC \ or ST. Without an end, only what introduces it.
fn skip_string(rest: &mut std::str::Chars<'_>, introducer: usize) {
    rest.by_ref().take(introducer).for_each(drop);
    let mut ahead = rest.clone();
    while let Some(c) = ahead.next() {
        let ended = match c {
            '\u{7}' | '\u{9c}' => true,
            '\u{1b}' => ahead.clone().next() == Some('\\') && ahead.next().is_some(),
            _ => false,
        };
        if ended {
            *rest = ahead;
            return;
        }
        if matches!(c, '\r' | '\n') {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_are_removed_whole() {
        for (text, expected) in [
            ("Interview", "Interview"),
            ("You\u{1b}[31mr\u{1b}[0m", "Your"),
            ("Int\u{1b}[31mred\u{1b}]0;pwn\u{7}view", "Intredview"),
            ("a\u{1b}]8;;https://x.example\u{1b}\\link\u{1b}]8;;\u{1b}\\b", "alinkb"),
            ("a\u{9b}1;2Hb\u{9d}0;x\u{9c}c", "abc"),
            ("a\u{1b}(Bb\u{1b}c\u{1b}7d", "abd"),
            ("ends with \u{1b}", "ends with "),
            ("ends with \u{1b}[12", "ends with "),
            ("no end \u{1b}]0;title", "no end 0;title"),
            ("\u{1b}]0;one line\n\u{7}another", "0;one line\n\u{7}another"),
            ("é\u{1b}[1mé", "éé"),
        ] {
            assert_eq!(without_escape_sequences(text), expected, "{text:?}");
        }
        assert!(matches!(without_escape_sequences("plain [31m"), Cow::Borrowed(_)));
    }
}
