//! Reasons for which the first wait is longer or shorter.

use planning::{Adjustment, reason::AdjustmentReason as Reason};

use super::{
    French,
    time::{BusinessDays, ByBusinessDays, Day},
};
use crate::parts::add;

pub(super) fn adjustment(french: French, reason: &Reason, out: &mut String) {
    match *reason {
        Reason::Fact(adjustment) => {
            fact_sentence(french, adjustment, out);
            let shift = adjustment.shift();
            let direction = if shift > 0 { " plus tard." } else { " plus tôt." };
            add!(out, ", donc relancez ", BusinessDays(shift.unsigned_abs()), direction);
        }
        Reason::SeniorDecisionsTakeLonger => {
            add!(out, "Plus le poste est élevé, plus l'employeur met de temps à décider.");
        }
        Reason::CancelOut => add!(
            out,
            "Le bon délai dépend du poste et de la procédure\u{202f}: ici, les raisons de se hâter et d'attendre se \
             compensent."
        ),
        Reason::Total { business_days, ask_on } => {
            let direction = if business_days > 0 { "plus long " } else { "plus court " };
            let amount = ByBusinessDays(business_days.unsigned_abs());
            add!(out, "Le bon délai dépend du poste et de la procédure\u{202f}: ici, il est ");
            if let Some(day) = ask_on {
                add!(out, direction, amount, " que d'habitude, donc relancez le ", Day(day), ".");
            } else {
                add!(out, "en lui-même ", direction, amount, " que d'habitude.");
            }
        }
    }
}

fn fact_sentence(french: French, adjustment: Adjustment, out: &mut String) {
    match adjustment {
        Adjustment::Entry => add!(out, "Les postes sans expérience exigée sont pourvus plus vite"),
        Adjustment::Senior => add!(out, "Un poste à responsabilités est plus long à pourvoir"),
        Adjustment::Executive => add!(out, "Un poste de direction demande bien des étapes et des semaines"),
        Adjustment::Startup => add!(out, "Les start-up décident vite"),
        Adjustment::Government => add!(out, "Les organismes publics décident lentement"),
        Adjustment::Urgent => add!(out, "Le poste est urgent"),
        Adjustment::TechnicalInterview => {
            add!(out, "Une décision après ", french.an_interview(), " technique prend du temps");
        }
        Adjustment::FinalInterview => {
            add!(
                out,
                "Une décision après ",
                french.an_interview(),
                french.by_region(" final", " finale"),
                " prend du temps"
            );
        }
        Adjustment::ManyInterviews(count) => {
            add!(out, "Avec ", count, french.by_region(" entretiens", " entrevues"), ", la procédure est lente");
        }
        Adjustment::LongProcess(days) => {
            add!(out, days, " jours écoulés depuis la candidature indiquent une procédure lente");
        }
    }
}
