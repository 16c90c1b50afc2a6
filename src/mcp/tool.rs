//! The description of a tool.

use std::fmt::{self, Display};

use actix_web::http::Method;

use super::added_resource::AddedResource;
use crate::auth::ScopeName;

/// The media types of files that a tool takes.
pub(super) const FILE_TYPES: [&str; 2] = ["text/calendar", "message/rfc822"];

/// A tool: an operation of the API, and what an assistant has to know of it.
#[derive(Debug)]
pub(super) struct Tool {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    /// The description for the model: what it does and when to use it.
    pub(super) about: &'static str,
    pub(super) operation_id: &'static str,
    pub(super) method: Method,
    pub(super) path: &'static str,
    pub(super) arguments: &'static [Argument],
    pub(super) body: Body,
    pub(super) effect: Effect,
    /// Checks the arguments together. It receives a function that reads the text of an argument.
    pub(super) check: Option<Check>,
    /// The texts in its result that come from outside, as `JSONPath` (RFC 9535) from `data`.
    pub(super) untrusted: &'static [&'static str],
    /// Arguments that work when ids in them are of something that there is.
    pub(super) example: &'static str,
}

/// Says which argument is wrong, and what is, where arguments depend on one another.
pub(super) type Check = fn(&dyn Fn(&str) -> Option<String>) -> Result<(), WrongArgument>;

/// An invalid argument: its name, and a clause about the error.
#[derive(Debug)]
pub(super) struct WrongArgument(String);

impl WrongArgument {
    pub(super) fn new(name: &str, what: impl Display) -> Self {
        Self(format!("argument {name}: {what}"))
    }

    /// The error in the arguments as a whole.
    pub(super) fn whole(what: impl Into<String>) -> Self {
        Self(what.into())
    }
}

impl Display for WrongArgument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Tool {
    /// Whether null is a value of an argument, and not the same as to leave it out: where it says so, and in a patch,
    /// where it clears the field.
    pub(super) fn accepts_null(&self, argument: &Argument) -> bool {
        argument.nullable || matches!(self.body, Body::MergePatch) && argument.location == ArgumentLocation::Body
    }

    /// The scope that the token needs.
    pub(super) fn scope(&self) -> ScopeName {
        if self.effect == Effect::Read { ScopeName::Read } else { ScopeName::Write }
    }
}

/// How the body of the request is made of the arguments.
#[derive(Clone, Copy, Debug)]
pub(super) enum Body {
    None,
    Json,
    /// A JSON Merge Patch.
    MergePatch,
    /// The argument with the location [`ArgumentLocation::File`], with the media type of the one with
    /// [`ArgumentLocation::MediaType`].
    File,
}

/// The effect of a tool on the account's data.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Effect {
    Read,
    /// Adds something, and nothing else. A repeated call is answered with what the first one has added, for as long as
    /// its key is kept and that is there.
    Add(AddedResource),
    /// Sets something to a value, in place of what was there. To repeat it changes nothing.
    Set,
}

impl Effect {
    /// Whether what was there before may be lost: what MCP calls destructive is everything that does more than add.
    pub(super) fn is_destructive(self) -> bool {
        self == Self::Set
    }
}

/// An argument of a tool.
#[derive(Debug)]
pub(super) struct Argument {
    pub(super) name: &'static str,
    pub(super) location: ArgumentLocation,
    pub(super) required: bool,
    /// The value if the argument is left out, as JSON. The operation's own default, if there is none.
    pub(super) default: Option<&'static str>,
    /// Its description, if that of the operation is not for assistants.
    pub(super) about: Option<&'static str>,
    /// The component that describes it in full, if the operation's own schema is that of a part.
    pub(super) schema: Option<&'static str>,
    /// Whether null differs from a missing argument. If not, it counts as missing, except in a patch.
    pub(super) nullable: bool,
    /// A property of the time that it holds.
    pub(super) time: Option<TimeConstraint>,
}

/// A property of a time that a model gives. Its most frequent mistake is a wrong year.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum TimeConstraint {
    /// It has passed: something has happened. It is the value itself, or its member with this name.
    InPast(Option<&'static str>),
    /// The same for a date without a time.
    DayInPast,
    /// It is still to come.
    InFuture,
}

/// The place of an argument in the request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum ArgumentLocation {
    /// The path's parameter with this name.
    Path(&'static str),
    Query,
    /// A member of the body.
    Body,
    /// The body itself.
    File,
    MediaType,
    /// The query, always with the same value: models know nothing of it.
    Always,
}

impl Argument {
    const fn new(name: &'static str, location: ArgumentLocation) -> Self {
        Self { name, location, required: false, default: None, about: None, schema: None, nullable: false, time: None }
    }

    pub(super) const fn path(name: &'static str, parameter: &'static str) -> Self {
        Self { required: true, ..Self::new(name, ArgumentLocation::Path(parameter)) }
    }

    pub(super) const fn query(name: &'static str) -> Self {
        Self::new(name, ArgumentLocation::Query)
    }

    pub(super) const fn body(name: &'static str) -> Self {
        Self::new(name, ArgumentLocation::Body)
    }

    pub(super) const fn with_location(name: &'static str, location: ArgumentLocation) -> Self {
        Self::new(name, location)
    }

    /// A parameter of the query that has this value whatever a model says.
    pub(super) const fn constant(name: &'static str, value: &'static str) -> Self {
        Self::new(name, ArgumentLocation::Always).with_default(value)
    }

    pub(super) const fn schema(self, component: &'static str) -> Self {
        Self { schema: Some(component), ..self }
    }

    pub(super) const fn or_null(self) -> Self {
        Self { nullable: true, ..self }
    }

    pub(super) const fn time(self, time: TimeConstraint) -> Self {
        Self { time: Some(time), ..self }
    }

    /// Whether the list of tools contains it.
    pub(super) fn is_shown(&self) -> bool {
        self.location != ArgumentLocation::Always
    }

    pub(super) const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    pub(super) const fn with_default(self, default: &'static str) -> Self {
        Self { default: Some(default), ..self }
    }

    pub(super) const fn about(self, about: &'static str) -> Self {
        Self { about: Some(about), ..self }
    }
}

/// Arguments that several tools have.
pub(super) const APPLICATION: Argument =
    Argument::path("application_id", "id").about("The application's id, from list_due or find_applications.");
pub(super) const STEP: Argument =
    Argument::path("step_id", "step_id").about("The step's id, from get_plan or list_due.");
