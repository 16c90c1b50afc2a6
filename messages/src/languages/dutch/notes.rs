//! How the candidate's notes fit into Dutch sentences.

use crate::note::NoteWords;

pub(super) static NOTES: NoteWords = NoteWords {
    private: &[
        "salaris",
        "loon",
        "bonus",
        "vakantie",
        "vakantiedagen",
        "verlof",
        "knap",
        "aantrekkelijk",
        "sympathiek",
        "onsympathiek",
        "arrogant",
        "roddel",
        "ontslag",
        "scheiding",
        "zwanger",
        "saai",
    ],
    reminders: &[
        "navragen",
        "vragen naar",
        "nog vragen",
        "niet vergeten",
        "todo",
        "to do",
        "terugbellen",
        "bellen over",
        "denken aan",
        "niet noemen",
        "notitie voor mezelf",
    ],
    traits: &[
        "ambitieus",
        "betrouwbaar",
        "creatief",
        "enthousiast",
        "flexibel",
        "gedreven",
        "gemotiveerd",
        "ijverig",
        "leergierig",
        "nauwkeurig",
        "punctueel",
        "sociaal",
        "stressbestendig",
        "teamspeler",
        "zelfstandig",
        "zorgvuldig",
    ],
    beside_traits: &["en", "erg", "zeer", "heel", "ik", "ben", "een", "echte"],
    abbreviations: &["enz", "etc"],
    first_person: "ik",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::{Subject, Unfit};

    #[test]
    fn notes_that_do_not_fit_into_a_sentence_are_left_out() {
        let talk = Subject::Conversation(crate::note::Listener::default());
        for (note, subject, why) in [
            ("Salaris pas later noemen", talk, Some(Unfit::Private)),
            ("Navragen wanneer het begint", talk, Some(Unfit::Reminder)),
            ("Hoe zit het met de piketdienst?", talk, Some(Unfit::Question)),
            ("leuk team :)", talk, Some(Unfit::Emoticon)),
            ("betrouwbaar en zeer zelfstandig", Subject::Strength, Some(Unfit::Trait)),
            ("de overstap op event sourcing", talk, None),
            ("salaris: 60.000 euro", Subject::Addition, None),
        ] {
            assert_eq!(NOTES.unfit(note, subject), why, "{note}");
        }
    }
}
