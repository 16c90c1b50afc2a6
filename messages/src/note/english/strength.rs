//! Qualifications: "led a team" is what I did, "nurse" is what I am, "SEO" is what I am good at.

use super::{
    clause::{self, Fragment, begins_with_function_word},
    words,
};
use crate::note::{NoteForm, PhrasedNote};

/// `line`, a qualification with a small start, made fit for a sentence: as a phrase it is something that one brings.
pub(super) fn phrase_note(line: String) -> PhrasedNote {
    if let Some(text) = of_mine(&line) {
        return sentence(text);
    }
    let first = line.split(' ').next().unwrap_or(&line);
    let head = clause::head(&line);
    if words::DETERMINERS.has(first) || words::COUNTS.has(first) || first.starts_with(|c: char| c.is_ascii_digit()) {
        let form = if clause::fragment(&line).is_some() { NoteForm::Phrase } else { NoteForm::Sentence };
        return PhrasedNote::new(line, form);
    }
    if words::POSSESSIONS.has(head) && (starts_small(&line) || head == first) {
        return phrase(format!("{} {line}", article(first)));
    }
    if head == "ability" {
        return phrase(format!("my {line}"));
    }
    match clause::fragment(&line) {
        Some(Fragment::Noun) if words::STORES.has(head) => phrase(line),
        Some(Fragment::Noun) => phrase(format!("my skills in {line}")),
        Some(Fragment::Gerund) => phrase(format!("experience in {line}")),
        Some(Fragment::Clause) | None => sentence(line),
    }
}

/// `line` as a sentence, if it is what I am or did.
pub(super) fn of_mine(line: &str) -> Option<String> {
    let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
    if ["have", "hold", "speak", "know"].contains(&first) && !rest.is_empty() {
        return Some(format!("I {line}"));
    }
    if is_designation(line) {
        return Some(format!("I am {} {line}", article(first)));
    }
    if first == "calm" && begins_with_function_word(rest) {
        return Some(format!("I stay {line}"));
    }
    // Before the next: a "trained nurse" is what I am, not what I did.
    if words::ROLES.has(clause::head(line)) && starts_small(line) {
        let verb = if clause::lasts(line) { "have been" } else { "am" };
        Some(format!("I {verb} {} {line}", article(first)))
    } else if words::PAST.has(first) && !rest.is_empty() {
        Some(format!("I {line}"))
    } else if words::PREDICATES.has(first) && begins_with_function_word(rest) {
        Some(format!("I am {line}"))
    } else {
        None
    }
}

/// "Certified Public Accountant", "Six Sigma Black Belt".
fn is_designation(line: &str) -> bool {
    let mut words = line.split(' ');
    let last = line.rsplit(' ').next().unwrap_or(line);
    let ranks = ["Belt", "Master"];
    line.contains(' ')
        && words.all(|word| word.starts_with(char::is_uppercase))
        && (words::ROLES.has(last) || ranks.contains(&last))
}

fn phrase(text: String) -> PhrasedNote {
    PhrasedNote::new(text, NoteForm::Phrase)
}

fn sentence(text: String) -> PhrasedNote {
    let form = if clause::is_mine(&text) { NoteForm::Statement } else { NoteForm::Sentence };
    PhrasedNote::new(text, form)
}

fn starts_small(line: &str) -> bool {
    line.starts_with(char::is_lowercase)
}

/// The article before `word`, by its sound.
fn article(word: &str) -> &'static str {
    let small = word.to_lowercase();
    let spelt = ["mba", "msc", "ma", "llm", "mphil", "llb"].contains(&small.as_str());
    let vowel = small.starts_with(['a', 'e', 'i', 'o', 'u']);
    let consonant_sound = ["eu", "one", "uni", "use", "uti"].iter().any(|start| small.starts_with(start))
        && !["unim", "unin"].iter().any(|start| small.starts_with(start));
    if spelt || (vowel && !consonant_sound) { "an" } else { "a" }
}
