//! Qualifications: "led a team" is what I did, "nurse" is what I am, "SEO" is what I am good at.

use super::{
    begins_with_function_word,
    clause::{self, Fragment},
    words,
};
use crate::note::{Form, Woven};

/// `line`, a qualification with a small start, made fit for a sentence: as a phrase it is something that one brings.
pub(super) fn woven(line: String) -> Woven {
    let (first, rest) = line.split_once(' ').unwrap_or((&line, ""));
    let head = clause::head(&line);
    // Before the next: a "trained nurse" is what I am, not what I did.
    if words::ROLES.has(head) && starts_small(&line) {
        return sentence(format!("I am {} {line}", article(first)));
    }
    if words::PAST.has(first) && !rest.is_empty() {
        return sentence(format!("I {line}"));
    }
    if words::PREDICATES.has(first) && begins_with_function_word(rest) {
        return sentence(format!("I am {line}"));
    }
    if words::DETERMINERS.has(first) || first.starts_with(|c: char| c.is_ascii_digit()) {
        let form = if clause::fragment(&line).is_some() { Form::Phrase } else { Form::Sentence };
        return Woven { text: line, form };
    }
    if words::POSSESSIONS.has(head) && (starts_small(&line) || head == first) {
        return phrase(format!("{} {line}", article(first)));
    }
    match clause::fragment(&line) {
        Some(Fragment::Noun) if words::STORES.has(head) => phrase(line),
        Some(Fragment::Noun) => phrase(format!("my skills in {line}")),
        Some(Fragment::Gerund) => phrase(format!("experience in {line}")),
        Some(Fragment::Clause) | None => sentence(line),
    }
}

fn phrase(text: String) -> Woven {
    Woven { text, form: Form::Phrase }
}

fn sentence(text: String) -> Woven {
    Woven { text, form: Form::Sentence }
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
