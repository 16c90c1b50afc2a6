//! Whether a person can be written to, and by which channel.

use planning::{
    facts::{Channel, Role},
    reason::PersonReason as Reason,
};

use super::{capitalised, name, name_or, time::Day};
use crate::parts::add;

pub(super) fn person(reason: &Reason, out: &mut String) {
    match *reason {
        Reason::Left { left, instead } => {
            let place = if left.role == Role::AgencyRecruiter { "het bureau" } else { "het bedrijf" };
            add!(out, capitalised(&name_or(Some(left), "Uw contactpersoon")), " werkt niet meer bij ", place, ".");
            match instead.and_then(name) {
                Some(name) => add!(out, " Schrijf in plaats daarvan aan ", name, "."),
                None => add!(out, " Schrijf aan iemand die daar nog werkt."),
            }
        }
        Reason::Undeliverable { contact, channel } => {
            let name = name_or(Some(contact), "deze persoon");
            match channel {
                Channel::Email => add!(out, "E-mails aan ", name, " komen terug. Gebruik dit adres niet."),
                Channel::Phone => add!(out, "Het telefoonnummer van ", name, " is onjuist. Bel het niet."),
                Channel::Linkedin => add!(out, "LinkedIn-berichten aan ", name, " komen niet aan."),
                Channel::Letter => add!(out, "Brieven aan ", name, " komen terug."),
            }
        }
        Reason::Returned { sent_on } => {
            add!(out, "Uw bericht van ", Day(sent_on), " is niet bezorgd en telt daarom als niet verzonden.");
        }
    }
}
