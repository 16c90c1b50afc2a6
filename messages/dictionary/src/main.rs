//! Prints the words of harper's English dictionary, each with a letter for each class that it belongs to.
//!
//! `cargo run --release --manifest-path messages/dictionary/Cargo.toml > messages/src/proofread/english/words.txt`

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Write},
};

use harper_core::{
    Dialect, DictWordMetadata, InitialSound,
    spell::{Dictionary, MutableDictionary},
    starts_with_vowel,
};

type Test = fn(&DictWordMetadata) -> bool;

/// The classes with their letters. `messages/src/proofread/english.rs` has the same.
const CLASSES: [(char, Test, &str); 22] = [
    ('n', DictWordMetadata::is_noun, "noun"),
    ('s', DictWordMetadata::is_singular_noun, "noun in the singular"),
    ('p', DictWordMetadata::is_plural_noun, "noun in the plural"),
    ('m', DictWordMetadata::is_mass_noun_only, "noun that is never counted"),
    ('P', DictWordMetadata::is_proper_noun, "name"),
    ('r', DictWordMetadata::is_pronoun, "pronoun"),
    ('v', DictWordMetadata::is_verb, "verb"),
    ('l', DictWordMetadata::is_verb_lemma, "verb in its plain form"),
    ('t', DictWordMetadata::is_verb_third_person_singular_present_form, "verb as after \"she\""),
    ('g', DictWordMetadata::is_verb_progressive_form, "verb in -ing"),
    ('f', DictWordMetadata::is_verb_past_form, "verb in the preterite, or its participle"),
    ('F', DictWordMetadata::is_verb_simple_past_only, "verb in the preterite, and no participle"),
    ('e', DictWordMetadata::is_verb_past_participle_form, "participle of a verb"),
    ('E', DictWordMetadata::is_verb_past_participle_only, "participle of a verb, and no preterite"),
    ('x', DictWordMetadata::is_auxiliary_verb, "auxiliary verb"),
    ('j', DictWordMetadata::is_adjective, "adjective"),
    ('c', DictWordMetadata::is_comparative_adjective, "adjective in the comparative"),
    ('a', DictWordMetadata::is_adverb, "adverb"),
    ('d', DictWordMetadata::is_determiner, "determiner"),
    ('i', |known| known.preposition, "preposition"),
    ('o', DictWordMetadata::is_conjunction, "conjunction"),
    ('C', |known| known.common, "a common word"),
];

/// The letters for how a word begins: with the sound of a vowel, or with either by the speaker.
const SOUNDS: &str = "\
# V: begins with the sound of a vowel
# W: begins with the sound of a vowel for some speakers
";

const NOTICE: &str = "\
# English words with their classes: from the dictionary of harper-core 3.0.0, Copyright Elijah Potter and contributors,
# under the Apache License 2.0 (LICENSE-APACHE). Expanded and classified by messages/dictionary.
#
# A line is a word in small letters, its classes (- for none) and, unless it is written in small letters alone, each way
# in which it is written.
#
";

/// The classes of a plural that the dictionary has without classes: that of "ledger" is one.
fn plural(dictionary: &MutableDictionary, word: &str) -> &'static str {
    const SHORTEST: usize = 5;
    let one = word.strip_suffix('s').filter(|_| word.len() >= SHORTEST);
    let chars: Option<Vec<char>> = one.map(|one| one.chars().collect());
    let known = chars.and_then(|chars| dictionary.get_word_metadata(&chars));
    match known {
        Some(known) if known.is_singular_noun() && !known.is_proper_noun() => {
            if known.is_verb_lemma() { "npvt" } else { "np" }
        }
        _ => "",
    }
}

fn main() -> io::Result<()> {
    let dictionary = MutableDictionary::curated();
    let mut words: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for chars in dictionary.words_iter().filter(|word| !word.iter().any(|c| c.is_whitespace())) {
        let written: String = chars.iter().collect();
        words.entry(written.to_lowercase()).or_default().insert(written);
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    out.write_all(NOTICE.as_bytes())?;
    for (letter, _, what) in CLASSES {
        writeln!(out, "# {letter}: {what}")?;
    }
    out.write_all(SOUNDS.as_bytes())?;
    for (word, written) in words {
        let chars: Vec<char> = word.chars().collect();
        let known = dictionary.get_word_metadata(&chars).unwrap_or_default();
        let classes = CLASSES.iter().filter(|(_, is, _)| is(&known)).map(|(letter, ..)| *letter);
        let sound = match starts_with_vowel(&chars, Dialect::British) {
            _ if word.starts_with("honour") => Some('V'),
            Some(InitialSound::Vowel) => Some('V'),
            Some(InitialSound::Either) => Some('W'),
            Some(InitialSound::Consonant) | None => None,
        };
        let classes: String = classes.collect();
        let only_common = classes.chars().all(|letter| letter == 'C');
        let added = if only_common && written.contains(&word) && written.len() == 1 { plural(&dictionary, &word) } else { "" };
        let classes: String = added.chars().chain(classes.chars()).chain(sound).collect();
        let classes = if classes.is_empty() { "-" } else { &classes };
        let only_small = written.len() == 1 && written.contains(&word);
        let written: String = written.iter().filter(|_| !only_small).map(|written| format!(" {written}")).collect();
        writeln!(out, "{word} {classes}{written}")?;
    }
    out.flush()
}
