//! The differences between two versions of a step.

use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Channels, Status, Step, StepKind, rfc3339};

/// A value before and after.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Change<T> {
    /// The value in the old plan.
    #[serde(rename = "before")]
    pub old: T,
    /// The value in the new plan.
    #[serde(rename = "after")]
    pub new: T,
}

impl<T: PartialEq> Change<T> {
    /// The old and the new value. `None` if they are equal.
    pub fn between(old: T, new: T) -> Option<Self> {
        (old != new).then_some(Self { old, new })
    }
}

/// The fields of a step that differ. Fields that do not differ are left out.
#[derive(Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct ChangedFields<'p> {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Option<StepKindChange>)]
    pub kind: Option<Change<StepKind>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Option<ContactChange>)]
    pub contact_id: Option<Change<Option<&'p str>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Option<StatusChange>)]
    pub status: Option<Change<Status>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Option<OptionalTimeChange>)]
    pub done_at: Option<Change<Option<Time>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Option<TimeChange>)]
    pub opens_at: Option<Change<Time>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Option<TimeChange>)]
    pub ideal_at: Option<Change<Time>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Option<TimeChange>)]
    pub closes_at: Option<Change<Time>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Option<OptionalTimeChange>)]
    pub acceptable_until: Option<Change<Option<Time>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Option<ChannelsChange>)]
    pub channel: Option<Change<&'p Channels>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Option<PassOnToChange>)]
    pub pass_on_to: Option<Change<&'p [&'p str]>>,
}

impl<'p> ChangedFields<'p> {
    /// The fields in which the two steps differ.
    #[must_use]
    pub fn between(old: &'p Step, new: &'p Step) -> Self {
        Self {
            kind: Change::between(old.kind, new.kind),
            contact_id: Change::between(old.contact_id, new.contact_id),
            status: Change::between(old.status, new.status),
            done_at: Change::between(old.done_at.map(Time), new.done_at.map(Time)),
            opens_at: Change::between(Time(old.opens_at), Time(new.opens_at)),
            ideal_at: Change::between(Time(old.ideal_at), Time(new.ideal_at)),
            closes_at: Change::between(Time(old.closes_at), Time(new.closes_at)),
            acceptable_until: Change::between(old.acceptable_until.map(Time), new.acceptable_until.map(Time)),
            channel: Change::between(&old.channel, &new.channel),
            pass_on_to: Change::between(&*old.pass_on_to, &*new.pass_on_to),
        }
    }
}

/// An instant with the offset of the employer's time zone (RFC 3339).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
#[serde(transparent)]
#[schema(as = PlanTime, value_type = String, format = DateTime, example = "2026-03-10T15:00:00-04:00")]
pub struct Time(#[serde(serialize_with = "rfc3339::time")] pub DateTime<FixedOffset>);

/// Declares the schema of a change of each type. Generic types would get composed schema names.
macro_rules! schemas {
    ($($name:ident: $type:ty;)*) => {$(
        /// A value before and after.
        #[derive(ToSchema)]
        #[expect(dead_code, reason = "only its schema is used")]
        struct $name {
            /// The value in the old plan.
            #[schema(required)]
            before: $type,
            /// The value in the new plan.
            #[schema(required)]
            after: $type,
        }
    )*};
}

schemas! {
    ChannelsChange: Channels;
    ContactChange: Option<String>;
    OptionalTimeChange: Option<Time>;
    PassOnToChange: Vec<String>;
    StatusChange: Status;
    StepKindChange: StepKind;
    TimeChange: Time;
}
