//! German as a language.

use std::borrow::Cow;

use super::{German, calendar};
use crate::{Language, Position, by_modules::by_modules, parts::text};

impl Language for German {
    by_modules!(regional);

    fn tag(&self) -> &'static str {
        match self {
            Self::Germany => "de",
            Self::Austria => "de-AT",
            Self::Switzerland => "de-CH",
        }
    }

    fn title(&self, position: Position) -> String {
        text!("Nachfassplan: ", calendar::position_at_company(position))
    }

    fn follow_up_category(&self) -> Cow<'static, str> {
        Cow::Borrowed("Nachfassen")
    }

    fn interview_category(&self) -> Cow<'static, str> {
        Cow::Borrowed("Vorstellungsgespräch")
    }

    fn video_call(&self) -> Cow<'static, str> {
        Cow::Borrowed("Videoanruf")
    }
}
