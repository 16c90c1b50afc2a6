//! French as a language.

use std::borrow::Cow;

use super::{French, calendar};
use crate::{Language, Position, by_modules::by_modules, parts::text};

impl Language for French {
    by_modules!(regional);

    fn tag(&self) -> &'static str {
        self.by_region("fr", "fr-CA")
    }

    fn title(&self, position: Position) -> String {
        text!("Suivi\u{202f}: ", calendar::position_at_company(position))
    }

    fn follow_up_category(&self) -> Cow<'static, str> {
        Cow::Borrowed("Suivi")
    }

    fn interview_category(&self) -> Cow<'static, str> {
        Cow::Borrowed(self.by_region("Entretien", "Entrevue"))
    }

    fn video_call(&self) -> Cow<'static, str> {
        Cow::Borrowed("Visioconférence")
    }
}
