//! Why the follow-ups of a sequence come when they do.

use chrono::NaiveDate;

use super::{
    Reasons,
    later_waits::add_later_wait,
    people::add_returned_message,
    waits::{add_adjustments, first, wait_start},
};
use crate::{
    StepKind,
    context::Context,
    days::BusinessDays,
    ledger::rule,
    origin::PlaybookOrigin,
    playbook::FollowUpKind,
    reason::{PostponementNote, TimingReason},
    sequence::{GAP_DAYS, Sequence, WindowBasis, WindowCauses},
};

pub(crate) fn follow_up<'f>(context: &Context<'f>, sequence: &Sequence<'f>, index: usize) -> Reasons<'f> {
    let mut reasons = Reasons::new();
    let follow_up = &sequence.follow_ups[index];
    let start = &sequence.start;
    if follow_up.kind == StepKind::RescheduleRequest {
        let on = context.days.date(*start.interview.starts_at);
        reasons.cite(rule::CHANNELS_EMAIL_4, TimingReason::InterviewMissed { on });
    }
    match follow_up.causes.from {
        WindowBasis::StartEvent => {
            first(context, &mut reasons, start, follow_up);
            add_adjustments(context, &mut reasons, start, follow_up);
        }
        WindowBasis::StatedDate(stated) => {
            let after_it = context.days.business_day(stated, 1);
            stated_date(context, &mut reasons, stated, after_it);
            if after_it < context.days.business_day(start.first_day, 2) {
                let since = wait_start(start);
                reasons.choose(rule::TIMEFRAME_AVOID_1, TimingReason::StatedDateIsSoon { since });
            }
            if follow_up.window.is_postponed(follow_up.decision) {
                reasons.postponement(PostponementNote::MessageUntil(follow_up.window.opens.date_naive()));
            }
        }
        WindowBasis::PreviousMessage(_) | WindowBasis::UnsentMessage => {
            add_later_wait(context, &mut reasons, sequence, index);
        }
    }
    if index > 0 && follow_up.kind == StepKind::CheckIn && follow_up.rule.kind == FollowUpKind::FinalAttempt {
        reasons.cite(rule::CHANNELS_EMAIL_4, TimingReason::NoCheckInYet { since: wait_start(start) });
    }
    held_back(context, &mut reasons, follow_up.causes);
    if sequence.follow_ups.iter().position(|follow_up| follow_up.filled_by.is_none()) == Some(index) {
        add_returned_message(context, &mut reasons, |sent| sent.is_follow_up() && *sent.at >= start.begins);
    }
    late_first_message(context, &mut reasons, sequence, index);
    reasons
}

/// After the time to move on, a first message is still possible for a while.
fn late_first_message(context: &Context, reasons: &mut Reasons, sequence: &Sequence, index: usize) {
    let is_last = index + 1 == sequence.follow_ups.len();
    if !is_last || sequence.follow_ups[index].missed || sequence.move_on.window.opens > *context.as_of {
        return;
    }
    if let Some(until) = sequence.late_until(context) {
        reasons.cite(rule::PRACTICE_LATE_1, TimingReason::OneLateMessage { until: until.date_naive() });
    }
}

/// The employer's date takes precedence over every wait. All articles that mention it agree.
fn stated_date(context: &Context, reasons: &mut Reasons, stated: NaiveDate, opens: NaiveDate) {
    let origin = context.origin;
    if origin != PlaybookOrigin::Call {
        reasons.cite(rule::DREAM_WAIT_1, TimingReason::StatedDate { stated, opens });
    }
    if matches!(origin, PlaybookOrigin::Call | PlaybookOrigin::Consensus) {
        reasons.cite(rule::CALL_TIMELINE_1, TimingReason::NotBeforeStatedDate { stated });
    }
    if matches!(origin, PlaybookOrigin::Channels | PlaybookOrigin::Consensus) {
        reasons.cite(rule::CHANNELS_OVERDUE_1, TimingReason::StatedDatePasses { stated });
    }
    if matches!(origin, PlaybookOrigin::Dream | PlaybookOrigin::Consensus) {
        reasons.cite(rule::DREAM_FOLLOWUP_1, TimingReason::AskAfterStatedDate { stated });
    }
}

/// Why a message waits longer than its rule says.
pub(super) fn held_back(context: &Context, reasons: &mut Reasons, causes: WindowCauses) {
    let days = &context.days;
    if let Some(stated) = causes.stated {
        let rule = if context.origin == PlaybookOrigin::Call { rule::CALL_TIMELINE_1 } else { rule::DREAM_WAIT_1 };
        reasons.cite(rule, TimingReason::StatedDate { stated, opens: days.business_day(stated, 1) });
    }
    if let Some(day) = causes.gap {
        let opens = days.after_days(day, GAP_DAYS);
        let was_sent = !context.playbook.thank_yous_count_for_gap
            || context.timeline.outbound.iter().any(|message| days.date(*message.at) == day);
        let reason = if was_sent {
            TimingReason::OneAWeek { sent_on: day, opens }
        } else {
            TimingReason::OneAWeekAfterThanks { thanks_on: day, opens }
        };
        reasons.cite(rule::CHANNELS_CADENCE_1, reason);
        if context.origin == PlaybookOrigin::Timeframe {
            reasons.cite(rule::TIMEFRAME_AVOID_2, TimingReason::SeveralAWeek { opens });
        }
    }
    if let Some(until) = causes.respond {
        let opens = days.business_day(until, 1);
        reasons.cite(rule::CHANNELS_DEADLINE_1, TimingReason::EmployerWaits { until, opens });
    }
}
