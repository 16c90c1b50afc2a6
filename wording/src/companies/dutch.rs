//! The names of companies in sentences: "bij Acme", but "bij de Gemeente Amsterdam", "bij het Ministerie van
//! Financiën".

use std::borrow::Cow;

/// Nouns with which the names of institutions begin that have an article.
const COMMON: [&str; 9] = [
    "belastingdienst",
    "gemeente",
    "hogeschool",
    "kliniek",
    "politie",
    "provincie",
    "rijksuniversiteit",
    "stad",
    "universiteit",
];
const NEUTER: [&str; 8] =
    ["instituut", "ministerie", "museum", "theater", "waterschap", "ziekenhuis", "college", "centrum"];

/// The name with its article, and after "bij".
#[must_use]
pub fn forms(name: &str) -> [(&'static str, Cow<'static, str>); 2] {
    let [the_prefix, at_prefix] = prefixes(name);
    [("the_company", format!("{the_prefix}{name}").into()), ("at_company", format!("{at_prefix}{name}").into())]
}

/// The words that are set before a name to say "at" it: "bij ", "bij de ".
#[must_use]
pub fn at_prefix(name: &str) -> &'static str {
    let [_, at_prefix] = prefixes(name);
    at_prefix
}

/// The words that are set before a name: the article, and "bij" with it. Most names have no article.
fn prefixes(name: &str) -> [&'static str; 2] {
    let first = name.split(' ').next().unwrap_or_default().to_lowercase();
    let is_one_of = |nouns: &[&str]| name.contains(' ') && nouns.contains(&first.as_str());
    if is_one_of(&COMMON) {
        ["de ", "bij de "]
    } else if is_one_of(&NEUTER) {
        ["het ", "bij het "]
    } else {
        ["", "bij "]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_institution_has_its_article() {
        let at = |name| forms(name)[1].1.to_string();
        assert_eq!(at("Gemeente Amsterdam"), "bij de Gemeente Amsterdam");
        assert_eq!(at("Ministerie van Financiën"), "bij het Ministerie van Financiën");
        assert_eq!((at("Acme B.V."), at("ASML")), ("bij Acme B.V.".to_owned(), "bij ASML".to_owned()));
    }
}
