//! Goals: "lead a team" is something to want, "a platform team" something to get closer to.

use super::{
    clause::{self, Fragment, begins_with_function_word},
    words,
};
use crate::note::{NoteForm, PhrasedNote};

/// `line`, a goal with a small start, made fit for a sentence.
pub(super) fn phrase_note(line: String) -> PhrasedNote {
    let wish =
        ["I want ", "I'd like ", "I’d like ", "I would like ", "I hope ", "My goal is ", "my goal is ", "my aim is "];
    let aim = wish.iter().find_map(|wish| line.strip_prefix(wish)).filter(|aim| aim.starts_with("to "));
    if let Some(aim) = aim {
        return PhrasedNote::new(aim.to_owned(), NoteForm::Infinitive);
    }
    let (first, rest) = line.split_once(' ').unwrap_or((&line, ""));
    if first == "to" {
        return PhrasedNote::new(line, NoteForm::Infinitive);
    }
    if words::AIMS.has(first) && begins_with_function_word(rest) {
        return PhrasedNote::new(format!("to {line}"), NoteForm::Infinitive);
    }
    let form = match clause::fragment(&line) {
        Some(Fragment::Noun | Fragment::Gerund) => NoteForm::Phrase,
        Some(Fragment::Clause) | None => NoteForm::Sentence,
    };
    PhrasedNote::new(line, form)
}
