//! Whether a person can be written to, and by which channel.

use planning::{
    facts::{Channel, Role},
    reason::PersonReason as Reason,
};

use super::{French, name, name_or, time::Day};
use crate::parts::add;

pub(super) fn person(french: French, reason: &Reason, out: &mut String) {
    match *reason {
        Reason::Left { left, instead } => {
            let place = if left.role == Role::AgencyRecruiter { "l'agence" } else { "l'entreprise" };
            add!(out, name_or(Some(left), "Votre contact"), " a quitté ", place);
            match instead.and_then(name) {
                Some(name) => add!(out, ", donc écrivez plutôt à ", name, "."),
                None => add!(out, ", donc écrivez à quelqu'un qui y travaille."),
            }
        }
        Reason::Undeliverable { contact, channel } => {
            let name = name_or(Some(contact), "cette personne");
            match channel {
                Channel::Email => {
                    add!(out, "Les ", french.email(), "s à ", name, " reviennent, donc n'utilisez pas cette adresse.");
                }
                Channel::Phone => add!(out, "Le numéro indiqué pour ", name, " est faux, donc ne l'utilisez pas."),
                Channel::Linkedin => add!(out, "Les messages LinkedIn à ", name, " n'arrivent pas."),
                Channel::Letter => add!(out, "Les courriers à ", name, " reviennent."),
            }
        }
        Reason::Returned { sent_on } => {
            add!(out, "Votre message du ", Day(sent_on), " n'a pas été remis, donc il compte comme non envoyé.");
        }
    }
}
