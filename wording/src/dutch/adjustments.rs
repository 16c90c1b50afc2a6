//! What makes the first wait longer or shorter.

use planning::{Adjustment, reason::AdjustmentReason as Reason};

use super::time::{BusinessDays, Day};
use crate::parts::append;

pub(super) fn adjustment(reason: &Reason, out: &mut String) {
    match *reason {
        Reason::Fact(adjustment) => {
            fact(adjustment, out);
            let shift = adjustment.shift();
            let direction = if shift > 0 { " later." } else { " eerder." };
            append!(out, " Vraag het daarom ", BusinessDays(shift.unsigned_abs()), direction);
        }
        Reason::SeniorDecisionsTakeLonger => {
            append!(out, "Hoe hoger de functie, hoe langer een werkgever over het besluit doet.");
        }
        Reason::CancelOut => append!(
            out,
            "Hoelang wachten het best is, hangt af van de functie en de procedure. Hier heffen de redenen voor meer en \
             voor minder haast elkaar op."
        ),
        Reason::Total { business_days, ask_on } => {
            let direction = if business_days > 0 { " langer" } else { " korter" };
            append!(
                out,
                "Hoelang wachten het best is, hangt af van de functie en de procedure. Hier is het ",
                BusinessDays(business_days.unsigned_abs()),
                direction,
                " dan gewoonlijk"
            );
            match ask_on {
                Some(day) => append!(out, "; vraag het dus op ", Day(day), "."),
                None => append!(out, "."),
            }
        }
    }
}

fn fact(adjustment: Adjustment, out: &mut String) {
    match adjustment {
        Adjustment::Entry => append!(out, "Startersfuncties worden sneller vervuld."),
        Adjustment::Senior => append!(out, "Een functie voor ervaren mensen vervullen duurt langer."),
        Adjustment::Executive => append!(out, "Het zoeken naar een leidinggevende kost veel rondes en weken."),
        Adjustment::Startup => append!(out, "Start-ups beslissen snel."),
        Adjustment::Government => append!(out, "Overheidsinstanties beslissen langzaam."),
        Adjustment::Urgent => append!(out, "De functie moet dringend worden vervuld."),
        Adjustment::TechnicalInterview => append!(out, "Na een vakinhoudelijk gesprek kost het besluit tijd."),
        Adjustment::FinalInterview => append!(out, "Na een eindgesprek kost het besluit tijd."),
        Adjustment::ManyInterviews(count) => append!(out, "Met ", count, " gesprekken verloopt de procedure langzaam."),
        Adjustment::LongProcess(days) => {
            append!(out, "Sinds de sollicitatie zijn ", days, " dagen verstreken; de procedure verloopt langzaam.");
        }
    }
}
