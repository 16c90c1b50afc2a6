//! The content between the marks of a placeholder.

use super::vocabulary;

/// The content of a token.
pub(super) struct Content<'t> {
    pub(super) inner: &'t str,
    pub(super) parts: Vec<String>,
}

impl<'t> Content<'t> {
    pub(super) fn parse(inner: &'t str) -> Self {
        Self { inner, parts: vocabulary::parts(inner) }
    }

    pub(super) fn is_field(&self) -> bool {
        vocabulary::is_field_name(&self.parts)
    }

    pub(super) fn has_head(&self) -> bool {
        vocabulary::has_head(&self.parts)
    }

    pub(super) fn is_instruction(&self) -> bool {
        vocabulary::is_instruction(&self.parts)
    }

    /// Dots, underscores and the like, or nothing.
    pub(super) fn is_blank(&self) -> bool {
        self.inner.chars().all(|c| matches!(c, '.' | '_' | ' ' | '-' | '…' | '?' | 'x' | 'X'))
    }

    /// One identifier, as in code.
    pub(super) fn is_identifier(&self) -> bool {
        let bare = self.inner.trim();
        bare.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && bare.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | ' ' | '-' | '\'' | '|'))
            && bare.split(' ').count() <= 4
    }

    pub(super) fn is_number(&self) -> bool {
        let bare = self.inner.trim();
        bare.len() <= 2 && bare.chars().all(|c| c.is_ascii_digit())
    }

    /// Lists, pairs and calls: "{0, 1}", "{ name: string }".
    pub(super) fn is_structure(&self) -> bool {
        let head = self.inner.split('|').next().unwrap_or_default();
        head.contains([',', ';', '=', '(', ':']) && !head.contains(":default") && !head.contains("field=")
    }
}
