//! Why a message uses its channel.

use planning::{
    facts::Channel,
    reason::{ChannelReason as Reason, PostalThanks},
};

use super::{
    name_or,
    time::{BusinessDays, Day},
};
use crate::parts::add;

pub(super) fn channel(reason: &Reason, out: &mut String) {
    match *reason {
        Reason::Forbidden(channel) => {
            add!(out, "La empresa no desea que se la contacte ", by(channel), ", así que no se usa ese medio.");
        }
        Reason::Preferred(channel) => {
            add!(out, name(channel), " va primero, porque es el medio que usted prefiere.");
        }
        Reason::SameAsBefore(channel) => {
            add!(out, name(channel), " vuelve a ir primero: siga con el medio del último mensaje.");
        }
        Reason::Switchboard { contact, number_is_wrong: true } => add!(
            out,
            "Llame en su lugar al número general de la empresa y pregunte por ",
            name_or(contact, "esa persona"),
            " o por Recursos Humanos."
        ),
        Reason::Switchboard { contact, number_is_wrong: false } => add!(
            out,
            "No hay un número directo de ",
            name_or(contact, "esa persona"),
            ", así que llame al de la empresa y pida hablar con esa persona o con Recursos Humanos."
        ),
        Reason::PostalThanks(postal) => out.push_str(postal_thanks(postal)),
        Reason::InformalCompany { name } => {
            add!(out, name, " es un lugar informal, donde un mensaje personal cuenta más que una carta por correo.");
        }
        Reason::CallSuitsExecutive => add!(out, "Para un puesto de este nivel, una llamada es adecuada."),
        Reason::CallAfterFinalInterview => add!(out, "Tras una entrevista final, una llamada es adecuada."),
        Reason::CallAfterRapport { contact } => add!(
            out,
            "Hubo buen entendimiento, así que conviene llamar directamente a ",
            name_or(contact, "quien hizo la entrevista"),
            "."
        ),
        Reason::EmailSuitsMost => {
            add!(out, "El correo electrónico sirve para la mayoría de los puestos, y este no es una excepción.");
        }
        Reason::EmailAtLeisure => add!(
            out,
            "Un correo electrónico se contesta cuando viene bien, y muchas personas lo prefieren a una llamada."
        ),
        Reason::Connected { contact } => add!(
            out,
            "Usted tiene en LinkedIn a ",
            name_or(contact, "esa persona"),
            " entre sus contactos, así que es posible un mensaje cortés por esa red."
        ),
        Reason::HandwrittenNote => {
            add!(out, "Una nota escrita a mano y enviada a la dirección de la empresa es un gesto personal.");
        }
        Reason::MessageWaitsForCall { business_days, until } => add!(
            out,
            "Aquí corresponde una llamada, y las llamadas esperan ",
            BusinessDays(business_days.into()),
            ": no hay nada que enviar antes del ",
            Day(until),
            "."
        ),
        Reason::EmailBeforeCall { business_days, until } => add!(
            out,
            "Las llamadas esperan ",
            BusinessDays(business_days.into()),
            ", hasta el ",
            Day(until),
            ", así que el correo electrónico va antes que el teléfono."
        ),
    }
}

fn postal_thanks(postal: PostalThanks) -> &'static str {
    match postal {
        PostalThanks::EmailForbidden => {
            "Se puede dar las gracias por correo electrónico o por carta; como la empresa no desea correos \
             electrónicos, será por carta."
        }
        PostalThanks::EmailReturned => {
            "Se puede dar las gracias por correo electrónico o por carta; como los correos electrónicos vuelven, será \
             por carta."
        }
        PostalThanks::NoEmailAddress => {
            "Se puede dar las gracias por correo electrónico o por carta; a falta de una dirección electrónica, será \
             por carta."
        }
        PostalThanks::Possible => {
            "También se puede dar las gracias por carta, si eso encaja con usted y con la empresa."
        }
    }
}

/// "El correo electrónico", at the start of a sentence.
fn name(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "El correo electrónico",
        Channel::Phone => "El teléfono",
        Channel::Linkedin => "LinkedIn",
        Channel::Letter => "La carta",
    }
}

/// "por correo electrónico".
fn by(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "por correo electrónico",
        Channel::Phone => "por teléfono",
        Channel::Linkedin => "por LinkedIn",
        Channel::Letter => "por carta",
    }
}
