//! Departments, teams and mailboxes among the contacts.

use planning::facts::{Contact, FormOfAddress};

/// Words that only names of groups have, in small letters.
const CERTAIN: [&str; 50] = [
    "abteilung",
    "accueil",
    "afdeling",
    "bewerbermanagement",
    "bewerbungsmanagement",
    "cellule",
    "comité",
    "committee",
    "departamento",
    "departement",
    "department",
    "dienst",
    "dirección",
    "direction",
    "département",
    "equipe",
    "equipo",
    "geschäftsführung",
    "geschäftsleitung",
    "gerencia",
    "hr",
    "hrm",
    "humaines",
    "humanos",
    "karriere",
    "personalwesen",
    "personeelszaken",
    "personeelsdienst",
    "pôle",
    "recrutement",
    "recruiting",
    "recruitment",
    "recursos",
    "reclutamiento",
    "ressources",
    "rh",
    "rrhh",
    "secretaría",
    "secretariaat",
    "secrétariat",
    "sekretariat",
    "selección",
    "seleccion",
    "sollicitaties",
    "staffing",
    "team",
    "vacatures",
    "équipe",
    "bewerbungen",
    "careers",
];

/// Endings of such words: "Personalabteilung", "HR-afdeling".
const ENDINGS: [&str; 5] = ["abteilung", "afdeling", "büro", "referat", "team"];

/// Words of groups that people may be called, too: "Steve Jobs". They count at the beginning, or if there are two.
const PERHAPS: [&str; 21] = [
    "acquisition",
    "admissions",
    "culture",
    "desk",
    "faculty",
    "group",
    "hiring",
    "human",
    "jobs",
    "office",
    "operations",
    "panel",
    "people",
    "personal",
    "personnel",
    "personeel",
    "resources",
    "service",
    "servicio",
    "talent",
    "talents",
];

/// Whether a contact is a department, a team or a mailbox: "Personalabteilung", "HR-Team". Somebody whose given name or
/// family name is known is a person, and so is "Ada Okafor (HR)".
pub(crate) fn is_group(person: &Contact) -> bool {
    let has_parts = person.given_name.is_some() || person.family_name.is_some();
    if has_parts || matches!(person.address, Some(FormOfAddress::Ms | FormOfAddress::Mr | FormOfAddress::Mx)) {
        return false;
    }
    is_group_name(person.name.as_deref().and_then(|name| name.split(['(', ',']).next()).unwrap_or_default())
}

/// Whether `name` is that of a department, a team or a mailbox.
pub(super) fn is_group_name(name: &str) -> bool {
    // "Hr. Meier" is a man.
    let small = name.to_lowercase();
    let small = if name.contains("HR") { small } else { small.replace("hr.", "") };
    let words = || small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let certain = |word: &str| {
        CERTAIN.contains(&word) || ENDINGS.iter().any(|end| word.strip_suffix(end).is_some_and(|rest| rest.len() > 2))
    };
    words().any(certain)
        || words().next().is_some_and(|first| PERHAPS.contains(&first))
        || words().filter(|word| PERHAPS.contains(word)).nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn departments_and_teams_are_groups_in_every_language() {
        let is = |name: &str| is_group(&serde_json::from_value(json!({ "id": "c", "name": name })).unwrap());
        for name in [
            "Personalabteilung",
            "Ihr Karriere-Team",
            "HR-Team",
            "Talent Acquisition",
            "Service des ressources humaines",
            "Departamento de Recursos Humanos",
            "HR-afdeling",
            "People & Culture",
            "Recruiting",
            "L'équipe Acme",
        ] {
            assert!(is(name), "{name}");
        }
        for name in
            ["Hr. Meier", "Ada Okafor (HR)", "Anke Meier, Personalabteilung", "Steve Jobs", "Björk", "Ana de la Fuente"]
        {
            assert!(!is(name), "{name}");
        }
        let known = json!({ "id": "c", "name": "Kim Team", "given_name": "Kim" });
        assert!(!is_group(&serde_json::from_value(known).unwrap()));
    }
}
