//! Dutch, with Belgium.

mod dates;
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
pub(super) struct Dutch;

impl Language for Dutch {
    fn tag(&self) -> &'static str {
        "nl"
    }

    fn greeting_form(&self, _tone: Tone, familiar: bool, people: &[&Contact]) -> GreetingForm {
        people::greeting_form(familiar, people)
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

    fn wanted_of(&self, to: &Addressee<'_>) -> Option<WantedOfPerson> {
        people::wanted_of(to)
    }

    fn suggested_greeting(&self, name: &str) -> String {
        format!("Beste {name},")
    }

    fn day(&self, day: NaiveDate, _locale: Locale) -> Result<FormattedDay, Error> {
        Ok(dates::formatted(day))
    }

    fn forms(&self, position: &str, company: &str, familiar: bool) -> BTreeMap<&'static str, Cow<'static, str>> {
        let forms = [("u", "je", "u"), ("uw", "je", "uw"), ("jou", "je", "u")];
        let addressed = forms.map(|(name, you, formal)| (name, Cow::Borrowed(if familiar { you } else { formal })));
        let [the_company, at_company] = companies::dutch::forms(company);
        let others = [
            ("of_company", Cow::Owned(format!("van {}", the_company.1))),
            ("to_company", Cow::Owned(format!("aan {}", the_company.1))),
            ("of_position", Cow::Owned(format!("van {position}"))),
        ];
        addressed.into_iter().chain([the_company, at_company]).chain(others).collect()
    }

    fn before_titles(&self) -> &'static [&'static str] {
        &[
            "Functie van ",
            "Functie als ",
            "Vacature voor ",
            "Vacature van ",
            "Vacature ",
            "Baan als ",
            "Job als ",
            "Functie:",
            "Vacature:",
        ]
    }

    fn phrase_note(&self, line: String, subject: Subject<'_>) -> PhrasedNote {
        notes::phrase_note(&line, subject, |word| {
            self.own_words().contains(&word) || self.shared_words().contains(&word)
        })
    }

    fn unfit(&self, note: &str, subject: Subject<'_>) -> Option<Unfit> {
        notes::NOTES.unfit(note, subject)
    }

    fn abbreviates(&self, word: &str) -> bool {
        ["bijv", "bv", "ca", "dhr", "drs", "enz", "i.v.m", "incl", "ir", "m.b.t", "mevr", "mw", "nr", "o.a", "t.a.v"]
            .contains(&word.to_lowercase().as_str())
    }

    fn own_words(&self) -> &'static [&'static str] {
        &[
            "het", "een", "van", "voor", "naar", "niet", "ik", "wij", "hoe", "ook", "bij", "aan", "op", "jaar", "onze",
            "deze", "dat", "maar", "door", "zijn", "uit", "worden", "wordt", "hun", "heeft", "mijn", "kan", "heb",
            "tien", "vijf", "drie", "twee", "wat", "zeven", "negen", "maanden", "jaren", "hebben", "kunnen", "graag",
            "tussen", "nieuwe", "grote",
        ]
    }

    fn shared_words(&self) -> &'static [&'static str] {
        &[
            "de", "en", "in", "is", "was", "met", "over", "te", "je", "we", "zo", "als", "tot", "om", "die", "er",
            "ze", "acht", "vier", "ben", "mij", "per", "me", "al", "nu", "dan", "man", "noch", "alle", "plus", "pas",
            "sein", "des",
        ]
    }

    fn recognised(&self) -> whatlang::Lang {
        whatlang::Lang::Nld
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
        dates::formatted(day).date
    }
}
