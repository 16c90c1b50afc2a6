//! Advice beside a step.

use planning::reason::Suggestion;

use super::who;
use crate::parts::append;

pub(super) fn suggestion(suggestion: &Suggestion, out: &mut String) {
    match *suggestion {
        Suggestion::KeepLooking => append!(out, "Mientras espera, siga buscando y presentándose a otros puestos."),
        Suggestion::PrepareCall => {
            append!(out, "Prepare la llamada: anote lo que quiere decir y lo que quiere preguntar.");
        }
        Suggestion::SendNothing => append!(
            out,
            "La empresa no desea mensajes por ninguno de los medios posibles, así que no envíe ninguno y espere sus \
             noticias."
        ),
        Suggestion::FindDetails { contact } => append!(
            out,
            "Busque datos de contacto de ",
            who(contact, "alguien de la empresa"),
            " o de otra persona de la empresa; la empresa no desea llamadas."
        ),
        Suggestion::FindDetailsOrCall { contact } => append!(
            out,
            "Busque datos de contacto de ",
            who(contact, "alguien de la empresa"),
            " o llame al número general de la empresa y pregunte por Recursos Humanos."
        ),
    }
}
