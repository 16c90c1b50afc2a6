//! Playbooks: what to send, in which order, after which waits. Data, not code.

mod check;
mod choice;

use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, OneOfBuilder, RefOr, Schema, Type, schema::AdditionalProperties},
};

pub use self::choice::PlaybookChoice;
use crate::{Key, Name, Note, facts::Channel};

/// The most follow-ups that a sequence has.
pub(crate) const MAX_FOLLOW_UPS: usize = 4;

/// The longest wait, in days.
pub(crate) const MAX_DAYS: u16 = 180;

/// A way of following up.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Playbook {
    /// By which applications name it.
    #[schema(example = "consensus")]
    pub key: Key,
    /// Counts its changes, from 1.
    #[serde(default = "first_version")]
    #[schema(minimum = 1, maximum = 2_147_483_647, default = 1)]
    pub version: u32,
    /// Its name for people.
    #[serde(default)]
    pub name: Option<Name>,
    /// What it does, in a sentence.
    #[serde(default)]
    pub summary: Option<Note>,
    /// Thanks after each interview; none, where the first follow-up carries them.
    #[serde(default)]
    pub thank_you: Option<ThankYouRule>,
    /// The messages that follow while the employer is silent, in order.
    #[serde(default, deserialize_with = "null_as_default")]
    #[schema(max_items = 4)]
    pub follow_ups: Vec<FollowUpRule>,
    /// The wait after the last follow-up, before turning elsewhere.
    pub move_on: Wait,
    /// Whether the first follow-up comes sooner or later by position, sector, urgency, interview and history.
    #[serde(default, deserialize_with = "null_as_default")]
    pub adjustments: bool,
    /// The business days after the interview, or the newest reply, before which nobody calls.
    #[serde(default)]
    #[schema(maximum = 180)]
    pub no_phone_before_business_days: Option<u16>,
    /// Whether the week between two messages counts from a thank-you too.
    #[serde(default, deserialize_with = "null_as_default")]
    pub thank_yous_count_for_gap: bool,
    /// Whether later follow-ups go the way the last one went.
    #[serde(default, deserialize_with = "null_as_default")]
    pub keeps_to_one_channel: bool,
    /// The channels of its follow-ups, best first; those it doesn't name follow in the usual order.
    #[serde(default)]
    #[schema(max_items = 4)]
    pub channel_order: Option<Vec<Channel>>,
}

/// When thanks go out.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ThankYouRule {
    /// Within how many hours of the interview's end.
    #[serde(default)]
    #[schema(maximum = 4320, example = 24)]
    pub within_hours: Option<u16>,
    /// Until the end of which business day after the interview a late one is still acceptable.
    #[serde(default)]
    #[schema(maximum = 180, example = 3)]
    pub grace_business_days: Option<u16>,
    /// What holds instead for an interview in which the employer named a date for its decision.
    #[serde(default)]
    pub with_stated_date: Option<ThankYouWaits>,
}

/// Waits for thanks, from the day of the interview.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ThankYouWaits {
    /// To the best day.
    pub ideal: Wait,
    /// To the last day.
    pub closes: Wait,
}

/// One message of the sequence. The first waits from the interview or the newest reply, the others from the one before.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowUpRule {
    /// What kind of message.
    pub kind: FollowUpKind,
    /// To the first day that suits it.
    pub opens: Wait,
    /// To the best day.
    pub ideal: Wait,
    /// To the last day that suits it.
    pub closes: Wait,
}

/// The kinds of message that a sequence has.
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

// By hand, because the derived schema can't bound a variant's number.
impl PartialSchema for Wait {
    fn schema() -> RefOr<Schema> {
        let days = || ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0)).maximum(Some(MAX_DAYS));
        let one_of = |unit: &str, title: &str| {
            let wait = ObjectBuilder::new().schema_type(Type::Object).title(Some(title));
            let wait = wait.property(unit, days()).required(unit);
            wait.additional_properties(Some(AdditionalProperties::FreeForm(false)))
        };
        OneOfBuilder::new()
            .item(one_of("days", "Days"))
            .item(one_of("business_days", "BusinessDays"))
            .description(Some("A wait of days, ending on a business day, or of business days"))
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
    /// Its length in days of whichever kind.
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
