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
    Bare,
    /// With its article.
    Of(Gender),
    /// Behind "Unternehmen", because its gender isn't sure, and its first word would have to be inflected: "beim
    /// Unternehmen Der Spiegel".
    Company,
}

/// The name as subject, as object, after "bei" and "von", and as a genitive. Where nothing shows its gender, it has no
/// article.
#[must_use]
pub fn forms(name: &str) -> [(&'static str, Cow<'static, str>); 5] {
    let standing = standing(name);
    let [subject, object, at, of, whose] = standing.before();
    let [weak, oblique] = standing.inflect(name);
    let genitive = match standing {
        NameArticle::Of(Gender::Masculine | Gender::Neuter) if last_noun(name).is_none() => {
            genitive::of(&oblique, Adjectives::find(name, &FEMININE_FORMS).count)
        }
        NameArticle::Of(Gender::Plural) => Some(format!("{whose}{weak}")),
        _ => None,
    };
    let of_object = if standing == NameArticle::Of(Gender::Masculine) { &oblique } else { &weak };
    [
        ("the_company", format!("{subject}{weak}").into()),
        ("the_company_object", format!("{object}{of_object}").into()),
        ("at_company", format!("{at}{oblique}").into()),
        ("of_company", format!("{of}{oblique}").into()),
        ("whose_company", genitive.unwrap_or_else(|| format!("{whose}{oblique}")).into()),
    ]
}

/// The words before a name that mean "at", and the name behind them: "bei der " and "Deutschen Post".
#[must_use]
pub fn at(name: &str) -> (&'static str, String) {
    let standing = standing(name);
    let ([_, _, at, ..], [_, oblique]) = (standing.before(), standing.inflect(name));
    (at, oblique)
}

impl NameArticle {
    /// The article of the subject and of the object, and what stands for "at", for "of" and for the genitive.
    const fn before(self) -> [&'static str; 5] {
        match self {
            Self::Of(Gender::Feminine) => ["die ", "die ", "bei der ", "von der ", "der "],
            Self::Of(Gender::Masculine) => ["der ", "den ", "beim ", "vom ", "vom "],
            Self::Of(Gender::Neuter) => ["das ", "das ", "beim ", "vom ", "vom "],
            Self::Of(Gender::Plural) => ["die ", "die ", "bei den ", "von den ", "der "],
            Self::Bare => ["", "", "bei ", "von ", "von "],
            Self::Company => {
                ["das Unternehmen ", "das Unternehmen ", "beim Unternehmen ", "vom Unternehmen ", "des Unternehmens "]
            }
        }
    }

    /// The name as subject, and in the dative.
    fn inflect(self, name: &str) -> [String; 2] {
        match self {
            Self::Of(gender) => inflected(name, gender),
            Self::Bare | Self::Company => [name.to_owned(), name.to_owned()],
        }
    }
}

fn bare(word: &str) -> String {
    word.replace(['.', '(', ')', ','], "").to_lowercase()
}

fn standing(name: &str) -> NameArticle {
    let words: Vec<String> = name.split_whitespace().map(bare).collect();
    // A single word is a name or an abbreviation.
    if words.len() < 2 || name.contains(['{', '}']) {
        return NameArticle::Bare;
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
        None if plural_at(name).is_some() => Some(Gender::Plural),
        None => of_noun(head).or_else(|| of_end(head).filter(|_| is_association)).or_else(|| last_noun(name)),
        Some("e") if is_plural(head) => Some(Gender::Plural),
        Some("e") => of_noun(head).or_else(|| of_end(head)).filter(|gender| *gender == Gender::Feminine),
        // A legal form behind it leaves the adjective with its noun: "Städtisches Klinikum Karlsruhe gGmbH".
        Some(ending) => {
            let gender = if ending == "er" { Gender::Masculine } else { Gender::Neuter };
            let known = || of_noun(head).or_else(|| of_end(head)) == Some(gender);
            (!has_feminine_form || known()).then_some(gender)
        }
    };
    match gender {
        Some(gender) => NameArticle::Of(gender),
        None if adjectives.ending.is_some() => NameArticle::Company,
        None => NameArticle::Bare,
    }
}

/// The gender of a noun with which the names of institutions begin.
fn of_noun(noun: &str) -> Option<Gender> {
    let is = |nouns: &[&str], ends: &[&str]| nouns.contains(&noun) || has_end(noun, ends);
    if is(&FEMININE, &FEMININE_COMPOUNDS) {
        Some(Gender::Feminine)
    } else if is(&MASCULINE, &MASCULINE_COMPOUNDS) {
        Some(Gender::Masculine)
    } else {
        is(&NEUTER, &NEUTER_COMPOUNDS).then_some(Gender::Neuter)
    }
}

/// The gender that the end of a noun shows, where it is certainly a noun.
fn of_end(noun: &str) -> Option<Gender> {
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
fn last_noun(name: &str) -> Option<Gender> {
    let mut words = name.split_whitespace().map(bare);
    let first = words.next()?;
    let last = words.next_back()?;
    if of_noun(&first).is_some() || Adjectives::find(name, &FEMININE_FORMS).count > 0 {
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

/// The index of the plural with which a name begins, perhaps behind what is called after a town: "Berliner
/// Verkehrsbetriebe".
fn plural_at(name: &str) -> Option<usize> {
    let words: Vec<String> = name.split_whitespace().map(bare).collect();
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
            if let Some(noun) = plural_at(name).and_then(|index| words.get_mut(index))
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
