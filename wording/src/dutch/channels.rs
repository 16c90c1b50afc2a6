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
            add!(out, "De werkgever wil geen ", plural_name(channel), "; die gaan dus niet uit.");
        }
        Reason::Preferred(channel) => add!(out, name(channel), " staat voorop, omdat u daar de voorkeur aan geeft."),
        Reason::SameAsBefore(channel) => {
            add!(out, name(channel), " staat weer voorop: blijf bij de weg van het laatste bericht.");
        }
        Reason::Switchboard { contact, number_is_wrong: true } => add!(
            out,
            "Bel in plaats daarvan het algemene nummer, en vraag naar ",
            name_or(contact, "de persoon"),
            " of naar personeelszaken."
        ),
        Reason::Switchboard { contact, number_is_wrong: false } => add!(
            out,
            "Het directe nummer van ",
            name_or(contact, "de persoon"),
            " is niet bekend. Bel het algemene nummer, en vraag naar deze persoon of naar personeelszaken."
        ),
        Reason::PostalThanks(postal) => out.push_str(postal_thanks(postal)),
        Reason::InformalCompany { name } => add!(
            out,
            "Bij ",
            name,
            " gaat het er informeel aan toe; een persoonlijk bericht telt daar meer dan een brief."
        ),
        Reason::CallSuitsExecutive => add!(out, "Bij zo’n hoge functie past een telefoontje."),
        Reason::CallAfterFinalInterview => add!(out, "Na een eindgesprek past een telefoontje."),
        Reason::CallAfterRapport { contact } => {
            add!(
                out,
                "Het klikte goed. Daarom is het gepast ",
                name_or(contact, "de persoon"),
                " rechtstreeks te bellen."
            );
        }
        Reason::EmailSuitsMost => add!(out, "Een e-mail past bij de meeste functies, ook bij deze."),
        Reason::EmailAtLeisure => {
            add!(out, "Een e-mail kan men op zijn gemak beantwoorden; dat hebben velen liever dan een telefoontje.");
        }
        Reason::Connected { contact } => add!(
            out,
            "U bent op LinkedIn verbonden met ",
            name_or(contact, "deze persoon"),
            ". Een beleefd bericht is daar dus mogelijk."
        ),
        Reason::HandwrittenNote => {
            add!(out, "Een handgeschreven brief aan het adres van het bedrijf is een persoonlijk gebaar.");
        }
        Reason::MessageWaitsForCall { business_days, until } => add!(
            out,
            "Hier is bellen de juiste weg, en een telefoontje wacht ",
            BusinessDays(business_days.into()),
            ". Daarom gaat er niets uit voor ",
            Day(until),
            "."
        ),
        Reason::EmailBeforeCall { business_days, until } => add!(
            out,
            "Een telefoontje wacht ",
            BusinessDays(business_days.into()),
            ", tot ",
            Day(until),
            ". Een e-mail gaat daarom voor de telefoon."
        ),
    }
}

const fn postal_thanks(postal: PostalThanks) -> &'static str {
    match postal {
        PostalThanks::EmailForbidden => {
            "Bedanken kan per e-mail of per post. Omdat de werkgever geen e-mails wil, blijft de post over."
        }
        PostalThanks::EmailReturned => {
            "Bedanken kan per e-mail of per post. Omdat e-mails terugkomen, blijft de post over."
        }
        PostalThanks::NoEmailAddress => {
            "Bedanken kan per e-mail of per post. Omdat er geen e-mailadres bekend is, blijft de post over."
        }
        PostalThanks::Possible => "Bedanken kan ook per post, als dat bij u en bij het bedrijf past.",
    }
}

/// At the start of a sentence.
const fn name(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "E-mail",
        Channel::Phone => "De telefoon",
        Channel::Linkedin => "LinkedIn",
        Channel::Letter => "De brief",
    }
}

/// In a sentence about unwanted channels.
const fn plural_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "e-mails",
        Channel::Phone => "telefoontjes",
        Channel::Linkedin => "LinkedIn-berichten",
        Channel::Letter => "brieven",
    }
}
