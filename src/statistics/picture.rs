//! The curves as a picture.

use std::io;

use views::{CurveStep, WaitingChart, WaitingCurve, waiting_curves};
use wording::{ApplicationGroup, Language, WaitingTime};

use super::figures::{CurvePoint, Statistics, StatisticsGroup};

/// The curves as SVG.
pub(super) fn picture(statistics: &Statistics, language: &'static dyn Language) -> io::Result<String> {
    let curves: Vec<_> = statistics.groups.iter().map(|group| curve(statistics, group)).collect();
    waiting_curves(&WaitingChart {
        curves: &curves,
        needed: statistics.minimum,
        withheld: (statistics.withheld.groups, statistics.withheld.applications),
        language,
    })
}

fn curve<'s>(statistics: &Statistics, group: &'s StatisticsGroup) -> WaitingCurve<'s> {
    let value = group.value.as_deref().unwrap_or_default();
    let step =
        |point: &CurvePoint| CurveStep { day: point.day, share: point.share, band: point.lower.zip(point.upper) };
    WaitingCurve {
        wait: WaitingTime {
            group: statistics.by.map_or(ApplicationGroup::All, |by| by.group(value)),
            applications: group.applications,
            median: group.median(),
        },
        steps: group.curve.iter().map(step).collect(),
    }
}
