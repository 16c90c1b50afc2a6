//! Why thanks go out when they do.

use chrono::NaiveDate;

use super::LocalTime;
use crate::{Key, facts::Contact};

/// Why a thank-you goes out when it does.
#[derive(Clone, Debug, PartialEq)]
pub enum ThankYouReason<'f> {
    /// A personal note within 24 hours.
    Within24Hours { to: Thanked<'f>, until: LocalTime },
    /// It does most while the conversation is fresh.
    BestWhileFresh { best_at: LocalTime },
    /// It asks nothing yet.
    OnlyThanks,
    /// An e-mail within about 24 hours.
    EmailWithin24Hours { to: Thanked<'f>, until: LocalTime },
    /// Within 24 hours; the question comes later.
    Within24HoursOnlyThanks { to: Thanked<'f>, until: LocalTime },
    /// Within two or three days.
    WithinThreeDays { to: Thanked<'f>, until: LocalTime },
    /// By itself, since the follow-up has to wait for the employer's date.
    BeforeStatedDate { to: Thanked<'f>, until: NaiveDate },
    /// As an account's own playbook has it.
    OwnPlaybook { playbook: &'f Key, to: Thanked<'f>, until: LocalTime },
    /// Beside the usual time, since the candidate put it off.
    PutOff { usual: UsualThanks, put_off_until: LocalTime, to: Thanked<'f>, until: LocalTime },
    /// It does most while the conversation is fresh, and was put off already.
    NoFurtherDelay,
    /// After a meeting in person it is still welcome for two to three days.
    WelcomeAfterMeeting { until: NaiveDate, has_days_off: bool },
    /// A late one is still welcome.
    WelcomeLate { until: NaiveDate },
    /// Others can't be reached and are thanked through this person.
    PassOn { to: Thanked<'f>, others: Box<[&'f Contact]> },
}

/// Who is thanked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thanked<'f> {
    /// The person, where one is known.
    pub contact: Option<&'f Contact>,
    /// Whether the thanks are meant for everybody who took part.
    pub for_anyone: bool,
}

/// When one usually thanks for an interview.
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
    /// Sooner than now.
    Sooner,
}
