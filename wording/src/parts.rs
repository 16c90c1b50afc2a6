//! Builds sentences from their parts without format strings, which are slower: plans have many sentences.

use std::{borrow::Cow, fmt::Write as _};

/// A part of a sentence.
pub(crate) trait Part {
    /// Appends it to `out`.
    fn append_to(&self, out: &mut String);
}

/// Appends the parts to the text `$out`: `add!(out, "until ", day, ".")`. Like `write!`, without a format string.
macro_rules! add {
    ($out:expr, $($part:expr),+ $(,)?) => {{
        $($crate::parts::Part::append_to(&$part, $out);)+
    }};
}

/// The parts as a new `String`: `text!("until ", day, ".")`. Like `format!`, without a format string.
macro_rules! text {
    ($($part:expr),+ $(,)?) => {
        $crate::parts::string_from(|text| $crate::parts::add!(text, $($part),+))
    };
}

pub(crate) use {add, text};

/// The string that `write` writes.
pub(crate) fn string_from(write: impl FnOnce(&mut String)) -> String {
    let mut text = String::new();
    write(&mut text);
    text
}

impl Part for str {
    fn append_to(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Part for String {
    fn append_to(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Part for Cow<'_, str> {
    fn append_to(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Part for planning::Key {
    fn append_to(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Part for planning::Name {
    fn append_to(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl<T: Part + ?Sized> Part for &T {
    fn append_to(&self, out: &mut String) {
        (**self).append_to(out);
    }
}

macro_rules! numbers {
    ($($number:ty),+) => {
        $(impl Part for $number {
            fn append_to(&self, out: &mut String) {
                // A string takes all that is written to it.
                let _ = write!(out, "{self}");
            }
        })+
    };
}

numbers!(u32, i32, i64, usize);

/// One sentence of several groups of changes: "The check-in was upcoming and is due now; it opens at 09:00". The first
/// group follows `subject`, each other one `pronoun`. `separator` stands between the groups. Empty groups are left out.
pub(crate) fn join_groups(subject: &str, pronoun: &str, separator: &str, groups: &[String]) -> String {
    let mut sentence = String::new();
    for (index, group) in groups.iter().filter(|group| !group.is_empty()).enumerate() {
        let subject = if index == 0 { subject } else { pronoun };
        let begin = if index == 0 { "" } else { separator };
        let space = if subject.is_empty() { "" } else { " " };
        add!(&mut sentence, begin, subject, space, group);
    }
    sentence.push('.');
    sentence
}
