//! The classes of a word.

/// The classes that a word may belong to, one bit each.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(in crate::proofread) struct WordClasses(u32);

macro_rules! classes {
    ($($name:ident: $letter:literal, $description:literal;)*) => {
        /// The letters of `words.txt`.
        const LETTERS: &str = concat!($($letter),*);

        impl WordClasses {
            $(
                #[doc = concat!("Whether it may be ", $description, ".")]
                pub(in crate::proofread) fn $name(self) -> bool {
                    self.has($letter)
                }
            )*
        }
    };
}

classes! {
    is_noun: 'n', "a noun";
    is_singular_noun: 's', "a noun in the singular";
    is_plural_noun: 'p', "a noun in the plural";
    is_mass_noun_only: 'm', "a noun that is never counted, and no other noun";
    is_pronoun: 'r', "a pronoun";
    is_verb: 'v', "a verb";
    is_verb_lemma: 'l', "a verb in its plain form";
    is_verb_third_person: 't', "a verb as after \"she\"";
    is_verb_progressive: 'g', "a verb in -ing";
    is_verb_past: 'f', "a verb in the preterite, or its participle";
    is_verb_preterite_only: 'F', "a verb in the preterite, and is no participle";
    is_verb_participle: 'e', "the participle of a verb";
    is_verb_participle_only: 'E', "the participle of a verb, and is no preterite";
    is_adjective: 'j', "an adjective";
    is_comparative_adjective: 'c', "an adjective in the comparative";
    is_adverb: 'a', "an adverb";
    is_determiner: 'd', "a determiner";
    is_preposition: 'i', "a preposition";
    is_common: 'C', "what people write often";
    begins_with_vowel: 'V', "said with a vowel first";
    may_begin_with_vowel: 'W', "said with a vowel first by some";
}

impl WordClasses {
    /// The classes with these letters. Letters of other classes mean nothing here.
    pub(super) fn from_letters(letters: &str) -> Self {
        Self(letters.bytes().fold(0, |bits, letter| bits | bit(letter)))
    }

    fn has(self, letter: char) -> bool {
        u8::try_from(letter).is_ok_and(|letter| self.0 & bit(letter) != 0)
    }
}

/// The bit of each letter of ASCII, or none.
const BITS: [u32; 128] = {
    let mut bits = [0; 128];
    let mut place = 0;
    while place < LETTERS.len() {
        bits[LETTERS.as_bytes()[place] as usize] = 1 << place;
        place += 1;
    }
    bits
};

/// The bit of a class, or none.
fn bit(letter: u8) -> u32 {
    BITS.get(usize::from(letter)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_become_classes() {
        let classes = WordClasses::from_letters("nsC");
        assert!(classes.is_noun() && classes.is_singular_noun() && classes.is_common());
        assert!(!classes.is_plural_noun() && !classes.is_verb() && !classes.begins_with_vowel());
        assert_eq!(WordClasses::from_letters("-"), WordClasses::default());
    }
}
