//! The data of a chart.

use wording::{Language, WaitingTime};

/// The data of a chart of waiting times.
#[derive(Clone, Copy, Debug)]
pub struct WaitingChart<'c> {
    /// The groups, the most important first.
    pub curves: &'c [WaitingCurve<'c>],
    /// The number of applications that a group needs in order to be shown.
    pub needed: u64,
    /// The number of groups that are not shown because they have fewer, and of their applications.
    pub withheld: (u64, u64),
    /// The language of its texts.
    pub language: &'c dyn Language,
}

/// The curve of a group.
#[derive(Clone, Debug)]
pub struct WaitingCurve<'c> {
    /// The group, and its figures.
    pub wait: WaitingTime<'c>,
    /// The steps of its curve, in order.
    pub steps: Vec<CurveStep>,
}

/// The share that still waits after a day.
#[derive(Clone, Copy, Debug)]
pub struct CurveStep {
    /// The days after the interview.
    pub day: u32,
    /// The share.
    pub share: f64,
    /// The lower and upper limit of its band, where that is defined.
    pub band: Option<(f64, f64)>,
}
