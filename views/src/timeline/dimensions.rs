//! The measures that all parts of the picture share, in pixels.

pub(super) const WIDTH: f64 = 880.0;
pub(super) const MARGIN: f64 = 24.0;
/// Where the chart begins; to the left are the words.
pub(super) const CHART: f64 = 334.0;
pub(super) const RIGHT: f64 = WIDTH - MARGIN;
/// Where the axis is below a title of one line; below it are the dates that go through all rows, and then the rows.
pub(super) const AXIS: f64 = 134.0;
pub(super) const ROW: f64 = 46.0;
