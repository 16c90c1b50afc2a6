//! Dutch as a language.

use std::borrow::Cow;

use super::{Dutch, calendar};
use crate::{Language, Position, by_modules::by_modules, parts::text};

impl Language for Dutch {
    by_modules!(plain);

    fn tag(&self) -> &'static str {
        "nl"
    }

    fn title(&self, position: Position) -> String {
        text!("Opvolging: ", calendar::position_at_company(position))
    }

    fn follow_up_category(&self) -> Cow<'static, str> {
        Cow::Borrowed("Opvolging")
    }

    fn interview_category(&self) -> Cow<'static, str> {
        Cow::Borrowed("Sollicitatiegesprek")
    }

    fn video_call(&self) -> Cow<'static, str> {
        Cow::Borrowed("Videogesprek")
    }
}
