//! Puts sentences together from their parts, without formatting machinery: plans have many.

use std::{borrow::Cow, fmt::Write as _};

/// Something that a sentence can contain.
pub(crate) trait Say {
    /// Adds it to the sentence.
    fn say(&self, out: &mut String);
}

/// Adds the parts to the sentence, one after the other.
macro_rules! say {
    ($out:expr, $($part:expr),+ $(,)?) => {{
        $($crate::say::Say::say(&$part, $out);)+
    }};
}

/// The parts as a text of their own.
macro_rules! said {
    ($($part:expr),+ $(,)?) => {
        $crate::say::text(|text| $crate::say::say!(text, $($part),+))
    };
}

pub(crate) use {said, say};

/// What `write` writes, as a text of its own.
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
