//! What a token may do (RFC 6749, section 3.3).

use std::{fmt, str::FromStr};

/// A set of scopes.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Scopes {
    /// Read everything of the account.
    pub read: bool,
    /// Change everything of the account but what is the administrator's.
    pub write: bool,
    /// Administer the account.
    pub admin: bool,
}

impl Scopes {
    /// All of them: what a user who signs in has.
    pub const ALL: Self = Self { read: true, write: true, admin: true };

    /// Whether these go no further than `granted`.
    #[must_use]
    pub fn within(self, granted: Self) -> bool {
        (!self.read || granted.read) && (!self.write || granted.write) && (!self.admin || granted.admin)
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = [(self.read, "read"), (self.write, "write"), (self.admin, "admin")];
        let mut separator = "";
        for (_, name) in names.into_iter().filter(|(there, _)| *there) {
            write!(f, "{separator}{name}")?;
            separator = " ";
        }
        Ok(())
    }
}

impl FromStr for Scopes {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut scopes = Self::default();
        for name in text.split_ascii_whitespace() {
            match name {
                "read" => scopes.read = true,
                "write" => scopes.write = true,
                "admin" => scopes.admin = true,
                unknown => return Err(format!("there is no scope {unknown}; there are read, write and admin")),
            }
        }
        Ok(scopes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_read_as_they_are_written() {
        assert_eq!(Scopes::ALL.to_string(), "read write admin");
        assert_eq!("admin  read".parse(), Ok(Scopes { read: true, write: false, admin: true }));
        assert!("read everything".parse::<Scopes>().is_err());
        assert!(Scopes { read: true, ..Scopes::default() }.within(Scopes::ALL));
        assert!(!Scopes::ALL.within(Scopes { read: true, ..Scopes::default() }));
    }
}
