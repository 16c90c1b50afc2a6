//! The scopes of tokens (RFC 6749, section 3.3).

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A scope.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ScopeName {
    /// Read everything of the account.
    Read,
    /// Change everything of the account, except what needs `admin`.
    Write,
    /// Administer the account.
    Admin,
}

impl ScopeName {
    /// All scopes, in the order in which they are written.
    pub const ALL: [Self; 3] = [Self::Read, Self::Write, Self::Admin];

    /// The name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Admin => "admin",
        }
    }
}

/// A set of scopes: in JSON a list of names, in OAuth names separated by spaces.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(from = "Vec<ScopeName>", into = "Vec<ScopeName>")]
pub struct Scopes([bool; ScopeName::ALL.len()]);

impl Scopes {
    /// All scopes: those of a user who signs in.
    pub const ALL: Self = Self([true; ScopeName::ALL.len()]);

    /// Whether the scope is among them.
    #[must_use]
    pub fn contains(self, name: ScopeName) -> bool {
        self.0[name as usize]
    }

    /// The scopes that are in both sets.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.names().filter(|name| other.contains(*name)).collect()
    }

    /// The first of these scopes that `granted` does not include.
    #[must_use]
    pub fn beyond(self, granted: Self) -> Option<ScopeName> {
        self.names().find(|name| !granted.contains(*name))
    }

    fn names(self) -> impl Iterator<Item = ScopeName> {
        ScopeName::ALL.into_iter().filter(move |name| self.contains(*name))
    }
}

impl FromIterator<ScopeName> for Scopes {
    fn from_iter<I: IntoIterator<Item = ScopeName>>(names: I) -> Self {
        let mut scopes = Self::default();
        for name in names {
            scopes.0[name as usize] = true;
        }
        scopes
    }
}

impl From<Vec<ScopeName>> for Scopes {
    fn from(names: Vec<ScopeName>) -> Self {
        names.into_iter().collect()
    }
}

impl From<Scopes> for Vec<ScopeName> {
    fn from(scopes: Scopes) -> Self {
        scopes.names().collect()
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for name in self.names() {
            write!(f, "{separator}{}", name.as_str())?;
            separator = " ";
        }
        Ok(())
    }
}

impl FromStr for Scopes {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = |word: &str| {
            ScopeName::ALL
                .into_iter()
                .find(|name| name.as_str() == word)
                .ok_or_else(|| format!("there is no scope {word}; there are read, write and admin"))
        };
        text.split_ascii_whitespace().map(read).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_read_as_they_are_written() {
        assert_eq!(Scopes::ALL.to_string(), "read write admin");
        assert_eq!("admin  read".parse(), Ok(Scopes::from_iter([ScopeName::Read, ScopeName::Admin])));
        assert_eq!("write".parse::<Scopes>().unwrap().to_string(), "write");
        assert!("read everything".parse::<Scopes>().is_err());
        assert_eq!(serde_json::to_value(Scopes::ALL).unwrap(), serde_json::json!(["read", "write", "admin"]));
    }

    #[test]
    fn first_not_in_finds_a_scope_outside_the_set() {
        let reader = Scopes::from_iter([ScopeName::Read]);
        assert_eq!(reader.beyond(Scopes::ALL), None);
        assert_eq!(Scopes::ALL.beyond(reader), Some(ScopeName::Write));
        assert_eq!(Scopes::ALL.and(reader), reader);
    }
}
