//! English as a language.

use std::borrow::Cow;

use super::English;
use crate::{Language, Position, by_modules::by_modules, parts::text};

impl Language for English {
    by_modules!(plain);

    fn tag(&self) -> &'static str {
        "en"
    }

    fn title(&self, position: Position) -> String {
        text!("Follow-up: ", position)
    }

    fn follow_up_category(&self) -> Cow<'static, str> {
        Cow::Borrowed("Follow-up")
    }

    fn interview_category(&self) -> Cow<'static, str> {
        Cow::Borrowed("Interview")
    }

    fn video_call(&self) -> Cow<'static, str> {
        Cow::Borrowed("Video call")
    }
}
