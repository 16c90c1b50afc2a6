//! A variable of templates, and the fact behind it.

use serde::Serialize;
use utoipa::ToSchema;

use crate::Element;

/// A variable for templates.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct Variable {
    /// The name of the variable in templates.
    #[schema(value_type = String, example = "interview.date")]
    pub name: &'static str,
    /// The meaning of the variable.
    #[schema(value_type = String, example = "The day of the interview")]
    pub about: &'static str,
    /// Whether the variable is a list of texts. Other variables are single texts.
    #[serde(rename = "is_list")]
    pub list: bool,
    /// An example of its value; for a list, of its first item.
    #[schema(value_type = String, example = "Tuesday, 10 March")]
    pub example: &'static str,
    /// The value's place in the context of the built-in templates.
    #[serde(skip)]
    pub(super) path: &'static [&'static str],
    /// The missing fact that is reported if it is unknown; `None` if it is always known.
    #[serde(skip)]
    pub(crate) fact: Option<Fact>,
}

/// A fact that may be unknown.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Fact {
    /// The element that it belongs to.
    pub(crate) element: Element,
    /// The place of the fact.
    pub(crate) home: FactLocation,
    /// The name of the sentence about it in `missing.txt`.
    pub(crate) name: &'static str,
}

/// The location of a fact in the facts of a request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum FactLocation {
    /// A fixed place: a JSON Pointer.
    At(&'static str),
    /// A field of the recipient.
    Recipient(&'static str),
    /// A field of the interview.
    Interview(&'static str),
}
