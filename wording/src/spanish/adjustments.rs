//! What makes the first wait longer or shorter.

use planning::{Adjustment, reason::AdjustmentReason as Reason};

use super::time::{BusinessDays, Day};
use crate::say::say;

pub(super) fn adjustment(reason: &Reason, out: &mut String) {
    match *reason {
        Reason::Fact(adjustment) => {
            fact(adjustment, out);
            let shift = adjustment.shift();
            let direction = if shift > 0 { " más tarde." } else { " antes." };
            say!(out, ", así que pregunte ", BusinessDays(shift.unsigned_abs()), direction);
        }
        Reason::SeniorDecisionsTakeLonger => {
            say!(out, "Cuanto más alto es el puesto, más tarda una empresa en decidir.");
        }
        Reason::CancelOut => say!(
            out,
            "La espera adecuada depende del puesto y del proceso: aquí las razones para apresurarse y para esperar se \
             compensan."
        ),
        Reason::Total { business_days, ask_on } => {
            let direction = if business_days > 0 { " más larga" } else { " más corta" };
            let amount = BusinessDays(business_days.unsigned_abs());
            say!(out, "La espera adecuada depende del puesto y del proceso: aquí es ", amount, direction);
            match ask_on {
                Some(day) => say!(out, " de lo habitual, así que pregunte el ", Day(day), "."),
                None => say!(out, " de lo habitual por sí sola."),
            }
        }
    }
}

fn fact(adjustment: Adjustment, out: &mut String) {
    match adjustment {
        Adjustment::Entry => say!(out, "Los puestos para principiantes se cubren más deprisa"),
        Adjustment::Senior => say!(out, "Un puesto de alto nivel tarda más en cubrirse"),
        Adjustment::Executive => say!(out, "La búsqueda de directivos requiere muchas rondas y semanas"),
        Adjustment::Startup => say!(out, "Las empresas emergentes deciden rápido"),
        Adjustment::Government => say!(out, "Los organismos públicos deciden despacio"),
        Adjustment::Urgent => say!(out, "El puesto es urgente"),
        Adjustment::TechnicalInterview => say!(out, "La decisión tras una entrevista técnica lleva tiempo"),
        Adjustment::FinalInterview => say!(out, "La decisión tras una entrevista final lleva tiempo"),
        Adjustment::ManyInterviews(count) => say!(out, "Con ", count, " entrevistas, el proceso es lento"),
        Adjustment::LongProcess(days) => {
            say!(out, "Han pasado ", days, " días desde la candidatura, y eso indica un proceso lento");
        }
    }
}
