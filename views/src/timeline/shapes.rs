//! What a picture is made of. How it looks is for the style sheet to say, by class.

/// One part of a picture.
#[derive(Debug)]
pub(super) enum Shape {
    /// A rectangle.
    Rect { class: &'static str, x: f64, y: f64, width: f64, height: f64, radius: f64 },
    /// A line.
    Line { class: &'static str, from: (f64, f64), to: (f64, f64) },
    /// An outline in SVG's words, around a point.
    Path { class: &'static str, at: (f64, f64), outline: &'static str },
    /// A line of text.
    Text { class: &'static str, at: (f64, f64), anchor: Anchor, text: String },
    /// Shapes that belong together, and what they are about.
    Group { class: String, title: Option<String>, shapes: Vec<Shape> },
}

/// Which point of a text is named.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Anchor {
    Start,
    Middle,
}

impl Shape {
    /// A text that begins there.
    pub(super) fn text(class: &'static str, at: (f64, f64), text: impl Into<String>) -> Self {
        Self::Text { class, at, anchor: Anchor::Start, text: text.into() }
    }

    /// A text with its middle there.
    pub(super) fn centred(class: &'static str, at: (f64, f64), text: impl Into<String>) -> Self {
        Self::Text { class, at, anchor: Anchor::Middle, text: text.into() }
    }

    /// A line straight down.
    pub(super) fn upright(class: &'static str, x: f64, from: f64, to: f64) -> Self {
        Self::Line { class, from: (x, from), to: (x, to) }
    }
}

/// A picture, with what somebody is told who can't see it.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) width: f64,
    pub(super) height: f64,
    /// The language of its texts (BCP 47).
    pub(super) language: &'static str,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) shapes: Vec<Shape>,
}
