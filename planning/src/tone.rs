//! The tone of a message.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::facts::{Company, Culture, Sector};

/// The tone of a message. It determines greeting, sign-off and wording, not the content.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// For employers who keep to the forms.
    Formal,
    /// For most.
    Neutral,
    /// For start-ups and easy-going employers; still professional.
    Warm,
}

impl Tone {
    /// Every tone.
    pub const ALL: [Self; 3] = [Self::Formal, Self::Neutral, Self::Warm];

    /// Its name in JSON and in templates.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Formal => "formal",
            Self::Neutral => "neutral",
            Self::Warm => "warm",
        }
    }

    /// The tone that fits an employer (`balance.culture.1`): its culture decides, and where that says nothing its
    /// sector.
    #[must_use]
    pub const fn fitting(company: &Company) -> Self {
        match (company.culture, company.sector) {
            (Culture::Formal, _) => Self::Formal,
            (Culture::Informal, _) | (Culture::Neutral, Sector::Startup) => Self::Warm,
            (Culture::Neutral, _) => Self::Neutral,
        }
    }
}
