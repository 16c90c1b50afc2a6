//! The sentences about findings, in Dutch.

use chrono::Datelike as _;

use super::dates;
use crate::proofread::{Matter, Origin, Replacement, ToneMatter};

pub(super) fn sentence(matter: &Matter<'_>) -> String {
    match *matter {
        Matter::NoGreeting { greeting } => format!("De aanhef ontbreekt.{}", write_greeting(greeting)),
        Matter::GreetsNobody { greeting } => format!("De aanhef noemt niemand.{}", write_greeting(greeting)),
        Matter::NotGreeted { recipient } => format!("{recipient} wordt niet bij naam aangesproken."),
        Matter::NoSubject => "Het onderwerp ontbreekt; noem daarin de functie.".to_owned(),
        Matter::EmptySubject => "Het onderwerp is leeg; noem daarin de functie.".to_owned(),
        Matter::SubjectWithoutPosition { title } => {
            let title = title.map_or_else(String::new, |title| format!(" (‘{title}’)"));
            format!("Het onderwerp noemt de functie niet{title}.")
        }
        Matter::SubjectSaysNothing => "Het onderwerp zegt niet waar het over gaat.".to_owned(),
        Matter::SubjectTooLong => "Het onderwerp is te lang om in één oogopslag te lezen.".to_owned(),
        Matter::SubjectInCapitals => "Het onderwerp staat helemaal in hoofdletters.".to_owned(),
        Matter::NoThanks => "Dank voor de tijd van de ontvanger ontbreekt.".to_owned(),
        Matter::NoNextSteps => "De vraag naar de vervolgstappen of het moment van het besluit ontbreekt.".to_owned(),
        Matter::NothingSpecific { assignment, example } => {
            let example = example.map_or_else(String::new, |example| format!(" U hebt genoteerd: ‘{example}’."));
            let about = if assignment { "de opdracht" } else { "het gesprek" };
            format!("Niets in de tekst komt uit {about}; haal er iets uit aan.{example}")
        }
        Matter::TooManyWords { count, most } => {
            format!("De tekst heeft {count} woorden; tot {most} worden graag gelezen.")
        }
        Matter::TooManyCharacters { count, most } => {
            format!("De tekst heeft {count} tekens; tot {most} worden graag gelezen.")
        }
        Matter::TooManyParagraphs { count, most } => format!("De tekst heeft {count} alinea’s; {most} volstaan."),
        Matter::Repeated => {
            "De tekst lijkt sterk op een eerder bericht aan deze persoon; schrijf iets nieuws.".to_owned()
        }
        Matter::SameAsColleague { name } => {
            let whom = name.unwrap_or("iemand anders daar");
            format!("De tekst lijkt sterk op het bericht aan {whom}; haal iets aan uit het gesprek met deze persoon.")
        }
        Matter::CasualFarewell { quote } => {
            format!("‘{quote}’ klinkt als onder vrienden; bij een werkgever past een formelere afsluiting.")
        }
        Matter::NoSignOff => "Een slotformule met uw naam eronder ontbreekt.".to_owned(),
        Matter::NoNameBelow => "Onder de slotformule ontbreekt de naam.".to_owned(),
        Matter::NoContactDetails => "Onder de naam ontbreekt een nummer of adres voor het antwoord.".to_owned(),
        Matter::NoNumber => "Het nummer om terug te bellen ontbreekt.".to_owned(),
        Matter::NoCaller => "Er ontbreekt wie er belt.".to_owned(),
        Matter::Tone { quote, tone } => format!("‘{quote}’ {}.", of_tone(tone)),
        Matter::DoubledMarks { quote } => format!("‘{quote}’: één teken volstaat."),
        Matter::Shouted { quote } => format!("‘{quote}’ oogt luid; schrijf het klein."),
        Matter::ManyExclamationMarks { count } => {
            format!("De tekst heeft {count} uitroeptekens; hooguit één oogt rustig.")
        }
        Matter::Emoticon { quote } => {
            format!("‘{quote}’ hoort niet in een bericht aan een werkgever; laat het weg.")
        }
        Matter::Placeholder { quote, origin, wanted } => placeholder(quote, origin, wanted),
        Matter::UnknownWord { quote, slip: false } => {
            format!("‘{quote}’ staat in geen woordenboek; controleer de spelling als het een naam of vakterm is.")
        }
        Matter::UnknownWord { quote, slip: true } => {
            format!("‘{quote}’ staat in geen woordenboek; het lijkt een vergissing.")
        }
        _ => of_names(matter),
    }
}

/// About names and dates.
fn of_names(matter: &Matter<'_>) -> String {
    match *matter {
        Matter::NotRecipient { quote, recipient } => {
            format!("‘{quote}’ wordt genoemd, maar het bericht gaat naar {recipient}.")
        }
        Matter::MisspeltRecipient { quote, recipient } => {
            format!("‘{quote}’ wordt genoemd, maar de naam is ‘{recipient}’.")
        }
        Matter::UnknownPerson { quote } => {
            format!("‘{quote}’ wordt genoemd, maar niemand met die naam staat bij de contacten.")
        }
        Matter::MisspeltContact { quote, name } => {
            format!("‘{quote}’ wordt genoemd, maar de naam van het contact is ‘{name}’.")
        }
        Matter::NotCandidate { quote, candidate } => {
            format!("‘{quote}’ wordt genoemd, maar de sollicitatie is van {candidate}.")
        }
        Matter::MisspeltCandidate { quote, candidate } => {
            format!("‘{quote}’ wordt genoemd, maar uw naam is ‘{candidate}’.")
        }
        Matter::OnlyParticle { quote, name } => {
            format!("‘{quote}’ is maar een deel van de achternaam: schrijf ‘{name}’.")
        }
        Matter::FamilyNameFirst { quote, name } => {
            format!("In ‘{quote}’ staat de achternaam voorop: schrijf ‘{name}’.")
        }
        Matter::OtherOrder { quote, name } => {
            format!("‘{quote}’ heeft een andere volgorde dan de naam van het contact, ‘{name}’: ga na welke klopt.")
        }
        Matter::CutFamilyName { quote, name } => {
            format!("In ‘{quote}’ ontbreekt misschien een deel van de achternaam: de naam is ‘{name}’.")
        }
        Matter::OfOtherApplication { quote, company } => {
            format!("‘{quote}’ hoort bij de sollicitatie bij {company}, niet bij deze.")
        }
        Matter::OtherCompany { quote, own } => company(quote, "is het bedrijf van een andere sollicitatie", own),
        Matter::MisspeltCompany { quote, own } => company(quote, "is bijna de naam van dit bedrijf", own),
        Matter::UnknownCompany { quote, own } => company(quote, "is niet het bedrijf van deze sollicitatie", own),
        Matter::OtherPosition { quote, own } => {
            format!("‘{quote}’ is een andere functie; deze sollicitatie is voor de functie van {own}.")
        }
        Matter::WrongWeekday { quote, date } => {
            let date = date.map_or_else(String::new, |date| {
                format!(": {} {} is een {}", dates::short(date), date.year(), dates::weekday(date))
            });
            format!("‘{quote}’ kan niet kloppen{date}.")
        }
        Matter::OtherDay { quote, on } => {
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

const fn of_tone(tone: ToneMatter) -> &'static str {
    match tone {
        ToneMatter::Slang => "is te informeel voor een bericht aan een werkgever",
        ToneMatter::Shorthand => "is een afkorting uit chats; schrijf het voluit",
        ToneMatter::Chatty => "klinkt nogal losjes; een gewoon woord is veiliger",
        ToneMatter::Demands => "klinkt eisend; vraag het in plaats daarvan",
        ToneMatter::Impatience => "zet onder druk; laat het weg",
        ToneMatter::Begging => "klinkt wanhopig; zeg waarom de functie bij u past",
        ToneMatter::Gushing => "klinkt overdreven; een gewoon woord toont meer vertrouwen",
        ToneMatter::Excuses => "is een excuus; laat het weg",
        ToneMatter::Complaints => "is een klacht; die blijft langer hangen dan de rest",
        ToneMatter::Belittling => "maakt u kleiner dan u bent; laat het weg",
        ToneMatter::Pay => "gaat over salaris of voorwaarden; dat hoort niet in dit bericht",
        ToneMatter::Vacation => "gaat over vrije dagen; dat hoort niet in dit bericht",
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
