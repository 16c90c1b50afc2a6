//! Calculates the curves from the counts.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use entity::AnswerCount;
use planning::survival::{EndCounts, Quantile, SurvivalCurve, SurvivalPoint};
use serde::{Serialize, Serializer};
use utoipa::ToSchema;

use super::{
    groups::StatisticsDimension,
    published::{PublishedFigure, published},
};

/// The number of applications below which nothing is shown of a group.
pub(super) const DEFAULT_MIN_APPLICATIONS: u64 = 20;

/// The shares of answered applications whose days are given.
const QUANTILE_SHARES: [f64; 4] = [0.25, MEDIAN_SHARE, 0.75, 0.9];

const MEDIAN_SHARE: f64 = 0.5;

/// The days after which the share of answered applications is given.
const REPORTED_DAYS: [u32; 6] = [7, 14, 30, 45, 60, 90];

/// How long employers take to answer after the last interview.
#[derive(Debug, Serialize, ToSchema)]
pub struct Statistics {
    /// The instant that the figures are for.
    pub(super) as_of: DateTime<Utc>,
    /// What the applications are grouped by; null for one group of all.
    pub(super) by: Option<StatisticsDimension>,
    /// The number of applications below which nothing is shown of a group.
    #[schema(example = 20)]
    pub(super) minimum: u64,
    /// The groups with at least `minimum` applications, the largest first.
    pub(super) groups: Vec<StatisticsGroup>,
    /// The groups that are not shown.
    pub(super) withheld: WithheldGroups,
    /// Whether all facts that were written before are counted. If false, repeat the request: each request counts more.
    pub(super) complete: bool,
    /// The number of applications whose latest facts have yet to be counted: 0 if `complete` is true. The number stops
    /// at 10,000, which then means 10,000 or more.
    #[schema(maximum = 10_000)]
    pub(super) plans_remaining: u64,
    /// Figures that others have published. They measure other things, and no plan follows them.
    #[schema(value_type = Vec<PublishedFigure>)]
    pub(super) published: &'static [PublishedFigure],
}

/// The applications with one value.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatisticsGroup {
    /// The value by which they are grouped; null for the group of all. `none` is a country that isn't known, or no
    /// message.
    #[schema(example = "startup")]
    pub(super) value: Option<String>,
    /// The number of applications with an interview that has taken place.
    #[schema(example = 57)]
    pub(super) applications: u64,
    /// The applications that the employer has answered.
    pub(super) answered: u64,
    /// The applications that still wait for an answer.
    pub(super) waiting: u64,
    /// The applications that the candidate ended without an answer: withdrawn, or another job taken.
    pub(super) ended: u64,
    /// The days by which shares of the applications are answered.
    pub(super) quantiles: Vec<StatisticsQuantile>,
    /// The shares of applications that are answered within some days.
    pub(super) answered_within: Vec<StatisticsShare>,
    /// The share of applications that still wait, after each day on which one was answered, and on the last day seen
    /// (Kaplan and Meier).
    pub(super) curve: Vec<CurvePoint>,
}

/// The day by which a share of the applications is answered.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatisticsQuantile {
    /// The share of answered applications.
    #[schema(example = 0.5)]
    share: f64,
    /// The days after the interview; null if this share was not reached within the observed days.
    #[schema(example = 9)]
    days: Option<u32>,
    /// The lower limit with 95 % confidence; null if the band does not reach the share.
    lower: Option<u32>,
    /// The upper limit with 95 % confidence; null if the band does not reach the share.
    upper: Option<u32>,
}

/// The share of applications that are answered within some days.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatisticsShare {
    /// The days after the interview.
    #[schema(example = 14)]
    days: u32,
    /// The share of answered applications; null if none was seen for so long.
    #[serde(serialize_with = "optional_share")]
    share: Option<f64>,
    /// The lower limit with 95 % confidence; null where the band is not defined.
    #[serde(serialize_with = "optional_share")]
    lower: Option<f64>,
    /// The upper limit with 95 % confidence; null where the band is not defined.
    #[serde(serialize_with = "optional_share")]
    upper: Option<f64>,
}

/// The share of applications that still wait after a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct CurvePoint {
    /// The days after the interview.
    #[schema(example = 9)]
    pub(super) day: u32,
    /// The number of applications that waited at least until this day.
    pub(super) at_risk: u64,
    /// The applications that were answered on this day.
    pub(super) answered: u64,
    /// The share that still waits.
    #[serde(serialize_with = "share")]
    pub(super) share: f64,
    /// The lower limit of the 95 % confidence band; null where it is not defined.
    #[serde(serialize_with = "optional_share")]
    pub(super) lower: Option<f64>,
    /// The upper limit of the 95 % confidence band; null where it is not defined.
    #[serde(serialize_with = "optional_share")]
    pub(super) upper: Option<f64>,
}

/// The groups that are not shown, because they are too small.
#[derive(Clone, Copy, Debug, Default, Serialize, ToSchema)]
pub struct WithheldGroups {
    /// Their number.
    pub(super) groups: u64,
    /// The number of their applications.
    pub(super) applications: u64,
}

/// Shares to the millionth: further digits say nothing.
pub(super) fn rounded(share: f64) -> f64 {
    (share * 1e6).round() / 1e6
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over references")]
fn share<S: Serializer>(share: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(rounded(*share))
}

#[expect(clippy::ref_option, reason = "serde hands over references")]
fn optional_share<S: Serializer>(share: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    share.map(rounded).serialize(serializer)
}

/// The number of applications of a group by state.
#[derive(Debug, Default)]
struct StateCounts {
    answered: u64,
    waiting: u64,
    ended: u64,
    ends: BTreeMap<u32, EndCounts>,
}

impl StateCounts {
    /// The states after each day: what is noted is added to what is counted before.
    fn from_sums(sums: &Sums, today: i64) -> Self {
        let mut tally = Self::default();
        for ((standing, day), applications) in sums {
            // Negative, if a newer release has counted what this one can't read.
            let applications = u64::try_from(*applications).unwrap_or(0);
            let (total, days) = match standing {
                AnswerState::Answered => (&mut tally.answered, *day),
                AnswerState::Waiting => (&mut tally.waiting, today - day),
                AnswerState::Ended => (&mut tally.ended, *day),
            };
            *total += applications;
            if applications > 0 {
                let ends = tally.ends.entry(u32::try_from(days).unwrap_or(0)).or_default();
                let ended = if *standing == AnswerState::Answered { &mut ends.events } else { &mut ends.censored };
                *ended += applications;
            }
        }
        tally
    }

    fn applications(&self) -> u64 {
        self.answered + self.waiting + self.ended
    }
}

impl Statistics {
    /// The figures from the counts.
    pub(super) fn from_counts(counts: Vec<AnswerCount>, by: Option<StatisticsDimension>, now: DateTime<Utc>) -> Self {
        let today = (now.date_naive() - NaiveDate::default()).num_days();
        let (shown, withheld): (Vec<_>, Vec<_>) = summed(counts)
            .into_iter()
            .map(|(value, sums)| (value, StateCounts::from_sums(&sums, today)))
            .filter(|(_, tally)| tally.applications() > 0)
            .partition(|(_, tally)| tally.applications() >= DEFAULT_MIN_APPLICATIONS);
        let withheld = WithheldGroups {
            groups: withheld.len() as u64,
            applications: withheld.iter().map(|(_, tally)| tally.applications()).sum(),
        };
        let mut groups: Vec<_> =
            shown.into_iter().map(|(value, tally)| StatisticsGroup::from_tally(by.map(|_| value), &tally)).collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.applications));
        Self {
            as_of: now,
            by,
            minimum: DEFAULT_MIN_APPLICATIONS,
            groups,
            withheld,
            complete: true,
            plans_remaining: 0,
            published: published(),
        }
    }
}

/// The state of an application.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum AnswerState {
    Answered,
    Waiting,
    Ended,
}

/// The number of applications of a group in each state, by days or by first day.
type Sums = BTreeMap<(AnswerState, i64), i64>;

/// The counts of each group.
fn summed(counts: Vec<AnswerCount>) -> BTreeMap<String, Sums> {
    let mut groups = BTreeMap::<String, Sums>::new();
    for AnswerCount { value, standing, days } in counts {
        let state = match standing.as_str() {
            "answered" => AnswerState::Answered,
            "waiting" => AnswerState::Waiting,
            _ => AnswerState::Ended,
        };
        let sums = groups.entry(value).or_default();
        for (day, applications) in days {
            *sums.entry((state, day)).or_default() += applications;
        }
    }
    groups
}

impl StatisticsGroup {
    fn from_tally(value: Option<String>, tally: &StateCounts) -> Self {
        let curve = SurvivalCurve::estimate(&tally.ends);
        let quantile = |share: f64| {
            let found = curve.quantile(1.0 - share);
            StatisticsQuantile { share, days: found.day, lower: found.lower, upper: found.upper }
        };
        let within = |days: u32| {
            let point = curve.point_at(days);
            let band = point.and_then(|point| point.band);
            StatisticsShare {
                days,
                share: point.map(|point| 1.0 - point.share),
                lower: band.map(|band| 1.0 - band.upper),
                upper: band.map(|band| 1.0 - band.lower),
            }
        };
        let last = curve.points.len().saturating_sub(1);
        let shown = curve.points.iter().enumerate().filter(|(index, point)| point.ends.events > 0 || *index == last);
        Self {
            value,
            applications: tally.applications(),
            answered: tally.answered,
            waiting: tally.waiting,
            ended: tally.ended,
            quantiles: QUANTILE_SHARES.map(quantile).into(),
            answered_within: REPORTED_DAYS.map(within).into(),
            curve: shown.map(|(_, point)| CurvePoint::from_point(point)).collect(),
        }
    }

    /// The days by which half are answered.
    pub(super) fn median(&self) -> Quantile {
        let half = self.quantiles.iter().find(|quantile| quantile.share == MEDIAN_SHARE);
        half.map_or(Quantile { day: None, lower: None, upper: None }, |half| Quantile {
            day: half.days,
            lower: half.lower,
            upper: half.upper,
        })
    }
}

impl CurvePoint {
    fn from_point(point: &SurvivalPoint) -> Self {
        let SurvivalPoint { day, at_risk, ends, share, band } = *point;
        let (lower, upper) = (band.map(|band| band.lower), band.map(|band| band.upper));
        Self { day, at_risk, answered: ends.events, share, lower, upper }
    }
}

#[cfg(test)]
mod tests;
