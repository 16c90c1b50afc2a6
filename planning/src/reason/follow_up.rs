//! Why the follow-ups of a sequence come when they do.

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
pub enum DelayCause {
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

/// The wait of the first follow-up. `unusual` is set if the usual wait does not apply.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FirstWait<'f> {
    /// One asks about a week after.
    AboutAWeek { since: WaitStart, best_on: NaiveDate, unusual: Option<DelayCause> },
    /// Without a date, a week to ten days is a fair wait.
    FairWait { days: DayRange },
    /// An e-mail or a call is fitting one week after.
    EmailOrCallAfterAWeek { since: WaitStart, is_usual: bool },
    /// Some advise two to three business days.
    SomeAdviseSooner(WaitComparison),
    /// Within a week.
    WithinAWeek { since: WaitStart, best_on: NaiveDate, unusual: Option<DelayCause> },
    /// Without a date, one waits a week to ten days.
    WeekToTenDays { days: DayRange },
    /// Without a date, one usually waits a week to ten days, here for another time.
    UsuallyWeekToTenDays { days: DayRange, cause: DelayCause },
    /// One short e-mail then asks for an update.
    OneShortEmail,
    /// After more than a week of silence one more short note.
    MoreThanAWeek { best_on: NaiveDate, unusual: Option<DelayCause> },
    /// It asks when to expect an answer.
    AskForEstimate,
    /// A call or an e-mail is fitting one week after.
    CallOrEmailAfterAWeek { since: WaitStart, best_on: NaiveDate, unusual: Option<DelayCause> },
    /// Two to three business days after.
    TwoToThreeBusinessDays { since: WaitStart, days: DayRange, unusual: Option<DelayCause> },
    /// Before that day it would be too soon.
    TooSoonBefore(NaiveDate),
    /// Before the second business day it would have been too soon.
    WasTooSoonBefore,
    /// The wait of an account's own playbook.
    OwnPlaybook { playbook: &'f Key, best_on: NaiveDate, latest_on: NaiveDate, postponement: bool },
}

/// How the wait compares with two to three business days, which some articles advise.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum WaitComparison {
    /// Hardly longer.
    HardlyLonger,
    /// About a week.
    Longer,
    /// More than most.
    MuchLonger,
}

/// The wait of a later follow-up. `unusual` is set if the usual wait does not apply.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LaterWait<'f> {
    /// The wait of an account's own playbook.
    OwnPlaybook { playbook: &'f Key, best_on: NaiveDate, latest_on: NaiveDate, which: OwnFollowUp },
    /// A first question is still acceptable.
    StillAcceptable { best_on: NaiveDate, which: LateQuestion },
    /// If the message before (sent on that day, if it was sent) gets no answer, one to two weeks later.
    OneToTwoWeeks { sent_on: Option<NaiveDate>, days: DayRange, unusual: Option<DelayCause> },
    /// Two weeks after, another message is acceptable.
    AnotherAfterTwoWeeks { since: WaitStart, best_on: NaiveDate, unusual: Option<DelayCause> },
    /// Two weeks after, another call or e-mail is acceptable.
    CallOrEmailAfterTwoWeeks { since: WaitStart, best_on: NaiveDate, unusual: Option<DelayCause> },
    /// One follow-up is often enough.
    OneIsOftenEnough,
}

/// A later follow-up of an account's own playbook.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum OwnFollowUp {
    /// The candidate put it off.
    Postponed,
    /// It is the first message.
    First,
    /// It follows another one.
    Again,
}

/// Why a first question comes late.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LateQuestion {
    /// Some two weeks after.
    TwoWeeksAfter(WaitStart),
    /// The candidate put it off.
    Postponed,
    /// The usual time has passed.
    AfterUsualTime,
}

/// A reason for which the first wait is longer or shorter.
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

/// Another reason for the time of a follow-up.
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
