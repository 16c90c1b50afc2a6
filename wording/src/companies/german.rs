//! The names of companies with their article, where the name shows which: "bei der Stadt München", "beim Klinikum".

mod adjectives;
mod genitive;
mod nouns;

use std::borrow::Cow;

use self::{
    adjectives::{Adjectives, with_endings},
    nouns::{
        FEMININE, FEMININE_COMPOUNDS, FEMININE_ENDS, FEMININE_FORMS, FEMININE_LAST, MASCULINE, MASCULINE_COMPOUNDS,
        MASCULINE_ENDS, MASCULINE_LAST, NEUTER, NEUTER_COMPOUNDS, NEUTER_ENDS, NEUTER_LAST, PLURAL_ENDS,
    },
};

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Gender {
    Feminine,
    Masculine,
    Neuter,
    /// Of all genders: "die Stadtwerke".
    Plural,
}

/// The article of a name in a sentence.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum NameArticle {
    /// Without an article: "bei Meridian Labs".
    None,
    /// With its article.
    Definite(Gender),
    /// Behind "Unternehmen", because its gender isn't sure, and its first word would have to be inflected: "beim
    /// Unternehmen Der Spiegel".
    Company,
}

/// The name as subject, as object, after "bei", after "von" and in the genitive, each with the name of its placeholder.
/// The name has no article if its words don't show its gender.
#[must_use]
pub fn forms(name: &str) -> [(&'static str, Cow<'static, str>); 5] {
    let article = name_article(name);
    let [subject, object, at, of, genitive_article] = article.prefixes();
    let [weak, oblique] = article.inflect(name);
    let genitive = match article {
        NameArticle::Definite(Gender::Masculine | Gender::Neuter) if gender_of_last_noun(name).is_none() => {
            genitive::with_article(&oblique, Adjectives::find(name, &FEMININE_FORMS).count)
        }
        NameArticle::Definite(Gender::Plural) => Some(format!("{genitive_article}{weak}")),
        _ => None,
    };
    let of_object = if article == NameArticle::Definite(Gender::Masculine) { &oblique } else { &weak };
    [
        ("the_company", format!("{subject}{weak}").into()),
        ("the_company_object", format!("{object}{of_object}").into()),
        ("at_company", format!("{at}{oblique}").into()),
        ("of_company", format!("{of}{oblique}").into()),
        ("whose_company", genitive.unwrap_or_else(|| format!("{genitive_article}{oblique}")).into()),
    ]
}

/// The words that are set before a name to say "at" it, and the name in the dative: "bei der " and "Deutschen Post".
#[must_use]
pub fn at_company(name: &str) -> (&'static str, String) {
    let article = name_article(name);
    let ([_, _, at, ..], [_, oblique]) = (article.prefixes(), article.inflect(name));
    (at, oblique)
}

impl NameArticle {
    /// The words that are set before the name: the article of a subject, the article of an object, "at" with the
    /// article, "of" with the article, and the article of a genitive.
    const fn prefixes(self) -> [&'static str; 5] {
        match self {
            Self::Definite(Gender::Feminine) => ["die ", "die ", "bei der ", "von der ", "der "],
            Self::Definite(Gender::Masculine) => ["der ", "den ", "beim ", "vom ", "vom "],
            Self::Definite(Gender::Neuter) => ["das ", "das ", "beim ", "vom ", "vom "],
            Self::Definite(Gender::Plural) => ["die ", "die ", "bei den ", "von den ", "der "],
            Self::None => ["", "", "bei ", "von ", "von "],
            Self::Company => {
                ["das Unternehmen ", "das Unternehmen ", "beim Unternehmen ", "vom Unternehmen ", "des Unternehmens "]
            }
        }
    }

    /// The name as subject, and in the dative.
    fn inflect(self, name: &str) -> [String; 2] {
        match self {
            Self::Definite(gender) => inflected(name, gender),
            Self::None | Self::Company => [name.to_owned(), name.to_owned()],
        }
    }
}

/// The word in small letters, without punctuation.
fn lowercase_word(word: &str) -> String {
    word.replace(['.', '(', ')', ','], "").to_lowercase()
}

/// The article of a company name. It has none if its words don't show its gender.
fn name_article(name: &str) -> NameArticle {
    let words: Vec<String> = name.split_whitespace().map(lowercase_word).collect();
    // A single word is a name or an abbreviation.
    if words.len() < 2 || name.contains(['{', '}']) {
        return NameArticle::None;
    }
    if ["der", "die", "das"].contains(&words[0].as_str()) {
        return NameArticle::Company;
    }
    let has_feminine_form = words.last().is_some_and(|last| FEMININE_FORMS.contains(&last.as_str()));
    let adjectives = Adjectives::find(name, &FEMININE_FORMS);
    let head = words.get(adjectives.count).map_or("", String::as_str);
    // Of a registered association the last part of the noun is known: "Caritasverband e. V.".
    let is_association = words.last().is_some_and(|last| last == "ev") || words.ends_with(&["e".into(), "v".into()]);
    let gender = match adjectives.ending {
        None | Some("e") if has_feminine_form => Some(Gender::Feminine),
        None if index_of_plural(name).is_some() => Some(Gender::Plural),
        None => gender_of_noun(head)
            .or_else(|| gender_of_ending(head).filter(|_| is_association))
            .or_else(|| gender_of_last_noun(name)),
        Some("e") if is_plural(head) => Some(Gender::Plural),
        Some("e") => {
            gender_of_noun(head).or_else(|| gender_of_ending(head)).filter(|gender| *gender == Gender::Feminine)
        }
        // A legal form behind it leaves the adjective with its noun: "Städtisches Klinikum Karlsruhe gGmbH".
        Some(ending) => {
            let gender = if ending == "er" { Gender::Masculine } else { Gender::Neuter };
            let known = || gender_of_noun(head).or_else(|| gender_of_ending(head)) == Some(gender);
            (!has_feminine_form || known()).then_some(gender)
        }
    };
    match gender {
        Some(gender) => NameArticle::Definite(gender),
        None if adjectives.ending.is_some() => NameArticle::Company,
        None => NameArticle::None,
    }
}

/// The gender of a noun with which the names of institutions begin.
fn gender_of_noun(noun: &str) -> Option<Gender> {
    let is = |nouns: &[&str], ends: &[&str]| nouns.contains(&noun) || has_end(noun, ends);
    if is(&FEMININE, &FEMININE_COMPOUNDS) {
        Some(Gender::Feminine)
    } else if is(&MASCULINE, &MASCULINE_COMPOUNDS) {
        Some(Gender::Masculine)
    } else {
        is(&NEUTER, &NEUTER_COMPOUNDS).then_some(Gender::Neuter)
    }
}

/// The gender that the ending of a noun shows. `noun` has to be a noun: other words end in the same letters.
fn gender_of_ending(noun: &str) -> Option<Gender> {
    let ends = |ends: &[&str]| ends.iter().any(|end| noun.ends_with(end));
    if ends(&FEMININE_ENDS) {
        Some(Gender::Feminine)
    } else if has_end(noun, &MASCULINE_ENDS) {
        Some(Gender::Masculine)
    } else {
        has_end(noun, &NEUTER_ENDS).then_some(Gender::Neuter)
    }
}

/// Whether `noun` is longer than one of the ends that it has.
fn has_end(noun: &str, ends: &[&str]) -> bool {
    ends.iter().any(|end| noun.len() > end.len() && noun.ends_with(end))
}

/// The gender of the noun at the end of a name that begins with another word: "Ernst Klett Verlag".
fn gender_of_last_noun(name: &str) -> Option<Gender> {
    let mut words = name.split_whitespace().map(lowercase_word);
    let first = words.next()?;
    let last = words.next_back()?;
    if gender_of_noun(&first).is_some() || Adjectives::find(name, &FEMININE_FORMS).count > 0 {
        return None;
    }
    let is_one_of = |nouns: &[&str]| nouns.contains(&last.as_str());
    if is_one_of(&FEMININE_LAST) {
        Some(Gender::Feminine)
    } else if is_one_of(&MASCULINE_LAST) {
        Some(Gender::Masculine)
    } else {
        is_one_of(&NEUTER_LAST).then_some(Gender::Neuter)
    }
}

fn is_plural(noun: &str) -> bool {
    PLURAL_ENDS.iter().any(|end| noun.ends_with(end))
}

/// The index of the plural noun with which a name begins. A word for a town may precede it: "Berliner
/// Verkehrsbetriebe".
fn index_of_plural(name: &str) -> Option<usize> {
    let words: Vec<String> = name.split_whitespace().map(lowercase_word).collect();
    let count = Adjectives::find(name, &FEMININE_FORMS).count;
    let head = |index: usize| words.get(index).is_some_and(|word| is_plural(word));
    if head(count) { Some(count) } else { (words[0].ends_with("er") && head(1)).then_some(1) }
}

/// The name behind its article as subject, and in the dative: "die Technische Universität Wien", "der Technischen
/// Universität Wien"; "der Norddeutsche Rundfunk", "dem Norddeutschen Rundfunk"; "die Stadtwerke", "den Stadtwerken".
fn inflected(name: &str, gender: Gender) -> [String; 2] {
    let count = Adjectives::find(name, &FEMININE_FORMS).count;
    let oblique = with_endings(name, count, "en");
    match gender {
        Gender::Feminine => [name.to_owned(), oblique],
        Gender::Masculine | Gender::Neuter => [with_endings(name, count, "e"), oblique],
        Gender::Plural => {
            let mut words: Vec<String> = oblique.split(' ').map(str::to_owned).collect();
            if let Some(noun) = index_of_plural(name).and_then(|index| words.get_mut(index))
                && noun.ends_with(['e', 'r', 'l'])
            {
                noun.push('n');
            }
            [oblique, words.join(" ")]
        }
    }
}

#[cfg(test)]
mod tests;
