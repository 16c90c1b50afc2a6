//! Why it is time to move on.

use super::{Reasons, follow_ups::held_back};
use crate::{
    context::Context,
    ledger::rule,
    origin::PlaybookOrigin,
    reason::{Advice, MoveOnReason as Reason, PostponementNote, Suggestion},
    sequence::{FollowUp, Sequence},
};

/// The days after its start that count as the second week of a sequence.
const SECOND_WEEK: std::ops::RangeInclusive<i64> = 8..=15;

pub(crate) fn move_on<'f>(context: &Context<'f>, sequence: &Sequence<'f>) -> Reasons<'f> {
    let mut reasons = Reasons::new();
    let move_on = &sequence.move_on;
    let on = move_on.window.ideal.date_naive();
    let asked = something_was_asked(context, sequence);
    match context.origin {
        PlaybookOrigin::Consensus => {
            reasons.cite(rule::BALANCE_SILENCE_3, Reason::PartOnGoodTerms { on, asked });
            reasons.cite(rule::CALL_STOP_1, Reason::OtherOpenings { asked });
            reasons.cite(rule::CHANNELS_SILENCE_1, Reason::SomeAdviseTwoWeeks { on, asked });
        }
        PlaybookOrigin::Balance if asked => reasons.cite(rule::BALANCE_SILENCE_3, Reason::AfterFollowUps { on }),
        PlaybookOrigin::Balance => reasons.cite(rule::BALANCE_SILENCE_3, Reason::PartOnGoodTerms { on, asked }),
        PlaybookOrigin::Dream => reasons.cite(rule::DREAM_RESTRAINT_1, Reason::OneFollowUpIsEnough { on, asked }),
        PlaybookOrigin::Channels => {
            let waited = (on - sequence.start.first_day).num_days();
            let is_usual = SECOND_WEEK.contains(&waited);
            let reason = if is_usual { Reason::SecondWeek { on } } else { Reason::UsuallySecondWeek { on } };
            reasons.cite(rule::CHANNELS_SILENCE_1, reason);
        }
        PlaybookOrigin::Call => reasons.cite(rule::CALL_STOP_1, Reason::TurnElsewhere { on, asked }),
        PlaybookOrigin::Timeframe => reasons.cite(rule::TIMEFRAME_AVOID_2, Reason::LeaveItAtThat { on, asked }),
        PlaybookOrigin::Own => {
            let playbook = &context.playbook.key;
            reasons.choose(rule::BALANCE_SILENCE_3, Reason::OwnPlaybook { playbook, on });
        }
    }
    if move_on.window.is_postponed(move_on.decision) {
        reasons.postponement(PostponementNote::DayInReason);
    }
    held_back(context, &mut reasons, move_on.causes);
    reasons
}

/// Whether a message of the sequence was sent, or can still be sent before the end.
fn something_was_asked(context: &Context, sequence: &Sequence) -> bool {
    let is_over = sequence.move_on.window.opens <= *context.as_of;
    let is_out = |follow_up: &FollowUp| {
        follow_up.filled_by.is_none() && (is_over || follow_up.missed || follow_up.decision.dismissed)
    };
    !sequence.follow_ups.iter().all(is_out)
}

/// The advice while nobody answers.
pub(crate) fn keep_looking<'f>() -> Advice<'f> {
    Advice { rule: rule::BALANCE_SILENCE_1, suggestion: Suggestion::KeepLooking }
}
