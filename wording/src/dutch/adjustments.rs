//! Reasons for which the first wait is longer or shorter.

use planning::{Adjustment, reason::AdjustmentReason as Reason};

use super::time::{BusinessDays, Day};
use crate::parts::add;

pub(super) fn adjustment(reason: &Reason, out: &mut String) {
    match *reason {
        Reason::Fact(adjustment) => {
            fact_sentence(adjustment, out);
            let shift = adjustment.shift();
            let direction = if shift > 0 { " later." } else { " eerder." };
            add!(out, " Vraag het daarom ", BusinessDays(shift.unsigned_abs()), direction);
        }
        Reason::SeniorDecisionsTakeLonger => {
            add!(out, "Hoe hoger de functie, hoe langer een werkgever over het besluit doet.");
        }
        Reason::CancelOut => add!(
            out,
            "Hoelang wachten het best is, hangt af van de functie en de procedure. Hier heffen de redenen voor meer en \
             voor minder haast elkaar op."
        ),
        Reason::Total { business_days, ask_on } => {
            let direction = if business_days > 0 { " langer" } else { " korter" };
            add!(
                out,
                "Hoelang wachten het best is, hangt af van de functie en de procedure. Hier is het ",
                BusinessDays(business_days.unsigned_abs()),
                direction,
                " dan gewoonlijk"
            );
            match ask_on {
                Some(day) => add!(out, "; vraag het dus op ", Day(day), "."),
                None => add!(out, "."),
            }
        }
    }
}

fn fact_sentence(adjustment: Adjustment, out: &mut String) {
    match adjustment {
        Adjustment::Entry => add!(out, "Startersfuncties worden sneller vervuld."),
        Adjustment::Senior => add!(out, "Een functie voor ervaren mensen vervullen duurt langer."),
        Adjustment::Executive => add!(out, "Het zoeken naar een leidinggevende kost veel rondes en weken."),
        Adjustment::Startup => add!(out, "Start-ups beslissen snel."),
        Adjustment::Government => add!(out, "Overheidsinstanties beslissen langzaam."),
        Adjustment::Urgent => add!(out, "De functie moet dringend worden vervuld."),
        Adjustment::TechnicalInterview => add!(out, "Na een vakinhoudelijk gesprek kost het besluit tijd."),
        Adjustment::FinalInterview => add!(out, "Na een eindgesprek kost het besluit tijd."),
        Adjustment::ManyInterviews(count) => add!(out, "Met ", count, " gesprekken verloopt de procedure langzaam."),
        Adjustment::LongProcess(days) => {
            add!(out, "Sinds de sollicitatie zijn ", days, " dagen verstreken; de procedure verloopt langzaam.");
        }
    }
}
