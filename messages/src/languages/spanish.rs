//! Spanish. The recipient is "usted", or "tú" where the facts say so. The sentences use forms that "tú" and the "vos"
//! of Argentina share, and none that depend on the candidate's gender.

mod days;
mod finding_sentences;
mod lexicon;
mod notes;
mod people;
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
pub(super) struct Spanish;

impl Language for Spanish {
    fn tag(&self) -> &'static str {
        "es"
    }

    fn greeting_form(&self, tone: Tone, familiar: bool, people: &[&Contact]) -> GreetingForm {
        people::greeting_form(tone, familiar, people)
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

    fn whole_name<'p>(&self, person: &'p Contact, _locale: Locale) -> Option<Cow<'p, str>> {
        people::whole_name(person)
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
        format!("Buenos días, {name}:")
    }

    fn day(&self, day: NaiveDate, _locale: Locale) -> Result<FormattedDay, Error> {
        Ok(days::formatted(day))
    }

    fn forms(&self, position: &str, company: &str, _familiar: bool) -> BTreeMap<&'static str, Cow<'static, str>> {
        let position = [("of_position", Cow::Owned(format!("de {position}")))];
        position.into_iter().chain(companies::spanish::forms(company)).collect()
    }

    fn before_titles(&self) -> &'static [&'static str] {
        &[
            "Puesto de ",
            "Plaza de ",
            "Vacante de ",
            "Cargo de ",
            "Posición de ",
            "Empleo de ",
            "Trabajo de ",
            "Puesto:",
            "Vacante:",
        ]
    }

    fn phrase_note(&self, line: String, subject: Subject<'_>) -> PhrasedNote {
        notes::phrase_note(&line, subject).behind_colon()
    }

    fn unfit(&self, note: &str, subject: Subject<'_>) -> Option<Unfit> {
        notes::unfit(note, subject)
    }

    fn abbreviates(&self, word: &str) -> bool {
        notes::abbreviates(word)
    }

    fn own_words(&self) -> &'static [&'static str] {
        &[
            "el",
            "los",
            "las",
            "del",
            "con",
            "para",
            "una",
            "por",
            "años",
            "cómo",
            "su",
            "sus",
            "mi",
            "muy",
            "también",
            "desde",
            "sobre",
            "puedo",
            "tengo",
            "nuestro",
            "nuestra",
            "nuestros",
            "nuestras",
            "más",
            "está",
            "cinco",
            "siete",
            "diez",
            "cuando",
            "entre",
            "meses",
            "soy",
            "hablo",
            "dirigí",
            "dirijo",
            "equipo",
            "equipos",
            "proyecto",
            "proyectos",
            "guardias",
        ]
    }

    fn shared_words(&self) -> &'static [&'static str] {
        &[
            "la", "de", "en", "un", "y", "que", "se", "lo", "al", "me", "no", "es", "a", "o", "he", "como", "mis",
            "dos", "tres", "seis", "ocho", "si", "sin", "te", "tu", "le", "par", "son", "sur", "plus", "van", "dan",
            "bis",
        ]
    }

    fn recognised(&self) -> whatlang::Lang {
        whatlang::Lang::Spa
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
        days::formatted(day).date
    }
}
