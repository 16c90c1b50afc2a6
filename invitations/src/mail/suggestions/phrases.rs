//! Phrases by which the meaning of a sentence is recognised, in English, German, French and Spanish:
//! `data/phrases.txt`.

use std::sync::LazyLock;

use super::Confidence;

/// A sentence in lower case, with plain apostrophes, single spaces, and a space at both ends.
pub(super) struct NormalizedSentence(String);

/// The phrases under one heading of the file.
struct PhraseList(Vec<&'static str>);

static REJECTION: LazyLock<PhraseList> = LazyLock::new(|| PhraseList::load("rejection"));
static NOT_AN_OFFER: LazyLock<PhraseList> = LazyLock::new(|| PhraseList::load("not an offer"));
static OFFER: LazyLock<PhraseList> = LazyLock::new(|| PhraseList::load("offer"));
static NEXT_ROUND: LazyLock<PhraseList> = LazyLock::new(|| PhraseList::load("next round"));
static DECISION: LazyLock<PhraseList> = LazyLock::new(|| PhraseList::load("decision"));
static INTERVIEW: LazyLock<PhraseList> = LazyLock::new(|| PhraseList::load("interview"));
static ASKS: LazyLock<PhraseList> = LazyLock::new(|| PhraseList::load("asks"));
static BY: LazyLock<PhraseList> = LazyLock::new(|| PhraseList::load("by"));
static AWAY: LazyLock<PhraseList> = LazyLock::new(|| PhraseList::load("away"));
static POLITE: LazyLock<PhraseList> = LazyLock::new(|| PhraseList::load("polite questions"));

impl PhraseList {
    fn load(name: &str) -> Self {
        let lines = include_str!("../../../data/phrases.txt").lines().map(str::trim);
        let heading = format!("[{name}]");
        let list = lines.skip_while(|line| !line.starts_with(&heading)).skip(1);
        Self(list.take_while(|line| !line.starts_with('[')).filter(|line| !line.is_empty()).collect())
    }

    /// Whether one of them is in the text.
    fn is_in(&self, text: &str) -> bool {
        self.0.iter().any(|phrase| text.contains(phrase))
    }

    /// Whether one of them is in the text with spaces around it.
    fn is_word_of(&self, text: &str) -> bool {
        self.0.iter().any(|phrase| {
            text.match_indices(phrase)
                .any(|(at, _)| text[..at].ends_with(' ') && text[at + phrase.len()..].starts_with(' '))
        })
    }
}

impl NormalizedSentence {
    pub(super) fn new(sentence: &str) -> Self {
        let text = sentence.to_lowercase().replace(['\u{2019}', '\u{2bc}'], "'");
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Self(format!(" {words} "))
    }

    pub(super) fn text(&self) -> &str {
        &self.0
    }

    fn contains_any(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.0.contains(phrase))
    }

    pub(super) fn rejection(&self) -> Option<Confidence> {
        if REJECTION.is_in(&self.0) {
            return Some(Confidence::High);
        }
        let sorry = self.contains_any(&[
            "unfortunately",
            "regret",
            "leider",
            "malheureusement",
            "lamentablemente",
            "desafortunadamente",
        ]);
        let about = self.contains_any(&[
            "your application",
            "your candidacy",
            "ihre bewerbung",
            "ihrer bewerbung",
            "votre candidature",
            "su candidatura",
            "tu candidatura",
            "other candidates",
            "another candidate",
        ]);
        (sorry && about).then_some(Confidence::Medium)
    }

    pub(super) fn offer(&self) -> bool {
        OFFER.is_in(&self.0) && !NOT_AN_OFFER.is_word_of(&self.0)
    }

    pub(super) fn next_round(&self) -> bool {
        NEXT_ROUND.is_in(&self.0)
    }

    pub(super) fn decision(&self) -> bool {
        DECISION.is_in(&self.0)
    }

    pub(super) fn interview(&self) -> bool {
        INTERVIEW.is_in(&self.0)
    }

    /// Whether the employer wants an answer by a date. "We will let you know by Friday" is not such a sentence.
    pub(super) fn answer_by(&self) -> bool {
        ASKS.is_in(&self.0)
            && BY.is_word_of(&self.0)
            && !self.contains_any(&["let you know", "get back to you", "hear from us"])
    }

    pub(super) fn away(&self) -> bool {
        AWAY.is_in(&self.0)
    }

    /// Whether the sentence states a condition.
    pub(super) fn is_conditional(&self) -> bool {
        self.contains_any(&[
            " if ",
            " should you ",
            " in case ",
            " falls ",
            " wenn ",
            " sollten sie ",
            " si ",
            " en caso de ",
        ])
    }

    pub(super) fn is_polite_question(&self) -> bool {
        let question = self.0.trim().replace(" ?", "?");
        POLITE.0.contains(&&*question)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_lists_have_lines_that_can_be_found() {
        for list in [&REJECTION, &NOT_AN_OFFER, &OFFER, &NEXT_ROUND, &DECISION, &INTERVIEW, &ASKS, &BY, &AWAY, &POLITE]
        {
            assert!(list.0.len() > 5);
            for phrase in &list.0 {
                assert_eq!(NormalizedSentence::new(phrase).text().trim(), *phrase);
            }
        }
        let file = include_str!("../../../data/phrases.txt");
        assert_eq!(file.lines().filter(|line| line.starts_with('[')).count(), 10);
    }
}
