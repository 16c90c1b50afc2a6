//! German, with Austria and Switzerland.

mod dates;
mod finding_sentences;
mod lexicon;
mod notes;
mod people;
mod titles;
mod usage;

use std::{borrow::Cow, collections::BTreeMap};

use chrono::NaiveDate;
use minijinja::Error;
use planning::facts::Contact;
use wording::companies;

use crate::{
    Locale, Tone,
    formatted_day::FormattedDay,
    language::{Addressee, Language, WantedOfPerson},
    note::{PhrasedNote, Subject, Unfit},
    proofread::{Issue, Lexicon, Usage},
    salutation::GreetingForm,
};

#[derive(Debug)]
pub(super) struct German;

/// Words that begin sentences of the templates and are written small within a sentence.
const SMALL: [&str; 33] = [
    "Am",
    "An",
    "Besonders",
    "Das",
    "Der",
    "Die",
    "Du",
    "Ein",
    "Eine",
    "Eines",
    "Einen",
    "Es",
    "Für",
    "Gern",
    "Heute",
    "Hiermit",
    "Ich",
    "Im",
    "Inzwischen",
    "Mein",
    "Meine",
    "Nach",
    "Schön",
    "Seit",
    "Seitdem",
    "Über",
    "Unser",
    "Unsere",
    "Vielen",
    "Vielleicht",
    "Von",
    "Vor",
    "Wir",
];

impl Language for German {
    fn tag(&self) -> &'static str {
        "de"
    }

    fn greeting_form(&self, _tone: Tone, familiar: bool, people: &[&Contact]) -> GreetingForm {
        people::greeting_form(familiar, people)
    }

    fn called<'p>(&self, person: &'p Contact, greeting_form: GreetingForm, locale: Locale) -> Option<Cow<'p, str>> {
        people::called(person, greeting_form, locale)
    }

    fn asked_for<'p>(&self, person: &'p Contact, greeting_form: GreetingForm, locale: Locale) -> Option<Cow<'p, str>> {
        people::asked_for(person, greeting_form, locale)
    }

    fn mentioned<'p>(&self, person: &'p Contact, locale: Locale) -> Option<Cow<'p, str>> {
        people::mentioned(person, locale)
    }

    fn whole_name<'p>(&self, person: &'p Contact, locale: Locale) -> Option<Cow<'p, str>> {
        people::whole_name(person, locale)
    }

    fn on_envelope<'p>(&self, person: &'p Contact, _locale: Locale) -> Option<Cow<'p, str>> {
        people::on_envelope(person)
    }

    fn greeting(&self, to: &Addressee<'_>) -> Option<String> {
        Some(people::greeting(to))
    }

    fn wanted_of(&self, to: &Addressee<'_>) -> Option<WantedOfPerson> {
        people::wanted_of(to)
    }

    fn suggested_greeting(&self, name: &str) -> String {
        format!("Guten Tag {name},")
    }

    fn day(&self, day: NaiveDate, locale: Locale) -> Result<FormattedDay, Error> {
        Ok(dates::formatted(day, locale))
    }

    fn forms(&self, position: &str, company: &str, familiar: bool) -> BTreeMap<&'static str, Cow<'static, str>> {
        let forms = [
            ("dir", "dir", "Ihnen"),
            ("dein", "dein", "Ihr"),
            ("deine", "deine", "Ihre"),
            ("deiner", "deiner", "Ihrer"),
        ];
        let addressed = forms.map(|(name, you, formal)| (name, Cow::Borrowed(if familiar { you } else { formal })));
        let of_company = companies::german::forms(company);
        let to_company = of_company[1].1.clone();
        let others = [
            ("to_company", Cow::Owned(format!("an {to_company}"))),
            ("of_position", Cow::Owned(format!("als {position}"))),
        ];
        addressed.into_iter().chain(of_company).chain(others).collect()
    }

    fn typeset(&self, text: String, locale: Locale) -> String {
        if locale.region() == "AT" && text.contains(". Januar") { dates::in_austria(&text) } else { text }
    }

    fn after_greeting(&self, text: &str, locale: Locale) -> Option<String> {
        let first = text.split([' ', ',']).next()?;
        let mut letters = text.chars();
        let initial = letters.next()?;
        // There is no mark after the greeting in Switzerland, so that a sentence begins.
        if locale.region() == "CH" {
            let begun: String = initial.to_uppercase().chain(first.chars().skip(1)).collect();
            return (begun != first && SMALL.contains(&begun.as_str()))
                .then(|| initial.to_uppercase().chain(letters).collect());
        }
        SMALL.contains(&first).then(|| initial.to_lowercase().chain(letters).collect())
    }

    fn before_titles(&self) -> &'static [&'static str] {
        &["Stelle als ", "Position als ", "Tätigkeit als ", "Arbeit als ", "Job als ", "Stelle:", "Position:"]
    }

    fn phrase_note(&self, line: String, subject: Subject<'_>) -> PhrasedNote {
        notes::phrase_note(&line, subject)
    }

    fn spelt<'n>(&self, note: &'n str, names: &[&str], locale: Locale) -> Cow<'n, str> {
        if locale.region() == "CH" { notes::without_eszett(note, names) } else { Cow::Borrowed(note) }
    }

    fn unfit(&self, note: &str, subject: Subject<'_>) -> Option<Unfit> {
        notes::NOTES.unfit(note, subject)
    }

    fn abbreviates(&self, word: &str) -> bool {
        ["bzw", "ca", "evtl", "ggf", "inkl", "nr", "str", "u.a", "usw", "z.b", "d.h", "zzgl"]
            .contains(&word.to_lowercase().as_str())
    }

    fn own_words(&self) -> &'static [&'static str] {
        &[
            "auf", "aus", "bei", "das", "dem", "den", "der", "eine", "einem", "einen", "einer", "für", "ich", "ihre",
            "im", "ist", "mit", "nach", "nicht", "oder", "und", "von", "vom", "wie", "wir", "zu", "zum", "zur", "über",
            "jahre", "mein", "meine", "meinen", "meinem", "meiner", "kann", "habe", "haben", "sind", "wird", "werden",
            "auch", "seit", "durch", "ohne", "zwei", "drei", "fünf", "sechs", "sieben", "neun", "zehn", "zwölf",
            "jahren", "ihr", "ihrer", "ihrem", "beim", "sehr", "große", "großen", "neue", "neuen", "leite", "leitete",
            "spreche", "deren", "dessen", "sowie", "zwischen", "unter",
        ]
    }

    fn shared_words(&self) -> &'static [&'static str] {
        &[
            "die", "in", "an", "am", "du", "so", "was", "war", "hat", "als", "man", "es", "er", "sie", "um", "ab",
            "acht", "vier", "sein", "alle", "dass", "bin", "bis", "vor", "noch", "ein", "ins", "mir", "mich", "des",
            "elf", "per", "pro", "je",
        ]
    }

    fn recognised(&self) -> whatlang::Lang {
        whatlang::Lang::Deu
    }

    fn lexicon(&self) -> &'static Lexicon {
        &lexicon::LEXICON
    }

    fn usage(&self) -> Option<&'static Usage> {
        Some(&usage::USAGE)
    }

    fn describe(&self, issue: &Issue<'_>) -> String {
        finding_sentences::sentence(issue)
    }

    fn written_day(&self, day: NaiveDate) -> String {
        dates::format_day(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentence_goes_on_in_small_letters() {
        let after = |text, locale: &str| German.after_greeting(text, locale.parse().unwrap());
        assert_eq!(after("Vielen Dank.", "de").as_deref(), Some("vielen Dank."));
        assert_eq!(after("Sie hatten mich gebeten.", "de"), None);
        assert_eq!(after("Du hattest mich gebeten.", "de-AT").as_deref(), Some("du hattest mich gebeten."));
        assert_eq!(after("Über die Stelle", "de").as_deref(), Some("über die Stelle"));
        assert_eq!(after("Vielen Dank.", "de-CH"), None);
        assert_eq!(after("über die Stelle", "de-CH").as_deref(), Some("Über die Stelle"));
        assert_eq!(after("iOS ist …", "de-CH"), None);
    }

    #[test]
    fn days_follow_am() {
        let day = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
        let written = |locale: &str| German.day(day, locale.parse().unwrap()).unwrap();
        assert_eq!(written("de").date, "Montag, dem 5. Januar");
        let finding = "„5. Januar“ ist nicht der Tag des Gesprächs: Das war Montag, 12. Januar.".to_owned();
        let of_austria = "„5. Januar“ ist nicht der Tag des Gesprächs: Das war Montag, 12. Jänner.";
        assert_eq!(German.typeset(finding.clone(), "de-AT".parse().unwrap()), of_austria);
        assert_eq!(German.typeset(finding.clone(), "de".parse().unwrap()), finding);
        assert_eq!((written("de-AT").short.as_str(), written("de-AT").month.as_str()), ("5. Jänner", "Jänner"));
    }
}
