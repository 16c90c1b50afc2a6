//! Notes of languages in which they come after a colon: there a fragment and a sentence both read well, and neither is
//! inflected. Notes that don't belong in a message are recognised by lists of words.

use super::{
    phrased_note::{NoteForm, PhrasedNote, Subject},
    unfit_reason::Unfit,
};

/// Faces made of punctuation marks.
const EMOTICONS: [&str; 10] = [":(", ":)", ":-(", ":-)", ";)", ";-)", ":D", ":/", "<3", "^^"];

/// The words of a language that tell such notes, in small letters.
#[derive(Debug)]
pub(crate) struct NoteWords {
    /// Words of pay, looks and gossip.
    pub(crate) private: &'static [&'static str],
    /// The beginnings of reminders to the writer.
    pub(crate) reminders: &'static [&'static str],
    /// Traits that anybody can say of themselves.
    pub(crate) traits: &'static [&'static str],
    /// Words between and around those.
    pub(crate) beside_traits: &'static [&'static str],
    /// Abbreviations that may end a note, without their full stop.
    pub(crate) abbreviations: &'static [&'static str],
    /// "I", with which a sentence about the candidate begins.
    pub(crate) first_person: &'static str,
}

impl NoteWords {
    /// Why `note` is left out of messages, if it is.
    pub(crate) fn unfit(&self, note: &str, subject: Subject<'_>) -> Option<Unfit> {
        // What the candidate adds is meant for the employer.
        if subject == Subject::Addition {
            return None;
        }
        let small = note.to_lowercase();
        let talked_about = matches!(subject, Subject::Conversation(_));
        let words = || small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let traits = || words().filter(|word| !self.beside_traits.contains(word));
        if talked_about && words().any(|word| self.private.contains(&word)) {
            Some(Unfit::Private)
        } else if small.contains("://") || small.split_whitespace().any(|word| word.starts_with("www.")) {
            Some(Unfit::Link)
        } else if note.split_whitespace().any(|word| EMOTICONS.contains(&word)) {
            Some(Unfit::Emoticon)
        } else if subject != Subject::Goal && self.reminders.iter().any(|start| small.starts_with(start)) {
            Some(Unfit::Reminder)
        } else if small.trim_end_matches([' ', '!', '"', '“', '’']).ends_with('?') {
            Some(Unfit::Question)
        } else if small.trim_end_matches(['.', '…', ' ']).contains("...") {
            Some(Unfit::Unfinished)
        } else if subject == Subject::Strength
            && traits().next().is_some()
            && traits().all(|word| self.traits.contains(&word))
        {
            Some(Unfit::Trait)
        } else {
            None
        }
    }

    /// The note after a colon, or as a separate sentence if it says what the candidate does. Marks at its end are
    /// removed, except for a question mark and the stop of an abbreviation.
    pub(crate) fn phrase_note(&self, line: &str) -> PhrasedNote {
        let text = self.without_stop(line);
        let is_mine = text.split_once(' ').is_some_and(|(first, _)| first.to_lowercase() == self.first_person);
        if is_mine {
            return PhrasedNote::new(text.to_owned(), NoteForm::Statement);
        }
        PhrasedNote::new(text.to_owned(), NoteForm::Sentence).behind_colon()
    }

    fn without_stop<'l>(&self, line: &'l str) -> &'l str {
        let bare = line.trim_end_matches(['.', '!', ';', ',', ':', '…', ' ']);
        let last = bare.rsplit(' ').next().unwrap_or(bare);
        let abbreviated = self.abbreviations.contains(&last.to_lowercase().as_str()) || last.contains('.');
        match line[bare.len()..].chars().next() {
            _ if bare.is_empty() => line,
            Some('.') if abbreviated => &line[..=bare.len()],
            _ => bare,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_goes_but_for_that_of_an_abbreviation() {
        let words = NoteWords {
            private: &[],
            reminders: &[],
            traits: &[],
            beside_traits: &[],
            abbreviations: &["usw"],
            first_person: "ich",
        };
        assert_eq!(words.without_stop("die Umstellung."), "die Umstellung");
        assert_eq!(words.without_stop("Rust, Go usw."), "Rust, Go usw.");
        assert_eq!(words.without_stop("..."), "...");
        assert_eq!(words.phrase_note("Führerschein: Klasse B").text, "Führerschein – Klasse B");
        assert_eq!(words.phrase_note("ab 14:00 Uhr").text, "ab 14:00 Uhr");
    }
}
