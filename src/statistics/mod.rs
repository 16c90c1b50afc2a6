//! `/v1/statistics`: how long employers take to answer after the last interview. `docs/statistics.md` says what is
//! counted.

mod csv;
mod figures;
mod groups;
mod http;
mod picture;
mod published;

pub use figures::{CurvePoint, Statistics, StatisticsGroup, StatisticsQuantile, StatisticsShare, WithheldGroups};
pub use groups::{CountryFilter, FirstChannel, StatisticsDimension};
pub use http::*;
pub use published::{PublishedFigure, PublishedLabel, PublishedUnit, PublishedValue};
