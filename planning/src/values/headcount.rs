//! How many people an employer employs.

use serde::{Deserialize, Serialize};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, Type},
};

use super::InvalidValue;

/// How many people an employer employs: from 1 to 10,000,000.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(try_from = "i32", into = "i32")]
pub struct Headcount(i32);

/// The largest one. No employer has as many.
const MAX_PEOPLE: i32 = 10_000_000;

impl Headcount {
    /// The number of people.
    #[must_use]
    pub fn people(self) -> u32 {
        self.0.unsigned_abs()
    }
}

impl TryFrom<i32> for Headcount {
    type Error = InvalidValue;

    fn try_from(people: i32) -> Result<Self, InvalidValue> {
        if (1..=MAX_PEOPLE).contains(&people) {
            return Ok(Self(people));
        }
        Err(InvalidValue(format!("must be from 1 to {MAX_PEOPLE}")))
    }
}

impl From<Headcount> for i32 {
    fn from(Headcount(people): Headcount) -> Self {
        people
    }
}

impl PartialSchema for Headcount {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::Integer)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int32)))
            .minimum(Some(1))
            .maximum(Some(MAX_PEOPLE))
            .examples([250])
            .description(Some("How many people an employer employs"))
            .into()
    }
}

impl ToSchema for Headcount {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_and_more_people_than_an_employer_can_have_are_refused() {
        assert_eq!(serde_json::from_str::<Headcount>("25").unwrap().people(), 25);
        for wrong in ["0", "-1", "10000001", "1.5", "\"25\"", "99999999999"] {
            assert!(serde_json::from_str::<Headcount>(wrong).is_err(), "{wrong}");
        }
    }
}
