//! Why a message uses its channel.

use planning::{
    facts::Channel,
    reason::{ChannelReason as Reason, PostalThanks},
};

use super::{German, accusative_name_or, dative_name_or, time::BusinessDays};
use crate::parts::add;

pub(super) fn channel(german: German, reason: &Reason, out: &mut String) {
    let days = |count: u16| BusinessDays { count: count.into(), dative: false };
    match *reason {
        Reason::Forbidden(channel) => {
            add!(out, "Der Arbeitgeber möchte keine ", plural_name(channel), "; es gehen also keine hinaus.");
        }
        Reason::Preferred(channel) => {
            add!(out, name(channel), " steht an erster Stelle, weil Sie diesen Weg vorziehen.");
        }
        Reason::SameAsBefore(channel) => {
            add!(out, name(channel), " steht wieder an erster Stelle: Bleiben Sie beim Weg der letzten Nachricht.");
        }
        Reason::Switchboard { contact, number_is_wrong: true } => add!(
            out,
            "Rufen Sie stattdessen die Zentrale an, und fragen Sie nach ",
            dative_name_or(contact, "der Person"),
            " oder nach der Personalabteilung."
        ),
        Reason::Switchboard { contact, number_is_wrong: false } => add!(
            out,
            "Die Durchwahl von ",
            dative_name_or(contact, "der Person"),
            " ist nicht bekannt. Rufen Sie die Zentrale an, und fragen Sie nach der Person oder nach der \
             Personalabteilung."
        ),
        Reason::PostalThanks(postal) => out.push_str(postal_thanks(postal)),
        Reason::InformalCompany { name } => add!(
            out,
            "Bei ",
            name,
            " geht es ungezwungen zu; eine persönliche Nachricht zählt dort mehr als ein Brief."
        ),
        Reason::CallSuitsExecutive => add!(out, "Zu einer so hohen Position passt ein Anruf."),
        Reason::CallAfterFinalInterview => add!(out, "Nach einem Abschlussgespräch passt ein Anruf."),
        Reason::CallAfterRapport { contact } => add!(
            out,
            "Sie haben sich gut verstanden. Daher ist es angebracht, ",
            accusative_name_or(contact, "die Person"),
            " direkt anzurufen."
        ),
        Reason::EmailSuitsMost => add!(out, "Eine E-Mail passt zu den meisten Stellen, auch zu dieser."),
        Reason::EmailAtLeisure => {
            add!(out, "Eine E-Mail lässt sich in Ruhe beantworten; das ist vielen lieber als ein Anruf.");
        }
        Reason::Connected { contact } => add!(
            out,
            "Sie sind mit ",
            dative_name_or(contact, "der Person"),
            " auf LinkedIn verbunden. Eine höflich geschriebene LinkedIn-Nachricht ist also möglich."
        ),
        Reason::HandwrittenNote => {
            add!(out, "Ein handgeschriebener Brief an die Adresse des Unternehmens ist eine persönliche Geste.");
        }
        Reason::MessageWaitsForCall { business_days, until } => add!(
            out,
            "Hier ist ein Anruf der richtige Weg, und Anrufe warten ",
            days(business_days),
            ". Daher geht nichts ",
            german.before(until),
            ", hinaus."
        ),
        Reason::EmailBeforeCall { business_days, until } => add!(
            out,
            "Anrufe warten ",
            days(business_days),
            ", ",
            german.until(until),
            ". Eine E-Mail kommt daher vor dem Telefon."
        ),
    }
}

const fn postal_thanks(postal: PostalThanks) -> &'static str {
    match postal {
        PostalThanks::EmailForbidden => {
            "Danken kann man per E-Mail oder per Post. Da der Arbeitgeber keine E-Mails möchte, bleibt die Post."
        }
        PostalThanks::EmailReturned => {
            "Danken kann man per E-Mail oder per Post. Da E-Mails zurückkommen, bleibt die Post."
        }
        PostalThanks::NoEmailAddress => {
            "Danken kann man per E-Mail oder per Post. Da keine E-Mail-Adresse bekannt ist, bleibt die Post."
        }
        PostalThanks::Possible => "Der Dank kann auch per Post gehen, wenn es zu Ihnen und zum Unternehmen passt.",
    }
}

/// At the start of a sentence.
const fn name(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "Die E-Mail",
        Channel::Phone => "Das Telefon",
        Channel::Linkedin => "LinkedIn",
        Channel::Letter => "Der Brief",
    }
}

/// In a sentence about unwanted channels.
const fn plural_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "E-Mails",
        Channel::Phone => "Anrufe",
        Channel::Linkedin => "LinkedIn-Nachrichten",
        Channel::Letter => "Briefe",
    }
}
