//! French.

mod canadian;
mod dates;
mod finding_sentences;
mod lexicon;
mod notes;
mod people;
mod typography;
mod usage;

use std::{borrow::Cow, collections::BTreeMap};

use chrono::NaiveDate;
use minijinja::Error;
use planning::{StepKind, facts::Contact};
use wording::companies;
pub(crate) use wording::companies::french::elision::is_elided_before;

use crate::{
    Locale, Tone,
    formatted_day::FormattedDay,
    language::{Addressee, Language, WantedOfPerson},
    limit::Limit,
    note::{PhrasedNote, Subject, Unfit},
    proofread::{Issue, Lexicon, Usage},
    salutation::GreetingForm,
    text::Text,
};

#[derive(Debug)]
pub(super) struct French;

impl Language for French {
    fn tag(&self) -> &'static str {
        "fr"
    }

    fn greeting_form(&self, tone: Tone, familiar: bool, people: &[&Contact]) -> GreetingForm {
        people::greeting_form(tone, familiar, people)
    }

    fn called<'p>(&self, person: &'p Contact, greeting_form: GreetingForm, locale: Locale) -> Option<Cow<'p, str>> {
        people::called(person, greeting_form, locale)
    }

    fn whole_name<'p>(&self, person: &'p Contact, locale: Locale) -> Option<Cow<'p, str>> {
        people::whole_name(person, locale)
    }

    fn mentioned<'p>(&self, person: &'p Contact, locale: Locale) -> Option<Cow<'p, str>> {
        people::mentioned(person, locale)
    }

    fn on_envelope<'p>(&self, person: &'p Contact, locale: Locale) -> Option<Cow<'p, str>> {
        people::on_envelope(person, locale)
    }

    fn greeting(&self, to: &Addressee<'_>) -> Option<String> {
        Some(people::greeting(to))
    }

    fn apposition(&self, greeting: &str) -> Option<String> {
        (!greeting.starts_with("Bonjour")).then(|| format!(", {greeting}"))
    }

    fn wanted_of(&self, to: &Addressee<'_>) -> Option<WantedOfPerson> {
        people::wanted_of(to)
    }

    fn suggested_greeting(&self, name: &str) -> String {
        format!("Bonjour {name},")
    }

    fn greets_without_name(&self, greeting: &str, person: Option<&Contact>) -> bool {
        people::greets_without_name(greeting, person)
    }

    fn day(&self, day: NaiveDate, _locale: Locale) -> Result<FormattedDay, Error> {
        Ok(FormattedDay {
            date: dates::written_day(day),
            short: dates::short_day(day),
            month: dates::month(day).to_owned(),
        })
    }

    fn forms(&self, position: &str, company: &str, _familiar: bool) -> BTreeMap<&'static str, Cow<'static, str>> {
        let position = [("of_position", Cow::Owned(companies::french::elision::with_de(position)))];
        position.into_iter().chain(companies::french::forms(company)).collect()
    }

    /// French takes about a sixth more words than English for the same.
    fn limit(&self, kind: StepKind, text: Text) -> Limit {
        match Limit::for_text(kind, text) {
            Limit::Words(most) => Limit::Words(most + most / 6),
            characters @ Limit::Characters(_) => characters,
        }
    }

    fn typeset(&self, text: String, locale: Locale) -> String {
        typography::typeset(&text, locale)
    }

    fn in_region(&self, sentence: String, locale: Locale) -> String {
        if locale.region() == "CA" { canadian::worded(&sentence) } else { sentence }
    }

    fn is_usual_in_region(&self, phrase: &str, locale: Locale) -> bool {
        // "J'ai adoré en apprendre plus" is no more than "beaucoup apprécié".
        locale.region() == "CA" && phrase.to_lowercase().starts_with("j'ai adoré")
    }

    fn begins_letters_with_date(&self, locale: Locale) -> bool {
        locale.region() == "CA"
    }

    fn before_titles(&self) -> &'static [&'static str] {
        &[
            "Poste de ",
            "Poste d'",
            "Poste d\u{2019}",
            "Emploi de ",
            "Emploi d'",
            "Emploi d\u{2019}",
            "Poste\u{a0}:",
            "Poste :",
            "Poste:",
        ]
    }

    fn phrase_note(&self, line: String, subject: Subject<'_>) -> PhrasedNote {
        notes::phrase_note(&line, subject).behind_colon()
    }

    fn unfit(&self, note: &str, subject: Subject<'_>) -> Option<Unfit> {
        notes::unfit(note, subject)
    }

    fn abbreviates(&self, word: &str) -> bool {
        ["m", "mme", "mlle", "mm", "etc", "env", "p.-d.g", "st", "ste", "av", "bd"]
            .contains(&word.trim_end_matches('.').to_lowercase().as_str())
    }

    fn own_words(&self) -> &'static [&'static str] {
        &[
            "les", "et", "dans", "avec", "pour", "une", "au", "aux", "à", "nous", "vous", "votre", "notre", "leur",
            "qui", "chez", "est", "cette", "où", "ont", "était", "aussi", "ses", "nos", "vos", "leurs", "sont", "été",
            "être", "très", "depuis", "ans", "l'", "d'", "j'", "n'", "c'", "s'", "qu'", "mon", "mes", "ma", "suis",
            "peux", "deux", "trois", "quatre", "cinq", "dix", "quand", "comme", "sans", "mois", "parle", "projet",
            "projets", "équipe", "équipes", "dirigé", "géré", "ainsi",
        ]
    }

    fn shared_words(&self) -> &'static [&'static str] {
        &[
            "le", "la", "de", "du", "des", "un", "en", "je", "tu", "il", "elle", "on", "par", "sur", "se", "ce", "a",
            "plus", "pas", "ne", "que", "sa", "son", "six", "sept", "huit", "neuf", "si", "y", "me", "te", "an", "bis",
            "dos", "mis", "met", "nu", "es", "sein",
        ]
    }

    fn recognised(&self) -> whatlang::Lang {
        whatlang::Lang::Fra
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
        dates::written_day(day)
    }
}
