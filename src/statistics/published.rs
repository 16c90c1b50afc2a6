//! Figures that others have published: something to compare with while an account has few of its own. No plan follows
//! them.

use serde::Serialize;
use utoipa::ToSchema;

/// A figure that others have published.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct PublishedFigure {
    /// What the figure is: never more than an expectation beforehand.
    pub label: PublishedLabel,
    /// Who published it.
    #[schema(value_type = String, example = "Glassdoor Economic Research")]
    pub publisher: &'static str,
    /// The year that it is of.
    #[schema(example = 2017)]
    pub year: u16,
    /// What it measures.
    #[schema(value_type = String)]
    pub measures: &'static str,
    /// Why it says little about a wait after an interview.
    #[schema(value_type = String)]
    pub weakness: &'static str,
    /// The number of answers or reviews that it is based on; null if that is not published.
    #[schema(example = 83_921)]
    pub sample: Option<u32>,
    /// The unit of its values.
    pub unit: PublishedUnit,
    /// The values.
    #[schema(value_type = Vec<PublishedValue>)]
    pub values: &'static [PublishedValue],
    /// Where it was read.
    #[schema(value_type = String, example = "https://www.glassdoor.com/research/time-to-hire-in-25-countries")]
    pub source: &'static str,
}

/// What a published figure is.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PublishedLabel {
    /// An expectation beforehand, which measures something else.
    Prior,
}

/// The unit of published values.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PublishedUnit {
    /// Days, on average.
    MeanDays,
    /// A share, from 0 to 1.
    Share,
}

/// A value of a published figure.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct PublishedValue {
    /// The country (ISO 3166-1) or the sector that it is about; null for all.
    #[schema(value_type = Option<String>, example = "US")]
    pub group: Option<&'static str>,
    /// The value.
    #[schema(example = 23.8)]
    pub value: f64,
}

const fn group_value(group: &'static str, value: f64) -> PublishedValue {
    PublishedValue { group: Some(group), value }
}

const fn overall_value(value: f64) -> PublishedValue {
    PublishedValue { group: None, value }
}

const COUNTRIES: [PublishedValue; 25] = [
    group_value("BR", 39.6),
    group_value("FR", 38.9),
    group_value("CH", 37.6),
    group_value("IT", 36.0),
    group_value("BE", 36.0),
    group_value("AE", 35.8),
    group_value("EG", 35.2),
    group_value("ES", 31.7),
    group_value("MX", 31.2),
    group_value("JP", 30.9),
    group_value("DE", 28.5),
    group_value("GB", 27.5),
    group_value("PL", 25.9),
    group_value("IE", 25.5),
    group_value("NL", 25.4),
    group_value("SG", 25.4),
    group_value("CN", 24.7),
    group_value("US", 23.8),
    group_value("AU", 23.3),
    group_value("PH", 21.8),
    group_value("MY", 21.7),
    group_value("CA", 20.1),
    group_value("RO", 19.2),
    group_value("IL", 16.9),
    group_value("IN", 16.1),
];

const FIGURES: [PublishedFigure; 4] = [
    PublishedFigure {
        label: PublishedLabel::Prior,
        publisher: "Glassdoor Economic Research",
        year: 2017,
        measures: "The average days from the application to an offer or a rejection, by country",
        weakness: "It counts from the application, not from the last interview. Reviews were written by those who chose to, \
                   and those who never heard back are left out. It is of the first half of 2017.",
        sample: Some(83_921),
        unit: PublishedUnit::MeanDays,
        values: &COUNTRIES,
        source: "https://www.glassdoor.com/research/time-to-hire-in-25-countries",
    },
    PublishedFigure {
        label: PublishedLabel::Prior,
        publisher: "Glassdoor Economic Research",
        year: 2017,
        measures: "The average days from the application to an offer or a rejection at government employers in the United \
                   States",
        weakness: "As above, and of one country. For other sectors of this service it has no figure.",
        sample: None,
        unit: PublishedUnit::MeanDays,
        values: &[group_value("government", 53.8)],
        source: "https://www.glassdoor.com/research/time-to-hire-in-25-countries",
    },
    PublishedFigure {
        label: PublishedLabel::Prior,
        publisher: "Greenhouse",
        year: 2024,
        measures: "The share of job seekers in the United Kingdom, the United States and Germany who say that they have ever \
                   been left without an answer after an interview",
        weakness: "It counts people who ever met with it, not interviews. A vendor asked about 2,500 people, and reports \
                   differ on how much it rose.",
        sample: Some(2_500),
        unit: PublishedUnit::Share,
        values: &[overall_value(0.61)],
        source: "https://www.unleash.ai/artificial-intelligence/greenhouse-61-of-job-seekers-have-been-ghosted-during-the-recruitment-process/",
    },
    PublishedFigure {
        label: PublishedLabel::Prior,
        publisher: "Kieran Snyder",
        year: 2025,
        measures: "The share of complete series of interviews after which nothing was ever heard: 51 of 144",
        weakness: "30 people, chosen because they were in demand. It is the only figure for each series that was found.",
        sample: Some(144),
        unit: PublishedUnit::Share,
        values: &[overall_value(0.35)],
        source: "https://kieransnyder.kit.com/posts/35-of-candidates-get-ghosted-after-interviewing-yikes",
    },
];

/// The published figures.
pub(super) fn published() -> &'static [PublishedFigure] {
    &FIGURES
}
