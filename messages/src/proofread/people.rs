//! Compares names of people.

mod person;

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

pub(super) use self::person::{Order, Person, is_team};
use super::words;
use crate::salutation::is_title;

/// The relation of a used name to a person's name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum NameMatch {
    /// The name, or a part or form of it.
    Same,
    /// Nearly the name.
    Misspelt,
    /// Another name.
    Other,
}

/// Groups of given names that one person may use.
static SHORT_FORMS: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut groups: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, line) in
        include_str!("people/short_forms.txt").lines().filter(|line| !line.starts_with('#')).enumerate()
    {
        for name in line.split_whitespace() {
            groups.entry(name).or_default().push(index);
        }
    }
    groups
});

/// Words of a name that may be left out.
static PARTICLES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words::listed(include_str!("people/particles.txt")).collect());

/// Titles that people use, but the salutations of this service do not.
static TITLES: LazyLock<HashSet<&str>> = LazyLock::new(|| words::listed(include_str!("people/titles.txt")).collect());

/// Words before a name in greetings only. The next word is surely a name.
static HONORIFICS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words::listed(include_str!("people/honorifics.txt")).collect());

/// Honorifics after a name in greetings: "Ramesh ji", "Sato-san".
static VOCATIVES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words::listed(include_str!("people/vocatives.txt")).collect());

/// Words after a name that are not part of it.
static SUFFIXES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words::listed(include_str!("people/suffixes.txt")).collect());

/// Whether `word` is a title before a name.
pub(super) fn is_title_in(word: &str) -> bool {
    let bare = words::folded(word.trim_end_matches('.'));
    is_title(word) || TITLES.contains(bare.as_str())
}

/// Whether `word` can occur in a name and be left out: "van", "de".
pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(word)
}

/// `name` without the titles that it begins with. What is also a name counts as a title only before other words: "Judge
/// Harris", not "Will Judge".
fn without_titles(name: &str) -> &str {
    let mut rest = name.trim();
    while let Some((first, after)) = rest.split_once(char::is_whitespace)
        // "Dipl.-Ing.", "Univ.-Prof."
        && first.split('-').all(is_title_in)
    {
        rest = after.trim_start();
    }
    rest
}

/// The name in what is greeted, without the forms of address around it: "Alhaji Danjuma", "Ramesh ji", and without
/// words of greeting of another language that precede a title: "Yá'át'ééh Ms. Yazzie".
pub(super) fn greeted_name(whom: &str) -> String {
    let mut named: Vec<&str> = whom.split_whitespace().collect();
    let bare = |word: &str| words::lower_in_place(word.trim_matches(|c: char| !c.is_alphanumeric()));
    if let Some(title) = named.iter().skip(1).position(|word| is_title(word))
        && title + 2 < named.len()
    {
        named.drain(..=title);
    }
    while named.len() > 1 && HONORIFICS.contains(bare(named[0]).as_str()) {
        named.remove(0);
    }
    while named.len() > 1
        && named.last().is_some_and(|last| VOCATIVES.contains(&*bare(last)) || last.starts_with(char::is_lowercase))
    {
        named.pop();
    }
    let name = named.join(" ");
    let joined = name.rsplit_once('-').filter(|(before, last)| VOCATIVES.contains(last) && !before.is_empty());
    joined.map_or(name.clone(), |(before, _)| before.to_owned())
}

/// The words of `name`, in lower case without accents and titles.
fn all_words(name: &str) -> Vec<String> {
    words_of(without_titles(name))
}

fn words_of(name: &str) -> Vec<String> {
    name.split(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '\u{2010}' | '.' | '(' | ')' | '"'))
        .map(|word| words::folded(word.trim_matches(|c: char| !c.is_alphanumeric())))
        .filter(|word| !word.is_empty() && !is_title(word) && !SUFFIXES.contains(word.as_str()))
        .collect()
}

/// The words that distinguish people; all, if none does.
fn telling(all: Vec<String>) -> Vec<String> {
    let telling: Vec<String> = all.iter().filter(|word| !PARTICLES.contains(word.as_str())).cloned().collect();
    if telling.is_empty() { all } else { telling }
}

/// The relation of `used` to `name`.
pub(super) fn likeness(used: &str, name: &str) -> NameMatch {
    let without = likeness_of(all_words(used), all_words(name));
    // "Dean" and "Mag" may be titles, and may be names.
    if without != NameMatch::Same && likeness_of(words_of(used), words_of(name)) == NameMatch::Same {
        return NameMatch::Same;
    }
    without
}

fn likeness_of(used: Vec<String>, name: Vec<String>) -> NameMatch {
    // "Van" may be a given name, too.
    let is_given = used.len() == 1 && used.first() == name.first();
    let (mut used, name) = (telling(used), telling(name));
    if used.len() > 1 {
        // A middle initial that the name does not have.
        used.retain(|word| word.chars().count() > 1 || !word.is_ascii());
    }
    if is_given || used.is_empty() || name.is_empty() || in_other_letters(&used, &name) {
        return NameMatch::Same;
    }
    if is_joined(&used, &name) || used.iter().all(|word| name.iter().any(|other| is_form_of(word, other))) {
        return NameMatch::Same;
    }
    let near = |word: &String| name.iter().any(|other| is_form_of(word, other) || is_near(word, other));
    if used.iter().all(near) { NameMatch::Misspelt } else { NameMatch::Other }
}

/// Whether `word` is a given name with short forms.
pub(super) fn is_given_name(word: &str) -> bool {
    SHORT_FORMS.contains_key(words::folded(word).as_str())
}

/// Whether exactly one of the names is in Latin letters, so that they can't be compared.
fn in_other_letters(used: &[String], name: &[String]) -> bool {
    let latin = |words: &[String]| words.iter().any(|word| word.chars().any(|c| c.is_ascii_alphabetic()));
    latin(used) != latin(name)
}

/// Whether they differ by spaces only, or one contains the other in a script without spaces.
fn is_joined(used: &[String], name: &[String]) -> bool {
    let (joined, whole) = (used.concat(), name.concat());
    joined == whole || name.contains(&joined) || !whole.is_ascii() && whole.contains(&joined)
}

fn is_form_of(word: &str, name: &str) -> bool {
    let (short, long) = if word.len() <= name.len() { (word, name) } else { (name, word) };
    let initial = short.chars().count() == 1 && long.starts_with(short);
    // "Alex" for "Alexander", but not "Dan" for "Dana".
    let cut = short.chars().count() >= 3 && long.len() >= short.len() + 3 && long.starts_with(short);
    word == name || initial || cut || is_called(word, name) || is_short_form(word, name) || is_transcribed(word, name)
}

/// Whether `word` is `name` as it is called in Irish, with an "h" behind the first letter and an "i" before the end:
/// "Bhríd", "Fhergail", "Sheáin".
pub(super) fn is_called(word: &str, name: &str) -> bool {
    let without = |at: usize| move |(index, c): (usize, char)| (index != at).then_some(c);
    let has_h = word.chars().nth(1) == Some('h') && name.chars().nth(1) != Some('h');
    if !has_h || word.chars().next() != name.chars().next() {
        return false;
    }
    let uncalled: String = word.chars().enumerate().filter_map(without(1)).collect();
    let is_vowel = |c: Option<char>| c.is_some_and(|c| "aeiou".contains(c));
    let ends = uncalled.rfind('i');
    let broad = ends.map(|end| format!("{}{}", &uncalled[..end], &uncalled[end + 1..]));
    let slender = ends.is_some_and(|end| end + 4 > uncalled.len() && is_vowel(uncalled[..end].chars().next_back()));
    uncalled == name || slender && broad.is_some_and(|broad| broad == name)
}

/// Whether they differ by the spelling of umlauts only: "Müller", "Mueller".
fn is_transcribed(word: &str, name: &str) -> bool {
    let plain = |text: &str| text.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    word.len() != name.len() && plain(word) == plain(name)
}

fn is_short_form(word: &str, name: &str) -> bool {
    let groups = |name| SHORT_FORMS.get(name).map_or(&[][..], Vec::as_slice);
    groups(word).iter().any(|group| groups(name).contains(group))
}

/// Whether `word` looks like a misspelling of `name`.
pub(super) fn is_near(word: &str, name: &str) -> bool {
    let most = match name.chars().count() {
        0..3 => 0,
        3..6 => 1,
        _ => 2,
    };
    strsim::osa_distance(word, name) <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_name_are_the_same_person() {
        for (used, name) in [
            ("Ada", "Ada Okafor"),
            ("Ms Okafor", "Ada Okafor"),
            ("Dr. Ada N. Okafor", "Ada Okafor"),
            ("Okafor, Ada", "Ada Okafor"),
            ("ADA", "Ada Okafor"),
            ("Bill", "William Gates"),
            ("Alex", "Alexandra Roe"),
            ("Zoe", "Zoë Kravitz"),
            ("Mueller", "Jürgen Müller"),
            ("Prof. van der Berg", "Anna van der Berg"),
            ("Smith", "Ada Okafor-Smith"),
            ("A. Okafor", "Ada Okafor"),
            ("Mary Ann", "Maryann Lee"),
            ("李", "李小龍"),
            ("Bruce", "李小龍"),
            ("Van", "Dr. Van Nguyen"),
            ("Judge Harris", "Patricia Harris"),
            ("Rabbi Cohen", "Rabbi Cohen"),
            ("Harris", "Judge Harris"),
            ("Swami Vivekananda", "Swami Vivekananda"),
            ("Maria José", "Maria José Carreño"),
            ("Mary-Ann", "Mary-Ann Lee"),
            ("Mr Amrani", "Youssef El Amrani"),
            ("Al-Farsi", "Huda al-Farsi"),
            ("Mr bin Rashid", "Omar bin Rashid"),
            ("Björk", "Björk"),
            ("Dean", "Dean Martin"),
            ("Frau Mag. Meier", "Anke Meier"),
            ("Herr Dipl.-Ing. Meier", "Uwe Meier"),
            ("Frau Univ.-Prof. Dr. Meier", "Anke Meier"),
            ("Herr PD Dr. med. Meier", "Uwe Meier"),
            ("heer De Vries", "Jan de Vries"),
            ("mevrouw drs. Jansen", "Eva Jansen"),
            ("Arq. Ruiz", "Ana Ruiz"),
            ("Docteure Moreau", "Claire Moreau"),
            ("Bhríd", "Bríd Nolan"),
            ("Fhergail", "Fergal Quirke"),
            ("Sheáin", "Seán Daly"),
            ("Phádraig", "Pádraig Joyce"),
            ("Chiaráin", "Ciarán Burke"),
            ("Dhomhnaill", "Domhnall Ó Sé"),
            ("Shéamais", "Séamas Rua"),
        ] {
            assert_eq!(likeness(used, name), NameMatch::Same, "{used} / {name}");
        }
    }

    #[test]
    fn forms_of_address_are_no_names() {
        for (whom, name) in [
            ("Alhaji Danjuma", "Danjuma"),
            ("Ramesh ji", "Ramesh"),
            ("Sato-san", "Sato"),
            ("Yá'át'ééh Ms. Yazzie", "Ms. Yazzie"),
            ("Ms. Yazzie", "Ms. Yazzie"),
            ("Engr. Chief Okonkwo", "Chief Okonkwo"),
            ("Rajinder mate", "Rajinder"),
            ("Ruth", "Ruth"),
            ("Mama", "Mama"),
            ("Mary-Ann", "Mary-Ann"),
            ("Edwin van der Sar", "Edwin van der Sar"),
        ] {
            assert_eq!(greeted_name(whom), name, "{whom}");
        }
    }

    #[test]
    fn other_names_are_others() {
        assert_eq!(likeness("Ava", "Ada Okafor"), NameMatch::Misspelt);
        assert_eq!(likeness("Okafer", "Ada Okafor"), NameMatch::Misspelt);
        assert_eq!(likeness("Katherin", "Katharina Roe"), NameMatch::Misspelt);
        for (used, name) in
            [("Ben", "Ada Okafor"), ("Ms Marsh", "Ada Okafor"), ("Daniel", "Dana Roe"), ("Sara Lee", "Ann Lee")]
        {
            assert_eq!(likeness(used, name), NameMatch::Other, "{used} / {name}");
        }
    }
}
