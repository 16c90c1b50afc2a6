//! Advice beside a step.

use planning::reason::Suggestion;

use super::who;
use crate::say::say;

pub(super) fn suggestion(suggestion: &Suggestion, out: &mut String) {
    match *suggestion {
        Suggestion::KeepLooking => say!(out, "Mientras espera, siga buscando y presentándose a otros puestos."),
        Suggestion::PrepareCall => {
            say!(out, "Prepare la llamada: anote lo que quiere decir y lo que quiere preguntar.");
        }
        Suggestion::SendNothing => say!(
            out,
            "La empresa no desea mensajes por ninguno de los medios posibles, así que no envíe ninguno y espere sus \
             noticias."
        ),
        Suggestion::FindDetails { contact } => say!(
            out,
            "Busque datos de contacto de ",
            who(contact, "alguien de la empresa"),
            " o de otra persona de la empresa; la empresa no desea llamadas."
        ),
        Suggestion::FindDetailsOrCall { contact } => say!(
            out,
            "Busque datos de contacto de ",
            who(contact, "alguien de la empresa"),
            " o llame al número general de la empresa y pregunte por Recursos Humanos."
        ),
    }
}
