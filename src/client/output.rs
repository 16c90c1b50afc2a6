//! Prints texts of the service without terminal escape sequences.

use std::io::{ErrorKind, IsTerminal as _, Write as _};

use planning::without_escape_sequences;
use terminal_size::{Width, terminal_size};

use super::error::ClientError;

/// Prints to standard output. It is no fault if nobody reads on.
pub(super) fn print(bytes: &[u8]) -> Result<(), ClientError> {
    let mut output = std::io::stdout().lock();
    match output.write_all(bytes).and_then(|()| output.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(ClientError::refused(format!("nothing could be printed: {error}")))
        }
        _ => Ok(()),
    }
}

/// Prints the body of a response unchanged, with a line break at its end.
pub(super) fn print_answer(body: &[u8]) -> Result<(), ClientError> {
    print(body)?;
    if body.ends_with(b"\n") { Ok(()) } else { print(b"\n") }
}

/// Prints something about the result to standard error, where it is in no script's way.
pub(super) fn note(text: &str) {
    // Without standard error nothing can be reported.
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// The width of the terminal, if standard output is one.
pub(super) fn terminal_width() -> Option<usize> {
    let (Width(width), _) = terminal_size().filter(|_| std::io::stdout().is_terminal())?;
    Some(width.into())
}

/// A text in one line, without characters that steer a terminal or turn around what follows.
pub(super) fn printable_line(text: &str) -> String {
    let text = without_escape_sequences(text);
    let kept = text.chars().filter(|character| !changes_direction(*character));
    kept.map(|character| if character.is_control() { ' ' } else { character }).collect()
}

/// A text of several lines without control characters.
pub(super) fn printable_lines(text: &str) -> String {
    text.lines().map(printable_line).collect::<Vec<_>>().join("\n")
}

/// Whether a character changes the direction in which others are shown (Unicode Standard Annex 9).
fn changes_direction(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_removed() {
        assert_eq!(printable_line("Acme\u{1b}]0;x\u{7}\r\n\u{202e}cba\u{9b}31m\u{7} 会社"), "Acme  cba  会社");
        assert_eq!(printable_lines("Dear Grace,\r\n\r\n\u{1b}[2Jthanks\n"), "Dear Grace,\n\nthanks");
    }
}
