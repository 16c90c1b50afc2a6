//! Estimates many curves at once. An input line has a JSON array of waits, each `[days, answered]`. An output line has
//! the points of their curve, each `[day, at_risk, share, lower, upper]`, and the median with its limits.
//!
//! ```sh
//! cargo run --release -p planning --example curves < histories.jsonl > curves.jsonl
//! ```

use std::{
    collections::BTreeMap,
    io::{self, BufRead as _, BufWriter, Write as _},
};

use planning::survival::{EndCounts, SurvivalCurve};
use serde_json::json;

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let waits: Vec<(u32, bool)> = serde_json::from_str(&line?)?;
        let mut ends = BTreeMap::<u32, EndCounts>::new();
        for (days, answered) in waits {
            let ends = ends.entry(days).or_default();
            if answered {
                ends.events += 1;
            } else {
                ends.censored += 1;
            }
        }
        let curve = SurvivalCurve::estimate(&ends);
        let points: Vec<_> = curve
            .points
            .iter()
            .map(|point| {
                let (lower, upper) = (point.band.map(|band| band.lower), point.band.map(|band| band.upper));
                json!([point.day, point.at_risk, point.share, lower, upper])
            })
            .collect();
        let median = curve.quantile(0.5);
        writeln!(out, "{}", json!({"points": points, "median": [median.day, median.lower, median.upper]}))?;
    }
    out.flush()
}
