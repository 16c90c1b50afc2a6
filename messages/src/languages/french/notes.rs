//! How the candidate's notes fit into French sentences.
//!
//! A noun phrase with its article can be an object: "je retiens le passage à Rust". It never follows "de" or "à", which
//! would contract with the article. Everything else comes after a colon.

mod words;

use self::words::{
    ADVERBS, BROUGHT, DETERMINERS, FINITE, INFINITIVES, NOUNS_IN_ENT, PRIVATE, RELATIVES, REMINDERS, TRAITS,
};
use crate::note::{Listener, NoteForm, PhrasedNote, Subject, Unfit};

/// Longer noun phrases come after a colon, where the reader finds their end.
const MAX_WORDS: usize = 16;

/// `line` made fit for a sentence.
pub(super) fn phrase_note(line: &str, subject: Subject<'_>) -> PhrasedNote {
    let line = without_stop(line);
    if has_several_sentences(line) {
        let form = if subject == Subject::Addition { NoteForm::Reply } else { NoteForm::Sentence };
        return PhrasedNote::new(line.to_owned(), form);
    }
    let line = with_small_start(line);
    match subject {
        Subject::Conversation(listener) => talked_about(with_form(to_listener(line, listener))),
        Subject::Goal if begins_with_infinitive(&line) => PhrasedNote::new(line, NoteForm::Infinitive),
        Subject::Addition if is_reply(&line) => PhrasedNote::new(line, NoteForm::Reply),
        Subject::Strength => strength(with_form(line)),
        Subject::Goal | Subject::Addition => with_form(line),
    }
}

/// "du passage", which may be an answer to "of what", is no object: it comes after a colon.
fn talked_about(note: PhrasedNote) -> PhrasedNote {
    let first = words(&note.text).into_iter().next().unwrap_or_default();
    if note.form == NoteForm::Phrase && ["du", "des"].contains(&first.as_str()) {
        PhrasedNote::new(note.text, NoteForm::Sentence)
    } else {
        note
    }
}

fn with_form(line: String) -> PhrasedNote {
    let form = if is_phrase(&line) {
        NoteForm::Phrase
    } else if is_mine(&line) {
        NoteForm::Statement
    } else {
        NoteForm::Sentence
    };
    PhrasedNote::new(line, form)
}

/// A strength that one can bring: "dix ans de Rust", and "mon expérience de la conduite d'équipe" of what one does.
fn strength(phrased: PhrasedNote) -> PhrasedNote {
    const MAX_WORDS_BEFORE: usize = 4;
    let words = words(&phrased.text);
    let first = words.first().map_or("", String::as_str);
    let brought = words.iter().take(MAX_WORDS_BEFORE).any(|word| BROUGHT.contains(&word.as_str()));
    if phrased.form != NoteForm::Phrase || brought || ["mon", "ma", "mes"].contains(&first) {
        return phrased;
    }
    let of =
        |article: &str, of: &str| phrased.text.strip_prefix(article).map(|noun| format!("mon expérience {of}{noun}"));
    let experience = of("le ", "du ")
        .or_else(|| of("les ", "des "))
        .or_else(|| of("l", "de l"))
        .filter(|_| ["le", "la", "les", "l'"].contains(&first));
    experience.map_or_else(
        || PhrasedNote::new(phrased.text.clone(), NoteForm::Sentence),
        |text| PhrasedNote::new(with_all_behind_de(text), NoteForm::Phrase),
    )
}

/// "mon expérience du pilotage et de l'animation": each of several nouns follows "de".
fn with_all_behind_de(text: String) -> String {
    const ARTICLES: [(&str, &str); 4] = [("le ", "du "), ("les ", "des "), ("la ", "de la "), ("l'", "de l'")];
    [" et ", " ou ", ", "].into_iter().fold(text, |text, joint| {
        ARTICLES
            .into_iter()
            .fold(text, |text, (article, of)| text.replace(&format!("{joint}{article}"), &format!("{joint}{of}")))
    })
}

/// The words in small letters, without marks. An article that is elided is a separate word.
fn words(line: &str) -> Vec<String> {
    let small = line.to_lowercase().replace('\u{2019}', "'");
    let apart = small.replace('\'', "' ");
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'').to_owned();
    apart.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}

/// "le passage à Rust", "dix ans de Rust", "mon diplôme"; but not "le projet avance".
fn is_phrase(line: &str) -> bool {
    let words = words(line);
    let Some(first) = words.first() else { return false };
    let counted = first.starts_with(|c: char| c.is_ascii_digit()) || DETERMINERS.contains(&first.as_str());
    let main = words.iter().take_while(|word| !RELATIVES.contains(&word.as_str()));
    let has_verb = main.skip(1).any(|word| is_finite(word));
    let is_one = !line.contains([';', ':', '?', '!']) && !line.contains(" - ") && !line.contains(" – ");
    counted && words.len() > 1 && words.len() <= MAX_WORDS && !has_verb && is_one
}

/// Whether a word is surely or perhaps a verb with its ending.
fn is_finite(word: &str) -> bool {
    FINITE.contains(&word)
        || ["je", "j'", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "ça", "cela"].contains(&word)
        || word.len() > 4 && word.ends_with("ent") && !word.ends_with("ment") && !NOUNS_IN_ENT.contains(&word)
}

/// "j'ai dirigé une équipe", which can be continued by a comma.
fn is_mine(line: &str) -> bool {
    matches!(words(line).first().map(String::as_str), Some("je" | "j'")) && !line.contains([';', ':', '?', '!'])
}

/// "oui, dès mai", "non".
fn is_reply(line: &str) -> bool {
    matches!(words(line).first().map(String::as_str), Some("oui" | "non" | "si"))
}

fn begins_with_infinitive(line: &str) -> bool {
    let words = words(line);
    let first = words.iter().find(|word| !matches!(word.as_str(), "me" | "m'" | "ne" | "pas"));
    first.is_some_and(|first| INFINITIVES.contains(&first.as_str()))
}

/// `line` without the marks at its end, except for a question mark.
fn without_stop(line: &str) -> &str {
    let bare = line.trim_end_matches(['.', '!', ';', ',', ':', '…', ' ', '\u{a0}', '\u{202f}']);
    if bare.is_empty() { line } else { bare }
}

/// Whether a full stop or another mark is followed by a capital.
fn has_several_sentences(line: &str) -> bool {
    let mut rest = line;
    while let Some(at) = rest.find(". ").or_else(|| rest.find("! ")).or_else(|| rest.find("? ")) {
        let word = rest[..at].rsplit(' ').next().unwrap_or_default();
        rest = &rest[at + 2..];
        if rest.starts_with(char::is_uppercase) && word.chars().count() > 3 {
            return true;
        }
    }
    false
}

/// `line` with a small first letter, where its first word is surely no name.
fn with_small_start(line: &str) -> String {
    let first = line.split([' ', ',', '\'', '\u{2019}']).next().unwrap_or(line);
    let small = first.to_lowercase();
    let elided = small.chars().count() == 1 && line[first.len()..].starts_with(['\'', '\u{2019}']);
    let in_capitals = first.chars().skip(1).any(char::is_uppercase);
    // "Le Havre", "La Poste".
    let in_name = line.split(' ').nth(1).is_some_and(|second| second.starts_with(char::is_uppercase));
    let known = DETERMINERS.contains(&small.as_str())
        || INFINITIVES.contains(&small.as_str())
        || ADVERBS.contains(&small.as_str())
        || RELATIVES.contains(&small.as_str())
        || ["je", "nous", "vous", "oui", "non"].contains(&small.as_str());
    if in_capitals || in_name || !(known || elided) {
        return line.to_owned();
    }
    format!("{small}{}", &line[first.len()..])
}

/// "l'approche d'Eva", said to Eva, is "votre approche".
fn to_listener(line: String, listener: Listener<'_>) -> String {
    let names = [listener.name, listener.given_name, listener.family_name];
    let plain = line.replace('\u{2019}', "'");
    for name in names.into_iter().flatten() {
        for of in ["d'", "de "] {
            let Some((before, rest)) = plain.split_once(&format!(" {of}{name}")) else { continue };
            let apart = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-');
            let noun = ["le ", "la ", "l'"].iter().find_map(|article| before.strip_prefix(article));
            if let Some(noun) = noun.filter(|noun| apart && !noun.contains(' ')) {
                let yours = if listener.familiar { elided_yours(noun, before) } else { "votre" };
                return format!("{yours} {noun}{rest}");
            }
        }
    }
    line
}

/// "ton" before a vowel and before a masculine noun, "ta" before a feminine one.
fn elided_yours(noun: &str, before: &str) -> &'static str {
    if before.starts_with("la ") && !super::is_elided_before(noun) { "ta" } else { "ton" }
}

/// Why `note` is left out of messages, if it is.
pub(super) fn unfit(note: &str, subject: Subject<'_>) -> Option<Unfit> {
    // What the candidate adds is meant for the employer, and it may be about money where they asked.
    if subject == Subject::Addition {
        return None;
    }
    let words = words(note);
    let first = words.first().map_or("", String::as_str);
    let talked_about = matches!(subject, Subject::Conversation(_));
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let kept = note.trim_end_matches(['.', '…', ' ']);
    let fillers = ["et", "très", "je", "suis", "une", "un", "personne", "quelqu'", "de", "d'"];
    let traits = words.iter().filter(|word| !fillers.contains(&word.as_str()));
    let only_traits = traits.clone().next().is_some() && traits.clone().all(|word| TRAITS.contains(&word.as_str()));
    if talked_about && has(PRIVATE) {
        Some(Unfit::Private)
    } else if note.contains("://") || words.iter().any(|word| word.starts_with("www.")) {
        Some(Unfit::Link)
    } else if note
        .split_whitespace()
        .any(|word| [":(", ":)", ":-(", ":-)", ";)", ";-)", ":D", "<3", "^^"].contains(&word))
    {
        Some(Unfit::Emoticon)
    } else if subject != Subject::Goal && REMINDERS.contains(&first) {
        Some(Unfit::Reminder)
    } else if note.trim_end_matches([' ', '!', '»']).ends_with('?') {
        Some(Unfit::Question)
    } else if kept.contains("...") || kept.contains('…') {
        Some(Unfit::Unfinished)
    } else if only_traits && subject == Subject::Strength {
        Some(Unfit::Trait)
    } else if only_traits && talked_about {
        Some(Unfit::Description)
    } else if talked_about && matches!(first, "je" | "j'" | "mon" | "ma" | "mes") {
        Some(Unfit::Oneself)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_talked_about_behind_du_comes_after_a_colon() {
        let talk = Subject::Conversation(Listener::default());
        assert_eq!(phrase_note("du passage à Rust", talk).form, NoteForm::Sentence);
        assert_eq!(phrase_note("des astreintes", talk).form, NoteForm::Sentence);
        assert_eq!(phrase_note("le passage à Rust", talk).form, NoteForm::Phrase);
    }

    #[test]
    fn each_of_several_nouns_stands_behind_de() {
        for (note, text, form) in [
            ("la conduite d'équipe", "mon expérience de la conduite d'équipe", NoteForm::Phrase),
            (
                "le pilotage de projets et l'animation d'équipes",
                "mon expérience du pilotage de projets et de l'animation d'équipes",
                NoteForm::Phrase,
            ),
            (
                "l'animation et les relations avec les clients",
                "mon expérience de l'animation et des relations avec les clients",
                NoteForm::Phrase,
            ),
            ("dix ans de Rust", "dix ans de Rust", NoteForm::Phrase),
            ("Permis : B et C", "permis – B et C", NoteForm::Sentence),
        ] {
            let phrased = phrase_note(note, Subject::Strength).behind_colon();
            assert_eq!(
                (phrased.text.to_lowercase().as_str(), phrased.form),
                (text.to_lowercase().as_str(), form),
                "{note}"
            );
        }
        assert_eq!(phrase_note("Oui, dès le mois de mai", Subject::Addition).text, "oui, dès le mois de mai");
    }
}
