//! Deliveries of tracking systems and mail providers to a connection's address: verifies them, recognises them, and
//! maps them to changes.
//!
//! The crate reads no clock, opens no connection and uses no database or web framework. Its input is the bytes and
//! headers of a request, the instant of receipt, and the secrets and settings of the connection.
//!
//! [`receive`] handles a request: it verifies and recognises the delivery, and returns the response and whether to
//! store it. [`Connector::map`] returns the [`Change`]s of a stored delivery when it is processed.
//!
//! A new vendor is one file in `vendors/` and one line in [`kinds`].

mod changes;
mod connector;
mod delivery;
mod field;
mod form;
mod json;
mod kinds;
mod mapping;
mod meetings;
mod receive;
mod refusal;
mod schema;
mod secret;
mod settings;
mod signing;
mod vendors;

pub use changes::{
    Application, Candidate, Change, Changes, Communication, Company, Contact, DeliveryContent, Interview, Mail,
    MissingRequirement, Needed, NewApplication, Position, Remark, Resource, outcome_after, status_after,
};
pub use connector::{Connector, DeliveryKind, SignatureScope, VendorResponse, VerifiedDelivery};
pub use delivery::{Delivery, Headers};
pub use field::Field;
pub use form::form_files;
pub use kinds::{Kind, kind, kinds};
pub use receive::{ConnectionState, ReceiveDecision, receive};
pub use refusal::{ReadError, Refusal};
pub use schema::event_schema;
pub use secret::{InvalidSecret, Secret, Secrets};
pub use settings::{Defaults, InvalidPrefix, Prefix, Settings};
pub use signing::standard_webhooks;
pub use vendors::standard_webhooks::{Data, Deleted, Event, EventType};
