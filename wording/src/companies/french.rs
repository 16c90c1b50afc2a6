//! The names of companies in sentences: "chez Acme", but "à la Mairie de Lyon", "au Centre hospitalier", "à l'Hôpital".

pub mod elision;

use std::borrow::Cow;

/// Nouns with which the names of institutions begin that have an article.
const FEMININE: [&str; 18] = [
    "mairie",
    "ville",
    "région",
    "clinique",
    "banque",
    "caisse",
    "chambre",
    "préfecture",
    "métropole",
    "communauté",
    "croix-rouge",
    "fondation",
    "direction",
    "commune",
    "polyclinique",
    "bibliothèque",
    "maison",
    "faculté",
];
const MASCULINE: [&str; 17] = [
    "centre",
    "ministère",
    "conseil",
    "département",
    "musée",
    "lycée",
    "collège",
    "groupe",
    "cabinet",
    "théâtre",
    "laboratoire",
    "rectorat",
    "tribunal",
    "syndicat",
    "parc",
    "chu",
    "commissariat",
];
/// The words before which the article is elided.
const ELIDED: [&str; 12] = [
    "hôpital",
    "institut",
    "école",
    "agence",
    "académie",
    "association",
    "université",
    "office",
    "observatoire",
    "institution",
    "opéra",
    "union",
];

/// The name with its article, and after "chez" or "à", "de" and "à".
#[must_use]
pub fn forms(name: &str) -> [(&'static str, Cow<'static, str>); 4] {
    let [the, at, of, to] = match article(name) {
        Some(before) => before,
        None if elision::is_elided_before(name) => ["", "chez ", "d'", "à "],
        None => ["", "chez ", "de ", "à "],
    };
    [("the_company", the), ("at_company", at), ("of_company", of), ("to_company", to)]
        .map(|(form, before)| (form, Cow::Owned(format!("{before}{name}"))))
}

/// The words before a name that means "at": "chez ", "à la ".
#[must_use]
pub fn at(name: &str) -> &'static str {
    article(name).map_or("chez ", |[_, at, ..]| at)
}

/// The article of a name, and the words with it that mean "at", "of" and "to".
fn article(name: &str) -> Option<[&'static str; 4]> {
    let first = name.split([' ', '\'']).next().unwrap_or_default().to_lowercase();
    let is_one_of = |nouns: &[&str]| name.contains(' ') && nouns.contains(&first.as_str());
    if is_one_of(&ELIDED) {
        Some(["l'", "à l'", "de l'", "à l'"])
    } else if is_one_of(&FEMININE) {
        Some(["la ", "à la ", "de la ", "à la "])
    } else if is_one_of(&MASCULINE) {
        Some(["le ", "au ", "du ", "au "])
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_institution_has_its_article() {
        for (name, expected) in [
            (
                "Mairie de Lyon",
                ["la Mairie de Lyon", "à la Mairie de Lyon", "de la Mairie de Lyon", "à la Mairie de Lyon"],
            ),
            (
                "Hôpital Saint-Louis",
                [
                    "l'Hôpital Saint-Louis",
                    "à l'Hôpital Saint-Louis",
                    "de l'Hôpital Saint-Louis",
                    "à l'Hôpital Saint-Louis",
                ],
            ),
            (
                "Ministère de la Culture",
                [
                    "le Ministère de la Culture",
                    "au Ministère de la Culture",
                    "du Ministère de la Culture",
                    "au Ministère de la Culture",
                ],
            ),
            ("Acme", ["Acme", "chez Acme", "d'Acme", "à Acme"]),
            ("Boréale", ["Boréale", "chez Boréale", "de Boréale", "à Boréale"]),
        ] {
            assert_eq!(forms(name).map(|(_, form)| form.into_owned()), expected.map(str::to_owned));
        }
    }
}
