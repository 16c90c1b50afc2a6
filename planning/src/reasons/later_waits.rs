//! The waits of later follow-ups, by article.

use chrono::NaiveDate;

use super::{
    Reasons,
    waits::{delay_cause, wait_start, window_days},
};
use crate::{
    context::Context,
    ledger::rule,
    origin::PlaybookOrigin,
    reason::{LateInquiryReason, LaterWait, OwnFollowUpCase},
    sequence::{Sequence, WindowBasis},
};

/// The days after its start on which a message counts as two weeks later.
const TWO_WEEKS: std::ops::RangeInclusive<i64> = 12..=18;

/// The wait of another message, by article.
pub(super) fn add_later_wait<'f>(context: &Context<'f>, reasons: &mut Reasons<'f>, sequence: &Sequence, index: usize) {
    let (start, follow_up) = (&sequence.start, &sequence.follow_ups[index]);
    let since = wait_start(start);
    let (best_on, latest_on) = (follow_up.window.ideal.date_naive(), follow_up.window.closes.date_naive());
    let postponement = follow_up.window.is_postponed(follow_up.decision);
    let two_weeks = !postponement && TWO_WEEKS.contains(&(best_on - start.first_day).num_days());
    let is_first = sequence.is_first_message(index);
    if context.origin == PlaybookOrigin::Own {
        let case = match () {
            () if postponement => OwnFollowUpCase::Postponed,
            () if is_first => OwnFollowUpCase::First,
            () => OwnFollowUpCase::Repeated,
        };
        let playbook = &context.playbook.key;
        reasons.choose(rule::BALANCE_SILENCE_2, LaterWait::OwnPlaybook { playbook, best_on, latest_on, case });
        return;
    }
    if is_first {
        let reason = match () {
            () if two_weeks => LateInquiryReason::TwoWeeksAfter(since),
            () if postponement => LateInquiryReason::Postponed,
            () => LateInquiryReason::AfterUsualTime,
        };
        reasons.cite(rule::CALL_WEEK2_1, LaterWait::StillAcceptable { best_on, reason });
        return;
    }
    if context.origin != PlaybookOrigin::Call {
        reasons.cite(rule::BALANCE_SILENCE_2, one_to_two_weeks(sequence, index));
    }
    if matches!(context.origin, PlaybookOrigin::Consensus | PlaybookOrigin::Call) {
        let deviation = (!two_weeks).then(|| delay_cause(start, follow_up));
        let reason = if context.origin == PlaybookOrigin::Call {
            LaterWait::CallOrEmailAfterTwoWeeks { since, best_on, deviation }
        } else {
            LaterWait::AnotherAfterTwoWeeks { since, best_on, deviation }
        };
        reasons.cite(rule::CALL_WEEK2_1, reason);
    }
    if context.origin == PlaybookOrigin::Consensus {
        reasons.cite(rule::DREAM_RESTRAINT_1, LaterWait::OneIsOftenEnough);
    }
}

fn one_to_two_weeks<'f>(sequence: &Sequence, index: usize) -> LaterWait<'f> {
    let follow_up = &sequence.follow_ups[index];
    let days = window_days(follow_up.window);
    let sent_on = match follow_up.causes.from {
        WindowBasis::PreviousMessage(sent_on) => Some(sent_on),
        _ => None,
    };
    let ideal_before = || index.checked_sub(1).map(|before| sequence.follow_ups[before].window.ideal.date_naive());
    let before = sent_on.or_else(ideal_before);
    let waited = |day: NaiveDate| before.map_or(0, |before| (day - before).num_days());
    let is_usual =
        !follow_up.window.is_postponed(follow_up.decision) && waited(days.first) <= 14 && waited(days.last) <= 18;
    let deviation = (!is_usual).then(|| delay_cause(&sequence.start, follow_up));
    LaterWait::OneToTwoWeeks { sent_on, days, deviation }
}
