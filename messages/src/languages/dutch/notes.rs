//! How the candidate's notes fit into Dutch sentences.

use crate::note::{NoteForm, NoteWords, PhrasedNote, Subject};

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

/// Other words with which notes begin, in small letters.
const BEGINNINGS: [&str; 24] = [
    "alle",
    "begeleiden",
    "bouwen",
    "dit",
    "ervaring",
    "ja",
    "kennis",
    "leiden",
    "leiding",
    "meer",
    "na",
    "nee",
    "nieuwe",
    "nog",
    "samen",
    "sinds",
    "vanaf",
    "veel",
    "vooral",
    "waar",
    "waarom",
    "werken",
    "zelf",
    "zelfs",
];

/// A note of one line, prepared for a sentence. It is an object if it certainly can be one. Otherwise it comes after a
/// colon; there a sentence begins with a small letter, unless more follow. `is_frequent` recognises frequent words in
/// small letters.
pub(super) fn phrase_note(line: &str, subject: Subject<'_>, is_frequent: impl Fn(&str) -> bool) -> PhrasedNote {
    let PhrasedNote { text, form, .. } = NOTES.phrase_note(line);
    let first = text.split([' ', ',']).next().unwrap_or_default();
    let small = first.to_lowercase();
    let is_word = is_frequent(&small) || BEGINNINGS.contains(&small.as_str());
    let text = if is_word && !text.contains(". ") { format!("{small}{}", &text[first.len()..]) } else { text };
    let is_object =
        form == NoteForm::Sentence && is_phrase(&text) && (subject != Subject::Strength || is_brought(&text));
    PhrasedNote::new(text, if is_object { NoteForm::Phrase } else { form })
}

/// Whether one can bring that, as years, knowledge and degrees.
fn is_brought(object: &str) -> bool {
    const BROUGHT: [&str; 9] =
        ["jaar", "maanden", "ervaring", "kennis", "diploma", "opleiding", "certificaat", "achtergrond", "rijbewijs"];
    BROUGHT.iter().any(|noun| object.contains(noun))
}

/// Whether it is certainly a noun phrase: "de overstap op event sourcing", "tien jaar ervaring met Rust". Behind its
/// noun stands a preposition or nothing, and nothing in it looks like a verb.
fn is_phrase(text: &str) -> bool {
    const MAX_WORDS: usize = 10;
    let words: Vec<&str> = text.split(' ').collect();
    let is_plain = text.chars().all(|c| c.is_alphanumeric() || " -+#/&'’".contains(c));
    let Some((first, rest)) = words.split_first().filter(|_| is_plain && words.len() <= MAX_WORDS) else {
        return false;
    };
    let counts = COUNTS.contains(first) || first.chars().all(|c| c.is_ascii_digit());
    if !counts && !["de", "het", "een"].contains(first) {
        return false;
    }
    let adjectives = rest.iter().take_while(|word| word.ends_with('e') && !PREPOSITIONS.contains(word)).count();
    let units = usize::from(counts && rest.first().is_some_and(|unit| ["jaar", "maanden"].contains(unit)));
    let Some((noun, tail)) = rest.get(adjectives.max(units)..).and_then(<[&str]>::split_first) else { return false };
    let goes_on = tail.first().is_none_or(|next| PREPOSITIONS.contains(next));
    let before = std::iter::once(noun).chain(tail);
    let is_verb = |(before, word): (&&str, &&str)| {
        let follows = PREPOSITIONS.contains(before) || before.ends_with('e') || ["en", "of"].contains(before);
        let is_name = word.starts_with(|c: char| !c.is_lowercase());
        let is_noun = ["iteit", "ct", "nt", "st"].iter().any(|end| word.ends_with(end));
        let looks_so = word.ends_with('t') && !is_noun || word.ends_with("en") && word.len() > 2 && !follows;
        VERBS.contains(word) || !is_name && !PREPOSITIONS.contains(word) && *word != "het" && looks_so
    };
    goes_on && !VERBS.contains(noun) && !PREPOSITIONS.contains(noun) && !before.zip(tail).any(is_verb)
}

const COUNTS: [&str; 13] =
    ["acht", "drie", "elf", "negen", "tien", "twaalf", "twee", "twintig", "vier", "vijf", "vijftien", "zes", "zeven"];

const PREPOSITIONS: [&str; 21] = [
    "aan", "als", "bij", "binnen", "door", "in", "met", "na", "naar", "om", "onder", "op", "over", "rond", "tegen",
    "tot", "tussen", "uit", "van", "voor", "zonder",
];

/// Verbs, and words that begin a clause.
const VERBS: [&str; 36] = [
    "dat", "die", "doen", "doet", "ga", "gaan", "gaat", "ging", "had", "heb", "hebben", "hoe", "is", "kan", "kunnen",
    "liep", "loopt", "moet", "moeten", "omdat", "viel", "vond", "waar", "waren", "was", "wat", "werd", "werken", "wie",
    "wil", "willen", "worden", "zal", "zijn", "zou", "zullen",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::Unfit;

    #[test]
    fn a_sentence_behind_a_colon_begins_small() {
        for (note, text, start) in [
            ("Ik heb ook Kafka beheerd.", "ik heb ook Kafka beheerd", "Ik heb ook Kafka beheerd"),
            ("Ja, vanaf mei", "ja, vanaf mei", "Ja, vanaf mei"),
            ("Kafka in productie", "Kafka in productie", "Kafka in productie"),
            ("Ja. Ik kan in mei beginnen.", "Ja. Ik kan in mei beginnen", "Ja. Ik kan in mei beginnen"),
            ("Rijbewijs: B en C", "Rijbewijs – B en C", "Rijbewijs – B en C"),
        ] {
            let phrased = phrase_note(note, Subject::Addition, |word| ["de", "ik"].contains(&word));
            assert_eq!((&*phrased.text, &*phrased.start), (text, start));
        }
        assert_eq!(phrase_note("Ik leid een team", Subject::Addition, |_| false).form, NoteForm::Statement);
    }

    #[test]
    fn certain_phrases_are_objects() {
        let form = |note, subject| phrase_note(note, subject, |_| false).form;
        for note in [
            "de overstap op event sourcing",
            "het nieuwe team in Gent",
            "tien jaar ervaring met betaalsystemen in Rust",
            "de kwaliteit van de data",
            "12 maanden ervaring als teamleider",
        ] {
            assert_eq!(form(note, Subject::Goal), NoteForm::Phrase, "{note}");
        }
        for note in [
            "de overstap verloopt goed",
            "het team van Ada werkt hard",
            "de klanten met vragen bellen vaak",
            "de overstap, die in mei begint",
            "het is leuk",
            "een platformteam leiden",
            "de",
        ] {
            assert_eq!(form(note, Subject::Goal), NoteForm::Sentence, "{note}");
        }
        assert_eq!(form("de leiding van een team", Subject::Strength), NoteForm::Sentence);
        assert_eq!(form("tien jaar ervaring met Rust", Subject::Strength), NoteForm::Phrase);
    }

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
