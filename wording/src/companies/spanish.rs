//! The names of companies in sentences: "en Acme", but "en el Ayuntamiento de Madrid".

use std::borrow::Cow;

/// Nouns with which the names of institutions begin that have an article.
const FEMININE: [&str; 46] = [
    "universidad",
    "fundación",
    "clínica",
    "junta",
    "diputación",
    "consejería",
    "generalitat",
    "alcaldía",
    "secretaría",
    "comunidad",
    "asociación",
    "cámara",
    "biblioteca",
    "policía",
    "embajada",
    "intendencia",
    "agencia",
    "xunta",
    "comisión",
    "empresa",
    "academia",
    "escuela",
    "dirección",
    "delegación",
    "confederación",
    "federación",
    "cooperativa",
    "oficina",
    "tesorería",
    "procuraduría",
    "fiscalía",
    "superintendencia",
    "corporación",
    "sociedad",
    "mancomunidad",
    "administración",
    "facultad",
    "residencia",
    "autoridad",
    "municipalidad",
    "presidencia",
    "contraloría",
    "defensoría",
    "orquesta",
    "subsecretaría",
    "gerencia",
];
const MASCULINE: [&str; 36] = [
    "ayuntamiento",
    "hospital",
    "ministerio",
    "gobierno",
    "instituto",
    "colegio",
    "centro",
    "museo",
    "banco",
    "consejo",
    "cabildo",
    "municipio",
    "tecnológico",
    "teatro",
    "laboratorio",
    "servicio",
    "consorcio",
    "departamento",
    "tribunal",
    "parlamento",
    "senado",
    "congreso",
    "organismo",
    "sindicato",
    "patronato",
    "fondo",
    "registro",
    "archivo",
    "puerto",
    "aeropuerto",
    "conservatorio",
    "liceo",
    "poder",
    "principado",
    "comité",
    "juzgado",
];

const MASCULINE_PLURAL: [&str; 5] = ["ferrocarriles", "hospitales", "juzgados", "museos", "tribunales"];
const FEMININE_PLURAL: [&str; 3] = ["cortes", "escuelas", "universidades"];

/// The name with its article, and after "en", "de" and "a".
#[must_use]
pub fn forms(name: &str) -> [(&'static str, Cow<'static, str>); 4] {
    let [the_prefix, at_prefix, of_prefix, to_prefix] = prefixes(name);
    [("the_company", the_prefix), ("at_company", at_prefix), ("of_company", of_prefix), ("to_company", to_prefix)]
        .map(|(form, prefix)| (form, Cow::Owned(format!("{prefix}{name}"))))
}

/// The words that are set before a name to say "at" it: "en ", "en el ".
#[must_use]
pub fn at_prefix(name: &str) -> &'static str {
    let [_, at_prefix, ..] = prefixes(name);
    at_prefix
}

/// The words that are set before a name: the article, and the words for "at", "of" and "to" with the article. All are
/// without an article if the name has none.
fn prefixes(name: &str) -> [&'static str; 4] {
    let first = name.split(' ').next().unwrap_or_default().to_lowercase();
    let is_one_of = |nouns: &[&str]| name.contains(' ') && nouns.contains(&first.as_str());
    if is_one_of(&FEMININE) {
        ["la ", "en la ", "de la ", "a la "]
    } else if is_one_of(&MASCULINE) {
        ["el ", "en el ", "del ", "al "]
    } else if is_one_of(&MASCULINE_PLURAL) {
        ["los ", "en los ", "de los ", "a los "]
    } else if is_one_of(&FEMININE_PLURAL) {
        ["las ", "en las ", "de las ", "a las "]
    } else {
        ["", "en ", "de ", "a "]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_institution_has_its_article() {
        for (name, expected) in [
            (
                "Ayuntamiento de Madrid",
                [
                    "el Ayuntamiento de Madrid",
                    "en el Ayuntamiento de Madrid",
                    "del Ayuntamiento de Madrid",
                    "al Ayuntamiento de Madrid",
                ],
            ),
            (
                "Universidad de Salamanca",
                [
                    "la Universidad de Salamanca",
                    "en la Universidad de Salamanca",
                    "de la Universidad de Salamanca",
                    "a la Universidad de Salamanca",
                ],
            ),
            ("Acme", ["Acme", "en Acme", "de Acme", "a Acme"]),
        ] {
            assert_eq!(forms(name).map(|(_, form)| form.into_owned()), expected.map(str::to_owned));
        }
    }

    #[test]
    fn public_employers_have_their_article() {
        for (name, before) in [
            ("Agencia Tributaria", "en la "),
            ("Xunta de Galicia", "en la "),
            ("Comisión Federal de Electricidad", "en la "),
            ("Empresa Municipal de Transportes", "en la "),
            ("Academia de Artes", "en la "),
            ("Escuela de Negocios", "en la "),
            ("Ferrocarriles de la Generalitat", "en los "),
            ("Cortes de Aragón", "en las "),
            ("Bodegas Ruiz", "en "),
        ] {
            assert_eq!(at_prefix(name), before, "{name}");
        }
    }
}
