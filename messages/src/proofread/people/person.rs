//! The parts of a person's name, as far as they can be recognised.

use super::{PARTICLES, all_words, is_given_name, is_title_in};
use crate::proofread::words;

/// A name and its parts. Only this type splits names; if a contact has the parts, they are used.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::proofread) struct Person<'n> {
    name: &'n str,
    /// The words before the family name, if they are known.
    given: Option<&'n str>,
    /// The family name with its particles, if it is known.
    family: Option<&'n str>,
}

impl<'n> Person<'n> {
    /// A person of whom only the whole name is known. A particle begins the family name, and a comma ends it.
    pub(in crate::proofread) fn from_name(name: &'n str) -> Self {
        let name = name.trim();
        if let Some((family, given)) = name.split_once(',') {
            return Self { name, given: Some(given.trim()), family: Some(family.trim()) };
        }
        let starts = name.match_indices(' ').map(|(at, _)| at + 1);
        let particle = std::iter::once(0).chain(starts).find(|at| {
            let word = name[*at..].split(' ').next().unwrap_or_default();
            name[*at..].contains(' ') && word.starts_with(char::is_lowercase) && PARTICLES.contains(word)
        });
        let (given, family) = match particle {
            Some(0) => (None, Some(name)),
            Some(at) => (Some(name[..at].trim()), Some(&name[at..])),
            None => (None, None),
        };
        Self { name, given, family }
    }

    /// The same, if the parts of the name are known.
    pub(in crate::proofread) fn with_parts(self, given: Option<&'n str>, family: Option<&'n str>) -> Self {
        Self { given: given.or(self.given), family: family.or(self.family), ..self }
    }

    /// Whether `used` is only a particle of the family name, as "van" of "van Dijk". "Van" and "Al" are also given
    /// names.
    pub(in crate::proofread) fn is_only_particle(&self, used: &str) -> bool {
        const NEVER_ALONE: [&str; 12] =
            ["el", "da", "de", "von", "ibn", "abu", "dos", "das", "della", "del", "der", "den"];
        let (used, name) = (all_words(used), all_words(self.name));
        let [word] = used.as_slice() else { return false };
        let first_small = self.name.starts_with(char::is_lowercase);
        name.len() > 1
            && name.contains(word)
            && PARTICLES.contains(word.as_str())
            && (NEVER_ALONE.contains(&word.as_str()) || first_small || name.first() != Some(word))
    }

    /// Whether these words are in the order of the whole name.
    fn is_as_written(&self, words: &[String]) -> bool {
        let name = all_words(self.name);
        let places: Vec<_> = words.iter().map(|word| name.iter().position(|other| other == word)).collect();
        places.windows(2).all(|pair| pair[0] <= pair[1])
    }

    /// The problem with the order of the words in `used`, all of which are part of the name.
    pub(in crate::proofread) fn order(&self, used: &str) -> Order {
        let place = |word: &String, all: &[String]| all.iter().position(|other| other == word);
        let titled = used.split_whitespace().next().is_some_and(is_title_in);
        let words_used = all_words(used);
        if let (Some(given), Some(family)) = (self.given, self.family) {
            let (given, family) = (all_words(given), all_words(family));
            let first_given = words_used.iter().position(|word| place(word, &given).is_some());
            let first_family = words_used.iter().position(|word| place(word, &family).is_some());
            let swapped = !used.contains(',')
                && !self.is_as_written(&words_used)
                && first_given.zip(first_family).is_some_and(|(given, family)| family < given);
            // "Mr Sar" is not a name of "van der Sar".
            let cut = titled
                && first_given.is_none()
                && self.family.is_some_and(|family| family.starts_with(['v', 't']))
                && first_family.is_some_and(|_| !words_used.iter().any(|word| PARTICLES.contains(word.as_str())));
            return match (swapped, cut) {
                (true, _) => Order::Swapped,
                (false, true) => Order::Cut,
                _ => Order::Right,
            };
        }
        let name = all_words(self.name);
        let known = words_used.iter().all(|word| name.contains(word));
        let backwards = words_used.len() > 1 && known && !self.is_as_written(&words_used);
        // In many names the family name can't be recognised: Nguyen Hung, Orbán Viktor, Kim Minjun.
        // Short words such as "Kim" are family names elsewhere.
        let western = name.first().is_some_and(|first| first.chars().count() > 3 && is_given_name(first));
        match backwards && !used.contains(',') {
            true if western => Order::Swapped,
            true => Order::Unusual,
            false => Order::Right,
        }
    }
}

/// The order of the words of a name in a greeting.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::proofread) enum Order {
    Right,
    /// The family name is before the given name.
    Swapped,
    /// The order differs from the contact's, and the family name can't be recognised.
    Unusual,
    /// A family name without its particles.
    Cut,
}

/// Words in the names of teams and mailboxes.
const OF_TEAMS: [&str; 34] = [
    "team",
    "recruiting",
    "recruitment",
    "resources",
    "hr",
    "department",
    "careers",
    "jobs",
    "talent",
    "acquisition",
    "committee",
    "panel",
    "desk",
    "office",
    "staffing",
    "hiring",
    "people",
    "operations",
    "group",
    "human",
    "admissions",
    "faculty",
    "personalabteilung",
    "personalteam",
    "bewerbermanagement",
    "bewerbungsteam",
    "personalwesen",
    "recrutement",
    "ressources",
    "rh",
    "equipo",
    "seleccion",
    "recursos",
    "humanos",
];

/// Whether a contact's name is that of a team or mailbox.
pub(in crate::proofread) fn is_team(name: &str) -> bool {
    name.contains('@') || words::split(name).any(|word| OF_TEAMS.contains(&words::bare(word).as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_names_is_judged_only_where_it_shows() {
        let sar = Person::from_name("Edwin van der Sar");
        for used in ["Edwin", "Mr van der Sar", "Edwin van der Sar", "Van der Sar, Edwin", "van der Sar"] {
            assert_eq!(sar.order(used), Order::Right, "{used}");
        }
        assert_eq!(sar.order("Mr Sar"), Order::Cut);
        assert_eq!(sar.order("Sar Edwin"), Order::Swapped);
        for name in ["Nguyen Hung", "Orbán Viktor", "Yamada Taro", "Kim Minjun"] {
            let words: Vec<&str> = name.split(' ').collect();
            for used in [name, words[0], words[1]] {
                assert_eq!(Person::from_name(name).order(used), Order::Right, "{used}");
            }
            assert_ne!(Person::from_name(name).order(&format!("{} {}", words[1], words[0])), Order::Swapped);
        }
        assert_eq!(Person::from_name("Robert Hughes").order("Hughes Robert"), Order::Swapped);
    }

    #[test]
    fn parts_that_are_known_decide_the_order() {
        let yamada = Person::from_name("Yamada Taro").with_parts(Some("Taro"), Some("Yamada"));
        for used in ["Yamada Taro", "Taro Yamada", "Mr Yamada", "Taro", "Yamada, Taro"] {
            assert_eq!(yamada.order(used), Order::Right, "{used}");
        }
        let sato = Person::from_name("Aiko Sato").with_parts(Some("Aiko"), Some("Sato"));
        assert_eq!(sato.order("Sato Aiko"), Order::Swapped);
        assert_eq!(Person::from_name("Aiko Sato").order("Sato Aiko"), Order::Unusual);
    }

    #[test]
    fn particles_alone_are_no_names() {
        for (used, name, only) in [
            ("van", "van Dijk", true),
            ("de", "de Vries", true),
            ("El", "El Amrani", true),
            ("Da", "Da Silva", true),
            ("van", "Edwin van der Sar", true),
            ("Van", "Van Nguyen", false),
            ("Al", "Al Gore", false),
            ("van Dijk", "van Dijk", false),
            ("Ben", "Ben Marsh", false),
        ] {
            assert_eq!(Person::from_name(name).is_only_particle(used), only, "{used} / {name}");
        }
    }
}
