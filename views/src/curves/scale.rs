//! The axes: days to the right, shares upwards.

use super::chart::WaitingCurve;
use crate::picture::shapes::Shape;

/// Distances between days with labels, of which there should be no more than `MAX_LABELS`.
const STEPS: [u32; 12] = [1, 2, 5, 7, 14, 28, 50, 100, 200, 500, 1_000, 5_000];
const MAX_LABELS: u32 = 10;
/// The shortest axis, in days.
const MIN_AXIS_DAYS: u32 = 14;

/// Where days and shares are in the chart.
pub(super) struct Scale {
    last: u32,
    chart: [f64; 4],
}

impl Scale {
    /// An axis that shows all days with answers, and some days after them if waits were longer.
    pub(super) fn fit(curves: &[WaitingCurve], chart: [f64; 4]) -> Self {
        let last_answer = curves.iter().filter_map(last_drop).max().unwrap_or(0);
        let last_seen = curves.iter().filter_map(|curve| curve.steps.last()).map(|step| step.day).max().unwrap_or(0);
        let last = last_seen.min(last_answer + last_answer / 5).max(MIN_AXIS_DAYS);
        Self { last, chart }
    }

    /// The last day of the axis.
    pub(super) fn last(&self) -> u32 {
        self.last
    }

    pub(super) fn x(&self, day: u32) -> f64 {
        let [left, _, right, _] = self.chart;
        left + (right - left) * f64::from(day.min(self.last)) / f64::from(self.last)
    }

    pub(super) fn y(&self, share: f64) -> f64 {
        let [_, top, _, bottom] = self.chart;
        bottom - (bottom - top) * share.clamp(0.0, 1.0)
    }

    /// The lines of the axes with their labels.
    pub(super) fn lines(&self) -> Vec<Shape> {
        let [left, top, right, bottom] = self.chart;
        let mut shapes = Vec::new();
        for quarter in 0..=4_u8 {
            let y = self.y(f64::from(quarter) / 4.0);
            let class = if quarter == 0 { "axis" } else { "rule" };
            shapes.push(Shape::Line { class, from: (left, y), to: (right, y) });
            shapes.push(Shape::text("key", (left - 46.0, y + 4.0), format!("{} %", u32::from(quarter) * 25)));
        }
        let step = STEPS.into_iter().find(|step| self.last / step <= MAX_LABELS).unwrap_or(self.last);
        for day in (0..=self.last).step_by(step as usize) {
            let x = self.x(day);
            shapes.push(Shape::upright("rule", x, top, bottom + 5.0));
            shapes.push(Shape::centred("key", (x, bottom + 20.0), day.to_string()));
        }
        shapes
    }
}

/// The last day on which the share falls.
fn last_drop(curve: &WaitingCurve) -> Option<u32> {
    let mut share = 1.0;
    let mut last = None;
    for step in &curve.steps {
        if step.share < share {
            last = Some(step.day);
        }
        share = step.share;
    }
    last
}
