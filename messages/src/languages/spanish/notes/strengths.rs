//! Strengths as something that one brings.

use super::words::BROUGHT;
use crate::note::{NoteForm, PhrasedNote};

/// A strength that one can bring: "diez años de Rust", and "mi experiencia en la dirección de equipos" of what one
/// does.
pub(super) fn brought(line: String) -> PhrasedNote {
    const MAX_WORDS_BEFORE: usize = 4;
    let is_brought = line.split(' ').take(MAX_WORDS_BEFORE).any(|word| BROUGHT.contains(&word));
    match line.split(' ').next() {
        _ if is_brought => PhrasedNote::new(line, NoteForm::Phrase),
        Some("mi" | "mis") => PhrasedNote::new(line, NoteForm::Phrase),
        Some("el" | "la" | "los" | "las") => PhrasedNote::new(format!("mi experiencia en {line}"), NoteForm::Phrase),
        _ => PhrasedNote::new(line, NoteForm::Sentence),
    }
}
