//! Dimensions that all parts of the picture share, in pixels.

pub(super) const WIDTH: f64 = 880.0;
pub(super) const MARGIN: f64 = 24.0;
/// The left end of the chart. To the left of it are the texts.
pub(super) const CHART_LEFT: f64 = 334.0;
pub(super) const CHART_RIGHT: f64 = WIDTH - MARGIN;
/// The vertical position of the axis below a one-line title.
pub(super) const AXIS_Y: f64 = 134.0;
pub(super) const ROW_HEIGHT: f64 = 46.0;
