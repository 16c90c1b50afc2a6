//! Whether the corpus is fit to judge by.

use std::collections::HashSet;

use super::entry::{CHECKS, Corpus, Entry, name};

/// How many flawed messages there must be.
const LEAST_FLAWED: usize = 90;

/// How many sound messages there must be.
const LEAST_SOUND: usize = 60;

/// How many flaws there must be for each check.
const LEAST_OF_EACH_CHECK: usize = 3;

#[test]
fn the_corpus_is_large_enough() {
    let corpus = Corpus::read();
    assert!(corpus.flawed.len() >= LEAST_FLAWED && corpus.sound.len() >= LEAST_SOUND);
    for check in CHECKS {
        let planted = corpus.flawed.iter().flat_map(|entry| &entry.expected).filter(|flaw| flaw.check == check);
        let planted = planted.count();
        assert!(planted >= LEAST_OF_EACH_CHECK, "{} has {planted} flaws", name(check));
    }
}

#[test]
fn every_entry_is_named_once_and_says_what_it_is_about() {
    let corpus = Corpus::read();
    let mut seen = HashSet::new();
    for entry in corpus.flawed.iter().chain(&corpus.sound) {
        assert!(seen.insert(&entry.id), "{} is there twice", entry.id);
        assert!(!entry.about.is_empty(), "{} says nothing of itself", entry.id);
    }
}

#[test]
fn flawed_messages_have_flaws_and_sound_ones_have_none() {
    let corpus = Corpus::read();
    for entry in &corpus.flawed {
        assert!(!entry.expected.is_empty(), "{} has no flaw", entry.id);
        for words in entry.expected.iter().filter_map(|flaw| flaw.span_text.as_deref()) {
            assert!(entry.texts.parts().any(|(_, text)| text.contains(words)), "{} has no {words:?}", entry.id);
        }
    }
    assert!(corpus.sound.iter().all(|entry| entry.expected.is_empty()));
}

#[test]
fn every_entry_could_be_sent() {
    let corpus = Corpus::read();
    for entry in corpus.flawed.iter().chain(&corpus.sound) {
        assert!(entry.kind.channels().contains(&entry.channel), "{} goes out by another channel", entry.id);
        assert!(entry.texts.parts().next().is_some(), "{} has no text", entry.id);
        assert_facts_fit(&corpus, entry);
    }
}

/// Fails unless the facts of `entry` are sound and hold whom and what it names.
#[track_caller]
fn assert_facts_fit(corpus: &Corpus, entry: &Entry) {
    assert!(entry.facts.is_none() || entry.facts_ref.is_none(), "{} has facts twice", entry.id);
    let facts = corpus.facts(entry);
    let violations = facts.map(planning::Facts::violations).unwrap_or_default();
    assert!(violations.is_empty(), "{}: {violations:?}", entry.id);
    let contacts = facts.map_or(&[][..], |facts| &facts.contacts);
    let interviews = facts.map_or(&[][..], |facts| &facts.interviews);
    let has_contact = |id: &str| contacts.iter().any(|contact| *contact.id == *id);
    let sent_to = entry.earlier_messages.iter().filter_map(|message| message.contact_id.as_deref());
    for id in sent_to.chain(entry.contact_id.as_deref()) {
        assert!(has_contact(id), "{} knows no contact {id}", entry.id);
    }
    if let Some(id) = &entry.interview_id {
        assert!(interviews.iter().any(|interview| *interview.id == **id), "{} knows no interview {id}", entry.id);
    }
}
