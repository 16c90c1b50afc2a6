//! The sentences about findings, in English.

use crate::proofread::{Issue, Origin, Replacement, ToneIssue};

pub(super) fn sentence(issue: &Issue<'_>) -> String {
    match *issue {
        Issue::NoGreeting { greeting } => format!("There is no greeting.{}", write_dear(greeting)),
        Issue::GreetsNobody { greeting } => format!("The greeting names nobody.{}", write_dear(greeting)),
        Issue::NotGreeted { recipient } => format!("It doesn't greet {recipient} by name."),
        Issue::NoSubject => "There is no subject; name the position in it.".to_owned(),
        Issue::EmptySubject => "The subject is empty; name the position in it.".to_owned(),
        Issue::SubjectWithoutPosition { title } => {
            let title = title.map_or_else(String::new, |title| format!(", \"{title}\""));
            format!("The subject doesn't name the position{title}.")
        }
        Issue::SubjectSaysNothing => "The subject says nothing of what the message is about.".to_owned(),
        Issue::SubjectTooLong => "The subject is too long to be read at a glance.".to_owned(),
        Issue::SubjectInCapitals => "The subject is all in capitals.".to_owned(),
        Issue::NoThanks => "There are no thanks for the recipient's time.".to_owned(),
        Issue::NoNextSteps => {
            "There is no question about the next steps, or about when to expect a decision.".to_owned()
        }
        Issue::NothingSpecific { assignment, example } => {
            let example = example.map_or_else(String::new, |example| format!(" You noted: \"{example}\"."));
            if assignment {
                format!("Nothing in it is about the assignment; recall something of it.{example}")
            } else {
                format!("Nothing in it is from the interview; recall something that was talked about.{example}")
            }
        }
        Issue::TooManyWords { count, most } => too_long(count, most, "words"),
        Issue::TooManyCharacters { count, most } => too_long(count, most, "characters"),
        Issue::TooManyParagraphs { count, most } => format!("It has {count} paragraphs; {most} are enough."),
        Issue::Repeated => {
            "It is nearly the same as a message that went to this person before; say something new.".to_owned()
        }
        Issue::SameAsColleague { name } => {
            let whom = name.unwrap_or("a colleague");
            format!("It is nearly the same as the message to {whom}; recall something of your talk with this person.")
        }
        Issue::CasualFarewell { quote } => {
            format!("\"{quote}\" is a farewell among friends; \"Best regards\" suits an employer.")
        }
        Issue::NoSignOff => {
            "There is no professional sign-off, such as \"Best regards\" with your name below.".to_owned()
        }
        Issue::NoNameBelow => "The name is missing below the sign-off.".to_owned(),
        Issue::NoContactDetails => "There is no number or address to answer to below the name.".to_owned(),
        Issue::NoNumber => "It doesn't say which number to call back.".to_owned(),
        Issue::NoCaller => "It doesn't say who is calling.".to_owned(),
        Issue::Tone { quote, tone } => format!("\"{quote}\" {}.", of_tone(tone)),
        Issue::ToneOfSentence { quote, tone } => format!("\"{quote}\" {}.", of_sentence(tone)),
        Issue::DoubledMarks { quote } => format!("\"{quote}\": one mark is enough."),
        Issue::Shouted { quote } => format!("\"{quote}\" shouts; write it in small letters."),
        Issue::ManyExclamationMarks { count } => {
            format!("There are {count} exclamation marks; one at most looks calm.")
        }
        Issue::Emoticon { quote } => format!("\"{quote}\" has no place in a message to an employer; leave it out."),
        Issue::Placeholder { quote, origin, wanted } => placeholder(quote, origin, wanted),
        Issue::UnknownWord { quote, slip: false } => {
            format!("\"{quote}\" is in no dictionary; if it is a name or a term, see that it is spelt right.")
        }
        Issue::UnknownWord { quote, slip: true } => {
            format!("\"{quote}\" is in no dictionary; it looks like a slip.")
        }
        _ => of_names(issue),
    }
}

/// About names and dates.
fn of_names(issue: &Issue<'_>) -> String {
    let named = |quote: &str, but: String| format!("\"{quote}\" is named, but {but}.");
    match *issue {
        Issue::NotRecipient { quote, recipient } => named(quote, format!("the message goes to {recipient}")),
        Issue::MisspeltRecipient { quote, recipient } => {
            named(quote, format!("the recipient's name is written \"{recipient}\""))
        }
        Issue::UnknownPerson { quote } => named(quote, "nobody of that name is among the contacts".to_owned()),
        Issue::MisspeltContact { quote, name } => named(quote, format!("the contact's name is written \"{name}\"")),
        Issue::NotCandidate { quote, candidate } => named(quote, format!("the candidate is {candidate}")),
        Issue::MisspeltCandidate { quote, candidate } => {
            named(quote, format!("the candidate's name is written \"{candidate}\""))
        }
        Issue::OnlyParticle { quote, name } => {
            format!("\"{quote}\" is only a part of the family name: write \"{name}\".")
        }
        Issue::FamilyNameFirst { quote, name } => {
            format!("\"{quote}\" has the family name first: write \"{name}\".")
        }
        Issue::OtherOrder { quote, name } => {
            format!("\"{quote}\" has another order than the contact's name, \"{name}\": check which one is right.")
        }
        Issue::CutFamilyName { quote, name } => {
            format!("\"{quote}\" may lack a part of the family name: the contact's name is \"{name}\".")
        }
        Issue::OfOtherApplication { quote, company } => {
            format!("\"{quote}\" is of the application at {company}, not of this one.")
        }
        Issue::OtherCompany { quote, own } => company(quote, "another application's company", own),
        Issue::MisspeltCompany { quote, own } => company(quote, "nearly this company's name, but not quite", own),
        Issue::UnknownCompany { quote, own } => company(quote, "not this application's company", own),
        Issue::OtherPosition { quote, own } => {
            format!("\"{quote}\" is another position; this application is for {own}.")
        }
        Issue::WrongWeekday { quote, date } => {
            let date = date.map_or_else(String::new, |date| date.format("%-d %B %Y is a %A").to_string());
            format!("\"{quote}\" can't be: {date}.")
        }
        Issue::OtherDay { quote, on } => {
            format!("\"{quote}\" is not when the interview was: {}.", on.format("%A, %-d %B"))
        }
        _ => String::new(),
    }
}

fn write_dear(greeting: Option<&str>) -> String {
    greeting.map_or_else(String::new, |greeting| format!(" Write \"{greeting}\"."))
}

fn too_long(count: usize, most: usize, unit: &str) -> String {
    format!("It has {count} {unit}; up to {most} are read with pleasure.")
}

fn company(quote: &str, is: &str, own: Option<&str>) -> String {
    let but = own.map_or_else(String::new, |own| format!("; this one is for {own}"));
    format!("\"{quote}\" is {is}{but}.")
}

/// The tone of a sentence that contains no listed phrase, and a suggestion.
const fn of_sentence(tone: ToneIssue) -> &'static str {
    match tone {
        ToneIssue::Complaints => {
            "reads as a complaint, an excuse or a private trouble; leave it out, or say it without blame"
        }
        ToneIssue::Begging => "reads as pleading or over-eager; say instead what you would bring to the position",
        ToneIssue::Pay => "reads as a question or wish about what you would get; keep it for the talk about an offer",
        _ => "reads as pressure on the reader; ask for news once, and leave the time to them",
    }
}

const fn of_tone(tone: ToneIssue) -> &'static str {
    match tone {
        ToneIssue::Slang => "is too casual for a message to an employer",
        ToneIssue::Shorthand => "is shorthand for chats; write it out",
        ToneIssue::Chatty => "sounds rather casual; a plainer word is safer",
        ToneIssue::Demands => "sounds demanding; ask instead",
        ToneIssue::Impatience => "puts pressure on the reader; leave it out",
        ToneIssue::Begging => "sounds desperate; say why the position suits you instead",
        ToneIssue::Gushing => "sounds over-eager; a plain word shows more confidence",
        ToneIssue::Excuses => "makes an excuse; leave it out",
        ToneIssue::Complaints => "is a complaint; it is remembered longer than the rest",
        ToneIssue::Belittling => "makes you smaller than you are; leave it out",
        ToneIssue::Pay => "is about pay or benefits, which a follow-up leaves out",
        ToneIssue::Vacation => "is about time off, which a follow-up leaves out",
    }
}

fn placeholder(quote: &str, origin: Origin, wanted: Replacement) -> String {
    let write = match wanted {
        Replacement::Name => "the name",
        Replacement::Company => "the company's name",
        Replacement::Position => "the position",
        Replacement::Date => "the date",
        Replacement::Phone => "the phone number",
        Replacement::Email => "the e-mail address",
        Replacement::Value => "what belongs there",
    };
    match origin {
        Origin::Field => format!("\"{quote}\" is a mail-merge field that was never filled in: write {write}."),
        Origin::Program => format!("\"{quote}\" is what a program writes where a value is missing: write {write}."),
        Origin::Spreadsheet => format!("\"{quote}\" is the error of a spreadsheet formula: write {write}."),
        Origin::Form => format!("\"{quote}\" is a blank of a form letter: write {write}."),
        Origin::Instruction => {
            format!("\"{quote}\" is an instruction of a form letter: replace it with your own words.")
        }
        Origin::Prompt => format!("\"{quote}\" was put there by a word processor: replace or delete it."),
        Origin::Blank => format!("\"{quote}\" is an empty blank: write {write}."),
        Origin::DatePattern => format!("\"{quote}\" is the pattern of a date: write the date."),
        Origin::Note => format!("\"{quote}\" is a note to yourself: finish this passage, or delete the note."),
        Origin::BlindText => format!("\"{quote}\" is blind text: replace it with your own words."),
        Origin::Gap => format!("In \"{quote}\" there is nothing where {write} belongs: write {write}."),
    }
}
