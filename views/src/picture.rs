//! Pictures of shapes and texts, written as SVG.

pub(crate) mod shapes;
pub(crate) mod svg;
pub(crate) mod text;
