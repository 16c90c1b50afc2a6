//! The shapes of a picture. The style sheet defines their appearance by class.

use std::borrow::Cow;

/// A shape.
#[derive(Debug)]
pub(crate) enum Shape {
    /// A rectangle.
    Rect { class: &'static str, x: f64, y: f64, width: f64, height: f64, radius: f64 },
    /// A line.
    Line { class: &'static str, from: (f64, f64), to: (f64, f64) },
    /// A path in SVG's syntax, around a point.
    Path { class: &'static str, at: (f64, f64), outline: Cow<'static, str> },
    /// A line of text.
    Text { class: &'static str, at: (f64, f64), anchor: Anchor, text: String },
    /// A group of shapes, with its text.
    Group { class: String, title: Option<String>, shapes: Vec<Shape> },
}

/// The anchor of a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Anchor {
    Start,
    Middle,
}

impl Shape {
    /// A text with its start at this point.
    pub(crate) fn text(class: &'static str, at: (f64, f64), text: impl Into<String>) -> Self {
        Self::Text { class, at, anchor: Anchor::Start, text: text.into() }
    }

    /// A text with its middle at this point.
    pub(crate) fn centred(class: &'static str, at: (f64, f64), text: impl Into<String>) -> Self {
        Self::Text { class, at, anchor: Anchor::Middle, text: text.into() }
    }

    /// A vertical line.
    pub(crate) fn upright(class: &'static str, x: f64, from: f64, to: f64) -> Self {
        Self::Line { class, from: (x, from), to: (x, to) }
    }
}

/// A picture, with a description for screen readers.
#[derive(Debug)]
pub(crate) struct Picture {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// The language of its texts (BCP 47).
    pub(crate) language: &'static str,
    /// The style sheet.
    pub(crate) style: &'static str,
    /// Whether the style sheet fills shapes with stripes.
    pub(crate) has_stripes: bool,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) shapes: Vec<Shape>,
}
