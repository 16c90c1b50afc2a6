//! The sentences about findings, in German.

use chrono::Datelike as _;

use super::dates;
use crate::proofread::{Matter, Origin, Replacement, ToneMatter};

pub(super) fn sentence(matter: &Matter<'_>) -> String {
    match *matter {
        Matter::NoGreeting { greeting } => format!("Die Anrede fehlt.{}", write_greeting(greeting)),
        Matter::GreetsNobody { greeting } => format!("Die Anrede nennt niemanden.{}", write_greeting(greeting)),
        Matter::NotGreeted { recipient } => format!("{recipient} wird nicht mit Namen angesprochen."),
        Matter::NoSubject => "Der Betreff fehlt; nennen Sie darin die Stelle.".to_owned(),
        Matter::EmptySubject => "Der Betreff ist leer; nennen Sie darin die Stelle.".to_owned(),
        Matter::SubjectWithoutPosition { title } => {
            let title = title.map_or_else(String::new, |title| format!(" („{title}“)"));
            format!("Der Betreff nennt die Stelle nicht{title}.")
        }
        Matter::SubjectSaysNothing => "Der Betreff sagt nicht, worum es geht.".to_owned(),
        Matter::SubjectTooLong => "Der Betreff ist zu lang, um ihn auf einen Blick zu lesen.".to_owned(),
        Matter::SubjectInCapitals => "Der Betreff steht ganz in Versalien.".to_owned(),
        Matter::NoThanks => "Es fehlt ein Dank für die Zeit der Person.".to_owned(),
        Matter::NoNextSteps => {
            "Es fehlt die Frage nach den nächsten Schritten oder nach dem Zeitpunkt der Entscheidung.".to_owned()
        }
        Matter::NothingSpecific { assignment, example } => {
            let example = example.map_or_else(String::new, |example| format!(" Sie haben notiert: „{example}“."));
            let about = if assignment { "der Aufgabe" } else { "dem Gespräch" };
            format!("Nichts darin stammt aus {about}; greifen Sie etwas daraus auf.{example}")
        }
        Matter::TooManyWords { count, most } => {
            format!("Der Text hat {count} Wörter; bis zu {most} werden gern gelesen.")
        }
        Matter::TooManyCharacters { count, most } => {
            format!("Der Text hat {count} Zeichen; bis zu {most} werden gern gelesen.")
        }
        Matter::TooManyParagraphs { count, most } => format!("Der Text hat {count} Absätze; {most} genügen."),
        Matter::Repeated => {
            "Der Text gleicht fast einer früheren Nachricht an diese Person; schreiben Sie etwas Neues.".to_owned()
        }
        Matter::SameAsColleague { name } => {
            let whom = name.unwrap_or("eine andere Person dort");
            format!(
                "Der Text gleicht fast der Nachricht an {whom}; greifen Sie etwas aus dem Gespräch mit dieser Person auf."
            )
        }
        Matter::CasualFarewell { quote } => {
            format!("„{quote}“ klingt wie unter Freunden; zu einem Arbeitgeber passt ein formeller Schluss.")
        }
        Matter::NoSignOff => "Es fehlt eine Schlussformel mit Ihrem Namen darunter.".to_owned(),
        Matter::NoNameBelow => "Unter der Schlussformel fehlt der Name.".to_owned(),
        Matter::NoContactDetails => "Unter dem Namen fehlt eine Nummer oder Adresse für die Antwort.".to_owned(),
        Matter::NoNumber => "Es fehlt die Nummer für den Rückruf.".to_owned(),
        Matter::NoCaller => "Es fehlt, wer anruft.".to_owned(),
        Matter::Tone { quote, tone } => format!("„{quote}“ {}.", of_tone(tone)),
        Matter::DoubledMarks { quote } => format!("„{quote}“: Ein Zeichen genügt."),
        Matter::Shouted { quote } => format!("„{quote}“ wirkt laut; schreiben Sie es klein."),
        Matter::ManyExclamationMarks { count } => {
            format!("Der Text hat {count} Ausrufezeichen; höchstens eines wirkt ruhig.")
        }
        Matter::Emoticon { quote } => {
            format!("„{quote}“ gehört nicht in eine Nachricht an einen Arbeitgeber; lassen Sie es weg.")
        }
        Matter::Placeholder { quote, origin, wanted } => placeholder(quote, origin, wanted),
        Matter::UnknownWord { quote, slip: false } => {
            format!(
                "„{quote}“ steht in keinem Wörterbuch; prüfen Sie die Schreibung, wenn es ein Name oder Fachwort ist."
            )
        }
        Matter::UnknownWord { quote, slip: true } => {
            format!("„{quote}“ steht in keinem Wörterbuch; es sieht nach einem Versehen aus.")
        }
        _ => of_names(matter),
    }
}

/// About names and dates.
fn of_names(matter: &Matter<'_>) -> String {
    match *matter {
        Matter::NotRecipient { quote, recipient } => {
            format!("„{quote}“ wird genannt, aber die Nachricht geht an {recipient}.")
        }
        Matter::MisspeltRecipient { quote, recipient } => {
            format!("„{quote}“ wird genannt, aber der Name schreibt sich „{recipient}“.")
        }
        Matter::UnknownPerson { quote } => {
            format!("„{quote}“ wird genannt, aber niemand dieses Namens ist unter den Kontakten.")
        }
        Matter::MisspeltContact { quote, name } => {
            format!("„{quote}“ wird genannt, aber der Name des Kontakts schreibt sich „{name}“.")
        }
        Matter::NotCandidate { quote, candidate } => {
            format!("„{quote}“ wird genannt, aber die Bewerbung ist von {candidate}.")
        }
        Matter::MisspeltCandidate { quote, candidate } => {
            format!("„{quote}“ wird genannt, aber Ihr Name schreibt sich „{candidate}“.")
        }
        Matter::OnlyParticle { quote, name } => {
            format!("„{quote}“ ist nur ein Teil des Familiennamens: Schreiben Sie „{name}“.")
        }
        Matter::FamilyNameFirst { quote, name } => {
            format!("In „{quote}“ steht der Familienname vorn: Schreiben Sie „{name}“.")
        }
        Matter::OtherOrder { quote, name } => {
            format!(
                "„{quote}“ hat eine andere Reihenfolge als der Name des Kontakts, „{name}“: Prüfen Sie, welche stimmt."
            )
        }
        Matter::CutFamilyName { quote, name } => {
            format!("In „{quote}“ fehlt vielleicht ein Teil des Familiennamens: Der Name ist „{name}“.")
        }
        Matter::OfOtherApplication { quote, company } => {
            format!("„{quote}“ gehört zur Bewerbung bei {company}, nicht zu dieser.")
        }
        Matter::OtherCompany { quote, own } => company(quote, "ist das Unternehmen einer anderen Bewerbung", own),
        Matter::MisspeltCompany { quote, own } => company(quote, "ist fast der Name dieses Unternehmens", own),
        Matter::UnknownCompany { quote, own } => company(quote, "ist nicht das Unternehmen dieser Bewerbung", own),
        Matter::OtherPosition { quote, own } => {
            format!("„{quote}“ ist eine andere Stelle; diese Bewerbung gilt der Stelle als {own}.")
        }
        Matter::WrongWeekday { quote, date } => {
            let date = date.map_or_else(String::new, |date| {
                format!(": Der {} {} ist ein {}", dates::short(date), date.year(), dates::weekday(date))
            });
            format!("„{quote}“ kann nicht stimmen{date}.")
        }
        Matter::OtherDay { quote, on } => {
            format!("„{quote}“ ist nicht der Tag des Gesprächs: Das war {}.", dates::format_day(on))
        }
        _ => String::new(),
    }
}

fn write_greeting(greeting: Option<&str>) -> String {
    greeting.map_or_else(String::new, |greeting| format!(" Schreiben Sie „{greeting}“."))
}

fn company(quote: &str, is: &str, own: Option<&str>) -> String {
    let but = own.map_or_else(String::new, |own| format!("; diese gilt {own}"));
    format!("„{quote}“ {is}{but}.")
}

const fn of_tone(tone: ToneMatter) -> &'static str {
    match tone {
        ToneMatter::Slang => "ist zu salopp für eine Nachricht an einen Arbeitgeber",
        ToneMatter::Shorthand => "ist eine Abkürzung aus Chats; schreiben Sie es aus",
        ToneMatter::Chatty => "klingt recht locker; ein schlichtes Wort ist sicherer",
        ToneMatter::Demands => "klingt fordernd; fragen Sie stattdessen",
        ToneMatter::Impatience => "setzt unter Druck; lassen Sie es weg",
        ToneMatter::Begging => "klingt verzweifelt; sagen Sie, warum die Stelle zu Ihnen passt",
        ToneMatter::Gushing => "klingt übertrieben; ein schlichtes Wort zeigt mehr Zuversicht",
        ToneMatter::Excuses => "ist eine Ausrede; lassen Sie es weg",
        ToneMatter::Complaints => "ist eine Beschwerde; sie bleibt länger in Erinnerung als der Rest",
        ToneMatter::Belittling => "macht Sie kleiner, als Sie sind; lassen Sie es weg",
        ToneMatter::Pay => "betrifft Gehalt oder Leistungen; das gehört nicht in diese Nachricht",
        ToneMatter::Vacation => "betrifft Urlaub; das gehört nicht in diese Nachricht",
    }
}

fn placeholder(quote: &str, origin: Origin, wanted: Replacement) -> String {
    let write = match wanted {
        Replacement::Name => "den Namen",
        Replacement::Company => "den Namen des Unternehmens",
        Replacement::Position => "die Stelle",
        Replacement::Date => "das Datum",
        Replacement::Phone => "die Telefonnummer",
        Replacement::Email => "die E-Mail-Adresse",
        Replacement::Value => "das, was dorthin gehört",
    };
    match origin {
        Origin::Field => {
            format!("„{quote}“ ist ein Serienbrieffeld, das nicht ausgefüllt wurde: Schreiben Sie {write}.")
        }
        Origin::Program => {
            format!("„{quote}“ schreibt ein Programm, wo ein Wert fehlt: Schreiben Sie {write}.")
        }
        Origin::Spreadsheet => format!("„{quote}“ ist der Fehler einer Tabellenformel: Schreiben Sie {write}."),
        Origin::Form => format!("„{quote}“ ist ein Platzhalter eines Musterbriefs: Schreiben Sie {write}."),
        Origin::Instruction => {
            format!("„{quote}“ ist eine Anweisung eines Musterbriefs: Ersetzen Sie sie durch eigene Worte.")
        }
        Origin::Prompt => format!("„{quote}“ hat die Textverarbeitung eingefügt: Ersetzen oder löschen Sie es."),
        Origin::Blank => format!("„{quote}“ ist eine Lücke: Schreiben Sie {write}."),
        Origin::DatePattern => format!("„{quote}“ ist das Muster eines Datums: Schreiben Sie das Datum."),
        Origin::Note => {
            format!("„{quote}“ ist eine Notiz an Sie selbst: Vollenden Sie die Stelle, oder löschen Sie sie.")
        }
        Origin::BlindText => format!("„{quote}“ ist Blindtext: Ersetzen Sie ihn durch eigene Worte."),
        Origin::Gap => format!("In „{quote}“ fehlt etwas: Schreiben Sie {write}."),
    }
}
