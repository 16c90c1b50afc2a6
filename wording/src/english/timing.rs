//! Sentences for `TimingReason` and `PostponementNote`.

use planning::reason::{PostponementNote, TimingReason as Reason};

use super::{
    time::{Day, Time},
    wait_start,
};
use crate::parts::add;

pub(super) fn timing(reason: &Reason, out: &mut String) {
    match *reason {
        Reason::InterviewMissed { on } => add!(
            out,
            "The employer missed the interview on ",
            Day(on),
            ", so the process has stalled. Ask politely where it stands."
        ),
        Reason::StatedDate { stated, opens } => {
            add!(
                out,
                "The employer said it would decide by ",
                Day(stated),
                ", so don't write before ",
                Day(opens),
                "."
            );
        }
        Reason::NotBeforeStatedDate { stated } => {
            add!(out, "Don't reach out before the date that they gave, ", Day(stated), ", has passed.");
        }
        Reason::StatedDatePasses { stated } => {
            add!(out, "If ", Day(stated), " passes without news, write to them: they may simply have forgotten.");
        }
        Reason::AskAfterStatedDate { stated } => {
            add!(out, "After ", Day(stated), ", one short and polite message asks for an update.");
        }
        Reason::StatedDateIsSoon { since } => add!(
            out,
            "Their date comes very soon after ",
            wait_start(since),
            ", so let two business days pass before you ask."
        ),
        Reason::NoCheckInYet { since } => add!(
            out,
            "No check-in of yours has reached them since ",
            wait_start(since),
            ", so this is a first polite question about the status."
        ),
        Reason::OneLateMessage { until } => add!(
            out,
            "No follow-up of yours has reached them yet. One short message can still go out until ",
            Day(until),
            "."
        ),
        Reason::OneAWeek { sent_on, opens } => add!(
            out,
            "One message a week is enough. The last one went out on ",
            Day(sent_on),
            ", so this one waits until ",
            Day(opens),
            "."
        ),
        Reason::OneAWeekAfterThanks { thanks_on, opens } => add!(
            out,
            "One message a week is enough. Thanks are best sent on ",
            Day(thanks_on),
            ", so this one waits until ",
            Day(opens),
            "."
        ),
        Reason::SeveralAWeek { opens } => {
            add!(out, "Several messages in one week are too many, so this one waits until ", Day(opens), ".");
        }
        Reason::EmployerWaits { until, opens } => add!(
            out,
            "The employer expects to hear from you by ",
            Day(until),
            ", so don't ask for news before ",
            Day(opens),
            "."
        ),
    }
}

pub(super) fn postponement(postponement: PostponementNote, out: &mut String) {
    match postponement {
        PostponementNote::MessageUntil(until) => add!(out, "You put this message off until ", Day(until), "."),
        PostponementNote::StepUntil(until) => add!(out, "You put this off until ", Time(until), "."),
        PostponementNote::DayInReason => add!(out, "You set that day yourself."),
    }
}
