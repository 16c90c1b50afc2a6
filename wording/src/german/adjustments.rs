//! What makes the first wait longer or shorter.

use planning::{Adjustment, reason::AdjustmentReason as Reason};

use super::{German, time::BusinessDays};
use crate::parts::append;

pub(super) fn adjustment(german: German, reason: &Reason, out: &mut String) {
    match *reason {
        Reason::Fact(adjustment) => {
            fact(adjustment, out);
            let shift = adjustment.shift();
            let direction = if shift > 0 { " später nach." } else { " früher nach." };
            let days = BusinessDays { count: shift.unsigned_abs(), dative: false };
            append!(out, " Fragen Sie daher ", days, direction);
        }
        Reason::SeniorDecisionsTakeLonger => {
            append!(out, "Je höher die Position, desto länger braucht ein Arbeitgeber für die Entscheidung.");
        }
        Reason::CancelOut => append!(
            out,
            "Wie lange man am besten wartet, hängt von der Stelle und vom Verfahren ab. Hier heben sich die Gründe \
             für mehr und für weniger Eile auf."
        ),
        Reason::Total { business_days, ask_on } => {
            let direction = if business_days > 0 { " länger" } else { " kürzer" };
            let amount = BusinessDays { count: business_days.unsigned_abs(), dative: false };
            append!(
                out,
                "Wie lange man am besten wartet, hängt von der Stelle und vom Verfahren ab. Hier sind es ",
                amount,
                direction,
                " als üblich"
            );
            match ask_on {
                Some(day) => append!(out, "; fragen Sie also ", german.on(day), ", nach."),
                None => append!(out, "."),
            }
        }
    }
}

fn fact(adjustment: Adjustment, out: &mut String) {
    match adjustment {
        Adjustment::Entry => append!(out, "Einstiegsstellen werden schneller besetzt."),
        Adjustment::Senior => append!(out, "Eine Stelle für Erfahrene zu besetzen dauert länger."),
        Adjustment::Executive => append!(out, "Die Suche nach einer Führungskraft dauert viele Runden und Wochen."),
        Adjustment::Startup => append!(out, "Start-ups entscheiden schnell."),
        Adjustment::Government => append!(out, "Behörden entscheiden langsam."),
        Adjustment::Urgent => append!(out, "Die Stelle ist dringend zu besetzen."),
        Adjustment::TechnicalInterview => append!(out, "Nach einem Fachgespräch braucht die Entscheidung Zeit."),
        Adjustment::FinalInterview => append!(out, "Nach einem Abschlussgespräch braucht die Entscheidung Zeit."),
        Adjustment::ManyInterviews(count) => append!(out, "Mit ", count, " Gesprächen ist das Verfahren langsam."),
        Adjustment::LongProcess(days) => {
            append!(out, "Seit der Bewerbung sind ", days, " Tage vergangen; das Verfahren ist langsam.");
        }
    }
}
