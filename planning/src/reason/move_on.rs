//! When to turn elsewhere, and why.

use chrono::NaiveDate;

use crate::Key;

/// When to turn elsewhere. Where `asked`, a message of the sequence went out, or still can.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MoveOnReason<'f> {
    /// Part on good terms.
    PartOnGoodTerms { on: NaiveDate, asked: bool },
    /// Other openings deserve the effort.
    OtherOpenings { asked: bool },
    /// Some advise two weeks; no longer than that day.
    SomeAdviseTwoWeeks { on: NaiveDate, asked: bool },
    /// After one or two follow-ups without an answer.
    AfterFollowUps { on: NaiveDate },
    /// A thank-you and one follow-up are enough.
    OneFollowUpIsEnough { on: NaiveDate, asked: bool },
    /// In the second week of silence.
    SecondWeek { on: NaiveDate },
    /// Usually in the second week of silence, here on another day.
    UsuallySecondWeek { on: NaiveDate },
    /// Turn to other openings.
    TurnElsewhere { on: NaiveDate, asked: bool },
    /// Not one message after the other.
    LeaveItAtThat { on: NaiveDate, asked: bool },
    /// As an account's own playbook has it.
    OwnPlaybook { playbook: &'f Key, on: NaiveDate },
}
