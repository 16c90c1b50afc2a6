//! Words that cost a candidate something, in lists of one reason each.

use std::{collections::HashSet, sync::LazyLock};

use planning::StepKind;

use crate::proofread::{
    Check, Finding, Severity,
    passage::Passage,
    phrases::{Hit, Phrases},
    surroundings::Surroundings,
    words,
};

/// A list, and what is said of its words.
struct PhraseList {
    check: Check,
    severity: Severity,
    phrases: Phrases,
    /// What is wrong with the words, after them.
    says: &'static str,
}

macro_rules! lists {
    ($(($file:literal, $check:ident, $severity:ident, $says:literal),)+) => {
        vec![$(PhraseList {
            check: Check::$check,
            severity: Severity::$severity,
            phrases: Phrases::new(include_str!(concat!($file, ".txt"))),
            says: $says,
        },)+]
    };
}

static LISTS: LazyLock<Vec<PhraseList>> = LazyLock::new(|| {
    lists![
        ("slang", Casual, Warning, "is too casual for a message to an employer"),
        ("shorthand", Casual, Warning, "is shorthand for chats; write it out"),
        ("chatty", Casual, Hint, "sounds rather casual; a plainer word is safer"),
        ("demands", Pushy, Warning, "sounds demanding; ask instead"),
        ("impatience", Pushy, Warning, "puts pressure on the reader; leave it out"),
        ("begging", Desperate, Warning, "sounds desperate; say why the position suits you instead"),
        ("gushing", Desperate, Warning, "sounds over-eager; a plain word shows more confidence"),
        ("excuses", Complaint, Warning, "makes an excuse; leave it out"),
        ("complaints", Complaint, Warning, "is a complaint; it is remembered longer than the rest"),
        ("belittling", Complaint, Warning, "makes you smaller than you are; leave it out"),
        ("pay", Pay, Warning, "is about pay or benefits, which a follow-up leaves out"),
        ("vacation", Pay, Warning, "is about time off, which a follow-up leaves out"),
    ]
});

/// Words by which a candidate speaks of what they would get.
static OWN_PAY: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(include_str!("own_pay.txt")));
/// The beginnings of words by which it is known that an application is about pay or time off.
static TELLING: LazyLock<Vec<&str>> = LazyLock::new(|| words::listed(include_str!("matters_of_pay.txt")).collect());
/// Words before "I expect to hear" or "I could have done better" that make it a question.
static ASKING: LazyLock<HashSet<&str>> = LazyLock::new(|| words::listed(include_str!("asking.txt")).collect());

pub(super) fn check(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Vec<Finding> {
    let text = &passage.plain[..passage.layout.signature.start];
    let hits = LISTS.iter().flat_map(|list| list.phrases.find(text).map(move |hit| (list, hit)));
    let hits = hits.filter(|(list, hit)| !is_the_matter(list, hit, passage, surroundings));
    hits.map(|(list, hit)| Finding {
        span: Some(passage.span(&hit.at)),
        suggestions: hit.instead.clone(),
        ..Finding::new(
            list.check,
            severity(list, surroundings.kind, &passage.plain[hit.at.clone()]),
            passage.part,
            format!("\"{}\" {}.", passage.quote(&hit.at), list.says),
        )
    })
    .collect()
}

/// Whether the words are what the application is about: payroll software, a company called "Hey".
fn is_the_matter(list: &PhraseList, hit: &Hit, passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> bool {
    let phrase = &passage.plain[hit.at.clone()];
    if list.check == Check::Pay {
        // Of their own pay nobody should speak, even if others' pay is the work.
        return deals_with_pay(surroundings) && !OWN_PAY.is_in(&passage.plain[passage.sentence(&hit.at)]);
    }
    let asked = || is_asked(&passage.plain[..hit.at.start]);
    surroundings.is_in_notes(phrase) || matches!(list.check, Check::Pushy | Check::Complaint) && asked()
}

/// Whether the application is about other people's pay or time off.
fn deals_with_pay(surroundings: &Surroundings<'_>) -> bool {
    let mut words = surroundings.own_words.iter();
    words.any(|word| TELLING.iter().any(|telling| word.starts_with(telling)))
}

/// Whether what stands before "I expect to hear" or "I need to know" makes it a question: "When can I expect ...?"
fn is_asked(before: &str) -> bool {
    words::of(before.trim_end())
        .last()
        .is_some_and(|word| before.trim_end().ends_with(word) && ASKING.contains(word.to_lowercase().as_str()))
}

/// Whoever has an offer, or was asked, may have to speak of pay; whoever was rejected may be sorry, but not about them.
fn severity(list: &PhraseList, kind: Option<StepKind>, phrase: &str) -> Severity {
    match (list.check, kind) {
        (Check::Pay, Some(StepKind::OfferThanks | StepKind::Answer)) => Severity::Hint,
        (Check::Complaint, Some(StepKind::RejectionThanks))
            if phrase.contains("disappointed") && !words::of(phrase).any(|word| word.starts_with("you")) =>
        {
            Severity::Hint
        }
        _ => list.severity,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_can_be_read_and_reads_as_a_sentence() {
        for list in &*LISTS {
            assert!(!list.says.ends_with('.') && !list.phrases.is_in("Thank you for your time."), "{}", list.says);
        }
    }
}
