//! Verbs whose forms follow no rule.

/// The participle for a preterite of an irregular verb, in small letters: "written" for "wrote".
pub(in crate::proofread) fn participle(preterite: &str) -> Option<&'static str> {
    let verbs = include_str!("irregular_verbs.txt").lines().filter(|line| !line.starts_with('#'));
    verbs
        .filter_map(|line| line.split_once(' '))
        .find(|(other, _)| *other == preterite)
        .map(|(_, participle)| participle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_participle_is_another_form() {
        assert_eq!(participle("wrote"), Some("written"));
        assert_eq!(participle("went"), Some("gone"));
        assert_eq!(participle("worked"), None);
    }
}
