//! Whether a person can be written to, and by which channel.

use planning::{
    facts::{Channel, Role},
    reason::PersonReason as Reason,
};

use super::{name_or, time::Day};
use crate::parts::add;

pub(super) fn person(reason: &Reason, out: &mut String) {
    match *reason {
        Reason::Left { left, instead } => {
            let place = if left.role == Role::AgencyRecruiter { "agency" } else { "company" };
            add!(out, name_or(Some(left), "Your contact"), " has left the ", place);
            match instead.and_then(|contact| contact.whole_name()) {
                Some(name) => add!(out, ", so write to ", name, " instead."),
                None => add!(out, ", so write to somebody who is there."),
            }
        }
        Reason::Undeliverable { contact, channel } => {
            let name = name_or(Some(contact), "this person");
            match channel {
                Channel::Email => add!(out, "E-mails to ", name, " come back, so don't use that address."),
                Channel::Phone => add!(out, "The phone number of ", name, " is wrong, so don't call it."),
                Channel::Linkedin => add!(out, "LinkedIn messages don't reach ", name, "."),
                Channel::Letter => add!(out, "Letters to ", name, " come back."),
            }
        }
        Reason::Returned { sent_on } => {
            add!(out, "Your message of ", Day(sent_on), " came back undelivered, so it counts as not sent.");
        }
    }
}
