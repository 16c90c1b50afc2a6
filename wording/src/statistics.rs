//! The trait for sentences about how long employers take.

use planning::{
    facts::{CommunicationChannel, InterviewKind, Sector, Seniority},
    survival::Quantile,
};

/// The applications that a curve is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ApplicationGroup<'g> {
    /// All that were counted.
    All,
    /// The applications in a sector.
    Sector(Sector),
    /// The applications for a level.
    Seniority(Seniority),
    /// Those in a country by its code, or where it isn't known.
    Country(Option<&'g str>),
    /// Those whose last interview was of a kind.
    Stage(InterviewKind),
    /// Those in which the candidate wrote or called first by a channel, or not at all.
    Channel(Option<CommunicationChannel>),
}

/// How long a group has waited.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct WaitingTime<'g> {
    /// Which applications.
    pub group: ApplicationGroup<'g>,
    /// How many there are.
    pub applications: u64,
    /// The day by which half of them were answered.
    pub median: Quantile,
}

/// The texts of a picture of statistics.
pub trait StatisticsLanguage {
    /// What the picture shows.
    fn statistics_title(&self) -> String;
    /// The label of the axis of days.
    fn statistics_days(&self) -> String;
    /// The label of the axis of shares: of applications that still wait.
    fn statistics_share(&self) -> String;
    /// What the area around a curve is: a band of 95 % confidence, for each day by itself.
    fn statistics_band(&self) -> String;
    /// Says that nothing is shown, because so many applications are needed.
    fn statistics_nothing(&self, needed: u64) -> String;
    /// That groups are left out, because each needs so many applications; `groups` is at least one.
    fn statistics_withheld(&self, groups: u64, applications: u64, needed: u64) -> String;
    /// That further groups have curves that aren't drawn; `groups` is at least one.
    fn statistics_undrawn(&self, groups: u64) -> String;
    /// The short name of a group.
    fn statistics_group(&self, group: ApplicationGroup) -> String;
    /// How long a group has waited, in a sentence.
    fn statistics_wait(&self, wait: &WaitingTime) -> String;
}
