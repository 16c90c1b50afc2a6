//! Reasons for which the first wait is longer or shorter.

use planning::{Adjustment, reason::AdjustmentReason as Reason};

use super::time::{BusinessDays, Day};
use crate::parts::add;

pub(super) fn adjustment(reason: &Reason, out: &mut String) {
    match *reason {
        Reason::Fact(adjustment) => {
            fact_sentence(adjustment, out);
            let shift = adjustment.shift();
            let direction = if shift > 0 { " later." } else { " sooner." };
            add!(out, ", so ask ", BusinessDays(shift.unsigned_abs()), direction);
        }
        Reason::SeniorDecisionsTakeLonger => {
            add!(out, "The more senior the position, the longer an employer takes to decide.");
        }
        Reason::CancelOut => add!(
            out,
            "The right wait depends on the job and the process: here the reasons to hurry and to wait cancel out."
        ),
        Reason::Total { business_days, ask_on } => {
            let direction = if business_days > 0 { " longer" } else { " shorter" };
            let amount = BusinessDays(business_days.unsigned_abs());
            add!(out, "The right wait depends on the job and the process: here it is ", amount, direction);
            match ask_on {
                Some(day) => add!(out, " than usual, so ask on ", Day(day), "."),
                None => add!(out, " than usual by itself."),
            }
        }
    }
}

fn fact_sentence(adjustment: Adjustment, out: &mut String) {
    match adjustment {
        Adjustment::Entry => add!(out, "Entry-level jobs are filled faster"),
        Adjustment::Senior => add!(out, "A senior position takes longer to fill"),
        Adjustment::Executive => add!(out, "An executive search takes many rounds and weeks"),
        Adjustment::Startup => add!(out, "Start-ups decide fast"),
        Adjustment::Government => add!(out, "Public bodies decide slowly"),
        Adjustment::Urgent => add!(out, "The position is urgent"),
        Adjustment::TechnicalInterview => add!(out, "A decision after a technical interview takes time"),
        Adjustment::FinalInterview => add!(out, "A decision after a final interview takes time"),
        Adjustment::ManyInterviews(count) => add!(out, "With ", count, " interviews this is a slow process"),
        Adjustment::LongProcess(days) => add!(out, days, " days since the application show a slow process"),
    }
}
