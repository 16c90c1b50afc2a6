//! Builds sentences from their parts without the formatting machinery, since plans have many sentences.

use std::{borrow::Cow, fmt::Write as _};

/// A part of a sentence.
pub(crate) trait Say {
    /// Appends it to `out`.
    fn say(&self, out: &mut String);
}

/// Appends the parts to the text `$out`: `say!(out, "until ", day, ".")`. Like `write!`, without a format string.
macro_rules! say {
    ($out:expr, $($part:expr),+ $(,)?) => {{
        $($crate::say::Say::say(&$part, $out);)+
    }};
}

/// The parts as a new `String`: `said!("until ", day, ".")`. Like `format!`, without a format string.
macro_rules! said {
    ($($part:expr),+ $(,)?) => {
        $crate::say::text(|text| $crate::say::say!(text, $($part),+))
    };
}

pub(crate) use {said, say};

/// The text that `write` writes.
pub(crate) fn text(write: impl FnOnce(&mut String)) -> String {
    let mut text = String::new();
    write(&mut text);
    text
}

impl Say for str {
    fn say(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Say for String {
    fn say(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Say for Cow<'_, str> {
    fn say(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Say for planning::Key {
    fn say(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Say for planning::Name {
    fn say(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl<T: Say + ?Sized> Say for &T {
    fn say(&self, out: &mut String) {
        (**self).say(out);
    }
}

macro_rules! numbers {
    ($($number:ty),+) => {
        $(impl Say for $number {
            fn say(&self, out: &mut String) {
                // A string takes all that is written to it.
                let _ = write!(out, "{self}");
            }
        })+
    };
}

numbers!(u32, i32, i64, usize);

/// One sentence of groups of changes, whose subject is named once: "The check-in was upcoming and is due now; it opens at
/// 09:00". `again` is what stands for the subject, and `mark` parts the groups.
pub(crate) fn in_groups(subject: &str, again: &str, mark: &str, groups: &[String]) -> String {
    let mut sentence = String::new();
    for (index, group) in groups.iter().filter(|group| !group.is_empty()).enumerate() {
        let subject = if index == 0 { subject } else { again };
        let begin = if index == 0 { "" } else { mark };
        let space = if subject.is_empty() { "" } else { " " };
        say!(&mut sentence, begin, subject, space, group);
    }
    sentence.push('.');
    sentence
}
