//! Whether a person can be written to, and by which channel.

use planning::{
    facts::{Channel, Role},
    reason::PersonReason as Reason,
};

use super::{Merged, capitalised, name, name_or, time::Day};
use crate::parts::add;

pub(super) fn person(reason: &Reason, out: &mut String) {
    match *reason {
        Reason::Left { left, instead } => {
            let place = if left.role == Role::AgencyRecruiter { "la agencia" } else { "la empresa" };
            add!(out, capitalised(&name_or(Some(left), "Su contacto").0), " ya no trabaja en ", place);
            match instead.and_then(name).map(Merged) {
                Some(name) => add!(out, ", así que escriba en su lugar a ", name, "."),
                None => add!(out, ", así que escriba a alguien que siga allí."),
            }
        }
        Reason::Undeliverable { contact, channel } => {
            let name = name_or(Some(contact), "esta persona");
            match channel {
                Channel::Email => {
                    add!(out, "Los correos electrónicos a ", name, " vuelven, así que no use esa dirección.");
                }
                Channel::Phone => {
                    add!(out, "El número de teléfono de ", name, " no es correcto, así que no llame a él.");
                }
                Channel::Linkedin => add!(out, "Los mensajes de LinkedIn no llegan a ", name, "."),
                Channel::Letter => add!(out, "Las cartas a ", name, " vuelven."),
            }
        }
        Reason::Returned { sent_on } => add!(
            out,
            "El mensaje que usted envió el ",
            Day(sent_on),
            " volvió sin entregarse, así que cuenta como no enviado."
        ),
    }
}
