//! Splits a batch into its facts without parsing them, so that a large batch needs no more memory than its text.

use std::{collections::HashSet, fmt};

use planning::{Facts, PlaybookChoice, Violation};
use serde::{
    Deserialize, Deserializer,
    de::{Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;
use utoipa::ToSchema;

use crate::{
    follow_up_plans::preview::key_of,
    http::{located, unknown_field},
    problem::Problem,
};

/// The maximum number of facts in a batch.
const MOST: usize = 1000;

/// The maximum number of unknown fields that are reported.
const MOST_TOLD: usize = 100;

/// The facts of many plans.
#[derive(Debug, Default, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanBatch {
    /// The facts of each plan.
    #[schema(value_type = Vec<Facts>, required, min_items = 1, max_items = 1000)]
    facts: Option<Items>,
    /// The names of unknown fields.
    #[schema(ignore)]
    unknown: Vec<String>,
}

impl PlanBatch {
    /// The text of each set of facts in a batch.
    ///
    /// # Errors
    ///
    /// [`Problem::MalformedJson`], if it is not JSON, and [`Problem::InvalidBody`], if it is not a batch.
    pub(super) fn read(bytes: &[u8]) -> Result<Vec<Box<RawValue>>, Problem> {
        let batch = Self::of(bytes).map_err(|problem| {
            // After the first violation the rest of the text may still be malformed.
            let whole: serde_json::Result<IgnoredAny> = serde_json::from_slice(bytes);
            whole.err().map_or(problem, |error| Problem::MalformedJson(error.to_string()))
        })?;
        let unknown = batch.unknown.iter().map(|name| unknown_field("", name));
        let mut violations: Vec<_> = unknown.collect();
        let wrong = match batch.facts {
            None => Some(("required", "facts is required".to_owned())),
            Some(Items { count: 0, .. }) => Some(("too_few", "at least 1".to_owned())),
            Some(Items { count, .. }) if count > MOST => Some(("too_many", format!("at most {MOST}, not {count}"))),
            Some(Items { first, .. }) if violations.is_empty() => return Ok(first),
            Some(_) => None,
        };
        violations.extend(wrong.map(|(code, message)| Violation::new("/facts", code, message)));
        Err(Problem::InvalidBody(violations))
    }

    /// The batch, or its first violation.
    fn of(bytes: &[u8]) -> Result<Self, Problem> {
        if !bytes.trim_ascii_start().starts_with(b"{") {
            return Err(Problem::InvalidBody(vec![Violation::new("", "type", "a batch is a JSON object")]));
        }
        let mut json = serde_json::Deserializer::from_slice(bytes);
        let batch =
            serde_path_to_error::deserialize(&mut json).map_err(|error| Problem::InvalidBody(vec![located(&error)]))?;
        json.end().map_err(|error| Problem::MalformedJson(error.to_string()))?;
        Ok(batch)
    }
}

/// The keys of the playbooks that facts name. Facts that can't be read are skipped, and reported later.
pub(super) fn keys(facts: &[Box<RawValue>]) -> HashSet<String> {
    #[derive(Deserialize)]
    struct Choosing {
        #[serde(default)]
        playbook: PlaybookChoice,
    }

    // Few facts name a playbook, and the others need not be parsed for it. The field's name may contain escapes.
    let may_choose = |text: &&str| text.contains("playbook") || text.contains("\\u");
    let texts = facts.iter().map(|facts| facts.get()).filter(may_choose);
    let choices = texts.filter_map(|text| serde_json::from_str::<Choosing>(text).ok());
    choices.filter_map(|choosing| key_of(&choosing.playbook).map(str::to_owned)).collect()
}

impl<'de> Deserialize<'de> for PlanBatch {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(BatchVisitor)
    }
}

struct BatchVisitor;

impl<'de> Visitor<'de> for BatchVisitor {
    type Value = PlanBatch;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a batch")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<PlanBatch, A::Error> {
        let mut batch = PlanBatch::default();
        while let Some(name) = object.next_key::<String>()? {
            if name == "facts" {
                if batch.facts.is_some() {
                    return Err(A::Error::duplicate_field("facts"));
                }
                batch.facts = object.next_value()?;
                continue;
            }
            let IgnoredAny = object.next_value()?;
            if batch.unknown.len() < MOST_TOLD {
                batch.unknown.push(name);
            }
        }
        Ok(batch)
    }
}

/// A list that keeps no more items than a batch may have.
#[derive(Debug)]
struct Items {
    first: Vec<Box<RawValue>>,
    count: usize,
}

impl<'de> Deserialize<'de> for Items {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(ItemsVisitor)
    }
}

struct ItemsVisitor;

impl<'de> Visitor<'de> for ItemsVisitor {
    type Value = Items;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of facts")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Items, A::Error> {
        let mut first = Vec::new();
        while first.len() < MOST
            && let Some(item) = list.next_element()?
        {
            first.push(item);
        }
        let mut count = first.len();
        while let Some(IgnoredAny) = list.next_element()? {
            count += 1;
        }
        Ok(Items { first, count })
    }
}
