//! Adds the suggestions of a mail to an import.

use invitations::mail::Mail;

use super::content::{ImportContent, ImportSuggestion};

/// Adds the suggestions of a mail. The mail's item is the next one that is added.
pub(super) fn add_suggestions(mail: &Mail, content: &mut ImportContent) {
    let item = content.items.len();
    for suggestion in &mail.suggestions {
        let id = u32::try_from(content.suggestions.len()).unwrap_or(u32::MAX);
        content.suggestions.push(ImportSuggestion {
            id,
            kind: suggestion.kind,
            date: suggestion.date,
            time: suggestion.time.clone(),
            words: suggestion.words.clone(),
            confidence: suggestion.confidence,
            item,
            accepted_at: None,
        });
    }
}
