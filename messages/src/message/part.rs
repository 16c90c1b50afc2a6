//! The texts of a message.

use std::fmt;

use serde::{Serialize, Serializer};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, Type},
};

/// A part of a message. It is written as its path: `body`, `script.points.0`.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Part {
    /// The subject of an e-mail.
    Subject,
    /// The body of a written message.
    Body,
    /// A call as a whole, for elements that it lacks.
    Script,
    /// The opening of a call.
    Opening,
    /// A point to make in a call, counted from 0.
    Point(usize),
    /// A question to ask in a call, counted from 0.
    Question(usize),
    /// The end of a call.
    Closing,
    /// The voicemail.
    Voicemail,
}

impl Part {
    /// The JSON Pointer (RFC 6901) of the part in an object of texts.
    #[must_use]
    pub fn pointer(self) -> String {
        format!("/{}", self.to_string().replace('.', "/"))
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Subject => f.write_str("subject"),
            Self::Body => f.write_str("body"),
            Self::Script => f.write_str("script"),
            Self::Opening => f.write_str("script.opening"),
            Self::Point(index) => write!(f, "script.points.{index}"),
            Self::Question(index) => write!(f, "script.questions.{index}"),
            Self::Closing => f.write_str("script.closing"),
            Self::Voicemail => f.write_str("voicemail"),
        }
    }
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl PartialSchema for Part {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some(r"^(subject|body|voicemail|script(\.(opening|closing|(points|questions)\.\d+))?)$"))
            .examples(["body"])
            .description(Some("The text that a span counts in, by its path in the message"))
            .into()
    }
}

impl ToSchema for Part {}
