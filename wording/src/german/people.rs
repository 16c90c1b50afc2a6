//! Whether a person can be written to, and by which channel.

use std::borrow::Cow;

use planning::{
    facts::{Channel, Role},
    reason::PersonReason as Reason,
};

use super::{Case, German, accusative_name_or, capitalised, dative_name_or, name};
use crate::parts::add;

pub(super) fn person(german: German, reason: &Reason, out: &mut String) {
    match *reason {
        Reason::Left { left, instead } => {
            let place = if left.role == Role::AgencyRecruiter { "die Agentur" } else { "das Unternehmen" };
            let nominative = name(left, Case::Nominative).unwrap_or(Cow::Borrowed("Ihre Kontaktperson"));
            add!(out, capitalised(&nominative), " hat ", place, " verlassen.");
            match instead.and_then(|contact| name(contact, Case::Accusative)) {
                Some(name) => add!(out, " Schreiben Sie stattdessen an ", name, "."),
                None => add!(out, " Schreiben Sie an jemanden, der noch dort arbeitet."),
            }
        }
        Reason::Undeliverable { contact, channel } => {
            let accusative = accusative_name_or(Some(contact), "diese Person");
            match channel {
                Channel::Email => {
                    add!(out, "E-Mails an ", accusative, " kommen zurück. Verwenden Sie diese Adresse nicht.");
                }
                Channel::Phone => {
                    let dative = dative_name_or(Some(contact), "dieser Person");
                    add!(out, "Die Telefonnummer von ", dative, " ist falsch. Rufen Sie dort nicht an.");
                }
                Channel::Linkedin => add!(out, "LinkedIn-Nachrichten an ", accusative, " kommen nicht an."),
                Channel::Letter => add!(out, "Briefe an ", accusative, " kommen zurück."),
            }
        }
        Reason::Returned { sent_on } => add!(
            out,
            "Ihre Nachricht ",
            german.from(sent_on),
            ", kam als unzustellbar zurück und zählt daher als nicht gesendet."
        ),
    }
}
