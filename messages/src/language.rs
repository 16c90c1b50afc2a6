//! The trait that each language implements. The templates are separate.

use std::{borrow::Cow, collections::BTreeMap, fmt::Debug};

use chrono::NaiveDate;
use minijinja::Error;
use planning::{StepKind, facts::Contact};

use crate::{
    Locale, Tone,
    formatted_day::FormattedDay,
    limit::Limit,
    note::{PhrasedNote, Subject, Unfit},
    proofread::{Issue, Lexicon, Usage},
    salutation::GreetingForm,
    text::Text,
};

/// A person who is greeted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Addressee<'p> {
    /// The person; `None` if nobody is known.
    pub(crate) person: Option<&'p Contact>,
    /// How all people of the interview are addressed.
    pub(crate) greeting_form: GreetingForm,
    /// Whether the person is addressed with "du", "tu" or "tú".
    pub(crate) familiar: bool,
    pub(crate) tone: Tone,
    pub(crate) text: Text,
    pub(crate) locale: Locale,
}

/// A fact about a person that would make the greeting better: the field of the contact, and the name of the
/// sentence in `missing.txt` that asks for it.
pub(crate) type WantedOfPerson = (&'static str, &'static str);

/// Forms of the company's name and the position's title that own templates have in every language.
pub(crate) const NAME_FORMS: [&str; 7] =
    ["the_company", "the_company_object", "at_company", "of_company", "to_company", "whose_company", "of_position"];

/// A language of messages. Its templates are in the folder of its tag.
pub(crate) trait Language: Debug + Send + Sync {
    /// Its tag (BCP 47), and the name of the folder of its templates.
    fn tag(&self) -> &'static str;

    // People

    /// The manner that fits the tone and is possible for all `people`. Given names, titles and forms of address are
    /// never guessed.
    fn greeting_form(&self, tone: Tone, familiar: bool, people: &[&Contact]) -> GreetingForm;
    /// The name within a greeting; none for people without one.
    fn called<'p>(&self, person: &'p Contact, greeting_form: GreetingForm, locale: Locale) -> Option<Cow<'p, str>>;
    /// The whole name by itself.
    fn whole_name<'p>(&self, person: &'p Contact, locale: Locale) -> Option<Cow<'p, str>>;
    /// The whole name as an object or after "with": "Herrn Meier", "la Sra. Ruiz".
    fn mentioned<'p>(&self, person: &'p Contact, locale: Locale) -> Option<Cow<'p, str>> {
        self.whole_name(person, locale)
    }
    /// The name of the greeting after "am I speaking with"; none for people who aren't greeted by name.
    fn asked_for<'p>(&self, person: &'p Contact, greeting_form: GreetingForm, locale: Locale) -> Option<Cow<'p, str>> {
        self.called(person, greeting_form, locale)
    }
    /// The name on an envelope.
    fn on_envelope<'p>(&self, person: &'p Contact, locale: Locale) -> Option<Cow<'p, str>>;
    /// The greeting, for the template variable `you.greeting`; `None` if the templates write it themselves.
    fn greeting(&self, to: &Addressee<'_>) -> Option<String>;
    /// The same for own templates, which have it in every language.
    fn greeting_for_own(&self, to: &Addressee<'_>) -> Option<String> {
        self.greeting(to)
    }
    /// The greeting as the last sentence of a formal letter repeats it, between commas: ", Madame,". Only French has
    /// it.
    fn apposition(&self, _greeting: &str) -> Option<String> {
        None
    }
    /// The fact that would make the greeting better.
    fn wanted_of(&self, to: &Addressee<'_>) -> Option<WantedOfPerson>;
    /// A greeting that proofreading suggests for that name.
    fn suggested_greeting(&self, name: &str) -> String;
    /// Whether a greeting without a name is right for this person: "Madame,".
    fn greets_without_name(&self, _greeting: &str, _person: Option<&Contact>) -> bool {
        false
    }

    /// Whether the texts depend on whether the recipient is addressed familiarly.
    fn has_familiar_texts(&self) -> bool {
        true
    }

    // Words in templates

    /// A day of the interview or a deadline.
    fn day(&self, day: NaiveDate, locale: Locale) -> Result<FormattedDay, Error>;
    /// Forms of the names, and words that depend on whether the recipient is addressed familiarly, for the template
    /// variable `forms`: "d’Analyste" in French, "deine" or "Ihre" in German. Of the [`NAME_FORMS`] every language has
    /// `the_company`, `at_company`, `of_company`, `to_company` and `of_position`.
    fn forms(&self, position: &str, company: &str, familiar: bool) -> BTreeMap<&'static str, Cow<'static, str>>;
    /// Words for "position" with which a title may begin, and which the templates have themselves: "Stelle als ". Each
    /// ends with a space, an apostrophe or a colon.
    fn before_titles(&self) -> &'static [&'static str];
    /// A finished wording as it is set: with narrow spaces before marks in French. It has the same number of code
    /// points.
    fn typeset(&self, text: String, _locale: Locale) -> String {
        text
    }
    /// A finding, or what a message lacks, with the words of the region: "courriel" in Canada. Quotations stay as they
    /// are.
    fn in_region(&self, sentence: String, _locale: Locale) -> String {
        sentence
    }
    /// Whether a phrase that is too much elsewhere is usual in the region.
    fn is_usual_in_region(&self, _phrase: &str, _locale: Locale) -> bool {
        false
    }
    /// The first sentence after the greeting of a written text, if the greeting changes it: after the comma in German
    /// it begins with a small letter, and with a capital in Switzerland. It has the same number of code points.
    fn after_greeting(&self, _text: &str, _locale: Locale) -> Option<String> {
        None
    }
    /// Whether the date of a letter is above the sender, and not below the recipient.
    fn begins_letters_with_date(&self, _locale: Locale) -> bool {
        false
    }
    /// The limit of a text.
    fn limit(&self, kind: StepKind, text: Text) -> Limit {
        Limit::for_text(kind, text)
    }

    // The candidate's notes

    /// A note as it is spelt in the region of the locale; `names` are written as they are.
    fn spelt<'n>(&self, note: &'n str, _names: &[&str], _locale: Locale) -> Cow<'n, str> {
        Cow::Borrowed(note)
    }
    /// A note of one line, prepared for a sentence.
    fn phrase_note(&self, line: String, subject: Subject<'_>) -> PhrasedNote;
    /// Why a note is left out, if it is.
    fn unfit(&self, note: &str, subject: Subject<'_>) -> Option<Unfit>;
    /// Whether a note may be a friendly remark that is no reason for interest. This is a quick check.
    fn may_be_aside(&self, _note: &str) -> bool {
        false
    }
    /// Whether a word keeps the full stop after it.
    fn abbreviates(&self, word: &str) -> bool;
    /// Frequent short words, in small letters, that no other of the languages has. A note with one of them is in this
    /// language.
    fn own_words(&self) -> &'static [&'static str];
    /// Other frequent short words, in small letters. Other languages may have them, too.
    fn shared_words(&self) -> &'static [&'static str];
    /// The language, as it is recognised in a text.
    fn recognised(&self) -> whatlang::Lang;

    // Proofreading

    /// The words by which texts are proofread.
    fn lexicon(&self) -> &'static Lexicon;
    /// The conventions that the proofreader checks; none in English, which has grammar rules instead.
    fn usage(&self) -> Option<&'static Usage> {
        None
    }
    /// The sentence about a finding.
    fn describe(&self, issue: &Issue<'_>) -> String;
    /// A day as a finding writes and suggests it.
    fn written_day(&self, day: NaiveDate) -> String;
}
