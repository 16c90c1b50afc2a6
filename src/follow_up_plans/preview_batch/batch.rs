//! A batch as it arrives: its facts told apart, but not read yet, so that a large one takes no more memory than its text.

use std::collections::HashSet;

use planning::{Facts, PlaybookChoice};
use serde::Deserialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use crate::{follow_up_plans::preview::key_of, http::read_items, problem::Problem};

/// The most facts that a batch has.
const MOST: usize = 1000;

/// The facts of many plans.
#[derive(Debug, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanBatch {
    /// The facts of each plan.
    #[schema(value_type = Vec<Facts>, required, min_items = 1, max_items = 1000)]
    pub facts: Vec<Box<RawValue>>,
}

impl PlanBatch {
    /// The facts of a batch, each as the text that it is.
    ///
    /// # Errors
    ///
    /// [`Problem::MalformedJson`] where it is no JSON, and [`Problem::InvalidBody`] where it is no batch.
    pub(super) fn read(bytes: &[u8]) -> Result<Vec<Box<RawValue>>, Problem> {
        read_items(bytes, "facts", MOST)
    }
}

/// The keys by which facts name their playbooks. Facts that can't be read have none; they say so when it is their turn.
pub(super) fn keys(facts: &[Box<RawValue>]) -> HashSet<String> {
    #[derive(Deserialize)]
    struct Choosing {
        #[serde(default)]
        playbook: PlaybookChoice,
    }

    // Few choose: the others need not be read for it. The word may also be written with escapes.
    let may_choose = |text: &&str| text.contains("playbook") || text.contains("\\u");
    let texts = facts.iter().map(|facts| facts.get()).filter(may_choose);
    let choices = texts.filter_map(|text| serde_json::from_str::<Choosing>(text).ok());
    choices.filter_map(|choosing| key_of(&choosing.playbook).map(str::to_owned)).collect()
}
