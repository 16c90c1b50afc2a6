//! How the candidate's notes fit into German sentences.

use std::borrow::Cow;

use crate::note::{NoteForm, NoteWords, PhrasedNote, Subject};

pub(super) static NOTES: NoteWords = NoteWords {
    private: &[
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
    ],
    reminders: &[
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
    ],
    traits: &[
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
    ],
    beside_traits: &["und", "sehr", "ich", "bin", "ein", "eine", "echter", "echte"],
    abbreviations: &["usw", "etc", "bzw"],
    first_person: "ich",
};

/// Words with which a phrase begins that is the same as an object and as a subject, or is an object.
const BEGINNINGS: [&str; 18] = [
    "das", "den", "die", "eine", "einen", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "zwei",
    "elf", "zwölf", "mehrere", "viele",
];

/// Words between nouns.
const JOINTS: [&str; 36] = [
    "ab", "als", "am", "an", "auf", "aus", "bei", "beim", "das", "dem", "den", "der", "des", "die", "durch", "ein",
    "eine", "einem", "einen", "einer", "eines", "für", "im", "in", "ins", "mit", "nach", "oder", "seit", "über", "um",
    "und", "von", "vom", "zum", "zur",
];

/// A note of one line, prepared for a sentence. It is the object if it certainly can be one, a separate sentence if
/// it says what the candidate does, and otherwise comes after a colon.
pub(super) fn phrase_note(line: &str, subject: Subject<'_>) -> PhrasedNote {
    let phrased = NOTES.phrase_note(line);
    if phrased.form == NoteForm::Statement {
        return phrased;
    }
    match as_object(&phrased.text).filter(|object| subject != Subject::Strength || is_brought(object)) {
        Some(text) => PhrasedNote::new(text, NoteForm::Phrase),
        None if subject == Subject::Addition && is_sentence(&phrased.text) => {
            PhrasedNote { text: phrased.start.clone(), ..phrased }
        }
        None => phrased,
    }
}

/// Whether it certainly is a whole sentence, which begins with a capital behind a colon: "meine Kündigungsfrist beträgt
/// drei Monate". The verb follows the subject.
fn is_sentence(text: &str) -> bool {
    const SUBJECTS: [&str; 14] =
        ["mein", "meine", "der", "die", "das", "ein", "eine", "es", "wir", "man", "dies", "unser", "unsere", "alle"];
    const VERBS: [&str; 32] = [
        "beginnt", "begann", "besteht", "beträgt", "bleibt", "braucht", "dauert", "endet", "endete", "gehört", "geht",
        "gilt", "gibt", "habe", "haben", "hat", "hatte", "ist", "kann", "können", "kommt", "läuft", "liegt", "passt",
        "sind", "steht", "war", "waren", "wird", "werden", "wurde", "wurden",
    ];
    let Some((first, rest)) = text.split_once(' ') else { return false };
    // A verb of a clause within the subject is behind a comma.
    let clause = rest.split([',', ';', ':']).next().unwrap_or(rest);
    SUBJECTS.contains(&first.to_lowercase().as_str())
        && clause.split(' ').enumerate().any(|(index, word)| {
            let may_be_subject =
                ["es", "wir", "man", "dies", "das", "die", "alle"].contains(&first.to_lowercase().as_str());
            (index > 0 || may_be_subject) && VERBS.contains(&word)
        })
}

/// Whether one can bring that, as years, knowledge and degrees: "die Leitung eines Teams" one can't.
fn is_brought(object: &str) -> bool {
    const BROUGHT: [&str; 17] = [
        "jahr",
        "monat",
        "erfahrung",
        "kenntnis",
        "wissen",
        "ausbildung",
        "abschluss",
        "zertifi",
        "diplom",
        "master",
        "bachelor",
        "studium",
        "fähigkeit",
        "verständnis",
        "führerschein",
        "überblick",
        "blick",
    ];
    let small = object.to_lowercase();
    BROUGHT.iter().any(|noun| small.contains(noun))
}

/// A note as it is spelt in Switzerland, where people and companies keep their "ß".
pub(super) fn without_eszett<'n>(note: &'n str, names: &[&str]) -> Cow<'n, str> {
    if !note.contains('ß') {
        return Cow::Borrowed(note);
    }
    let is_of_name = |word: &str| names.iter().any(|name| name.split([' ', '-']).any(|part| part == word));
    let words = note.split_inclusive(|c: char| !c.is_alphanumeric());
    let spelt = words.map(|word| {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if is_of_name(bare) { word.to_owned() } else { word.replace('ß', "ss") }
    });
    Cow::Owned(spelt.collect())
}

/// The phrase as the object of a verb: "die Umstellung auf Event Sourcing", "zehn Jahre Erfahrung". In doubt it is
/// none: a verb, or an adjective after its noun, makes it something else.
fn as_object(text: &str) -> Option<String> {
    let (first, rest) = text.split_once(' ')?;
    let first = first.to_lowercase();
    if !BEGINNINGS.contains(&first.as_str()) || !rest.chars().all(|c| c.is_alphanumeric() || " -+#/&'’".contains(c)) {
        return None;
    }
    let (mut behind_noun, mut behind_and) = (false, false);
    for word in rest.split(' ') {
        // "das neue Labor und der Umzug", "zehn Jahre Erfahrung und ein großer Wille": perhaps a nominative.
        let is_and = ["oder", "und"].contains(&word);
        let may_be_nominative = ["der", "ein"].contains(&word) || word.ends_with("er") && !JOINTS.contains(&word);
        if behind_and && may_be_nominative && !word.contains(char::is_uppercase) {
            return None;
        }
        behind_and = is_and;
        let is_noun = word.contains(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let inflected = ["e", "en", "er", "em", "es"].iter().any(|ending| word.ends_with(ending));
        let fits = is_noun || JOINTS.contains(&word) || !behind_noun && inflected;
        if !fits {
            return None;
        }
        behind_noun = is_noun;
    }
    behind_noun.then(|| format!("{first} {rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::Unfit;

    #[test]
    fn notes_that_do_not_fit_into_a_sentence_are_left_out() {
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
            assert_eq!(NOTES.unfit(note, subject), why, "{note}");
        }
    }

    #[test]
    fn switzerland_has_no_eszett_but_in_names() {
        let spelt = |note| without_eszett(note, &["Jörg Weiß", "Groß AG"]).into_owned();
        assert_eq!(spelt("die große Straße"), "die grosse Strasse");
        assert_eq!(spelt("Weiß und ich, groß geplant mit Groß"), "Weiß und ich, gross geplant mit Groß");
        assert_eq!(spelt("die Umstellung"), "die Umstellung");
    }

    #[test]
    fn certain_phrases_are_objects() {
        for (note, text) in [
            ("Die Umstellung auf Event Sourcing.", "die Umstellung auf Event Sourcing"),
            ("zehn Jahre Erfahrung mit Zahlungssystemen in Rust", "zehn Jahre Erfahrung mit Zahlungssystemen in Rust"),
            ("das neue Team in Wien", "das neue Team in Wien"),
            ("den Umbau des Lagers", "den Umbau des Lagers"),
            ("die Umstellung und den neuen Standort", "die Umstellung und den neuen Standort"),
        ] {
            let phrased = phrase_note(note, Subject::Goal);
            assert_eq!((phrased.text.as_str(), phrased.form), (text, NoteForm::Phrase));
        }
        let statement = phrase_note("ich leite seit fünf Jahren ein Team.", Subject::Strength);
        assert_eq!((&*statement.start, statement.form), ("Ich leite seit fünf Jahren ein Team", NoteForm::Statement));
        for note in [
            "der Umbau des Lagers",
            "die Umstellung läuft gut",
            "das neue Labor und der Umzug nach Leipzig",
            "die Pläne für Asien und der neue Standort",
            "zehn Jahre Erfahrung und ein großer Wille",
            "die Teams arbeiten",
            "das war gut",
            "die Kollegen arbeiten mit Rust",
            "ein Plattformteam leiten",
            "die Umstellung, die im Mai beginnt",
            "die",
        ] {
            assert_eq!(phrase_note(note, Subject::Goal).form, NoteForm::Sentence, "{note}");
        }
        for (note, text) in [
            ("meine Kündigungsfrist beträgt drei Monate", "Meine Kündigungsfrist beträgt drei Monate"),
            ("das ist im Mai", "Das ist im Mai"),
            ("mein Führerschein Klasse B", "mein Führerschein Klasse B"),
            ("der Umbau des Lagers", "der Umbau des Lagers"),
        ] {
            assert_eq!(phrase_note(note, Subject::Addition).text, text);
        }
        assert_eq!(phrase_note("die Leitung eines Teams", Subject::Strength).form, NoteForm::Sentence);
        assert_eq!(phrase_note("zehn Jahre Erfahrung", Subject::Strength).form, NoteForm::Phrase);
    }
}
