//! How the candidate's notes fit into German sentences.

use crate::note::{Subject, Unfit};

/// Faces made of punctuation marks.
const EMOTICONS: [&str; 10] = [":(", ":)", ":-(", ":-)", ";)", ";-)", ":D", ":/", "<3", "^^"];

/// Words of pay, looks and gossip.
const PRIVATE: [&str; 18] = [
    "gehalt",
    "gehaltsvorstellung",
    "lohn",
    "urlaub",
    "urlaubstage",
    "ferien",
    "bonus",
    "prämie",
    "hübsch",
    "attraktiv",
    "sympathisch",
    "unsympathisch",
    "arrogant",
    "gerücht",
    "kündigung",
    "scheidung",
    "schwanger",
    "langweilig",
];

/// The beginnings of what a note tells its writer to do.
const REMINDERS: [&str; 12] = [
    "nachfragen",
    "fragen nach",
    "frage nach",
    "nicht vergessen",
    "noch fragen",
    "todo",
    "to do",
    "anrufen wegen",
    "erinnern an",
    "nicht erwähnen",
    "zurückrufen",
    "notiz an mich",
];

/// Traits that anybody can say of themselves.
const TRAITS: [&str; 16] = [
    "belastbar",
    "ehrgeizig",
    "engagiert",
    "fleissig",
    "fleißig",
    "flexibel",
    "freundlich",
    "kreativ",
    "motiviert",
    "pünktlich",
    "sorgfältig",
    "teamfähig",
    "teamplayer",
    "zielstrebig",
    "zuverlässig",
    "lernbereit",
];

/// Why `note` is left out of messages, if it is.
pub(super) fn unfit(note: &str, subject: Subject<'_>) -> Option<Unfit> {
    // What the candidate adds is meant for the employer.
    if subject == Subject::Addition {
        return None;
    }
    let small = note.to_lowercase();
    let talked_about = matches!(subject, Subject::Conversation(_));
    let words = || small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let joins = |word: &str| ["und", "sehr", "ich", "bin", "ein", "eine", "echter", "echte"].contains(&word);
    if talked_about && words().any(|word| PRIVATE.contains(&word)) {
        Some(Unfit::Private)
    } else if small.contains("://") || small.split_whitespace().any(|word| word.starts_with("www.")) {
        Some(Unfit::Link)
    } else if note.split_whitespace().any(|word| EMOTICONS.contains(&word)) {
        Some(Unfit::Emoticon)
    } else if subject != Subject::Goal && REMINDERS.iter().any(|start| small.starts_with(start)) {
        Some(Unfit::Reminder)
    } else if small.trim_end_matches([' ', '!', '"', '“']).ends_with('?') {
        Some(Unfit::Question)
    } else if small.trim_end_matches(['.', '…', ' ']).contains("...") {
        Some(Unfit::Unfinished)
    } else if subject == Subject::Strength
        && words().any(|word| !joins(word))
        && words().filter(|word| !joins(word)).all(|word| TRAITS.contains(&word))
    {
        Some(Unfit::Trait)
    } else {
        None
    }
}

/// `line` without the marks at its end, but for a question mark and the stop of an abbreviation.
pub(super) fn without_stop(line: &str) -> &str {
    let bare = line.trim_end_matches(['.', '!', ';', ',', ':', '…', ' ']);
    let last = bare.rsplit(' ').next().unwrap_or(bare);
    let abbreviated = ["usw", "etc", "bzw"].contains(&last.to_lowercase().as_str()) || last.contains('.');
    match line[bare.len()..].chars().next() {
        _ if bare.is_empty() => line,
        Some('.') if abbreviated => &line[..=bare.len()],
        _ => bare,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_that_are_no_sentence_material_are_left_out() {
        let talk = Subject::Conversation(crate::note::Listener::default());
        for (note, subject, why) in [
            ("Gehalt erst später ansprechen", talk, Some(Unfit::Private)),
            ("Nachfragen wegen Starttermin", talk, Some(Unfit::Reminder)),
            ("Wie läuft die Rufbereitschaft?", talk, Some(Unfit::Question)),
            ("siehe https://example.com", talk, Some(Unfit::Link)),
            ("tolles Team :)", talk, Some(Unfit::Emoticon)),
            ("teamfähig und zuverlässig", Subject::Strength, Some(Unfit::Trait)),
            ("die Umstellung auf Event Sourcing", talk, None),
            ("Gehalt: 60.000 Euro", Subject::Addition, None),
        ] {
            assert_eq!(unfit(note, subject), why, "{note}");
        }
    }

    #[test]
    fn a_stop_goes_but_for_that_of_an_abbreviation() {
        assert_eq!(without_stop("die Umstellung."), "die Umstellung");
        assert_eq!(without_stop("Rust, Go usw."), "Rust, Go usw.");
        assert_eq!(without_stop("..."), "...");
    }
}
