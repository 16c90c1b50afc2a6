//! The names of companies with their article, where the name shows which: "bei der Stadt München", "beim Klinikum".

mod adjectives;
mod genitive;

use std::borrow::Cow;

use self::adjectives::{Adjectives, with_endings};

/// Legal forms at the end of a name, without dots, that make it feminine.
const FEMININE_FORMS: [&str; 18] = [
    "gmbh",
    "ggmbh",
    "mbh",
    "ag",
    "kg",
    "kgaa",
    "se",
    "ohg",
    "gbr",
    "ug",
    "haftungsbeschränkt",
    "eg",
    "egbr",
    "partg",
    "partgmbb",
    "stiftung",
    "genossenschaft",
    "aktiengesellschaft",
];

/// Nouns with which the names of institutions begin.
const FEMININE: [&str; 30] = [
    "agentur",
    "akademie",
    "anstalt",
    "bank",
    "behörde",
    "bezirksregierung",
    "bundesagentur",
    "bundesanstalt",
    "fachhochschule",
    "firma",
    "gemeinde",
    "gesellschaft",
    "hansestadt",
    "hochschule",
    "kanzlei",
    "klinik",
    "kreissparkasse",
    "landeshauptstadt",
    "oberschule",
    "pädagogische",
    "praxis",
    "raiffeisenbank",
    "schule",
    "sparkasse",
    "stadt",
    "stadtsparkasse",
    "stadtverwaltung",
    "stiftung",
    "universität",
    "volksbank",
];
const MASCULINE: [&str; 9] =
    ["bezirk", "bund", "kanton", "kreis", "landkreis", "landesbetrieb", "verband", "verein", "verlag"];
const NEUTER: [&str; 19] = [
    "amt",
    "amtsgericht",
    "architekturbüro",
    "autohaus",
    "bezirksamt",
    "bundesamt",
    "bundesministerium",
    "finanzamt",
    "forschungszentrum",
    "gymnasium",
    "ingenieurbüro",
    "institut",
    "klinikum",
    "krankenhaus",
    "landratsamt",
    "ministerium",
    "museum",
    "theater",
    "universitätsklinikum",
];

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Gender {
    Feminine,
    Masculine,
    Neuter,
}

/// Ends of feminine nouns behind an adjective: "Deutsche Post", "Österreichische Nationalbank".
const FEMININE_ENDS: [&str; 29] = [
    "agentur",
    "akademie",
    "bahn",
    "bank",
    "bibliothek",
    "börse",
    "gesellschaft",
    "gruppe",
    "heit",
    "hilfe",
    "ion",
    "kasse",
    "keit",
    "kirche",
    "klinik",
    "lufthansa",
    "oper",
    "philharmonie",
    "post",
    "rundschau",
    "schaft",
    "schule",
    "stiftung",
    "tät",
    "telekom",
    "union",
    "ung",
    "welle",
    "zeitung",
];

/// Ends of other nouns of associations.
const MASCULINE_ENDS: [&str; 5] = ["bund", "club", "klub", "verband", "verein"];
const NEUTER_ENDS: [&str; 5] = ["haus", "institut", "netzwerk", "werk", "zentrum"];

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
        NameArticle::Of(Gender::Masculine | Gender::Neuter) => {
            genitive::of(&oblique, Adjectives::find(name, &FEMININE_FORMS).count)
        }
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

fn standing(name: &str) -> NameArticle {
    let bare = |word: &str| word.replace(['.', '(', ')', ','], "").to_lowercase();
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
    let of = |nouns: &[&str]| nouns.contains(&head);
    // Of a registered association the last part of the noun is known: "Caritasverband e. V.".
    let is_association = words.last().is_some_and(|last| last == "ev") || words.ends_with(&["e".into(), "v".into()]);
    let ends = |ends: &[&str]| is_association && ends.iter().any(|end| head.len() > end.len() && head.ends_with(end));
    match adjectives.ending {
        None | Some("e") if has_feminine_form => NameArticle::Of(Gender::Feminine),
        None if of(&FEMININE) || ends(&FEMININE_ENDS) => NameArticle::Of(Gender::Feminine),
        None if of(&MASCULINE) || ends(&MASCULINE_ENDS) => NameArticle::Of(Gender::Masculine),
        None if of(&NEUTER) || ends(&NEUTER_ENDS) => NameArticle::Of(Gender::Neuter),
        None => NameArticle::Bare,
        Some("e") if of(&FEMININE) || FEMININE_ENDS.iter().any(|end| head.ends_with(end)) => {
            NameArticle::Of(Gender::Feminine)
        }
        Some("er") if !has_feminine_form => NameArticle::Of(Gender::Masculine),
        Some("es") if !has_feminine_form => NameArticle::Of(Gender::Neuter),
        Some(_) => NameArticle::Company,
    }
}

/// The name behind its article as subject, and in the dative: "die Technische Universität Wien", "der Technischen
/// Universität Wien"; "der Norddeutsche Rundfunk", "dem Norddeutschen Rundfunk".
fn inflected(name: &str, gender: Gender) -> [String; 2] {
    let count = Adjectives::find(name, &FEMININE_FORMS).count;
    let subject = if gender == Gender::Feminine { name.to_owned() } else { with_endings(name, count, "e") };
    [subject, with_endings(name, count, "en")]
}

#[cfg(test)]
mod tests;
