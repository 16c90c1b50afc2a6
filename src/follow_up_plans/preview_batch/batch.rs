//! Splits a batch into its facts without parsing them, so that a large batch needs no more memory than its text.

use std::collections::HashSet;

use planning::{Facts, Key};
use serde::Deserialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use crate::{http::read_items, problem::Problem};

/// The maximum number of facts in a batch.
const MAX_ITEMS: usize = 1000;

/// The facts of many plans.
#[derive(Debug, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanBatch {
    /// The facts of each plan.
    #[schema(value_type = Vec<Facts>, required, min_items = 1, max_items = 1000)]
    pub facts: Vec<Box<RawValue>>,
}

impl PlanBatch {
    /// The text of each set of facts in a batch.
    ///
    /// # Errors
    ///
    /// [`Problem::MalformedJson`], if it is not JSON, and [`Problem::InvalidBody`], if it is not a batch.
    pub(super) fn read(bytes: &[u8]) -> Result<Vec<Box<RawValue>>, Problem> {
        read_items(bytes, "facts", MAX_ITEMS)
    }
}

/// The keys of the playbooks that facts name. Facts that can't be read are skipped, and reported later.
pub(super) fn keys(facts: &[Box<RawValue>]) -> HashSet<String> {
    #[derive(Deserialize)]
    struct PlaybookField {
        #[serde(default)]
        playbook: Option<Key>,
    }

    // Few facts name a playbook, and the others need not be parsed for it. The field's name may contain escapes.
    let may_choose = |text: &&str| text.contains("playbook") || text.contains("\\u");
    let texts = facts.iter().map(|facts| facts.get()).filter(may_choose);
    let choices = texts.filter_map(|text| serde_json::from_str::<PlaybookField>(text).ok());
    choices.filter_map(|facts| facts.playbook.map(|key| key.to_string())).collect()
}
