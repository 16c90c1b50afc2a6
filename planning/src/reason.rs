//! What plans say of their steps, as data: which rule holds, and the dates, people and figures that it comes to here.
//!
//! Nothing here is text. The crate `wording` makes sentences of it, one for each variant, in each of its languages.

mod advice;
mod channel;
mod follow_up;
mod move_on;
mod person;
mod requested_step;
mod thank_you;
mod time;
mod warning;

use chrono::NaiveDate;

pub use self::{
    advice::{Advice, Suggestion},
    channel::{ChannelReason, PostalThanks},
    follow_up::{
        AdjustmentReason, DelayCause, FirstWait, LateQuestion, LaterWait, OwnFollowUp, TimingReason, WaitComparison,
        WaitStart,
    },
    move_on::MoveOnReason,
    person::PersonReason,
    requested_step::RequestedStepReason,
    thank_you::{ThankYouReason, Thanked, UsualThanks},
    time::{DayRange, LocalTime},
    warning::{Obstacle, Oddity, Warning},
};
use crate::{Figure, Rule};

/// Why a step is in the plan, why at this time, or why in this way.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason<'f> {
    /// The rule that asks for it.
    pub rule: &'static Rule,
    /// Whether the rule's article states the figure.
    pub figure: Figure,
    /// What the rule comes to here.
    pub statement: Statement<'f>,
    /// How the candidate changed that.
    pub put_off: Option<PutOff>,
}

/// What a rule comes to for one step.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement<'f> {
    /// Of a thank-you.
    ThankYou(ThankYouReason<'f>),
    /// How long the first follow-up waits.
    FirstWait(FirstWait<'f>),
    /// How long a later follow-up waits.
    LaterWait(LaterWait<'f>),
    /// What makes the first wait longer or shorter.
    Adjustment(AdjustmentReason),
    /// What else decides when a follow-up or turning elsewhere comes.
    Timing(TimingReason),
    /// When to turn elsewhere.
    MoveOn(MoveOnReason<'f>),
    /// Of a step that a date, a question, an absence, an offer or an outcome asks for.
    RequestedStep(RequestedStepReason),
    /// By which channel a message goes.
    Channel(ChannelReason<'f>),
    /// Who can be written to.
    Person(PersonReason<'f>),
}

/// That the candidate put a step off, said after its first reason.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PutOff {
    /// A message, until that day.
    Message(NaiveDate),
    /// A step, until that time.
    Until(LocalTime),
    /// A step whose day the reason names.
    ToThatDay,
}

macro_rules! statements {
    ($($variant:ident($reason:ty)),+ $(,)?) => {
        $(impl<'f> From<$reason> for Statement<'f> {
            fn from(reason: $reason) -> Self {
                Self::$variant(reason)
            }
        })+
    };
}

statements! {
    ThankYou(ThankYouReason<'f>),
    FirstWait(FirstWait<'f>),
    LaterWait(LaterWait<'f>),
    Adjustment(AdjustmentReason),
    Timing(TimingReason),
    MoveOn(MoveOnReason<'f>),
    RequestedStep(RequestedStepReason),
    Channel(ChannelReason<'f>),
    Person(PersonReason<'f>),
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, FixedOffset};

    use super::*;

    #[test]
    fn reasons_are_small() {
        assert!(size_of::<Statement>() <= 40, "{}", size_of::<Statement>());
        assert!(size_of::<Reason>() <= 72, "{}", size_of::<Reason>());
    }

    #[test]
    fn a_local_time_is_what_the_clocks_show() {
        let time: DateTime<FixedOffset> = "2026-03-10T23:05:59-04:00".parse().unwrap();
        let date = NaiveDate::from_ymd_opt(2026, 3, 10).unwrap();
        assert_eq!(LocalTime::from(time), LocalTime { date, hour: 23, minute: 5 });
    }
}
