//! The duties, each with its source and the day on which that was last read.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::facts::InterviewKind;

/// A duty of employers to tell applicants where they stand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ObligationRule {
    /// The id.
    pub key: ObligationKey,
    /// The country or its part where it is the law: a code of ISO 3166-1 or ISO 3166-2.
    pub jurisdiction: &'static str,
    /// The law, and its section about the duty.
    pub law: &'static str,
    /// The days that the employer has, counted from the last interview; `None` if the law says "without delay".
    pub days: Option<u16>,
    /// The kinds of interview that do not count.
    pub uncounted_interviews: &'static [InterviewKind],
    /// The conditions of the duty that an application can state, or that candidates have to know.
    pub conditions: &'static [ObligationCondition],
    /// The first day on which it was in force: interviews before it do not count.
    pub in_force_from: NaiveDate,
    /// The address of the text.
    pub source: &'static str,
    /// The day on which the source was last read.
    pub checked_on: NaiveDate,
}

/// The id of a duty.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, ToSchema)]
pub enum ObligationKey {
    /// Ontario: 45 days after the last interview to say whether a decision has been made.
    #[serde(rename = "ca-on.decision.1")]
    OntarioDecision,
    /// South Korea: to notify applicants without delay once it is decided who is hired.
    #[serde(rename = "kr.notice.1")]
    KoreaNotice,
}

/// A condition of a duty.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ObligationCondition {
    /// The position was advertised to the public: `publicly_advertised` of the application.
    PubliclyAdvertised,
    /// The employer employs at least this many people: `employer_size` of the application.
    EmployerSize {
        /// The number of people.
        at_least: u32,
    },
    /// The State or a local government does not hire a public official: known by the sector, unless that is
    /// `government` or `other`.
    NotPublicOfficial,
    /// The law of the province is that of the employer's staff, and not federal law, as in Canada for banks, airlines
    /// and telecommunications. No fact says it.
    NotFederal,
}

/// The kinds of conditions that a duty can have.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ObligationConditionKind {
    /// The position was advertised to the public.
    PubliclyAdvertised,
    /// The employer employs at least so many people.
    EmployerSize,
    /// The State or a local government does not hire a public official.
    NotPublicOfficial,
    /// The employer is not regulated federally.
    NotFederal,
}

impl ObligationCondition {
    /// Its kind.
    #[must_use]
    pub const fn kind(self) -> ObligationConditionKind {
        match self {
            Self::PubliclyAdvertised => ObligationConditionKind::PubliclyAdvertised,
            Self::EmployerSize { .. } => ObligationConditionKind::EmployerSize,
            Self::NotPublicOfficial => ObligationConditionKind::NotPublicOfficial,
            Self::NotFederal => ObligationConditionKind::NotFederal,
        }
    }

    /// The least number of people; `None` if it is not about a number.
    #[must_use]
    pub const fn at_least(self) -> Option<u32> {
        match self {
            Self::EmployerSize { at_least } => Some(at_least),
            Self::PubliclyAdvertised | Self::NotPublicOfficial | Self::NotFederal => None,
        }
    }

    /// The source of the condition, if it differs from the source of the rule.
    #[must_use]
    pub const fn source(self) -> Option<&'static str> {
        match self {
            Self::NotFederal => Some(ONTARIO_ACT),
            Self::PubliclyAdvertised | Self::EmployerSize { .. } | Self::NotPublicOfficial => None,
        }
    }
}

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => NaiveDate::MIN,
    }
}

/// The Employment Standards Act, 2000; its section 3 (2) leaves out what is within federal jurisdiction.
const ONTARIO_ACT: &str = "https://www.ontario.ca/laws/statute/00e41";

const RULES: [ObligationRule; 2] = [
    ObligationRule {
        key: ObligationKey::OntarioDecision,
        jurisdiction: "CA-ON",
        law: "Employment Standards Act, 2000, ss. 3 (2) and 8.6; O. Reg. 476/24",
        days: Some(45),
        uncounted_interviews: &[InterviewKind::Screening],
        conditions: &[
            ObligationCondition::PubliclyAdvertised,
            ObligationCondition::EmployerSize { at_least: 25 },
            ObligationCondition::NotFederal,
        ],
        in_force_from: day(2026, 1, 1),
        source: "https://www.ontario.ca/laws/regulation/240476",
        checked_on: day(2026, 11, 30),
    },
    ObligationRule {
        key: ObligationKey::KoreaNotice,
        jurisdiction: "KR",
        law: "Fair Hiring Procedure Act (Act No. 12326), arts. 3 and 10",
        days: None,
        uncounted_interviews: &[],
        conditions: &[ObligationCondition::EmployerSize { at_least: 30 }, ObligationCondition::NotPublicOfficial],
        in_force_from: day(2017, 1, 1),
        source: "https://elaw.klri.re.kr/kor_mobile/viewer.do?hseq=50709&type=part&key=40",
        checked_on: day(2026, 11, 30),
    },
];

/// All duties that are known.
#[must_use]
pub fn obligation_rules() -> &'static [ObligationRule] {
    &RULES
}
