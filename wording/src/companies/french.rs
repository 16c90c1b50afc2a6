//! The names of companies in sentences: "chez Acme", but "à la Mairie de Lyon", "au Centre hospitalier", "à l'Hôpital".

pub mod elision;

use std::borrow::Cow;

/// Nouns with which the names of institutions begin that have an article.
const FEMININE: [&str; 38] = [
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
    "commission",
    "régie",
    "police",
    "gendarmerie",
    "cour",
    "société",
    "haute",
    "confédération",
    "fédération",
    "province",
    "municipalité",
    "mutuelle",
    "coopérative",
    "crèche",
    "résidence",
    "collectivité",
    "sûreté",
    "protection",
    "chancellerie",
    "sécurité",
];
const MASCULINE: [&str; 31] = [
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
    "canton",
    "cégep",
    "service",
    "bureau",
    "comité",
    "conservatoire",
    "réseau",
    "secrétariat",
    "gouvernement",
    "port",
    "fonds",
    "consulat",
    "crédit",
    "chuv",
];
/// The words before which the article is elided.
const ELIDED: [&str; 28] = [
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
    "assistance",
    "état",
    "administration",
    "assemblée",
    "armée",
    "établissement",
    "agglomération",
    "ambassade",
    "entreprise",
    "ordre",
    "orchestre",
    "hospice",
    "hôtel",
    "inspection",
    "imprimerie",
    "autorité",
];

const PLURAL: [&str; 18] = [
    "archives",
    "ateliers",
    "bibliothèques",
    "centres",
    "chemins",
    "cliniques",
    "écoles",
    "éditions",
    "établissements",
    "forces",
    "galeries",
    "hospices",
    "hôpitaux",
    "laboratoires",
    "musées",
    "presses",
    "services",
    "transports",
];

/// The name with its article, and after "chez" or "à", "de" and "à".
#[must_use]
pub fn forms(name: &str) -> [(&'static str, Cow<'static, str>); 4] {
    let [the_prefix, at_prefix, of_prefix, to_prefix] = match article_prefixes(name) {
        Some(prefixes) => prefixes,
        None if elision::is_elided_before(name) => ["", "chez ", "d'", "à "],
        None => ["", "chez ", "de ", "à "],
    };
    [("the_company", the_prefix), ("at_company", at_prefix), ("of_company", of_prefix), ("to_company", to_prefix)]
        .map(|(form, prefix)| (form, Cow::Owned(format!("{prefix}{name}"))))
}

/// The words that are set before a name to say "at" it: "chez ", "à la ".
#[must_use]
pub fn at_prefix(name: &str) -> &'static str {
    article_prefixes(name).map_or("chez ", |[_, at_prefix, ..]| at_prefix)
}

/// The words that are set before a name: the article, and the words for "at", "of" and "to" with the article.
/// `None` if the name has no article.
fn article_prefixes(name: &str) -> Option<[&'static str; 4]> {
    let first = name.split([' ', '\'']).next().unwrap_or_default().to_lowercase();
    let is_one_of = |nouns: &[&str]| name.contains(' ') && nouns.contains(&first.as_str());
    if is_one_of(&ELIDED) {
        Some(["l'", "à l'", "de l'", "à l'"])
    } else if is_one_of(&FEMININE) {
        Some(["la ", "à la ", "de la ", "à la "])
    } else if is_one_of(&MASCULINE) {
        Some(["le ", "au ", "du ", "au "])
    } else if is_one_of(&PLURAL) {
        Some(["les ", "aux ", "des ", "aux "])
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
            (
                "Hôpitaux universitaires de Genève",
                [
                    "les Hôpitaux universitaires de Genève",
                    "aux Hôpitaux universitaires de Genève",
                    "des Hôpitaux universitaires de Genève",
                    "aux Hôpitaux universitaires de Genève",
                ],
            ),
            ("Boréale", ["Boréale", "chez Boréale", "de Boréale", "à Boréale"]),
        ] {
            assert_eq!(forms(name).map(|(_, form)| form.into_owned()), expected.map(str::to_owned));
        }
    }

    #[test]
    fn public_employers_have_their_article() {
        for (name, before) in [
            ("Hospices Civils de Lyon", "aux "),
            ("Canton de Vaud", "au "),
            ("État de Genève", "à l'"),
            ("Commission scolaire de Laval", "à la "),
            ("Cégep du Vieux Montréal", "au "),
            ("Transports publics genevois", "aux "),
            ("Assistance publique – Hôpitaux de Paris", "à l'"),
            ("Haute École de santé", "à la "),
            ("Boulangerie Martin", "chez "),
        ] {
            assert_eq!(at_prefix(name), before, "{name}");
        }
    }
}
