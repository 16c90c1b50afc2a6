//! Why a message uses its channel.

use planning::{
    facts::Channel,
    reason::{ChannelReason as Reason, PostalThanks},
};

use super::{
    steps::To,
    time::{BusinessDays, Day},
    who,
};
use crate::say::say;

pub(super) fn channel(reason: &Reason, out: &mut String) {
    match *reason {
        Reason::Forbidden(channel) => {
            say!(out, "L'employeur ne souhaite pas recevoir ", of_many(channel), ", donc le plan n'en prévoit pas.");
        }
        Reason::Preferred(channel) => say!(out, name(channel), " passe en premier, puisque c'est votre préférence."),
        Reason::SameAsBefore(channel) => {
            say!(out, name(channel), " passe encore en premier\u{202f}: gardez le moyen du dernier message.");
        }
        Reason::Switchboard { contact, number_is_wrong: true } => say!(
            out,
            "Appelez plutôt le standard de l'entreprise, et demandez ",
            who(contact, "la personne"),
            " ou les ressources humaines."
        ),
        Reason::Switchboard { contact, number_is_wrong: false } => say!(
            out,
            "Aucune ligne directe n'est connue pour ",
            who(contact, "cette personne"),
            ", donc appelez le standard de l'entreprise et demandez cette personne ou les ressources humaines."
        ),
        Reason::PostalThanks(postal) => out.push_str(postal_thanks(postal)),
        Reason::InformalCompany { name } => {
            say!(out, "Chez ", name, ", le ton est simple\u{202f}: un message personnel y compte plus qu'un courrier.");
        }
        Reason::CallSuitsExecutive => say!(out, "Un appel convient à un poste de ce niveau."),
        Reason::CallAfterFinalInterview => say!(out, "Un appel convient après un entretien final."),
        Reason::CallAfterRapport { contact } => {
            let person = who(contact, "la personne rencontrée");
            say!(out, "Le courant est bien passé, donc un appel direct ", To(&person), " convient.");
        }
        Reason::EmailSuitsMost => {
            say!(out, "L'e-mail convient à la plupart des postes, et celui-ci ne fait pas exception.");
        }
        Reason::EmailAtLeisure => {
            say!(out, "On répond à un e-mail quand on en a le temps, ce que beaucoup préfèrent à un appel.");
        }
        Reason::Connected { contact } => say!(
            out,
            "Vous êtes en relation avec ",
            who(contact, "cette personne"),
            " sur LinkedIn, donc un message courtois y est possible."
        ),
        Reason::HandwrittenNote => {
            say!(out, "Un mot écrit à la main, à l'adresse de l'entreprise, est une attention personnelle.");
        }
        Reason::MessageWaitsForCall { business_days, until } => say!(
            out,
            "Ici, il faut appeler, et un appel attend ",
            BusinessDays(business_days.into()),
            ", donc rien ne part avant le ",
            Day(until),
            "."
        ),
        Reason::EmailBeforeCall { business_days, until } => say!(
            out,
            "Un appel attend ",
            BusinessDays(business_days.into()),
            ", jusqu'au ",
            Day(until),
            ", donc l'e-mail passe avant le téléphone."
        ),
    }
}

const fn postal_thanks(postal: PostalThanks) -> &'static str {
    match postal {
        PostalThanks::EmailForbidden => {
            "On peut remercier par e-mail ou par courrier\u{202f}; l'employeur ne souhaite pas d'e-mails, donc ce sera \
             le courrier."
        }
        PostalThanks::EmailReturned => {
            "On peut remercier par e-mail ou par courrier\u{202f}; les e-mails reviennent, donc ce sera le courrier."
        }
        PostalThanks::NoEmailAddress => {
            "On peut remercier par e-mail ou par courrier\u{202f}; sans adresse e-mail, ce sera le courrier."
        }
        PostalThanks::Possible => "On peut aussi remercier par courrier, si cela convient à l'entreprise et à vous.",
    }
}

/// "L'e-mail", at the start of a sentence.
const fn name(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "L'e-mail",
        Channel::Phone => "Le téléphone",
        Channel::Linkedin => "LinkedIn",
        Channel::Letter => "Le courrier",
    }
}

/// "d'e-mails", in a sentence about unwanted channels.
const fn of_many(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "d'e-mails",
        Channel::Phone => "d'appels",
        Channel::Linkedin => "de messages LinkedIn",
        Channel::Letter => "de courriers",
    }
}
