//! The curves as CSV (RFC 4180): a line for each point of each group.

use std::fmt::Write as _;

use super::figures::{Statistics, rounded};

const HEADER: &str = "value,applications,day,at_risk,answered,share_waiting,lower,upper\r\n";

/// The curves of all groups that are shown. Values are words without separators, or nothing for the group of all.
pub(super) fn csv(statistics: &Statistics) -> String {
    let mut text = HEADER.to_owned();
    for group in &statistics.groups {
        let value = group.value.as_deref().unwrap_or_default();
        for point in &group.curve {
            // A string takes all that is written to it.
            let _ = write!(
                text,
                "{value},{},{},{},{},{},{},{}\r\n",
                group.applications,
                point.day,
                point.at_risk,
                point.answered,
                rounded(point.share),
                limit(point.lower),
                limit(point.upper),
            );
        }
    }
    text
}

/// Nothing, where the band is not defined.
fn limit(share: Option<f64>) -> String {
    share.map(|share| rounded(share).to_string()).unwrap_or_default()
}
