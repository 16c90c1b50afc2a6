//! The wait of the first follow-up: what each article says, and where they differ.

use chrono::NaiveDate;

use super::Reasons;
use crate::{
    adjustments::{Adjustment, adjustments},
    context::Context,
    ledger::rule,
    origin::PlaybookOrigin,
    reason::{AdjustmentReason, DayRange, DeviationCause, FirstWait, WaitComparison, WaitStart},
    sequence::{FollowUp, WindowBasis},
    sequence_start::SequenceStart,
    window::Window,
};

/// The wait of the first follow-up, by article.
pub(super) fn first<'f>(context: &Context<'f>, reasons: &mut Reasons<'f>, start: &SequenceStart, follow_up: &FollowUp) {
    let since = wait_start(start);
    let days = window_days(follow_up.window);
    let best_on = follow_up.window.ideal.date_naive();
    let is_postponed = follow_up.window.is_postponed(follow_up.decision);
    let waited = |day: NaiveDate| (day - start.first_day).num_days();
    let moved = is_postponed || follow_up.causes.is_postponed();
    let unless = |is_usual: bool| (moved || !is_usual).then(|| delay_cause(start, follow_up));
    match context.origin {
        PlaybookOrigin::Consensus => consensus(reasons, start, follow_up, moved),
        PlaybookOrigin::Balance => {
            let deviation = unless(waited(best_on) <= 7);
            reasons.cite(rule::BALANCE_EMAIL_1, FirstWait::WithinAWeek { since, best_on, deviation });
        }
        PlaybookOrigin::Dream => {
            let deviation = unless(is_fair(waited(days.first), waited(days.last)));
            let usual = FirstWait::WeekToTenDays { days };
            let deviation = deviation.map(|cause| FirstWait::UsuallyWeekToTenDays { days, cause });
            reasons.cite(rule::DREAM_WAIT_2, deviation.unwrap_or(usual));
            reasons.cite(rule::DREAM_FOLLOWUP_1, FirstWait::OneShortEmail);
        }
        PlaybookOrigin::Channels => {
            let deviation = unless(waited(best_on) <= 13);
            reasons.cite(rule::CHANNELS_SILENCE_1, FirstWait::MoreThanAWeek { best_on, deviation });
            reasons.cite(rule::CHANNELS_ESTIMATE_1, FirstWait::AskForEstimate);
        }
        PlaybookOrigin::Call => {
            let deviation = unless(waited(best_on) <= 9);
            reasons.cite(rule::CALL_WEEK1_1, FirstWait::CallOrEmailAfterAWeek { since, best_on, deviation });
        }
        PlaybookOrigin::Timeframe => {
            let deviation = unless(true);
            reasons.cite(rule::TIMEFRAME_WAIT_1, FirstWait::TwoToThreeBusinessDays { since, days, deviation });
            let too_soon =
                if is_postponed { FirstWait::SecondDayWasTooSoon } else { FirstWait::TooSoonBefore(days.first) };
            reasons.cite(rule::TIMEFRAME_AVOID_1, too_soon);
        }
        PlaybookOrigin::Own => {
            let playbook = &context.playbook.key;
            let own = FirstWait::OwnPlaybook { playbook, best_on, latest_on: days.last, is_postponed };
            reasons.choose(rule::DREAM_FOLLOWUP_1, own);
        }
    }
}

/// The waits of all articles, reconciled. `moved` says that something other than the wait sets the days.
fn consensus(reasons: &mut Reasons, start: &SequenceStart, follow_up: &FollowUp, moved: bool) {
    let since = wait_start(start);
    let days = window_days(follow_up.window);
    let best_on = follow_up.window.ideal.date_naive();
    let waited = |day: NaiveDate| (day - start.first_day).num_days();
    let adjusted = moved || start.shift != 0;
    let unless = |is_usual: bool| (adjusted || !is_usual).then(|| delay_cause(start, follow_up));
    let deviation = unless((5..=9).contains(&waited(best_on)));
    reasons.cite(rule::BALANCE_EMAIL_1, FirstWait::AboutAWeek { since, best_on, deviation });
    let deviation = unless(is_fair(waited(days.first), waited(days.last)));
    let deviation = deviation.map(|cause| FirstWait::UsuallyWeekToTenDays { days, cause });
    reasons.cite(rule::DREAM_WAIT_2, deviation.unwrap_or(FirstWait::FairWait { days }));
    reasons.cite(rule::CALL_WEEK1_1, FirstWait::EmailOrCallAfterAWeek { since, is_usual: !adjusted });
    let comparison = match waited(best_on) {
        ..=5 => WaitComparison::NearlyEqual,
        6..=9 => WaitComparison::AboutAWeek,
        _ => WaitComparison::OverAWeek,
    };
    reasons.cite(rule::TIMEFRAME_WAIT_1, FirstWait::SomeAdviseSooner(comparison));
}

/// Whether a window this many days after the event is the usual one of a week to ten days, apart from weekends and
/// single holidays.
fn is_fair(opens: i64, closes: i64) -> bool {
    (5..=10).contains(&opens) && closes <= 13
}

/// Why a follow-up is not at the usual time.
pub(super) fn delay_cause(start: &SequenceStart, follow_up: &FollowUp) -> DeviationCause {
    let causes = follow_up.causes;
    if follow_up.window.is_postponed(follow_up.decision) {
        DeviationCause::SetByCandidate
    } else if causes.respond.is_some() {
        DeviationCause::EmployerWaits
    } else if causes.gap.is_some() {
        DeviationCause::WeeklyLimit
    } else if causes.phone {
        DeviationCause::CallWaits
    } else if causes.stated.is_some() {
        DeviationCause::StatedDate
    } else if matches!(causes.from, WindowBasis::PreviousMessage(_)) {
        DeviationCause::LastMessage
    } else if start.shift > 0 {
        DeviationCause::SlowDecision
    } else if start.shift < 0 {
        DeviationCause::QuickDecision
    } else if causes.from == WindowBasis::UnsentMessage {
        DeviationCause::UnsentMessage
    } else {
        DeviationCause::DaysOff
    }
}

/// The reasons for which the first wait is shorter or longer. All figures here are chosen.
pub(super) fn add_adjustments(context: &Context, reasons: &mut Reasons, start: &SequenceStart, follow_up: &FollowUp) {
    if !context.playbook.adjustments {
        return;
    }
    let interviews = context.timeline.interviews.len();
    let mut any = false;
    for adjustment in adjustments(&context.facts.application, start.interview, interviews, start.first_day) {
        any = true;
        reasons.choose(adjustment.rule(), AdjustmentReason::Fact(adjustment));
        if adjustment == Adjustment::Executive {
            reasons.choose(rule::BALANCE_SENIORITY_1, AdjustmentReason::SeniorDecisionsTakeLonger);
        }
    }
    if any && context.origin == PlaybookOrigin::Consensus {
        let moved = follow_up.window.is_postponed(follow_up.decision) || follow_up.causes.is_postponed();
        let total = match start.shift {
            0 => AdjustmentReason::CancelOut,
            business_days => {
                let ask_on = (!moved).then(|| follow_up.window.ideal.date_naive());
                AdjustmentReason::Total { business_days, ask_on }
            }
        };
        reasons.choose(rule::TIMEFRAME_VARY_1, total);
    }
}

pub(super) fn wait_start(start: &SequenceStart) -> WaitStart {
    if start.replies > 0 {
        WaitStart::Reply
    } else if start.interview.is_no_show() {
        WaitStart::MissedInterview
    } else {
        WaitStart::Interview
    }
}

pub(super) fn window_days(window: Window) -> DayRange {
    DayRange { first: window.opens.date_naive(), last: window.closes.date_naive() }
}
