//! Why a message uses its channel.

use planning::{
    facts::Channel,
    reason::{ChannelReason as Reason, PostalThanks},
};

use super::{
    French, name_or,
    steps::To,
    time::{BusinessDays, Day},
};
use crate::parts::add;

pub(super) fn channel(french: French, reason: &Reason, out: &mut String) {
    match *reason {
        Reason::Forbidden(channel) => {
            add!(
                out,
                "L'employeur ne souhaite pas recevoir ",
                plural_name(french, channel),
                ", donc le plan n'en prévoit pas."
            );
        }
        Reason::Preferred(channel) => {
            add!(out, name(french, channel), " passe en premier, puisque c'est votre préférence.");
        }
        Reason::SameAsBefore(channel) => {
            add!(out, name(french, channel), " passe encore en premier\u{202f}: gardez le moyen du dernier message.");
        }
        Reason::Switchboard { contact, number_is_wrong: true } => add!(
            out,
            "Appelez plutôt le standard de l'entreprise, et demandez ",
            name_or(contact, "la personne"),
            " ou les ressources humaines."
        ),
        Reason::Switchboard { contact, number_is_wrong: false } => add!(
            out,
            "Aucune ligne directe n'est connue pour ",
            name_or(contact, "cette personne"),
            ", donc appelez le standard de l'entreprise et demandez cette personne ou les ressources humaines."
        ),
        Reason::PostalThanks(postal) => postal_thanks(french, postal, out),
        Reason::InformalCompany { name } => {
            add!(out, "Chez ", name, ", le ton est simple\u{202f}: un message personnel y compte plus qu'un courrier.");
        }
        Reason::CallSuitsExecutive => add!(out, "Un appel convient à un poste de ce niveau."),
        Reason::CallAfterFinalInterview => {
            add!(out, "Un appel convient après ", french.an_interview(), french.by_region(" final.", " finale."));
        }
        Reason::CallAfterRapport { contact } => {
            let person = name_or(contact, "la personne rencontrée");
            add!(out, "Le courant est bien passé, donc un appel direct ", To(&person), " convient.");
        }
        Reason::EmailSuitsMost => {
            add!(
                out,
                name(french, Channel::Email),
                " convient à la plupart des postes, et celui-ci ne fait pas exception."
            );
        }
        Reason::EmailAtLeisure => {
            add!(
                out,
                "On répond à un ",
                french.email(),
                " quand on en a le temps, ce que beaucoup préfèrent à un appel."
            );
        }
        Reason::Connected { contact } => add!(
            out,
            "Vous êtes en relation avec ",
            name_or(contact, "cette personne"),
            " sur LinkedIn, donc un message courtois y est possible."
        ),
        Reason::HandwrittenNote => {
            add!(out, "Un mot écrit à la main, à l'adresse de l'entreprise, est une attention personnelle.");
        }
        Reason::MessageWaitsForCall { business_days, until } => add!(
            out,
            "Ici, il faut appeler, et un appel attend ",
            BusinessDays(business_days.into()),
            ", donc rien ne part avant le ",
            Day(until),
            "."
        ),
        Reason::EmailBeforeCall { business_days, until } => add!(
            out,
            "Un appel attend ",
            BusinessDays(business_days.into()),
            ", jusqu'au ",
            Day(until),
            french.by_region(", donc l'e-mail", ", donc le courriel"),
            " passe avant le téléphone."
        ),
    }
}

fn postal_thanks(french: French, postal: PostalThanks, out: &mut String) {
    if postal == PostalThanks::Possible {
        add!(out, "On peut aussi remercier par courrier, si cela convient à l'entreprise et à vous.");
        return;
    }
    add!(out, "On peut remercier par ", french.email(), " ou par courrier", french.space(), "; ");
    out.push_str(match (postal, french) {
        (PostalThanks::EmailForbidden, French::France) => "l'employeur ne souhaite pas d'e-mails",
        (PostalThanks::EmailForbidden, French::Canada) => "l'employeur ne souhaite pas de courriels",
        (PostalThanks::EmailReturned, French::France) => "les e-mails reviennent",
        (PostalThanks::EmailReturned, French::Canada) => "les courriels reviennent",
        (_, French::France) => "sans adresse e-mail, ce sera le courrier.",
        (_, French::Canada) => "sans adresse de courriel, ce sera le courrier.",
    });
    if postal != PostalThanks::NoEmailAddress {
        add!(out, ", donc ce sera le courrier.");
    }
}

/// "L'e-mail", at the start of a sentence.
const fn name(french: French, channel: Channel) -> &'static str {
    match channel {
        Channel::Email => french.by_region("L'e-mail", "Le courriel"),
        Channel::Phone => "Le téléphone",
        Channel::Linkedin => "LinkedIn",
        Channel::Letter => "Le courrier",
    }
}

/// "d'e-mails", in a sentence about unwanted channels.
const fn plural_name(french: French, channel: Channel) -> &'static str {
    match channel {
        Channel::Email => french.by_region("d'e-mails", "de courriels"),
        Channel::Phone => "d'appels",
        Channel::Linkedin => "de messages LinkedIn",
        Channel::Letter => "de courriers",
    }
}
