//! The names of companies with their article, where the name shows which: "bei der Stadt München", "beim Klinikum".

use std::borrow::Cow;

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

/// The name as subject, as object, and after "bei" and "von". Where nothing shows its gender, it has no article.
pub(super) fn forms(name: &str) -> [(&'static str, Cow<'static, str>); 4] {
    let [subject, object, at, of] = match gender(name) {
        Some(Gender::Feminine) => ["die ", "die ", "bei der ", "von der "],
        Some(Gender::Masculine) => ["der ", "den ", "beim ", "vom "],
        Some(Gender::Neuter) => ["das ", "das ", "beim ", "vom "],
        None => ["", "", "bei ", "von "],
    };
    let inflected = gender(name).and_then(|_| inflected(name));
    let dative = inflected.as_deref().unwrap_or(name);
    [
        ("the_company", format!("{subject}{name}").into()),
        ("the_company_object", format!("{object}{name}").into()),
        ("at_company", format!("{at}{dative}").into()),
        ("of_company", format!("{of}{dative}").into()),
    ]
}

fn gender(name: &str) -> Option<Gender> {
    let bare = |word: &str| word.replace(['.', '(', ')', ','], "").to_lowercase();
    let words: Vec<String> = name.split_whitespace().map(bare).collect();
    // A single word is a name or an abbreviation.
    if words.len() < 2 || name.contains(['{', '}']) {
        return None;
    }
    if words.last().is_some_and(|last| FEMININE_FORMS.contains(&last.as_str())) {
        return Some(Gender::Feminine);
    }
    let head = if is_adjective(name) { words.get(1) } else { words.first() }?;
    let of = |nouns: &[&str]| nouns.contains(&head.as_str());
    if of(&FEMININE) {
        Some(Gender::Feminine)
    } else if of(&MASCULINE) {
        Some(Gender::Masculine)
    } else if of(&NEUTER) && !is_adjective(name) {
        Some(Gender::Neuter)
    } else {
        None
    }
}

/// Whether the name begins with an adjective: "Technische Universität", "Deutsche Bank AG".
fn is_adjective(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    first.ends_with("ische") || ["Deutsche", "Allgemeine", "Freie", "Vereinigte"].contains(&first)
}

/// The name in the dative, where it begins with an adjective: "der Technischen Universität Wien".
fn inflected(name: &str) -> Option<String> {
    let (first, rest) = name.split_once(' ')?;
    is_adjective(name).then(|| format!("{first}n {rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_company_has_its_article_where_its_gender_shows() {
        for (name, expected) in [
            ("Acme GmbH", ["die Acme GmbH", "die Acme GmbH", "bei der Acme GmbH", "von der Acme GmbH"]),
            (
                "Meier GmbH & Co. KG",
                [
                    "die Meier GmbH & Co. KG",
                    "die Meier GmbH & Co. KG",
                    "bei der Meier GmbH & Co. KG",
                    "von der Meier GmbH & Co. KG",
                ],
            ),
            (
                "Stadt München",
                ["die Stadt München", "die Stadt München", "bei der Stadt München", "von der Stadt München"],
            ),
            (
                "Technische Universität Wien",
                [
                    "die Technische Universität Wien",
                    "die Technische Universität Wien",
                    "bei der Technischen Universität Wien",
                    "von der Technischen Universität Wien",
                ],
            ),
            (
                "Landkreis Fürth",
                ["der Landkreis Fürth", "den Landkreis Fürth", "beim Landkreis Fürth", "vom Landkreis Fürth"],
            ),
            (
                "Klinikum Nürnberg",
                ["das Klinikum Nürnberg", "das Klinikum Nürnberg", "beim Klinikum Nürnberg", "vom Klinikum Nürnberg"],
            ),
            ("Meridian Labs", ["Meridian Labs", "Meridian Labs", "bei Meridian Labs", "von Meridian Labs"]),
            ("Siemens", ["Siemens", "Siemens", "bei Siemens", "von Siemens"]),
        ] {
            assert_eq!(forms(name).map(|(_, form)| form.into_owned()), expected.map(str::to_owned));
        }
    }
}
