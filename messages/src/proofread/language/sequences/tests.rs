//! Tests of lists of sequences.

use std::{collections::BTreeMap, env, fs};

use super::*;
use crate::{
    Locale, Part,
    languages::language_of,
    proofread::{language::tokens, prepared_text::PreparedText},
};

/// What one list finds in a text: the words, and what to write instead.
fn found(list: &'static str, text: &str) -> Vec<(String, Option<String>)> {
    let prepared = PreparedText::new(Part::Subject, None, text, language_of(Locale::EN).lexicon());
    let words = tokens::words_of(&prepared);
    let hits = Sequences::new(&[list]).find(&words);
    hits.into_iter().map(|(_, hit)| (prepared.plain[hit.at].to_owned(), hit.instead)).collect()
}

#[test]
fn a_sequence_is_found_whatever_its_case_and_spacing() {
    let list = "! Wrong.\nhear|heard [form] you|me => from\n";
    assert_eq!(found(list, "I hope to hear  Form\nyou."), [("Form".to_owned(), Some("From".to_owned()))]);
    assert!(found(list, "I hear. Form you, hear, form you; hear-form you.").is_empty());
}

#[test]
fn items_may_be_missing_excepted_absent_or_a_mark() {
    assert_eq!(found("a very? [b~bc] ~d|e => $3 x", "a very b c").len(), 1);
    assert_eq!(found("a very? [b] ~d|e", "a b").len(), 1);
    assert!(found("a very? [b] ~d|e", "a b d").is_empty());
    assert_eq!(found("^ [b] $|,", "b, c. B. a b.").len(), 2);
    assert!(found("a [b] unless c", "a b. c").is_empty());
    assert!(found("a [b] not-beside c", "x. a b d c").is_empty());
    assert_eq!(found("a [b] not-beside c", "c. a b. c").len(), 1);
    assert_eq!(found("have [<preterite>] => $participle2", "I have wrote it")[0].1.as_deref(), Some("written"));
}

#[test]
fn every_list_can_be_read() {
    assert!(SEQUENCES.all.len() > 1500);
    assert!(SEQUENCES.all.iter().all(|sequence| !sequence.description.is_empty() && !sequence.wrong.is_empty()));
}

/// `SOUND=prose.txt cargo test -p messages --lib hits_of_each -- --ignored --nocapture` prints each sequence that is
/// found in a file with a sound sentence a line, and where. Most of what it prints are right words.
#[test]
#[ignore = "it needs a file"]
fn hits_of_each_sequence() {
    let text = fs::read_to_string(env::var_os("SOUND").expect("SOUND is the path of a file")).unwrap();
    let all: Vec<&str> = LISTS.iter().flat_map(|list| lines(list)).filter(|line| !line.starts_with('!')).collect();
    assert_eq!(all.len(), SEQUENCES.all.len());
    let mut hits: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for sentence in text.lines() {
        let prepared = PreparedText::new(Part::Subject, None, sentence, language_of(Locale::EN).lexicon());
        for (index, hit) in SEQUENCES.find(&tokens::words_of(&prepared)) {
            let around = hit.at.start.saturating_sub(40)..(hit.at.end + 40).min(prepared.plain.len());
            let around = prepared.plain.get(around).unwrap_or(&prepared.plain);
            hits.entry(index).or_default().push(format!("{around} [{}]", &prepared.plain[hit.at]));
        }
    }
    for (index, places) in hits {
        println!("{}\t{}\t{}", SEQUENCES.all[index].uncertain, all[index], places.join(" || "));
    }
}
