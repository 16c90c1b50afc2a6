//! The sentences about findings, in Dutch.

use chrono::Datelike as _;

use super::dates;
use crate::proofread::{Issue, Origin, Replacement, ToneIssue};

pub(super) fn sentence(issue: &Issue<'_>) -> String {
    match *issue {
        Issue::NoGreeting { greeting } => format!("De aanhef ontbreekt.{}", write_greeting(greeting)),
        Issue::GreetsNobody { greeting } => format!("De aanhef noemt niemand.{}", write_greeting(greeting)),
        Issue::NotGreeted { recipient } => format!("{recipient} wordt niet bij naam aangesproken."),
        Issue::NoSubject => "Het onderwerp ontbreekt; noem daarin de functie.".to_owned(),
        Issue::EmptySubject => "Het onderwerp is leeg; noem daarin de functie.".to_owned(),
        Issue::SubjectWithoutPosition { title } => {
            let title = title.map_or_else(String::new, |title| format!(" (‘{title}’)"));
            format!("Het onderwerp noemt de functie niet{title}.")
        }
        Issue::SubjectSaysNothing => "Het onderwerp zegt niet waar het over gaat.".to_owned(),
        Issue::SubjectTooLong => "Het onderwerp is te lang om in één oogopslag te lezen.".to_owned(),
        Issue::SubjectInCapitals => "Het onderwerp staat helemaal in hoofdletters.".to_owned(),
        Issue::NoThanks => "Dank voor de tijd van de ontvanger ontbreekt.".to_owned(),
        Issue::NoNextSteps => "De vraag naar de vervolgstappen of het moment van het besluit ontbreekt.".to_owned(),
        Issue::NothingSpecific { assignment, example } => {
            let example = example.map_or_else(String::new, |example| format!(" U hebt genoteerd: ‘{example}’."));
            let about = if assignment { "de opdracht" } else { "het gesprek" };
            format!("Niets in de tekst komt uit {about}; haal er iets uit aan.{example}")
        }
        Issue::TooManyWords { count, most } => {
            format!("De tekst heeft {count} woorden; tot {most} worden graag gelezen.")
        }
        Issue::TooManyCharacters { count, most } => {
            format!("De tekst heeft {count} tekens; tot {most} worden graag gelezen.")
        }
        Issue::TooManyParagraphs { count, most } => format!("De tekst heeft {count} alinea’s; {most} volstaan."),
        Issue::Repeated => {
            "De tekst lijkt sterk op een eerder bericht aan deze persoon; schrijf iets nieuws.".to_owned()
        }
        Issue::SameAsColleague { name } => {
            let whom = name.unwrap_or("iemand anders daar");
            format!("De tekst lijkt sterk op het bericht aan {whom}; haal iets aan uit het gesprek met deze persoon.")
        }
        Issue::CasualFarewell { quote } => {
            format!("‘{quote}’ klinkt als onder vrienden; bij een werkgever past een formelere afsluiting.")
        }
        Issue::NoSignOff => "Een slotformule met uw naam eronder ontbreekt.".to_owned(),
        Issue::NoNameBelow => "Onder de slotformule ontbreekt de naam.".to_owned(),
        Issue::NoContactDetails => "Onder de naam ontbreekt een nummer of adres voor het antwoord.".to_owned(),
        Issue::NoNumber => "Het nummer om terug te bellen ontbreekt.".to_owned(),
        Issue::NoCaller => "Er ontbreekt wie er belt.".to_owned(),
        Issue::Tone { quote, tone } => format!("‘{quote}’ {}.", of_tone(tone)),
        Issue::DoubledMarks { quote } => format!("‘{quote}’: één teken volstaat."),
        Issue::Shouted { quote } => format!("‘{quote}’ oogt luid; schrijf het klein."),
        Issue::ManyExclamationMarks { count } => {
            format!("De tekst heeft {count} uitroeptekens; hooguit één oogt rustig.")
        }
        Issue::Emoticon { quote } => {
            format!("‘{quote}’ hoort niet in een bericht aan een werkgever; laat het weg.")
        }
        Issue::Placeholder { quote, origin, wanted } => placeholder(quote, origin, wanted),
        Issue::UnknownWord { quote, slip: false } => {
            format!("‘{quote}’ staat in geen woordenboek; controleer de spelling als het een naam of vakterm is.")
        }
        Issue::UnknownWord { quote, slip: true } => {
            format!("‘{quote}’ staat in geen woordenboek; het lijkt een vergissing.")
        }
        _ => of_names(issue),
    }
}

/// About names and dates.
fn of_names(issue: &Issue<'_>) -> String {
    match *issue {
        Issue::NotRecipient { quote, recipient } => {
            format!("‘{quote}’ wordt genoemd, maar het bericht gaat naar {recipient}.")
        }
        Issue::MisspeltRecipient { quote, recipient } => {
            format!("‘{quote}’ wordt genoemd, maar de naam is ‘{recipient}’.")
        }
        Issue::UnknownPerson { quote } => {
            format!("‘{quote}’ wordt genoemd, maar niemand met die naam staat bij de contacten.")
        }
        Issue::MisspeltContact { quote, name } => {
            format!("‘{quote}’ wordt genoemd, maar de naam van het contact is ‘{name}’.")
        }
        Issue::NotCandidate { quote, candidate } => {
            format!("‘{quote}’ wordt genoemd, maar de sollicitatie is van {candidate}.")
        }
        Issue::MisspeltCandidate { quote, candidate } => {
            format!("‘{quote}’ wordt genoemd, maar uw naam is ‘{candidate}’.")
        }
        Issue::OnlyParticle { quote, name } => {
            format!("‘{quote}’ is maar een deel van de achternaam: schrijf ‘{name}’.")
        }
        Issue::FamilyNameFirst { quote, name } => {
            format!("In ‘{quote}’ staat de achternaam voorop: schrijf ‘{name}’.")
        }
        Issue::OtherOrder { quote, name } => {
            format!("‘{quote}’ heeft een andere volgorde dan de naam van het contact, ‘{name}’: ga na welke klopt.")
        }
        Issue::CutFamilyName { quote, name } => {
            format!("In ‘{quote}’ ontbreekt misschien een deel van de achternaam: de naam is ‘{name}’.")
        }
        Issue::OfOtherApplication { quote, company } => {
            format!("‘{quote}’ hoort bij de sollicitatie bij {company}, niet bij deze.")
        }
        Issue::OtherCompany { quote, own } => company(quote, "is het bedrijf van een andere sollicitatie", own),
        Issue::MisspeltCompany { quote, own } => company(quote, "is bijna de naam van dit bedrijf", own),
        Issue::UnknownCompany { quote, own } => company(quote, "is niet het bedrijf van deze sollicitatie", own),
        Issue::OtherPosition { quote, own } => {
            format!("‘{quote}’ is een andere functie; deze sollicitatie is voor de functie van {own}.")
        }
        Issue::WrongWeekday { quote, date } => {
            let date = date.map_or_else(String::new, |date| {
                format!(": {} {} is een {}", dates::short(date), date.year(), dates::weekday(date))
            });
            format!("‘{quote}’ kan niet kloppen{date}.")
        }
        Issue::OtherDay { quote, on } => {
            format!("‘{quote}’ is niet de dag van het gesprek: dat was op {}.", dates::formatted(on).date)
        }
        _ => String::new(),
    }
}

fn write_greeting(greeting: Option<&str>) -> String {
    greeting.map_or_else(String::new, |greeting| format!(" Schrijf ‘{greeting}’."))
}

fn company(quote: &str, is: &str, own: Option<&str>) -> String {
    let but = own.map_or_else(String::new, |own| format!("; deze is voor {own}"));
    format!("‘{quote}’ {is}{but}.")
}

const fn of_tone(tone: ToneIssue) -> &'static str {
    match tone {
        ToneIssue::Slang => "is te informeel voor een bericht aan een werkgever",
        ToneIssue::Shorthand => "is een afkorting uit chats; schrijf het voluit",
        ToneIssue::Chatty => "klinkt nogal losjes; een gewoon woord is veiliger",
        ToneIssue::Demands => "klinkt eisend; vraag het in plaats daarvan",
        ToneIssue::Impatience => "zet onder druk; laat het weg",
        ToneIssue::Begging => "klinkt wanhopig; zeg waarom de functie bij u past",
        ToneIssue::Gushing => "klinkt overdreven; een gewoon woord toont meer vertrouwen",
        ToneIssue::Excuses => "is een excuus; laat het weg",
        ToneIssue::Complaints => "is een klacht; die blijft langer hangen dan de rest",
        ToneIssue::Belittling => "maakt u kleiner dan u bent; laat het weg",
        ToneIssue::Pay => "gaat over salaris of voorwaarden; dat hoort niet in dit bericht",
        ToneIssue::Vacation => "gaat over vrije dagen; dat hoort niet in dit bericht",
    }
}

fn placeholder(quote: &str, origin: Origin, wanted: Replacement) -> String {
    let write = match wanted {
        Replacement::Name => "de naam",
        Replacement::Company => "de naam van het bedrijf",
        Replacement::Position => "de functie",
        Replacement::Date => "de datum",
        Replacement::Phone => "het telefoonnummer",
        Replacement::Email => "het e-mailadres",
        Replacement::Value => "wat daar hoort",
    };
    match origin {
        Origin::Field => format!("‘{quote}’ is een samenvoegveld dat niet is ingevuld: schrijf {write}."),
        Origin::Program => format!("‘{quote}’ schrijft een programma waar een waarde ontbreekt: schrijf {write}."),
        Origin::Spreadsheet => format!("‘{quote}’ is de fout van een formule in een rekenblad: schrijf {write}."),
        Origin::Form => format!("‘{quote}’ is een invulplek van een voorbeeldbrief: schrijf {write}."),
        Origin::Instruction => {
            format!("‘{quote}’ is een aanwijzing van een voorbeeldbrief: vervang haar door eigen woorden.")
        }
        Origin::Prompt => format!("‘{quote}’ is ingevoegd door de tekstverwerker: vervang of verwijder het."),
        Origin::Blank => format!("‘{quote}’ is een lege plek: schrijf {write}."),
        Origin::DatePattern => format!("‘{quote}’ is het patroon van een datum: schrijf de datum."),
        Origin::Note => format!("‘{quote}’ is een notitie aan uzelf: maak de tekst af, of verwijder haar."),
        Origin::BlindText => format!("‘{quote}’ is opvultekst: vervang die door eigen woorden."),
        Origin::Gap => format!("In ‘{quote}’ ontbreekt iets: schrijf {write}."),
    }
}
