//! Texts that could be sent to anybody.

use std::collections::HashSet;

use planning::{
    Note,
    facts::{Interview, InterviewKind, InterviewStatus},
};

use crate::{
    Element,
    note::{Listener, Subject, unfit},
    proofread::{
        Check, Finding, Issue, Severity, lexicon::Lexicon, prepared_text::PreparedText,
        resolved_context::ResolvedContext, words,
    },
    required_elements::Need,
};

/// A text with this number of other words is specific.
const ENOUGH: usize = 4;

pub(super) fn check(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> Option<Finding> {
    let need = context.need(prepared.text, Element::Point);
    if context.kind.is_some() && need.is_none() {
        return None;
    }
    // Without a conversation nothing can be recalled.
    let met = context.interview.is_some_and(took_place);
    if context.facts.is_some() && !met && need != Some(Need::Required) {
        return None;
    }
    let lexicon = context.language.lexicon();
    let telling = |text: &str| telling(text, lexicon);
    let said = telling(prepared.prose());
    let names: HashSet<String> = context.names().flat_map(telling).collect();
    let points = context.interview.map_or(&[][..], |interview| &interview.talking_points);
    let of_points: HashSet<String> =
        points.iter().flat_map(|point| telling(point)).filter(|word| !names.contains(word)).collect();
    let text = prepared.prose().to_lowercase();
    let quoted = |point: &Note| {
        let point = point.trim_end_matches(['.', '!', ' ']).to_lowercase();
        point.contains(' ') && words::contains(&text, &point)
    };
    if said.iter().any(|word| of_points.contains(word)) || points.iter().any(quoted) {
        return None;
    }
    let own = said.iter().filter(|word| !names.contains(*word)).count();
    let generic = own < ENOUGH;
    let severity = match (need, context.facts) {
        (Some(Need::Required), Some(_)) if generic && !of_points.is_empty() => Severity::Warning,
        _ if generic || !of_points.is_empty() => Severity::Hint,
        _ => return None,
    };
    // A note in another language isn't one to take up; English is left as it is.
    let talk = Subject::Conversation(Listener::default());
    let is_fit = |point: &&Note| context.language.usage().is_none() || unfit(point, talk, context.locale).is_none();
    let example = points.iter().find(is_fit).map(|point| {
        let point: String = point.chars().take(80).collect();
        point.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    let assignment = context.interview.is_some_and(|interview| interview.kind == InterviewKind::Assignment);
    let description = context.describe(Issue::NothingSpecific { assignment, example: example.as_deref() });
    Some(Finding::new(Check::Generic, severity, prepared.part, description))
}

/// Whether an interview took place, or a task was done.
fn took_place(interview: &Interview) -> bool {
    !matches!(interview.status, InterviewStatus::Cancelled | InterviewStatus::EmployerNoShow)
}

/// The beginnings of the specific words in `text`.
pub(super) fn telling(text: &str, lexicon: &Lexicon) -> HashSet<String> {
    words::split(text)
        .map(words::bare)
        .filter(|word| word.chars().any(char::is_alphabetic) && (word.chars().count() >= 3 || !word.is_ascii()))
        .map(|word| stem(&word, lexicon.endings))
        .filter(|stem| !lexicon.usual.contains(stem.as_str()))
        .collect()
}

/// The beginning of a word, without its ending.
fn stem(word: &str, endings: &[&str]) -> String {
    let stem = endings.iter().find_map(|ending| word.strip_suffix(ending).filter(|stem| stem.len() >= 3));
    stem.unwrap_or(word).trim_end_matches(['y', 'i']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_words_say_nothing() {
        let usual = "Thank you for taking the time to meet with me yesterday. I really enjoyed our conversation and learning \
            more about the company and your team. I am very excited about this opportunity, and I believe that my skills and \
            experience would make me a great fit. Please let me know if you need any additional information. I look forward \
            to hearing from you about the next steps in the hiring process.";
        let lexicon = crate::languages::language_of(crate::Locale::EN).lexicon();
        assert!(telling(usual, lexicon).len() < ENOUGH, "{:?}", telling(usual, lexicon));
        let own = "Your plan to move the warehouse to event sourcing reminded me of how we sharded our ledger.";
        assert!(telling(own, lexicon).len() >= ENOUGH, "{:?}", telling(own, lexicon));
        assert_eq!(stem("migrations", lexicon.endings), stem("migration", lexicon.endings));
    }
}
