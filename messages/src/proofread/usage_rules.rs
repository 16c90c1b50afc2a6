//! The conventions of a language that the proofreader checks.

use std::collections::HashSet;

use regex::Regex;

use super::phrases::Phrases;

/// The conventions of one language.
#[derive(Debug)]
pub(crate) struct Usage {
    /// Words of address in a greeting that don't go together, with what is right.
    pub(crate) contradictions: Phrases,
    /// Words for a woman in greetings and formulas.
    pub(crate) of_ms: Regex,
    /// Words for a man in greetings and formulas.
    pub(crate) of_mr: Regex,
    /// A greeting for friends, where the recipient isn't addressed familiarly.
    pub(crate) casual_greeting: Option<Regex>,
    /// Words that address the recipient familiarly, and formally.
    pub(crate) familiar: Regex,
    pub(crate) formal: Regex,
    /// A greeting that is formal whatever follows.
    pub(crate) formal_greeting: Regex,
    /// A formal word for "you" in small letters, in one of the groups.
    pub(crate) small_you: Option<Regex>,
    pub(crate) marks: Marks,
    /// Words that go on in small letters behind the greeting.
    pub(crate) small_behind_greeting: HashSet<&'static str>,
    /// A sign-off without a comma after it.
    pub(crate) without_comma: Option<Regex>,
    /// A greeting with a colon after it, and no comma.
    pub(crate) with_colon: Option<Regex>,
    /// A weekday or month with a capital that should be small, in one of the groups.
    pub(crate) capital_days: Option<Regex>,
    /// Short words that are never repeated correctly.
    pub(crate) never_twice: HashSet<&'static str>,
    /// Short words that do only behind a comma: "die Kollegen, die die Daten pflegen".
    pub(crate) twice_in_clauses: HashSet<&'static str>,
    /// Longer words that may be doubled: for emphasis, or because a clause ends with one and the next begins with it.
    pub(crate) doubled: HashSet<&'static str>,
    /// Farewells among friends that are usual among colleagues in a region.
    pub(crate) usual_farewells: Option<(&'static str, Regex)>,
    /// The sentence about a finding.
    pub(crate) describe: fn(&UsageIssue<'_>) -> String,
}

/// How punctuation marks are spaced.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Marks {
    Plain,
    /// A space before the marks of two parts.
    Spaced,
    /// A mark before questions and exclamations.
    Opened,
}

/// The subject of a finding.
#[derive(Clone, Copy, Debug)]
pub(crate) enum UsageIssue<'a> {
    OtherLanguage {
        quote: &'a str,
    },
    /// A word of the other register than the rest.
    OtherRegister {
        quote: &'a str,
        familiar: bool,
    },
    SmallYou {
        quote: &'a str,
        instead: &'a str,
    },
    Disagreement {
        quote: &'a str,
        instead: &'a str,
    },
    OtherFormOfAddress {
        quote: &'a str,
        recipient: &'a str,
    },
    /// The formula at the end addresses somebody else than the greeting.
    OtherFormBelow {
        quote: &'a str,
    },
    OnlyLastSurname {
        quote: &'a str,
        surnames: &'a str,
    },
    CasualGreeting {
        quote: &'a str,
    },
    NoSpace {
        mark: &'a str,
    },
    NoOpeningMark {
        mark: &'a str,
    },
    CapitalBehindGreeting {
        instead: &'a str,
    },
    CommaBehindSignOff,
    CommaForColon,
    CapitalDay {
        instead: &'a str,
    },
    Twice {
        quote: &'a str,
    },
    Eszett {
        quote: &'a str,
        instead: &'a str,
    },
}
