//! Facts that are missing or odd.

use std::borrow::Cow;

use crate::HolidayCalendar;

/// A fact that is missing or implausible.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Warning<'f> {
    /// The place of the fact: a JSON Pointer (RFC 6901) into the facts.
    pub pointer: Cow<'static, str>,
    /// What is missing or implausible, in one sentence.
    pub oddity: Oddity<'f>,
}

/// What is missing or odd about a fact.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Oddity<'f> {
    /// No interviewer is named, so one thank-you stands for all.
    NoInterviewer,
    /// A date had passed when it was given.
    PassedDate,
    /// Nobody is named who could be written to.
    Nobody,
    /// No channel reaches this person with every message of the plan.
    Unreachable(Obstacle),
    /// The interview was after a rejection that still stands.
    AfterRejection,
    /// The plan has no such step.
    UnknownStep { id: &'f str },
    /// The holidays of some years of the plan aren't known.
    UnknownHolidays,
    /// The calendar is a country's whose parts have holidays of their own.
    DifferingParts(HolidayCalendar),
}

/// What keeps messages from a person.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Obstacle {
    /// The employer doesn't want the channels that would do.
    Forbidden,
    /// An address is missing.
    MissingAddress,
    /// An address is wrong, and no other is known.
    WrongAddress,
}
