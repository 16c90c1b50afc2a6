//! The choice of a playbook.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, Visitor, value::MapAccessDeserializer},
};

use super::Playbook;

/// The playbook that facts choose.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PlaybookChoice<'f> {
    /// The key of a built-in playbook or of one of the account's own.
    Key(&'f str),
    /// A whole playbook.
    Whole(&'f Playbook),
}

impl Default for PlaybookChoice<'_> {
    fn default() -> Self {
        Self::Key("consensus")
    }
}

/// Reads a whole playbook, or null.
///
/// It asks for whatever is there, which strict readers refuse: a playbook's schema refuses more than its type, so it
/// has to be looked at.
pub(crate) fn whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Box<Playbook>>, D::Error> {
    deserializer.deserialize_any(WholeVisitor)
}

struct WholeVisitor;

impl<'de> Visitor<'de> for WholeVisitor {
    type Value = Option<Box<Playbook>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a playbook or null")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        Playbook::deserialize(MapAccessDeserializer::new(map)).map(|playbook| Some(Box::new(playbook)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Facts;

    fn facts(choice: &str) -> Facts {
        let application = r#""application": {
            "company": {"name": "Acme"}, "position": {"title": "Data Engineer"}, "time_zone": "UTC"
        }"#;
        serde_json::from_str(&format!("{{{application}{choice}}}")).unwrap()
    }

    #[test]
    fn a_key_or_a_whole_playbook_is_chosen() {
        assert_eq!(facts(r#", "playbook": "dream-job""#).chosen_playbook(), PlaybookChoice::Key("dream-job"));
        let consensus = Playbook::built_in("consensus").unwrap();
        let whole = serde_json::to_string(consensus).unwrap();
        let facts = facts(&format!(r#", "custom_playbook": {whole}"#));
        assert_eq!(facts.chosen_playbook(), PlaybookChoice::Whole(consensus));
        assert!(facts.violations().is_empty());
    }

    #[test]
    fn the_default_is_built_in() {
        let facts = facts("");
        let PlaybookChoice::Key(key) = facts.chosen_playbook() else { panic!("the default is a key") };
        assert!(Playbook::built_in(key).is_some());
    }

    #[test]
    fn two_choices_are_one_too_many() {
        let whole = serde_json::to_string(Playbook::built_in("consensus").unwrap()).unwrap();
        let found = facts(&format!(r#", "playbook": "dream-job", "custom_playbook": {whole}"#)).violations();
        assert_eq!(found.len(), 1);
        assert_eq!((&*found[0].pointer, found[0].code), ("/custom_playbook", "conflict"));
    }
}
