//! Why thank-yous go out when they do.

use chrono::NaiveDate;

use super::LocalTime;
use crate::{Key, facts::Contact};

/// Why a thank-you goes out when it does.
#[derive(Clone, Debug, PartialEq)]
pub enum ThankYouReason<'f> {
    /// A personal note within 24 hours.
    Within24Hours { to: ThankedPerson<'f>, until: LocalTime },
    /// It has most effect while the conversation is fresh.
    BestWhileFresh { best_at: LocalTime },
    /// It does not ask anything yet.
    OnlyThanks,
    /// An e-mail within about 24 hours.
    EmailWithin24Hours { to: ThankedPerson<'f>, until: LocalTime },
    /// Within 24 hours; the question comes later.
    Within24HoursOnlyThanks { to: ThankedPerson<'f>, until: LocalTime },
    /// Within two or three days.
    WithinThreeDays { to: ThankedPerson<'f>, until: LocalTime },
    /// Separate from the follow-up, which has to wait for the employer's date.
    BeforeStatedDate { to: ThankedPerson<'f>, until: NaiveDate },
    /// The time of an account's own playbook.
    OwnPlaybook { playbook: &'f Key, to: ThankedPerson<'f>, until: LocalTime },
    /// Not at the usual time, since the candidate put it off.
    Postponed { usual: UsualThanks, postponed_until: LocalTime, to: ThankedPerson<'f>, until: LocalTime },
    /// It has most effect while the conversation is fresh, and was put off once already.
    NoFurtherDelay,
    /// After a meeting in person it is still welcome for two to three days.
    WelcomeAfterMeeting { until: NaiveDate, has_days_off: bool },
    /// A late thank-you is still welcome.
    WelcomeLate { until: NaiveDate },
    /// Other interviewers can't be reached, and are thanked through this person.
    PassOn { to: ThankedPerson<'f>, others: Box<[&'f Contact]> },
}

/// The person who is thanked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ThankedPerson<'f> {
    /// The person, where one is known.
    pub contact: Option<&'f Contact>,
    /// Whether the thanks are meant for all interviewers.
    pub for_anyone: bool,
}

/// When thanks are usually sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum UsualThanks {
    /// Within 24 hours.
    Within24Hours,
    /// Within about 24 hours.
    WithinAbout24Hours,
    /// Within two or three days.
    WithinThreeDays,
    /// Within a few days.
    WithinDays,
    /// Earlier than now.
    Sooner,
}
