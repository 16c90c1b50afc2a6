//! Spanish as a language.

use std::borrow::Cow;

use super::{Spanish, calendar};
use crate::{Language, Position, by_modules::by_modules, parts::text};

impl Language for Spanish {
    by_modules!(plain);

    fn tag(&self) -> &'static str {
        "es"
    }

    fn title(&self, position: Position) -> String {
        text!("Seguimiento: ", calendar::position_at_company(position))
    }

    fn follow_up_category(&self) -> Cow<'static, str> {
        Cow::Borrowed("Seguimiento")
    }

    fn interview_category(&self) -> Cow<'static, str> {
        Cow::Borrowed("Entrevista")
    }

    fn video_call(&self) -> Cow<'static, str> {
        Cow::Borrowed("Videollamada")
    }
}
