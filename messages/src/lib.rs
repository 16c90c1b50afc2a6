//! Follow-up messages: a pure function from facts and a step of the plan to a text.
//!
//! [`render`] only uses known facts. A sentence with a missing fact is left out, [`Message::missing`] names the fact,
//! and [`Message::ready`] is false if the message lacks a required element.
//!
//! ```
//! use messages::{Locale, Request, render};
//! use planning::{Facts, StepKind, UsableChannel, Via, facts::Channel};
//!
//! let facts: Facts = serde_json::from_str(r#"{
//!     "candidate": { "name": "Grace Lindqvist", "email": "grace@example.com", "strengths": ["ten years of Rust"] },
//!     "application": {
//!         "company": { "name": "Meridian Labs" }, "position": { "title": "Staff Engineer" }, "time_zone": "UTC"
//!     },
//!     "contacts": [{ "id": "c1", "name": "Ada Okafor", "email": "ada@example.com" }],
//!     "interviews": [{
//!         "id": "i1", "starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z",
//!         "interviewer_ids": ["c1"], "talking_points": ["the move to event sourcing"]
//!     }]
//! }"#)?;
//! let message = render(&Request {
//!     facts: &facts,
//!     kind: StepKind::ThankYou,
//!     interview_id: Some("i1"),
//!     competing_offer_id: None,
//!     contact_id: Some("c1"),
//!     pass_on_to: &[],
//!     channel: UsableChannel { channel: Channel::Email, via: Via::Direct },
//!     attempt: 0,
//!     thank_you_planned: true,
//!     send_at: None,
//!     tone: None,
//!     locale: Some(Locale::EN),
//! })?;
//! assert!(message.ready);
//! assert!(message.to_text().starts_with("Subject: "));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The texts are in `templates/`, a folder for each language, and what a language implements apart from them is in
//! `languages/`. The required elements ([`Element`]), the limits of length and the order in which sentences are left
//! out are in this crate.

mod completeness;
mod compose;
mod context;
pub mod custom;
mod delivery_obstacle;
mod draft;
mod element;
mod error;
mod fnv;
mod formatted_day;
mod inspect;
mod language;
mod languages;
mod letterhead;
mod limit;
mod locale;
mod message;
mod note;
mod panel;
mod points;
pub mod proofread;
mod render;
mod request;
mod required_elements;
mod resolved_request;
mod salutation;
mod templates;
mod text;
mod tidy;
mod unusable_facts;

pub use completeness::Completeness;
pub use delivery_obstacle::unreachable;
pub use element::Element;
pub use error::RenderError;
pub use locale::Locale;
pub use message::{ElementReport, Message, Missing, Part, Recipient, Script, Span};
pub use planning::Tone;
pub use render::{render, render_own};
pub use request::Request;
pub use resolved_request::latest_interview;
pub use unusable_facts::lacking;
