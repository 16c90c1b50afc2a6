//! A fact that a source sets, clears or leaves as it is.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A fact that a source sets, clears or leaves as it is. As in a merge patch (RFC 7396), `null` clears the fact, and a
/// fact that is left out stays as it is.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Field<T> {
    /// The payload does not have the field.
    #[default]
    Absent,
    /// The field is `null`.
    Cleared,
    /// The field has this value.
    Set(T),
}

impl<T> Field<T> {
    /// Whether the payload does not have the field.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// The value, if it is set.
    pub const fn set(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Absent | Self::Cleared => None,
        }
    }

    /// The field with its value converted by `other`.
    ///
    /// # Errors
    ///
    /// The error of the conversion.
    pub(crate) fn try_map<U, E>(self, other: impl FnOnce(T) -> Result<U, E>) -> Result<Field<U>, E> {
        Ok(match self {
            Self::Absent => Field::Absent,
            Self::Cleared => Field::Cleared,
            Self::Set(value) => Field::Set(other(value)?),
        })
    }

    /// Sets the field to `value` if the field is absent and there is a value.
    pub(crate) fn or_default(&mut self, value: Option<T>) {
        if let (Self::Absent, Some(value)) = (&*self, value) {
            *self = Self::Set(value);
        }
    }
}

impl<T> From<Option<T>> for Field<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Set)
    }
}

impl<T: Serialize> Serialize for Field<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.set().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::Cleared, Self::Set))
    }
}
