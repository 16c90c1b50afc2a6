//! How long until something happens, where for some it has not happened yet: the estimate of Kaplan and Meier (1958).
//!
//! An application that still waits, or stopped waiting, is censored: counted among those at risk until then, and not
//! dropped. The band is pointwise, at 95 %, with Greenwood's variance on the scale of log(-log S) (Kalbfleisch and
//! Prentice), so that it stays between 0 and 1.

use std::collections::BTreeMap;

/// The quantile of the normal distribution that leaves 2.5 % above it.
const NORMAL_QUANTILE_975: f64 = 1.959_963_984_540_054;

/// Products of fractions that ought to be equal to a share differ from it by less.
const ROUNDING_ERROR: f64 = 1e-9;

/// How many waits ended by an event, and how many without one, after the same number of days.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct EndCounts {
    /// Waits that an event ended.
    pub events: u64,
    /// Waits that are known to have lasted at least this long.
    pub censored: u64,
}

/// The estimate of the share that still waits after each number of days.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SurvivalCurve {
    /// A point for each number of days after which a wait ended or was last seen, in order.
    pub points: Vec<SurvivalPoint>,
}

/// The estimate after a number of days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SurvivalPoint {
    /// The number of days.
    pub day: u32,
    /// How many waits lasted at least until this day.
    pub at_risk: u64,
    /// How many ended on it, and how.
    pub ends: EndCounts,
    /// The estimated share of waits that go on after it.
    pub share: f64,
    /// The limits of the band. `None` if the variance is not defined, which is the case once nobody waits any more.
    pub band: Option<Band>,
}

/// The pointwise 95 % confidence limits of the share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// The lower limit.
    pub lower: f64,
    /// The upper limit.
    pub upper: f64,
}

/// The day by which a share of the waits has ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Quantile {
    /// The day; `None` if this share was not reached within the observed days.
    pub day: Option<u32>,
    /// The lower limit, where the lower limit of the band falls so low.
    pub lower: Option<u32>,
    /// The upper limit, where the upper limit of the band falls so low.
    pub upper: Option<u32>,
}

impl SurvivalCurve {
    /// The estimate from how many waits ended after each number of days.
    #[must_use]
    pub fn estimate(ends: &BTreeMap<u32, EndCounts>) -> Self {
        let mut at_risk: u64 = ends.values().map(|ends| ends.events + ends.censored).sum();
        let (mut share, mut variance) = (1.0, 0.0);
        let mut points = Vec::with_capacity(ends.len());
        for (&day, &ends) in ends {
            let (events, waiting) = (as_float(ends.events), as_float(at_risk));
            if ends.events > 0 {
                share *= (waiting - events) / waiting;
                variance += events / (waiting * (waiting - events));
            }
            points.push(SurvivalPoint { day, at_risk, ends, share, band: band(share, variance) });
            at_risk -= ends.events + ends.censored;
        }
        Self { points }
    }

    /// The first day on which at most `left` of the waits go on, with its limits (Brookmeyer and Crowley).
    #[must_use]
    pub fn quantile(&self, left: f64) -> Quantile {
        let first = |value: fn(&SurvivalPoint) -> Option<f64>| {
            let fell = |point: &&SurvivalPoint| value(point).is_some_and(|value| value <= left + ROUNDING_ERROR);
            self.points.iter().find(fell).map(|point| point.day)
        };
        Quantile {
            day: first(|point| Some(point.share)),
            lower: first(|point| point.band.map(|band| band.lower)),
            upper: first(|point| point.band.map(|band| band.upper)),
        }
    }

    /// The last point on or before a day; `None` if nothing was seen that lasted as long as that, unless all had ended.
    #[must_use]
    pub fn point_at(&self, day: u32) -> Option<SurvivalPoint> {
        let last = self.points.last()?;
        if last.day < day && last.share > 0.0 {
            return None;
        }
        let before = self.points.partition_point(|point| point.day <= day);
        let all_wait =
            SurvivalPoint { day, share: 1.0, band: band(1.0, 0.0), ends: EndCounts::default(), ..self.points[0] };
        Some(before.checked_sub(1).map_or(all_wait, |index| self.points[index]))
    }
}

fn band(share: f64, variance: f64) -> Option<Band> {
    if variance == 0.0 {
        return Some(Band { lower: share, upper: share });
    }
    if share <= 0.0 {
        return None;
    }
    let log = share.ln();
    let spread = NORMAL_QUANTILE_975 * variance.sqrt() / log;
    // The logarithm is negative: so is the spread.
    Some(Band { lower: (log * (-spread).exp()).exp(), upper: (log * spread.exp()).exp() })
}

/// Counts are far below the integers that a float can't hold.
#[expect(clippy::cast_precision_loss, reason = "there are fewer than 2^52 applications")]
fn as_float(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(ends: &[(u32, u64, u64)]) -> SurvivalCurve {
        SurvivalCurve::estimate(
            &ends.iter().map(|&(day, events, censored)| (day, EndCounts { events, censored })).collect(),
        )
    }

    fn close(one: f64, other: f64) -> bool {
        (one - other).abs() < 5e-5
    }

    /// The remission of leukaemia under 6-mercaptopurine: Freireich and others (1963), as textbooks print its estimate.
    #[test]
    fn the_textbook_example_comes_out_as_printed() {
        let ends = [
            (6, 3, 1),
            (7, 1, 0),
            (9, 0, 1),
            (10, 1, 1),
            (11, 0, 1),
            (13, 1, 0),
            (16, 1, 0),
            (17, 0, 1),
            (19, 0, 1),
            (20, 0, 1),
            (22, 1, 0),
            (23, 1, 0),
            (25, 0, 1),
            (32, 0, 2),
            (34, 0, 1),
            (35, 0, 1),
        ];
        let curve = curve(&ends);
        let share = |day| curve.point_at(day).unwrap().share;
        for (day, printed) in
            [(6, 0.8571), (7, 0.8067), (10, 0.7529), (13, 0.6902), (16, 0.6275), (22, 0.5378), (23, 0.4482)]
        {
            assert!(close(share(day), printed), "{day}: {}", share(day));
        }
        assert_eq!(curve.points[0].at_risk, 21);
        assert_eq!(curve.quantile(0.5), Quantile { day: Some(23), lower: Some(13), upper: None });
        let Some(Band { lower, upper }) = curve.point_at(10).unwrap().band else { panic!("it is defined") };
        assert!(close(lower, 0.5032) && close(upper, 0.8894), "{lower} {upper}");
        assert_eq!((share(5), share(21)), (1.0, share(16)));
        assert!(curve.point_at(36).is_none());
    }

    #[test]
    fn exact_halves_are_halves() {
        // In floats 3/4 · 2/3 may be a little more than a half.
        for count in 1..200_u32 {
            let curve = curve(&(1..=2 * count).map(|day| (day, 1, 0)).collect::<Vec<_>>());
            assert_eq!(curve.quantile(0.5).day, Some(count));
            assert_eq!(curve.points.last().unwrap().band, None);
            assert!(curve.point_at(1_000).unwrap().share.abs() < 1e-12);
        }
    }

    #[test]
    fn waits_that_have_not_ended_are_not_dropped() {
        let dropped = curve(&[(3, 5, 0)]);
        assert_eq!(dropped.quantile(0.5).day, Some(3));
        let waiting = curve(&[(3, 5, 0), (30, 0, 15)]);
        assert_eq!(waiting.quantile(0.5).day, None);
        assert!(close(waiting.point_at(3).unwrap().share, 0.75));
        assert_eq!(curve(&[]), SurvivalCurve::default());
        assert!(curve(&[]).point_at(0).is_none() && curve(&[(0, 0, 4)]).quantile(0.5).day.is_none());
    }
}
