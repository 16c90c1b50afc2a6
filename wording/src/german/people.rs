//! Whether a person can be written to, and by which channel.

use std::borrow::Cow;

use planning::{
    facts::{Channel, Role},
    reason::PersonReason as Reason,
};

use super::{Case, German, capital, name, who, whom};
use crate::parts::add;

pub(super) fn person(german: German, reason: &Reason, out: &mut String) {
    match *reason {
        Reason::Left { left, instead } => {
            let place = if left.role == Role::AgencyRecruiter { "die Agentur" } else { "das Unternehmen" };
            let who = name(left, Case::Nominative).unwrap_or(Cow::Borrowed("Ihre Kontaktperson"));
            add!(out, capital(&who), " hat ", place, " verlassen.");
            match instead.and_then(|contact| name(contact, Case::Accusative)) {
                Some(name) => add!(out, " Schreiben Sie stattdessen an ", name, "."),
                None => add!(out, " Schreiben Sie an jemanden, der noch dort arbeitet."),
            }
        }
        Reason::Undeliverable { contact, channel } => {
            let them = whom(Some(contact), "diese Person");
            match channel {
                Channel::Email => {
                    add!(out, "E-Mails an ", them, " kommen zurück. Verwenden Sie diese Adresse nicht.");
                }
                Channel::Phone => {
                    let them = who(Some(contact), "dieser Person");
                    add!(out, "Die Telefonnummer von ", them, " ist falsch. Rufen Sie dort nicht an.");
                }
                Channel::Linkedin => add!(out, "LinkedIn-Nachrichten an ", them, " kommen nicht an."),
                Channel::Letter => add!(out, "Briefe an ", them, " kommen zurück."),
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
