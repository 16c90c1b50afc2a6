//! Reads invitations and mails, and returns typed findings.
//!
//! The crate uses no clock, database or network. Nothing in a file is executed or fetched. The time of receipt is a
//! parameter of functions that need it. Reading takes bounded time and memory for any input, and returns findings or a
//! refusal with its reason.
//!
//! - [`calendar`] reads iCalendar files (RFC 5545, RFC 5546).
//! - [`mail`] reads messages (RFC 5322), their calendars and reports, and distinguishes people from machines.
//! - [`revision`] says what a version of an event changes about what is stored.
//!
//! ```
//! use invitations::calendar::{self, Settings};
//!
//! let file = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n\
//!     UID:1@acme.example\r\nDTSTAMP:20260301T080000Z\r\n\
//!     DTSTART;TZID=Eastern Standard Time:20260310T140000\r\nDURATION:PT45M\r\nSUMMARY:Technical interview\r\n\
//!     END:VEVENT\r\nEND:VCALENDAR\r\n";
//! let calendar = calendar::read(file, &Settings::default())?;
//! let event = &calendar.events[0];
//! assert_eq!(event.occurrences[0].starts_at, "2026-03-10T18:00:00Z".parse()?);
//! assert_eq!(event.time_zone.map(|zone| zone.name()), Some("America/New_York"));
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

pub mod calendar;
pub mod mail;
pub mod revision;
