//! A value in two plans.

use planning::{Channels, Status, StepKind};
use serde::Serialize;
use utoipa::ToSchema;

use super::Time;

/// A value before and after.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Change<T> {
    /// In the old plan.
    pub(super) old: T,
    /// In the new plan.
    pub(super) new: T,
}

impl<T: PartialEq> Change<T> {
    pub(super) fn between(old: T, new: T) -> Option<Self> {
        (old != new).then_some(Self { old, new })
    }
}

/// Declares how a change of each type is described in the OpenAPI document, where generics would get composed names.
macro_rules! schemas {
    ($($name:ident: $type:ty;)*) => {$(
        /// A value before and after.
        #[derive(ToSchema)]
        #[expect(dead_code, reason = "only its schema is used")]
        pub(super) struct $name {
            /// In the old plan.
            #[schema(required)]
            old: $type,
            /// In the new plan.
            #[schema(required)]
            new: $type,
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
