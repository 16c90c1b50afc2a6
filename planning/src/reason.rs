//! The reasons of a plan's steps, as data: the rule, and the dates, people and figures that apply.
//!
//! Nothing here is text. The crate `wording` has a sentence for each variant in each of its languages.

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
        AdjustmentReason, DeviationCause, FirstWait, LateInquiryReason, LaterWait, OwnFollowUpCase, TimingReason,
        WaitComparison, WaitStart,
    },
    move_on::MoveOnReason,
    person::PersonReason,
    requested_step::RequestedStepReason,
    thank_you::{ThankYouReason, ThankedPerson, UsualThanks},
    time::{DayRange, LocalTime},
    warning::{UnreachableReason, Warning, WarningKind},
};
use crate::{Figure, Rule};

/// Why a step is in the plan, why at this time, or why by this channel.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason<'f> {
    /// The rule that applies.
    pub rule: &'static Rule,
    /// Whether the rule's article states the figure.
    pub figure: Figure,
    /// The statement of the rule about this step.
    pub statement: Statement<'f>,
    /// How the candidate put the step off.
    pub postponement: Option<PostponementNote>,
}

impl<'f> Reason<'f> {
    /// The reason with the rule's own figure.
    pub(crate) fn with_stated_figure(rule: &'static Rule, statement: impl Into<Statement<'f>>) -> Self {
        Self { rule, figure: rule.figure, statement: statement.into(), postponement: None }
    }

    /// The reason with a figure that the project or the account has chosen.
    pub(crate) fn with_chosen_figure(rule: &'static Rule, statement: impl Into<Statement<'f>>) -> Self {
        Self { figure: Figure::Chosen, ..Self::with_stated_figure(rule, statement) }
    }

    /// The same reason, with a note that the candidate put the step off, where there is one.
    #[must_use]
    pub(crate) fn postponement(self, postponement: Option<PostponementNote>) -> Self {
        Self { postponement, ..self }
    }
}

/// Declares [`Statement`]: an enum of kinds of reasons, each of which converts into it.
macro_rules! statements {
    ($(#[$about:meta])* pub enum Statement<$f:lifetime> { $($(#[$doc:meta])* $variant:ident($reason:ty)),+ $(,)? }) => {
        $(#[$about])*
        pub enum Statement<$f> {
            $($(#[$doc])* $variant($reason)),+
        }

        $(impl<$f> From<$reason> for Statement<$f> {
            fn from(reason: $reason) -> Self {
                Self::$variant(reason)
            }
        })+
    };
}

statements! {
    /// The statement of a rule about one step.
    #[derive(Clone, Debug, PartialEq)]
    pub enum Statement<'f> {
        /// Why a thank-you goes out when it does.
        ThankYou(ThankYouReason<'f>),
        /// How long the first follow-up waits.
        FirstWait(FirstWait<'f>),
        /// How long a later follow-up waits.
        LaterWait(LaterWait<'f>),
        /// A reason for which the first wait is longer or shorter.
        Adjustment(AdjustmentReason),
        /// Another reason for the time of a follow-up or of the `move_on` step.
        Timing(TimingReason),
        /// When to move on.
        MoveOn(MoveOnReason<'f>),
        /// Why a date, a question, an absence, an offer or an outcome needs a step.
        RequestedStep(RequestedStepReason),
        /// Why a message uses its channel.
        Channel(ChannelReason<'f>),
        /// Whether a person can be written to.
        Person(PersonReason<'f>),
    }
}

/// A note after the first reason that the candidate put the step off.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PostponementNote {
    /// A message was put off until this day.
    MessageUntil(NaiveDate),
    /// A step was put off until this time.
    StepUntil(LocalTime),
    /// A step was put off until the day that the reason names.
    DayInReason,
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, FixedOffset};

    use super::*;

    #[test]
    fn reasons_fit_in_72_bytes() {
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
