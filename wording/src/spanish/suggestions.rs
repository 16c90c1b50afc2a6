//! Advice beside a step.

use planning::reason::Suggestion;

use super::name_or;
use crate::parts::add;

pub(super) fn suggestion(suggestion: &Suggestion, out: &mut String) {
    match *suggestion {
        Suggestion::KeepLooking => add!(out, "Mientras espera, siga buscando y presentándose a otros puestos."),
        Suggestion::PrepareCall => {
            add!(out, "Prepare la llamada: anote lo que quiere decir y lo que quiere preguntar.");
        }
        Suggestion::SendNothing => add!(
            out,
            "La empresa no desea mensajes por ninguno de los medios posibles, así que no envíe ninguno y espere sus \
             noticias."
        ),
        Suggestion::FindDetails { contact } => add!(
            out,
            "Busque datos de contacto de ",
            name_or(contact, "alguien de la empresa"),
            " o de otra persona de la empresa; la empresa no desea llamadas."
        ),
        Suggestion::FindDetailsOrCall { contact } => add!(
            out,
            "Busque datos de contacto de ",
            name_or(contact, "alguien de la empresa"),
            " o llame al número general de la empresa y pregunte por Recursos Humanos."
        ),
    }
}
