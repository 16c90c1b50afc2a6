//! English.

mod finding_sentences;
mod lexicon;

use std::{borrow::Cow, collections::BTreeMap};

use chrono::{Datelike as _, NaiveDate};
use minijinja::{Error, context};
use planning::facts::Contact;

use crate::{
    Locale, Tone,
    formatted_day::FormattedDay,
    language::{Addressee, Language, WantedOfPerson},
    note::{PhrasedNote, Subject, Unfit, english},
    proofread::{Issue, Lexicon},
    salutation::{self, GreetingForm},
    templates,
    text::Text,
    tidy::one_line,
};

#[derive(Debug)]
pub(super) struct English;

impl Language for English {
    fn tag(&self) -> &'static str {
        "en"
    }

    fn greeting_form(&self, tone: Tone, _familiar: bool, people: &[&Contact]) -> GreetingForm {
        GreetingForm::fitting(tone, people)
    }

    fn called<'p>(&self, person: &'p Contact, greeting_form: GreetingForm, locale: Locale) -> Option<Cow<'p, str>> {
        salutation::called(person, greeting_form, locale)
    }

    fn whole_name<'p>(&self, person: &'p Contact, locale: Locale) -> Option<Cow<'p, str>> {
        salutation::whole_name(person, locale)
    }

    fn on_envelope<'p>(&self, person: &'p Contact, locale: Locale) -> Option<Cow<'p, str>> {
        salutation::on_envelope(person, locale)
    }

    fn greeting(&self, _to: &Addressee<'_>) -> Option<String> {
        None
    }

    fn greeting_for_own(&self, to: &Addressee<'_>) -> Option<String> {
        let called = to.person.and_then(|person| self.called(person, to.greeting_form, to.locale));
        let called = called.as_deref().map(one_line);
        Some(match (to.tone, called) {
            (Tone::Warm, Some(called)) => format!("Hello {called},"),
            (Tone::Warm, None) => "Hello,".to_owned(),
            (tone, called) => {
                let american = to.text == Text::Letter && tone == Tone::Formal && to.locale.region() == "US";
                let mark = if american { ":" } else { "," };
                format!("Dear {}{mark}", called.as_deref().unwrap_or("Hiring Team"))
            }
        })
    }

    fn has_familiar_texts(&self) -> bool {
        false
    }

    fn wanted_of(&self, _to: &Addressee<'_>) -> Option<WantedOfPerson> {
        None
    }

    fn suggested_greeting(&self, name: &str) -> String {
        format!("Dear {name},")
    }

    fn day(&self, day: NaiveDate, locale: Locale) -> Result<FormattedDay, Error> {
        let facts = || {
            context! {
                weekday => day.weekday().num_days_from_monday(), day => day.day(), month => day.month0(),
                year => day.year(), region => locale.region(),
            }
        };
        let date = templates::words(locale, "date", facts())?;
        // The weekday comes first.
        let short = date.split_once(' ').map_or(&*date, |(_, short)| short).to_owned();
        Ok(FormattedDay { short, date, month: templates::words(locale, "month", facts())? })
    }

    fn forms(&self, position: &str, company: &str, _familiar: bool) -> BTreeMap<&'static str, Cow<'static, str>> {
        let of_company = [("the_company", ""), ("at_company", "at "), ("of_company", "of "), ("to_company", "to ")];
        let of_company = of_company.map(|(form, before)| (form, Cow::Owned(format!("{before}{company}"))));
        of_company.into_iter().chain([("of_position", Cow::Owned(format!("of {position}")))]).collect()
    }

    fn begins_letters_with_date(&self, _locale: Locale) -> bool {
        true
    }

    fn before_titles(&self) -> &'static [&'static str] {
        &["Position of ", "Position as ", "Role of ", "Role as ", "Post of ", "Job as ", "Position:", "Role:", "Job:"]
    }

    fn phrase_note(&self, line: String, subject: Subject<'_>) -> PhrasedNote {
        english::phrase_note(&line, subject)
    }

    fn unfit(&self, note: &str, subject: Subject<'_>) -> Option<Unfit> {
        english::unfit(note, subject)
    }

    fn may_be_aside(&self, note: &str) -> bool {
        english::may_be_aside(note)
    }

    fn abbreviates(&self, word: &str) -> bool {
        english::abbreviates(word)
    }

    fn own_words(&self) -> &'static [&'static str] {
        &[
            "the", "of", "and", "for", "with", "to", "how", "your", "our", "their", "i", "at", "from", "is", "years",
            "my", "you", "about", "have", "had", "would", "this", "that", "which", "because", "been", "are", "by",
            "months", "weeks", "three", "five", "seven", "eight", "nine", "twelve",
        ]
    }

    fn shared_words(&self) -> &'static [&'static str] {
        &[
            "a", "an", "in", "on", "it", "we", "me", "or", "as", "be", "was", "what", "he", "she", "but", "not", "can",
            "up", "no", "us", "its", "so", "do", "over", "all", "more", "plus", "use", "than", "per", "ten", "six",
        ]
    }

    fn recognised(&self) -> whatlang::Lang {
        whatlang::Lang::Eng
    }

    fn lexicon(&self) -> &'static Lexicon {
        &lexicon::LEXICON
    }

    fn describe(&self, issue: &Issue<'_>) -> String {
        finding_sentences::sentence(issue)
    }

    fn written_day(&self, day: NaiveDate) -> String {
        day.format("%A, %-d %B").to_string()
    }
}
