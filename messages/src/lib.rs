//! Follow-up messages: a pure function from facts and a step of the plan to words worth sending.
//!
//! [`render`] says only what the facts say. Where one is missing its sentence is left out, [`Message::missing`]
//! names the fact, and [`Message::ready`] is false if the message lacks something it can't do without.
//!
//! The words are in `templates/`, one folder per [`Locale`]; what a message must hold ([`Element`]), how long it may
//! be and in which order sentences give way is here.

mod context;
mod draft;
mod element;
mod error;
mod inspect;
mod kind;
mod limit;
mod locale;
mod message;
mod missing;
mod needs;
mod note;
mod points;
mod render;
mod request;
mod salutation;
mod scene;
mod templates;
mod tidy;
mod tone;

pub use element::Element;
pub use error::RenderError;
pub use kind::channels;
pub use locale::Locale;
pub use message::{ElementReport, Message, Missing, Part, Recipient, Script, Span};
pub use render::render;
pub use request::Request;
pub use tone::Tone;
