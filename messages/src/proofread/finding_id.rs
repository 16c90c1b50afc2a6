//! Ids of findings.
//!
//! A person who has dismissed a finding doesn't want to see it again, but does if it is about other words. So an id
//! follows from what was found and in which words, and not from where they are: other words may change, and come before
//! them.

use std::{borrow::Cow, collections::HashMap, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use sha2::{Digest as _, Sha256};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, Type},
};

use super::Texts;
use crate::Span;

/// The id of a finding. It stays the same while the text contains the words of the finding.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct FindingId(u64);

/// A text that is no id of a finding.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the id of a finding has 16 hexadecimal digits in lower case")]
pub struct InvalidFindingId;

/// The values that the id of a finding is calculated from.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
pub struct FindingPlace<'f> {
    /// The name of the check.
    pub check: Cow<'f, str>,
    /// The path of the text.
    pub part: Cow<'f, str>,
    /// The words in it that are meant, if it isn't the whole of it.
    pub span: Option<Span>,
}

impl FindingPlace<'_> {
    /// Where the words are looked for again: points and questions may change places.
    fn text(&self) -> &str {
        self.part.split_once('.').map_or(&*self.part, |(text, _)| text)
    }
}

impl FindingId {
    /// The ids of all findings on `texts`, in the order of `places`. A finding is distinguished from others of the same
    /// check on the same words by its number among them in the order of reading.
    #[must_use]
    pub fn of_all(places: &[FindingPlace<'_>], texts: &Texts) -> Vec<Self> {
        let parts: HashMap<String, (usize, &str)> =
            texts.parts().enumerate().map(|(order, (part, text))| (part.to_string(), (order, text))).collect();
        let of = |place: &FindingPlace<'_>| parts.get(&*place.part).copied();
        let mut in_order: Vec<usize> = (0..places.len()).collect();
        in_order.sort_by_key(|&at| (of(&places[at]).map(|(order, _)| order), places[at].span.map(|span| span.start)));
        let mut numbers: HashMap<(&str, &str, Option<String>), u32> = HashMap::new();
        let mut ids = vec![Self::default(); places.len()];
        for at in in_order {
            let place = &places[at];
            let words = place.span.zip(of(place)).map(|(span, (_, text))| words(text, span));
            let number = numbers.entry((&*place.check, place.text(), words.clone())).or_default();
            ids[at] = Self::new(place, words.as_deref(), *number);
            *number += 1;
        }
        ids
    }

    fn new(place: &FindingPlace<'_>, words: Option<&str>, number: u32) -> Self {
        let mut digest = Sha256::new();
        for text in [&*place.check, place.text(), if words.is_some() { "words" } else { "whole" }, words.unwrap_or("")]
        {
            digest.update(text);
            digest.update([0]);
        }
        digest.update(number.to_be_bytes());
        Self(digest.finalize().iter().take(8).fold(0, |id, byte| (id << 8) | u64::from(*byte)))
    }
}

/// The words of a span, however the lines are broken.
fn words(text: &str, span: Span) -> String {
    let quoted: String = text.chars().skip(span.start).take(span.end.saturating_sub(span.start)).collect();
    quoted.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl fmt::Display for FindingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for FindingId {
    type Err = InvalidFindingId;

    fn from_str(text: &str) -> Result<Self, InvalidFindingId> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        let well_formed = text.len() == 16 && text.bytes().all(is_digit);
        let id = well_formed.then(|| u64::from_str_radix(text, 16).ok()).flatten();
        id.map(Self).ok_or(InvalidFindingId)
    }
}

impl Serialize for FindingId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FindingId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

impl PartialSchema for FindingId {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some("^[0-9a-f]{16}$"))
            .examples(["5f0c1ba2e94d7c36"])
            .description(Some(
                "The id of a finding. It stays the same while the words that the finding is about stand.",
            ))
            .into()
    }
}

impl ToSchema for FindingId {}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str) -> Texts {
        Texts { body: Some(text.to_owned()), ..Texts::default() }
    }

    /// A finding of a misspelling for each time that `word` is in the body.
    fn misspelt<'f>(texts: &Texts, word: &str) -> Vec<FindingPlace<'f>> {
        let text = texts.body.as_deref().unwrap_or_default();
        let start = |at: usize| text[..at].chars().count();
        let span = |at| Span { start: start(at), end: start(at) + word.chars().count() };
        text.match_indices(word).map(|(at, _)| place("spelling", "body", Some(span(at)))).collect()
    }

    fn place<'f>(check: &'f str, part: &'f str, span: Option<Span>) -> FindingPlace<'f> {
        FindingPlace { check: check.into(), part: part.into(), span }
    }

    fn ids(text: &str, word: &str) -> Vec<FindingId> {
        let texts = body(text);
        FindingId::of_all(&misspelt(&texts, word), &texts)
    }

    #[test]
    fn an_id_holds_while_its_words_stand() {
        let before = ids("Dear Ada,\n\nI recieved it.", "recieved");
        assert_eq!(before.len(), 1);
        assert_eq!(ids("Dear Ms Okafor,\n\nYesterd\u{e4}y I recieved it, thanks.", "recieved"), before);
        assert_ne!(ids("I Recieved it.", "Recieved"), before);
        // Also where the lines are broken elsewhere.
        assert_eq!(ids("I wait\r\n  for you.", "wait\r\n  for"), ids("I wait for you.", "wait for"));
    }

    #[test]
    fn the_same_words_twice_are_two_findings() {
        let twice = ids("teh one and teh other", "teh");
        assert!(twice.len() == 2 && twice[0] != twice[1]);
        assert_eq!(ids("teh one", "teh"), twice[..1]);
        // Whatever order they are listed in.
        let texts = body("teh one and teh other");
        let reversed: Vec<_> = misspelt(&texts, "teh").into_iter().rev().collect();
        assert_eq!(FindingId::of_all(&reversed, &texts), [twice[1], twice[0]]);
    }

    #[test]
    fn an_id_says_what_was_found_and_in_which_text() {
        let texts = Texts { subject: Some("teh".to_owned()), ..body("teh") };
        let span = Some(Span { start: 0, end: 3 });
        let places = [
            place("spelling", "body", span),
            place("grammar", "body", span),
            place("spelling", "subject", span),
            place("thanks", "body", None),
            place("sign_off", "body", None),
            // A text that isn't there, and a part of it that isn't.
            place("voicemail", "voicemail", None),
            place("spelling", "voicemail", span),
            place("spelling", "body", Some(Span { start: 7, end: 2 })),
        ];
        let ids = FindingId::of_all(&places, &texts);
        let different: std::collections::HashSet<_> = ids.iter().collect();
        assert_eq!(different.len(), places.len());
    }

    #[test]
    fn points_of_a_call_may_change_places() {
        let script = |points: [&str; 2]| Texts {
            script: Some(crate::Script { points: points.map(str::to_owned).to_vec(), ..crate::Script::default() }),
            ..Texts::default()
        };
        let span = Some(Span { start: 0, end: 3 });
        let first = FindingId::of_all(&[place("spelling", "script.points.0", span)], &script(["teh day", "more"]));
        let second = FindingId::of_all(&[place("spelling", "script.points.1", span)], &script(["more", "teh day"]));
        assert_eq!(first, second);
    }

    #[test]
    fn an_id_is_read_as_it_is_written() {
        let id = FindingId(0xab);
        assert_eq!(id.to_string(), "00000000000000ab");
        assert_eq!("00000000000000ab".parse(), Ok(id));
        for wrong in ["", "ab", "00000000000000AB", "+0000000000000ab", "00000000000000abc", "000000000000000\u{e4}"] {
            assert_eq!(wrong.parse::<FindingId>(), Err(InvalidFindingId), "{wrong}");
        }
    }
}
