//! The sentences about findings, in German.

use chrono::Datelike as _;

use super::dates;
use crate::proofread::{Issue, Origin, Replacement, ToneIssue};

pub(super) fn sentence(issue: &Issue<'_>) -> String {
    match *issue {
        Issue::NoGreeting { greeting } => format!("Die Anrede fehlt.{}", write_greeting(greeting)),
        Issue::GreetsNobody { greeting } => format!("Die Anrede nennt niemanden.{}", write_greeting(greeting)),
        Issue::NotGreeted { recipient } => format!("{recipient} wird nicht mit Namen angesprochen."),
        Issue::NoSubject => "Der Betreff fehlt; nennen Sie darin die Stelle.".to_owned(),
        Issue::EmptySubject => "Der Betreff ist leer; nennen Sie darin die Stelle.".to_owned(),
        Issue::SubjectWithoutPosition { title } => {
            let title = title.map_or_else(String::new, |title| format!(" („{title}“)"));
            format!("Der Betreff nennt die Stelle nicht{title}.")
        }
        Issue::SubjectSaysNothing => "Der Betreff sagt nicht, worum es geht.".to_owned(),
        Issue::SubjectTooLong => "Der Betreff ist zu lang, um ihn auf einen Blick zu lesen.".to_owned(),
        Issue::SubjectInCapitals => "Der Betreff steht ganz in Versalien.".to_owned(),
        Issue::NoThanks => "Es fehlt ein Dank für die Zeit der Person.".to_owned(),
        Issue::NoNextSteps => {
            "Es fehlt die Frage nach den nächsten Schritten oder nach dem Zeitpunkt der Entscheidung.".to_owned()
        }
        Issue::NothingSpecific { assignment, example } => {
            let example = example.map_or_else(String::new, |example| format!(" Sie haben notiert: „{example}“."));
            let about = if assignment { "der Aufgabe" } else { "dem Gespräch" };
            format!("Nichts darin stammt aus {about}; greifen Sie etwas daraus auf.{example}")
        }
        Issue::TooManyWords { count, most } => {
            format!("Der Text hat {count} Wörter; bis zu {most} werden gern gelesen.")
        }
        Issue::TooManyCharacters { count, most } => {
            format!("Der Text hat {count} Zeichen; bis zu {most} werden gern gelesen.")
        }
        Issue::TooManyParagraphs { count, most } => format!("Der Text hat {count} Absätze; {most} genügen."),
        Issue::Repeated => {
            "Der Text gleicht fast einer früheren Nachricht an diese Person; schreiben Sie etwas Neues.".to_owned()
        }
        Issue::SameAsColleague { name } => {
            let whom = name.unwrap_or("eine andere Person dort");
            format!(
                "Der Text gleicht fast der Nachricht an {whom}; greifen Sie etwas aus dem Gespräch mit dieser Person auf."
            )
        }
        Issue::CasualFarewell { quote } => {
            format!("„{quote}“ klingt wie unter Freunden; zu einem Arbeitgeber passt ein formeller Schluss.")
        }
        Issue::NoSignOff => "Es fehlt eine Schlussformel mit Ihrem Namen darunter.".to_owned(),
        Issue::NoNameBelow => "Unter der Schlussformel fehlt der Name.".to_owned(),
        Issue::NoContactDetails => "Unter dem Namen fehlt eine Nummer oder Adresse für die Antwort.".to_owned(),
        Issue::NoNumber => "Es fehlt die Nummer für den Rückruf.".to_owned(),
        Issue::NoCaller => "Es fehlt, wer anruft.".to_owned(),
        Issue::Tone { quote, tone } => format!("„{quote}“ {}.", of_tone(tone)),
        Issue::DoubledMarks { quote } => format!("„{quote}“: Ein Zeichen genügt."),
        Issue::Shouted { quote } => format!("„{quote}“ wirkt laut; schreiben Sie es klein."),
        Issue::ManyExclamationMarks { count } => {
            format!("Der Text hat {count} Ausrufezeichen; höchstens eines wirkt ruhig.")
        }
        Issue::Emoticon { quote } => {
            format!("„{quote}“ gehört nicht in eine Nachricht an einen Arbeitgeber; lassen Sie es weg.")
        }
        Issue::Placeholder { quote, origin, wanted } => placeholder(quote, origin, wanted),
        Issue::UnknownWord { quote, slip: false } => {
            format!(
                "„{quote}“ steht in keinem Wörterbuch; prüfen Sie die Schreibung, wenn es ein Name oder Fachwort ist."
            )
        }
        Issue::UnknownWord { quote, slip: true } => {
            format!("„{quote}“ steht in keinem Wörterbuch; es sieht nach einem Versehen aus.")
        }
        _ => of_names(issue),
    }
}

/// About names and dates.
fn of_names(issue: &Issue<'_>) -> String {
    match *issue {
        Issue::NotRecipient { quote, recipient } => {
            format!("„{quote}“ wird genannt, aber die Nachricht geht an {recipient}.")
        }
        Issue::MisspeltRecipient { quote, recipient } => {
            format!("„{quote}“ wird genannt, aber der Name schreibt sich „{recipient}“.")
        }
        Issue::UnknownPerson { quote } => {
            format!("„{quote}“ wird genannt, aber niemand dieses Namens ist unter den Kontakten.")
        }
        Issue::MisspeltContact { quote, name } => {
            format!("„{quote}“ wird genannt, aber der Name des Kontakts schreibt sich „{name}“.")
        }
        Issue::NotCandidate { quote, candidate } => {
            format!("„{quote}“ wird genannt, aber die Bewerbung ist von {candidate}.")
        }
        Issue::MisspeltCandidate { quote, candidate } => {
            format!("„{quote}“ wird genannt, aber Ihr Name schreibt sich „{candidate}“.")
        }
        Issue::OnlyParticle { quote, name } => {
            format!("„{quote}“ ist nur ein Teil des Familiennamens: Schreiben Sie „{name}“.")
        }
        Issue::FamilyNameFirst { quote, name } => {
            format!("In „{quote}“ steht der Familienname vorn: Schreiben Sie „{name}“.")
        }
        Issue::OtherOrder { quote, name } => {
            format!(
                "„{quote}“ hat eine andere Reihenfolge als der Name des Kontakts, „{name}“: Prüfen Sie, welche stimmt."
            )
        }
        Issue::CutFamilyName { quote, name } => {
            format!("In „{quote}“ fehlt vielleicht ein Teil des Familiennamens: Der Name ist „{name}“.")
        }
        Issue::OfOtherApplication { quote, company } => {
            format!("„{quote}“ gehört zur Bewerbung bei {company}, nicht zu dieser.")
        }
        Issue::OtherCompany { quote, own } => company(quote, "ist das Unternehmen einer anderen Bewerbung", own),
        Issue::MisspeltCompany { quote, own } => company(quote, "ist fast der Name dieses Unternehmens", own),
        Issue::UnknownCompany { quote, own } => company(quote, "ist nicht das Unternehmen dieser Bewerbung", own),
        Issue::OtherPosition { quote, own } => {
            format!("„{quote}“ ist eine andere Stelle; diese Bewerbung gilt der Stelle als {own}.")
        }
        Issue::WrongWeekday { quote, date } => {
            let date = date.map_or_else(String::new, |date| {
                format!(": Der {} {} ist ein {}", dates::short(date), date.year(), dates::weekday(date))
            });
            format!("„{quote}“ kann nicht stimmen{date}.")
        }
        Issue::OtherDay { quote, on } => {
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

const fn of_tone(tone: ToneIssue) -> &'static str {
    match tone {
        ToneIssue::Slang => "ist zu salopp für eine Nachricht an einen Arbeitgeber",
        ToneIssue::Shorthand => "ist eine Abkürzung aus Chats; schreiben Sie es aus",
        ToneIssue::Chatty => "klingt recht locker; ein schlichtes Wort ist sicherer",
        ToneIssue::Demands => "klingt fordernd; fragen Sie stattdessen",
        ToneIssue::Impatience => "setzt unter Druck; lassen Sie es weg",
        ToneIssue::Begging => "klingt verzweifelt; sagen Sie, warum die Stelle zu Ihnen passt",
        ToneIssue::Gushing => "klingt übertrieben; ein schlichtes Wort zeigt mehr Zuversicht",
        ToneIssue::Excuses => "ist eine Ausrede; lassen Sie es weg",
        ToneIssue::Complaints => "ist eine Beschwerde; sie bleibt länger in Erinnerung als der Rest",
        ToneIssue::Belittling => "macht Sie kleiner, als Sie sind; lassen Sie es weg",
        ToneIssue::Pay => "betrifft Gehalt oder Leistungen; das gehört nicht in diese Nachricht",
        ToneIssue::Vacation => "betrifft Urlaub; das gehört nicht in diese Nachricht",
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
