//! Parses the name of a time zone.

use std::str::FromStr;

use super::{TimeZone, table};
use crate::InvalidValue;

impl FromStr for TimeZone {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        table::number_of(text).map(Self).ok_or_else(|| InvalidValue(why_not(text)))
    }
}

fn why_not(text: &str) -> String {
    match TimeZone::in_any_case(text) {
        Some(zone) => format!("must be written as the IANA database writes it: {zone}"),
        None => "is not a time zone of the IANA database, such as America/New_York".to_owned(),
    }
}
