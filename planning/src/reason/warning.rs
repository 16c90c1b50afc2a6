//! Facts that are missing or implausible.

use std::borrow::Cow;

use crate::HolidayCalendar;

/// A fact that is missing or implausible.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Warning<'f> {
    /// The place of the fact: a JSON Pointer (RFC 6901) into the facts.
    pub pointer: Cow<'static, str>,
    /// The kind of warning, with its values.
    pub kind: WarningKind<'f>,
}

/// A kind of missing or implausible fact.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum WarningKind<'f> {
    /// No interviewer is named, so there is one thank-you for all.
    NoInterviewer,
    /// A date had passed when it was given.
    PassedDate,
    /// A date is that of something that has happened, and it is after the plan's.
    LaterDate,
    /// No contact is named.
    Nobody,
    /// No channel reaches this person for every message of the plan.
    Unreachable(UnreachableReason),
    /// The interview was after a rejection that is still recorded.
    AfterRejection,
    /// The plan has no such step.
    UnknownStep { id: &'f str },
    /// The holidays of some years of the plan are unknown.
    UnknownHolidays,
    /// The calendar is that of a country whose parts have further holidays.
    DifferingParts(HolidayCalendar),
}

/// Why a person can't be reached.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum UnreachableReason {
    /// The employer does not want the possible channels.
    Forbidden,
    /// An address is missing.
    MissingAddress,
    /// An address is wrong, and no other is known.
    WrongAddress,
}
