//! The words of one language by which texts are proofread.

use std::collections::HashSet;

use regex::Regex;

use super::{issue::ToneIssue, phrases::Phrases, words};

/// The words of one language.
#[derive(Debug)]
pub(crate) struct Lexicon {
    // The outline of a letter
    /// The words of a greeting before the name, at the start of a line.
    pub(crate) opening: Regex,
    /// The words of a sign-off.
    pub(crate) valedictions: Phrases,
    /// Sign-offs among friends.
    pub(crate) casual_farewells: Phrases,
    /// The replacements for those.
    pub(crate) farewells: &'static [&'static str],
    /// The replacement if there is none.
    pub(crate) sign_offs: &'static [&'static str],
    /// The word between two names.
    pub(crate) and: &'static str,
    /// Words of greetings without a name ("Team", "Damen"), without accents.
    pub(crate) nobody: HashSet<&'static str>,
    /// Words between and around those.
    pub(crate) nobody_joined: HashSet<&'static str>,

    // The content
    pub(crate) thanks: Phrases,
    /// Questions about next steps and when to expect a decision.
    pub(crate) next_steps: Phrases,
    /// Words by which a sentence asks about the process; none, if the phrases say enough.
    pub(crate) asked_of_process: Option<AskedOfProcess>,
    /// Subjects without content: "Hello", "Question".
    pub(crate) empty_subjects: Phrases,
    /// Words that most follow-up letters contain, without accents and endings.
    pub(crate) usual: HashSet<&'static str>,
    /// The endings of words, longest first.
    pub(crate) endings: &'static [&'static str],

    // Calls
    /// A phone number in digits or words.
    pub(crate) number: Regex,
    /// Words before the caller's name in a voicemail, and the first letter of that.
    pub(crate) introduction: Regex,
    /// The caller's name in the first group.
    pub(crate) caller: Regex,
    /// The name that a caller greets, in the first group.
    pub(crate) called: Regex,

    // Names, companies, positions
    /// A form of address in the middle of a text, with the name in the first group: "As you said, Ada,".
    pub(crate) addressed: Regex,
    /// A company where this application's should be named, in the first group.
    pub(crate) offered: Regex,
    /// Words behind "at" that begin no company's name, in lower case and without accents: "bei Ihnen".
    pub(crate) no_company: &'static [&'static str],
    /// A position where this application's should be named, in the first or second group.
    pub(crate) titled: Regex,
    /// The last words of most titles of positions, without accents.
    pub(crate) roles: HashSet<&'static str>,
    /// Words before which a title begins.
    pub(crate) before_title: HashSet<&'static str>,

    // Dates
    pub(crate) days: DayWords,
    /// Words that refer to a past conversation.
    pub(crate) talk: Regex,
    /// Words directly before a day that refer it to the past conversation, whatever precedes them.
    pub(crate) own_talk: Option<Regex>,
    /// Words directly after a day at the start of a sentence that refer it to the past conversation.
    pub(crate) then_talked: Option<Regex>,
    /// Words that refer to a future or another event.
    pub(crate) elsewhere: Regex,
    /// Words for an event after a day: "Tuesday's interview".
    pub(crate) of_day: Regex,
    /// Thanks for a conversation, with its day in the same sentence.
    pub(crate) thanked: Regex,
    /// Words that refer to several rounds.
    pub(crate) rounds: Regex,
    /// Words for a round that is still to come: "das zweite Gespräch am 18. März".
    pub(crate) to_come: Option<Regex>,

    // Tone
    /// The phrases of each category.
    pub(crate) tone: Vec<(ToneIssue, Phrases)>,
    /// Phrases about the candidate's own pay and benefits.
    pub(crate) own_pay: Phrases,
    /// The beginnings of words of positions that deal with pay or time off: "payroll".
    pub(crate) matters_of_pay: Vec<&'static str>,
    /// Words before "I expect to hear" that make it a question.
    pub(crate) asking: HashSet<&'static str>,
    /// Words in capitals that are emphasis and no acronym.
    pub(crate) shouted: HashSet<&'static str>,
    /// Words of disappointment, which are no complaint after a rejection unless they speak of "you".
    pub(crate) disappointed: &'static str,
    /// The beginnings of words for "you".
    pub(crate) you: &'static [&'static str],

    /// Placeholders of form letters in this language, beside those that are known in every language.
    pub(crate) placeholders: Phrases,
}

/// How days are written.
#[derive(Debug)]
pub(crate) struct DayWords {
    /// The groups are `weekday`; `iso` with `y`, `m` and `d`; `day1`, `month1`, `year1`; `month2`, `day2`, `year2`;
    /// `one`, `other`, `year3`; `one4`, `other4`; `alone`; `relative`.
    pub(crate) pattern: Regex,
    /// The names and abbreviations of months, in small letters.
    pub(crate) months: &'static [&'static [&'static str]; 12],
    /// The names and abbreviations of weekdays, from Monday.
    pub(crate) weekdays: &'static [&'static [&'static str]; 7],
    /// The words for the day before today. Other relative words mean today.
    pub(crate) yesterday: &'static [&'static str],
    /// Whether the first of two numbers can be the month.
    pub(crate) month_may_come_first: bool,
    /// Whether the first of a month is written as an ordinal, and other days aren't: "1er mars".
    pub(crate) first_is_ordinal: bool,
}

impl Lexicon {
    /// Whether a sentence of `text` asks about the process or the decision.
    pub(crate) fn asks_for_next_steps(&self, text: &str) -> bool {
        self.asked_of_process.as_ref().is_some_and(|asked| asked.asks_about(&asked.process, text))
    }

    /// Whether a sentence asks what else is needed. This may count as a question about the next steps.
    pub(crate) fn asks_what_is_needed(&self, text: &str) -> bool {
        self.asked_of_process.as_ref().is_some_and(|asked| asked.asks_about(&asked.needed, text))
    }
}

/// Words by which sentences ask about the process.
#[derive(Debug)]
pub(crate) struct AskedOfProcess {
    /// Words for asking and being told.
    pub(crate) asks: Regex,
    /// Words for hoping and for polite requests. With both of them a sentence asks without a question mark.
    pub(crate) hopes: Regex,
    /// Words for the process and the decision.
    pub(crate) process: Regex,
    /// Words for what else is needed.
    pub(crate) needed: Regex,
}

impl AskedOfProcess {
    /// Whether a sentence of `text` is a question with a word of `subject`.
    fn asks_about(&self, subject: &Regex, text: &str) -> bool {
        let mut start = 0;
        // "Mr. Grandison"
        let ends_sentence = |at: usize| {
            let word = text[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            !text[at..].starts_with('.') || !words::is_capitalised(word) || word.chars().count() > 4
        };
        let marks = text.match_indices(['.', '?', '!', '\n']).filter(|(at, _)| ends_sentence(*at));
        let mut ends = marks.map(|(at, mark)| at + mark.len()).chain([text.len()]);
        ends.any(|end| {
            let sentence = &text[start..end];
            start = end;
            let asked = || sentence.ends_with('?') || self.asks.is_match(sentence) && self.hopes.is_match(sentence);
            subject.is_match(sentence) && asked()
        })
    }
}

impl DayWords {
    /// The words of a language that writes the day before the month. `between` matches what can be between these, and
    /// between a weekday and the day; `relative` the words that tell a day from today.
    pub(crate) fn day_first(
        months: &'static [&'static [&'static str]; 12],
        weekdays: &'static [&'static [&'static str]; 7],
        between: [&str; 2],
        relative: &str,
        yesterday: &'static [&'static str],
    ) -> Self {
        let listed = |names: &[&[&str]]| {
            let mut names: Vec<String> =
                names.iter().flat_map(|names| names.iter()).map(|name| regex::escape(name)).collect();
            names.sort_by_key(|name| std::cmp::Reverse(name.len()));
            names.join("|")
        };
        let (month, weekday) = (listed(months), listed(weekdays));
        // Abbreviations alone may be other words.
        let alone: Vec<&str> =
            weekdays.iter().flat_map(|names| names.iter()).copied().filter(|name| name.len() > 4).collect();
        let alone = alone.join("|");
        let [behind_weekday, behind_day] = between;
        let pattern = format!(
            r"(?xi)
            \b(?:(?P<weekday>{weekday})\b\.?,?\s+(?:(?:{behind_weekday})\s+)?)?
            (?:
                (?P<iso>(?P<y>\d{{4}})-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}}))\b
              | (?P<day1>\d{{1,2}})(?:\.|er|re|º|°)?\s+(?:(?:{behind_day})\s+)?(?P<month1>{month})\b\.?(?:,?\s+(?:(?:{behind_day})\s+)?(?P<year1>\d{{4}})\b)?
              | (?P<month2>{month})\s+(?P<day2>\d{{1,2}})\b(?:,?\s+(?P<year2>\d{{4}})\b)?
              | (?P<one>\d{{1,2}})[/.](?P<other>\d{{1,2}})[/.](?P<year3>\d{{4}}|\d{{2}})\b
              | (?P<one4>\d{{1,2}})/(?P<other4>\d{{1,2}})\b
              | (?P<one5>[0-3]?\d)\.\x20?(?P<other5>[01]?\d)\.(?:[^\d\w]|$)
            )
            | \b(?P<alone>{alone})\b
            | \b(?P<relative>{relative})\b"
        );
        let pattern = Regex::new(&pattern).expect("a test makes the words of every language");
        Self { pattern, months, weekdays, yesterday, month_may_come_first: false, first_is_ordinal: false }
    }
}

/// A regular expression of a lexicon.
pub(crate) fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a test makes the words of every language")
}

/// The words of a list that is compiled in. `#` begins a comment.
pub(crate) fn word_set(list: &'static str) -> HashSet<&'static str> {
    words::listed(list).collect()
}
