//! Reasons for which the first wait is longer or shorter.

use planning::{Adjustment, reason::AdjustmentReason as Reason};

use super::time::{BusinessDays, Day};
use crate::parts::add;

pub(super) fn adjustment(reason: &Reason, out: &mut String) {
    match *reason {
        Reason::Fact(adjustment) => {
            fact_sentence(adjustment, out);
            let shift = adjustment.shift();
            let direction = if shift > 0 { " más tarde." } else { " antes." };
            add!(out, ", así que pregunte ", BusinessDays(shift.unsigned_abs()), direction);
        }
        Reason::SeniorDecisionsTakeLonger => {
            add!(out, "Cuanto más alto es el puesto, más tarda una empresa en decidir.");
        }
        Reason::CancelOut => add!(
            out,
            "La espera adecuada depende del puesto y del proceso: aquí las razones para apresurarse y para esperar se \
             compensan."
        ),
        Reason::Total { business_days, ask_on } => {
            let direction = if business_days > 0 { " más larga" } else { " más corta" };
            let amount = BusinessDays(business_days.unsigned_abs());
            add!(out, "La espera adecuada depende del puesto y del proceso: aquí es ", amount, direction);
            match ask_on {
                Some(day) => add!(out, " de lo habitual, así que pregunte el ", Day(day), "."),
                None => add!(out, " de lo habitual por sí sola."),
            }
        }
    }
}

fn fact_sentence(adjustment: Adjustment, out: &mut String) {
    match adjustment {
        Adjustment::Entry => add!(out, "Los puestos para principiantes se cubren más deprisa"),
        Adjustment::Senior => add!(out, "Un puesto de alto nivel tarda más en cubrirse"),
        Adjustment::Executive => add!(out, "La búsqueda de directivos requiere muchas rondas y semanas"),
        Adjustment::Startup => add!(out, "Las empresas emergentes deciden rápido"),
        Adjustment::Government => add!(out, "Los organismos públicos deciden despacio"),
        Adjustment::Urgent => add!(out, "El puesto es urgente"),
        Adjustment::TechnicalInterview => add!(out, "La decisión tras una entrevista técnica lleva tiempo"),
        Adjustment::FinalInterview => add!(out, "La decisión tras una entrevista final lleva tiempo"),
        Adjustment::ManyInterviews(count) => add!(out, "Con ", count, " entrevistas, el proceso es lento"),
        Adjustment::LongProcess(days) => {
            add!(out, "Han pasado ", days, " días desde la candidatura, y eso indica un proceso lento");
        }
    }
}
