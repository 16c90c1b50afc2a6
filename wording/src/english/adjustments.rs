//! What makes the first wait longer or shorter.

use planning::{Adjustment, reason::AdjustmentReason as Reason};

use super::time::{BusinessDays, Day};
use crate::say::say;

pub(super) fn adjustment(reason: &Reason, out: &mut String) {
    match *reason {
        Reason::Fact(adjustment) => {
            fact(adjustment, out);
            let shift = adjustment.shift();
            let direction = if shift > 0 { " later." } else { " sooner." };
            say!(out, ", so ask ", BusinessDays(shift.unsigned_abs()), direction);
        }
        Reason::SeniorDecisionsTakeLonger => {
            say!(out, "The more senior the position, the longer an employer takes to decide.");
        }
        Reason::CancelOut => say!(
            out,
            "The right wait depends on the job and the process: here the reasons to hurry and to wait cancel out."
        ),
        Reason::Total { business_days, ask_on } => {
            let direction = if business_days > 0 { " longer" } else { " shorter" };
            let amount = BusinessDays(business_days.unsigned_abs());
            say!(out, "The right wait depends on the job and the process: here it is ", amount, direction);
            match ask_on {
                Some(day) => say!(out, " than usual, so ask on ", Day(day), "."),
                None => say!(out, " than usual by itself."),
            }
        }
    }
}

fn fact(adjustment: Adjustment, out: &mut String) {
    match adjustment {
        Adjustment::Entry => say!(out, "Entry-level jobs are filled faster"),
        Adjustment::Senior => say!(out, "A senior position takes longer to fill"),
        Adjustment::Executive => say!(out, "An executive search takes many rounds and weeks"),
        Adjustment::Startup => say!(out, "Start-ups decide fast"),
        Adjustment::Government => say!(out, "Public bodies decide slowly"),
        Adjustment::Urgent => say!(out, "The position is urgent"),
        Adjustment::TechnicalInterview => say!(out, "A decision after a technical interview takes time"),
        Adjustment::FinalInterview => say!(out, "A decision after a final interview takes time"),
        Adjustment::ManyInterviews(count) => say!(out, "With ", count, " interviews this is a slow process"),
        Adjustment::LongProcess(days) => say!(out, days, " days since the application show a slow process"),
    }
}
