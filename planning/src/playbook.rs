//! Playbooks: which messages to send, in which order, and after which waits. They are data, not code.

mod check;
mod choice;

use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, Type, schema::AdditionalProperties},
};

pub use self::choice::PlaybookChoice;
pub(crate) use self::choice::whole;
use crate::{Key, Name, Note, facts::Channel};

/// The maximum number of follow-ups of a sequence.
pub(crate) const MAX_FOLLOW_UPS: usize = 4;

/// The longest wait, in days.
pub(crate) const MAX_DAYS: u16 = 180;

/// A playbook: when to follow up, and by which channels.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Playbook {
    /// The key by which applications name the playbook.
    #[schema(example = "consensus")]
    pub key: Key,
    /// The number of the version, from 1.
    #[serde(default = "first_version")]
    #[schema(minimum = 1, maximum = 2_147_483_647, default = 1)]
    pub version: u32,
    /// The display name.
    #[serde(default)]
    pub name: Option<Name>,
    /// A summary of the playbook, in one sentence.
    #[serde(default)]
    pub summary: Option<Note>,
    /// When to send thanks after each interview; null if the first follow-up carries the thanks.
    #[serde(default)]
    pub thank_you: Option<ThankYouRule>,
    /// The messages to send while the employer is silent, in order.
    #[serde(default, deserialize_with = "null_as_default")]
    #[schema(max_items = 4)]
    pub follow_ups: Vec<FollowUpRule>,
    /// The wait between the last follow-up and moving on.
    pub move_on: Wait,
    /// Whether position, sector, urgency, interview and history bring the first follow-up forward or put it back.
    #[serde(default, deserialize_with = "null_as_default")]
    pub adjustments: bool,
    /// The number of business days after the interview or the latest reply during which no phone call is suggested.
    #[serde(default)]
    #[schema(maximum = 180)]
    pub no_phone_before_business_days: Option<u16>,
    /// Whether the week between two messages also counts from a thank-you.
    #[serde(default, deserialize_with = "null_as_default")]
    pub thank_yous_count_for_gap: bool,
    /// Whether later follow-ups keep the channel of the one before.
    #[serde(default, deserialize_with = "null_as_default")]
    pub keeps_to_one_channel: bool,
    /// The channels of follow-ups, best first. Channels that are not listed come after them in the default order.
    #[serde(default)]
    #[schema(max_items = 4)]
    pub channel_order: Option<Vec<Channel>>,
}

/// When to send thanks.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ThankYouRule {
    /// The number of hours after the interview's end within which to send thanks.
    #[serde(default)]
    #[schema(maximum = 4320, example = 24)]
    pub within_hours: Option<u16>,
    /// The number of business days after the interview until whose end late thanks are acceptable.
    #[serde(default)]
    #[schema(maximum = 180, example = 3)]
    pub grace_business_days: Option<u16>,
    /// The rule for interviews in which the employer named a decision date.
    #[serde(default)]
    pub with_stated_date: Option<ThankYouWaits>,
}

/// Waits for thanks, counted from the day of the interview.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ThankYouWaits {
    /// The wait until the best day.
    pub ideal: Wait,
    /// The wait until the last day.
    pub closes: Wait,
}

/// One message of the sequence. The first wait counts from the interview or the latest reply, the others from the
/// message before.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowUpRule {
    /// The kind of message.
    pub kind: FollowUpKind,
    /// The wait until the first suitable day.
    pub opens: Wait,
    /// The wait until the best day.
    pub ideal: Wait,
    /// The wait until the last suitable day.
    pub closes: Wait,
}

/// A kind of message in a sequence.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FollowUpKind {
    /// Asks how things stand.
    CheckIn,
    /// Asks a last time.
    FinalAttempt,
}

/// A wait of whole days: `{"days": 7}` ends on the first business day from then on, `{"business_days": 5}` counts
/// business days only.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Wait {
    /// Days of the calendar.
    Days(u16),
    /// Days on which the employer works.
    BusinessDays(u16),
}

// Written by hand, because the derived schema can't limit the number of a variant.
impl PartialSchema for Wait {
    fn schema() -> RefOr<Schema> {
        let days = || ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0)).maximum(Some(MAX_DAYS));
        ObjectBuilder::new()
            .schema_type(Type::Object)
            .property("days", days().description(Some("Days of the calendar; it ends on a business day")))
            .property("business_days", days().description(Some("Days on which the employer works")))
            .min_properties(Some(1))
            .max_properties(Some(1))
            .additional_properties(Some(AdditionalProperties::FreeForm(false)))
            .description(Some("A wait: either `days` or `business_days`"))
            .into()
    }
}

impl ToSchema for Wait {}

static BUILT_IN: LazyLock<Vec<Playbook>> = LazyLock::new(|| {
    let parse = |text| serde_json::from_str(text).expect("a test reads every built-in playbook");
    [
        include_str!("../data/playbooks/consensus.json"),
        include_str!("../data/playbooks/delicate-balance.json"),
        include_str!("../data/playbooks/dream-job.json"),
        include_str!("../data/playbooks/four-channels.json"),
        include_str!("../data/playbooks/should-you-call.json"),
        include_str!("../data/playbooks/optimal-timeframe.json"),
    ]
    .map(parse)
    .into()
});

impl Playbook {
    /// The built-in playbook of that key.
    #[must_use]
    pub fn built_in(key: &str) -> Option<&'static Self> {
        BUILT_IN.iter().find(|playbook| &*playbook.key == key)
    }

    /// The built-in playbooks, the default first.
    #[must_use]
    pub fn all_built_in() -> &'static [Self] {
        &BUILT_IN
    }
}

impl Wait {
    /// The number of days or business days.
    pub(crate) fn days(self) -> u16 {
        match self {
            Self::Days(days) | Self::BusinessDays(days) => days,
        }
    }
}

fn first_version() -> u32 {
    1
}

fn null_as_default<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}
