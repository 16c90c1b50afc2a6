//! Strengths as something that one brings.

use super::words::BROUGHT;
use crate::note::{Form, Woven};

/// A strength that one can bring: "diez años de Rust", and "mi experiencia en la dirección de equipos" of what one
/// does.
pub(super) fn brought(line: String) -> Woven {
    const MAX_WORDS_BEFORE: usize = 4;
    let is_brought = line.split(' ').take(MAX_WORDS_BEFORE).any(|word| BROUGHT.contains(&word));
    match line.split(' ').next() {
        _ if is_brought => Woven::of(line, Form::Phrase),
        Some("mi" | "mis") => Woven::of(line, Form::Phrase),
        Some("el" | "la" | "los" | "las") => Woven::of(format!("mi experiencia en {line}"), Form::Phrase),
        _ => Woven::of(line, Form::Sentence),
    }
}
