//! Why it is time to move on.

use chrono::NaiveDate;

use crate::Key;

/// When to move on. `asked` says whether a message of the sequence was sent, or can still be sent.
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
    /// Do not send one message after the other.
    LeaveItAtThat { on: NaiveDate, asked: bool },
    /// The time of an account's own playbook.
    OwnPlaybook { playbook: &'f Key, on: NaiveDate },
}
