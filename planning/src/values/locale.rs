//! The languages and regions that messages are written in.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A language, with the region where that matters (BCP 47).
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize, ToSchema)]
#[schema(as = LanguageTag)]
pub enum Locale {
    /// English of no particular region.
    #[default]
    #[serde(rename = "en")]
    En,
    /// American English.
    #[serde(rename = "en-US")]
    EnUs,
    /// British English.
    #[serde(rename = "en-GB")]
    EnGb,
}

impl Locale {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::En, Self::EnUs, Self::EnGb];

    /// Its tag (BCP 47).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::EnUs => "en-US",
            Self::EnGb => "en-GB",
        }
    }

    /// The language alone.
    #[must_use]
    pub const fn language(self) -> &'static str {
        match self {
            Self::En | Self::EnUs | Self::EnGb => "en",
        }
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}
