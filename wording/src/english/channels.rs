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
            add!(out, "The employer doesn't want ", plural_name(channel), ", so none go out.");
        }
        Reason::Preferred(channel) => {
            add!(out, name(channel), " comes first, because you would rather be in touch that way.");
        }
        Reason::SameAsBefore(channel) => {
            add!(out, name(channel), " comes first again: stick with the method of the last message.");
        }
        Reason::Switchboard { contact, number_is_wrong: true } => add!(
            out,
            "Call the company's number instead, and ask for ",
            name_or(contact, "the person"),
            " or for human resources."
        ),
        Reason::Switchboard { contact, number_is_wrong: false } => add!(
            out,
            "There is no direct number of ",
            name_or(contact, "the person"),
            ", so call the company's and ask for the person or for human resources."
        ),
        Reason::PostalThanks(postal) => out.push_str(postal_thanks(postal)),
        Reason::InformalCompany { name } => {
            add!(out, name, " is an informal place, where a personal message counts for more than a note by post.");
        }
        Reason::CallSuitsExecutive => add!(out, "A call suits a position as high as this one."),
        Reason::CallAfterFinalInterview => add!(out, "A call suits the time after a final interview."),
        Reason::CallAfterRapport { contact } => {
            add!(out, "You got on well, so calling ", name_or(contact, "the interviewer"), " directly is fitting.");
        }
        Reason::EmailSuitsMost => add!(out, "E-mail suits most positions, and this one is no exception."),
        Reason::EmailAtLeisure => {
            add!(out, "An e-mail can be answered at leisure, which many prefer to a call.");
        }
        Reason::Connected { contact } => {
            add!(
                out,
                "You are connected with ",
                name_or(contact, "them"),
                ", so a polite LinkedIn message is possible."
            );
        }
        Reason::HandwrittenNote => {
            add!(out, "A handwritten note to the company's address is a personal touch.");
        }
        Reason::MessageWaitsForCall { business_days, until } => add!(
            out,
            "A call is the way here, and calls wait ",
            BusinessDays(business_days.into()),
            ", so nothing goes out before ",
            Day(until),
            "."
        ),
        Reason::EmailBeforeCall { business_days, until } => add!(
            out,
            "Calls wait ",
            BusinessDays(business_days.into()),
            ", until ",
            Day(until),
            ", so e-mail comes before the phone."
        ),
    }
}

fn postal_thanks(postal: PostalThanks) -> &'static str {
    match postal {
        PostalThanks::EmailForbidden => {
            "Thanks may go by e-mail or by post; as the employer doesn't want e-mails, it is the post."
        }
        PostalThanks::EmailReturned => "Thanks may go by e-mail or by post; as e-mails come back, it is the post.",
        PostalThanks::NoEmailAddress => {
            "Thanks may go by e-mail or by post; without an address for e-mail it is the post."
        }
        PostalThanks::Possible => "Thanks may go by post as well, if that suits you and the company.",
    }
}

/// "E-mail", at the start of a sentence.
fn name(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "E-mail",
        Channel::Phone => "The phone",
        Channel::Linkedin => "LinkedIn",
        Channel::Letter => "A letter",
    }
}

/// "e-mails", in a sentence about unwanted channels.
fn plural_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "e-mails",
        Channel::Phone => "phone calls",
        Channel::Linkedin => "LinkedIn messages",
        Channel::Letter => "letters",
    }
}
