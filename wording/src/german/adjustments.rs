//! Reasons for which the first wait is longer or shorter.

use planning::{Adjustment, reason::AdjustmentReason as Reason};

use super::{German, time::BusinessDays};
use crate::parts::add;

pub(super) fn adjustment(german: German, reason: &Reason, out: &mut String) {
    match *reason {
        Reason::Fact(adjustment) => {
            fact_sentence(adjustment, out);
            let shift = adjustment.shift();
            let direction = if shift > 0 { " später nach." } else { " früher nach." };
            let days = BusinessDays { count: shift.unsigned_abs(), dative: false };
            add!(out, " Fragen Sie daher ", days, direction);
        }
        Reason::SeniorDecisionsTakeLonger => {
            add!(out, "Je höher die Position, desto länger braucht ein Arbeitgeber für die Entscheidung.");
        }
        Reason::CancelOut => add!(
            out,
            "Wie lange man am besten wartet, hängt von der Stelle und vom Verfahren ab. Hier heben sich die Gründe \
             für mehr und für weniger Eile auf."
        ),
        Reason::Total { business_days, ask_on } => {
            let direction = if business_days > 0 { " länger" } else { " kürzer" };
            let amount = BusinessDays { count: business_days.unsigned_abs(), dative: false };
            add!(
                out,
                "Wie lange man am besten wartet, hängt von der Stelle und vom Verfahren ab. Hier sind es ",
                amount,
                direction,
                " als üblich"
            );
            match ask_on {
                Some(day) => add!(out, "; fragen Sie also ", german.on(day), ", nach."),
                None => add!(out, "."),
            }
        }
    }
}

fn fact_sentence(adjustment: Adjustment, out: &mut String) {
    match adjustment {
        Adjustment::Entry => add!(out, "Einstiegsstellen werden schneller besetzt."),
        Adjustment::Senior => add!(out, "Eine Stelle für Erfahrene zu besetzen dauert länger."),
        Adjustment::Executive => add!(out, "Die Suche nach einer Führungskraft dauert viele Runden und Wochen."),
        Adjustment::Startup => add!(out, "Start-ups entscheiden schnell."),
        Adjustment::Government => add!(out, "Behörden entscheiden langsam."),
        Adjustment::Urgent => add!(out, "Die Stelle ist dringend zu besetzen."),
        Adjustment::TechnicalInterview => add!(out, "Nach einem Fachgespräch braucht die Entscheidung Zeit."),
        Adjustment::FinalInterview => add!(out, "Nach einem Abschlussgespräch braucht die Entscheidung Zeit."),
        Adjustment::ManyInterviews(count) => add!(out, "Mit ", count, " Gesprächen ist das Verfahren langsam."),
        Adjustment::LongProcess(days) => {
            add!(out, "Seit der Bewerbung sind ", days, " Tage vergangen; das Verfahren ist langsam.");
        }
    }
}
