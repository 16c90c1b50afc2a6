//! Suggestions of what a message may mean: rejections, offers, dates, questions. Each has the sentence that it is based
//! on.
//!
//! Words and dates are looked for in English, German, French and Spanish. Nothing here is a fact.

mod dates;
mod phrases;
mod sentences;
mod times;

use std::ops::Range;

use chrono::NaiveDate;
use planning::Date;

use super::{Confidence, MailClass, MailSettings, Suggestion, SuggestionKind};
use phrases::NormalizedSentence;

/// The maximum number of suggestions of a message, and of questions among them.
const MAX_SUGGESTIONS: usize = 20;
const MAX_QUESTIONS: usize = 5;
/// The maximum number of sentences that are searched. The important ones are near the beginning.
const MAX_SENTENCES: usize = 200;
/// The maximum number of words of a sentence. Longer texts are lists or addresses, and are cut.
const MAX_WORDS: usize = 400;

/// The suggestions, in the order of the text.
pub(super) fn find(text: &str, settings: &MailSettings, class: MailClass) -> Vec<Suggestion> {
    if class == MailClass::Bounce {
        return Vec::new();
    }
    let received = settings
        .time_zone
        .map_or(settings.received_at.date_naive(), |zone| zone.to_local(*settings.received_at).date_naive());
    let mut found: Vec<Suggestion> = Vec::new();
    for range in sentences::ranges(text).take(MAX_SENTENCES) {
        let range = cut(text, range);
        let sentence = Sentence::new(text, range, received);
        let of_sentence =
            if class == MailClass::AutoReply { sentence.away().into_iter().collect() } else { sentence.all(class) };
        for suggestion in of_sentence {
            let questions = found.iter().filter(|known| known.kind == SuggestionKind::Question).count();
            if suggestion.kind != SuggestionKind::Question || questions < MAX_QUESTIONS {
                found.push(suggestion);
            }
        }
        if found.len() >= MAX_SUGGESTIONS {
            break;
        }
    }
    found.truncate(MAX_SUGGESTIONS);
    found
}

fn cut(text: &str, range: Range<usize>) -> Range<usize> {
    let length = text[range.clone()].char_indices().nth(MAX_WORDS).map_or(range.len(), |(at, _)| at);
    range.start..range.start + length
}

struct Sentence<'a> {
    words: &'a str,
    range: Range<usize>,
    phrases: NormalizedSentence,
    date: Option<dates::FoundDay>,
    time: Option<String>,
}

impl<'a> Sentence<'a> {
    fn new(text: &'a str, range: Range<usize>, received: NaiveDate) -> Self {
        let words = &text[range.clone()];
        let phrases = NormalizedSentence::new(words);
        let date = dates::find(phrases.text(), received);
        let time = date.as_ref().and_then(|_| times::find(phrases.text()));
        Self { words, range, phrases, date, time }
    }

    fn all(&self, class: MailClass) -> Vec<Suggestion> {
        let mut found = Vec::new();
        let certain = |likely| if self.phrases.is_conditional() { Confidence::Low } else { likely };
        if let Some(likely) = self.phrases.rejection() {
            found.push(self.suggestion(SuggestionKind::Rejection, certain(likely)));
        } else if self.phrases.offer() {
            found.push(self.suggestion(SuggestionKind::Offer, certain(Confidence::High)));
        } else if self.phrases.next_round() {
            found.push(self.suggestion(SuggestionKind::NextRound, certain(Confidence::Medium)));
        }
        let away = self.away();
        if away.is_none() {
            found.extend(self.dated());
        }
        found.extend(away);
        if class == MailClass::Person && self.words.ends_with('?') && !self.phrases.is_polite_question() {
            found.push(self.suggestion(SuggestionKind::Question, Confidence::Medium));
        }
        found
    }

    /// The date until which somebody is away.
    fn away(&self) -> Option<Suggestion> {
        self.phrases.away().then(|| self.with_date(SuggestionKind::AwayUntil, Confidence::High)).flatten()
    }

    fn dated(&self) -> Option<Suggestion> {
        let kind = match () {
            () if self.phrases.answer_by() => SuggestionKind::AnswerBy,
            () if self.phrases.decision() => SuggestionKind::DecisionDate,
            () if self.phrases.interview() => SuggestionKind::InterviewDate,
            () => return None,
        };
        self.with_date(kind, Confidence::High)
    }

    fn with_date(&self, kind: SuggestionKind, likely: Confidence) -> Option<Suggestion> {
        let date = self.date.as_ref()?;
        let mut suggestion = self.suggestion(kind, likely.min(date.confidence));
        suggestion.date = date.day.and_then(|day| Date::try_from(day).ok());
        suggestion.time.clone_from(&self.time);
        Some(suggestion)
    }

    fn suggestion(&self, kind: SuggestionKind, confidence: Confidence) -> Suggestion {
        let (words, range) = (self.words.to_owned(), self.range.clone());
        Suggestion { kind, date: None, time: None, words, range, confidence }
    }
}

#[cfg(test)]
mod tests;
