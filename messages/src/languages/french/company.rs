//! The names of companies in sentences: "chez Acme", but "à la Mairie de Lyon", "au Centre hospitalier", "à l'Hôpital".

use std::borrow::Cow;

use super::elision;

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
pub(super) fn forms(name: &str) -> [(&'static str, Cow<'static, str>); 4] {
    let first = name.split([' ', '\'']).next().unwrap_or_default().to_lowercase();
    let is_one_of = |nouns: &[&str]| name.contains(' ') && nouns.contains(&first.as_str());
    let [the, at, of, to] = if is_one_of(&ELIDED) {
        [format!("l'{name}"), format!("à l'{name}"), format!("de l'{name}"), format!("à l'{name}")]
    } else if is_one_of(&FEMININE) {
        [format!("la {name}"), format!("à la {name}"), format!("de la {name}"), format!("à la {name}")]
    } else if is_one_of(&MASCULINE) {
        [format!("le {name}"), format!("au {name}"), format!("du {name}"), format!("au {name}")]
    } else {
        let of = if elision::is_elided_before(name) { format!("d'{name}") } else { format!("de {name}") };
        [name.to_owned(), format!("chez {name}"), of, format!("à {name}")]
    };
    [("the_company", the.into()), ("at_company", at.into()), ("of_company", of.into()), ("to_company", to.into())]
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
