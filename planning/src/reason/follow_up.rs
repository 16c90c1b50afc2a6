//! The reasons for the dates of follow-ups.

use chrono::NaiveDate;

use super::DayRange;
use crate::{Key, adjustments::Adjustment};

/// The event that a wait counts from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum WaitStart {
    /// The interview.
    Interview,
    /// The interview that the employer missed.
    MissedInterview,
    /// The employer's reply.
    Reply,
}

/// Why a follow-up is not at the usual time.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum DeviationCause {
    /// The candidate set the day.
    SetByCandidate,
    /// The employer first waits to hear from the candidate.
    EmployerWaits,
    /// Messages keep a week's distance.
    WeeklyLimit,
    /// A call is not suitable yet.
    CallWaits,
    /// The employer gave a date.
    StatedDate,
    /// The wait counts from the candidate's last message.
    LastMessage,
    /// This decision takes longer than most.
    SlowDecision,
    /// This decision comes sooner than most.
    QuickDecision,
    /// The wait counts from the message before, which wasn't sent.
    UnsentMessage,
    /// Weekends, holidays or closures.
    DaysOff,
}

/// The wait of the first follow-up. Each variant is one statement that an article makes about it; `wording` has its
/// sentence. `deviation` is set if the usual wait does not apply.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FirstWait<'f> {
    /// Ask about a week after the event.
    AboutAWeek { since: WaitStart, best_on: NaiveDate, deviation: Option<DeviationCause> },
    /// Without a date, a week to ten days is a fair wait, as the playbook `consensus` says it.
    FairWait { days: DayRange },
    /// An e-mail or a call is fitting one week after.
    EmailOrCallAfterAWeek { since: WaitStart, is_usual: bool },
    /// Some advise two to three business days.
    SomeAdviseSooner(WaitComparison),
    /// Follow up within a week of the event.
    WithinAWeek { since: WaitStart, best_on: NaiveDate, deviation: Option<DeviationCause> },
    /// Without a date, wait a week to ten days, as the article `dream` says it.
    WeekToTenDays { days: DayRange },
    /// Another wait than the usual week to ten days, and its cause.
    UsuallyWeekToTenDays { days: DayRange, cause: DeviationCause },
    /// One short e-mail then asks for an update.
    OneShortEmail,
    /// After more than a week of silence one more short note.
    MoreThanAWeek { best_on: NaiveDate, deviation: Option<DeviationCause> },
    /// The message asks when to expect an answer.
    AskForEstimate,
    /// A call or an e-mail is fitting one week after.
    CallOrEmailAfterAWeek { since: WaitStart, best_on: NaiveDate, deviation: Option<DeviationCause> },
    /// Two to three business days after.
    TwoToThreeBusinessDays { since: WaitStart, days: DayRange, deviation: Option<DeviationCause> },
    /// Before that day it would be too soon.
    TooSoonBefore(NaiveDate),
    /// Before the second business day it would have been too soon.
    SecondDayWasTooSoon,
    /// The wait of an account's own playbook.
    OwnPlaybook { playbook: &'f Key, best_on: NaiveDate, latest_on: NaiveDate, is_postponed: bool },
}

/// How the wait compares with two to three business days, which some articles advise.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum WaitComparison {
    /// The wait is hardly longer.
    NearlyEqual,
    /// The wait is about a week.
    AboutAWeek,
    /// The wait is longer than a week.
    OverAWeek,
}

/// The wait of a later follow-up. `deviation` is set if the usual wait does not apply.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LaterWait<'f> {
    /// The wait of an account's own playbook.
    OwnPlaybook { playbook: &'f Key, best_on: NaiveDate, latest_on: NaiveDate, case: OwnFollowUpCase },
    /// A first question is still acceptable.
    StillAcceptable { best_on: NaiveDate, reason: LateInquiryReason },
    /// If the message before (sent on that day, if it was sent) gets no answer, one to two weeks later.
    OneToTwoWeeks { sent_on: Option<NaiveDate>, days: DayRange, deviation: Option<DeviationCause> },
    /// Two weeks after, another message is acceptable.
    AnotherAfterTwoWeeks { since: WaitStart, best_on: NaiveDate, deviation: Option<DeviationCause> },
    /// Two weeks after, another call or e-mail is acceptable.
    CallOrEmailAfterTwoWeeks { since: WaitStart, best_on: NaiveDate, deviation: Option<DeviationCause> },
    /// One follow-up is often sufficient.
    OneIsOftenEnough,
}

/// A later follow-up of an account's own playbook.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum OwnFollowUpCase {
    /// The candidate put it off.
    Postponed,
    /// It is the first message.
    First,
    /// It follows another one.
    Repeated,
}

/// Why a first question comes late.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LateInquiryReason {
    /// Some two weeks after.
    TwoWeeksAfter(WaitStart),
    /// The candidate put it off.
    Postponed,
    /// The usual time has passed.
    AfterUsualTime,
}

/// Why the first wait is longer or shorter than usual.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AdjustmentReason {
    /// One fact, and by how many business days.
    Fact(Adjustment),
    /// The more senior the position, the longer the decision.
    SeniorDecisionsTakeLonger,
    /// All of them cancel out.
    CancelOut,
    /// The sum of all, in business days; negative if sooner. `ask_on` is the resulting day, if nothing else moves it.
    Total { business_days: i32, ask_on: Option<NaiveDate> },
}

/// Other reasons for the date of a follow-up.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TimingReason {
    /// The employer missed the interview of that day.
    InterviewMissed { on: NaiveDate },
    /// The employer decides by a date, and nothing is sent before another.
    StatedDate { stated: NaiveDate, opens: NaiveDate },
    /// The date has to pass.
    NotBeforeStatedDate { stated: NaiveDate },
    /// If the date passes without news, they may have forgotten.
    StatedDatePasses { stated: NaiveDate },
    /// After the date one message asks for an update.
    AskAfterStatedDate { stated: NaiveDate },
    /// The date comes very soon, so two business days pass first.
    StatedDateIsSoon { since: WaitStart },
    /// It is a first question about the status, since no check-in has reached them.
    NoCheckInYet { since: WaitStart },
    /// Long after its time one short message can still go out.
    OneLateMessage { until: NaiveDate },
    /// One message a week; the last one went out on that day.
    OneAWeek { sent_on: NaiveDate, opens: NaiveDate },
    /// One message a week; thanks are best sent on that day.
    OneAWeekAfterThanks { thanks_on: NaiveDate, opens: NaiveDate },
    /// Several messages in one week are too many.
    SeveralAWeek { opens: NaiveDate },
    /// The employer expects to hear from the candidate first.
    EmployerWaits { until: NaiveDate, opens: NaiveDate },
}
