//! Sentences about plans: reasons, advice, warnings and differences between plans, the names of steps, and all texts of
//! calendars, timelines and mails.
//!
//! A [`Language`] has a method for each family of sentence. It gets dates, people and figures as data, matches every
//! variant, and writes whole sentences: one that is missing doesn't compile. Names of days and months, lists and
//! plurals are those of Unicode's CLDR. [`plan_json`] serialises plans with their sentences.
//!
//! The crate uses no clock, database or network.
//!
//! ```
//! use planning::{Facts, Playbook, plan};
//! use wording::{ENGLISH, Language as _};
//!
//! # let facts: Facts = serde_json::from_str(
//! #     r#"{
//! #         "application": {
//! #             "company": { "name": "Acme" },
//! #             "position": { "title": "Analyst" },
//! #             "time_zone": "America/New_York"
//! #         },
//! #         "contacts": [{ "id": "ada", "email": "ada@example.com" }],
//! #         "interviews": [{
//! #             "id": "first",
//! #             "starts_at": "2026-03-10T14:00:00-04:00",
//! #             "ends_at": "2026-03-10T15:00:00-04:00",
//! #             "interviewer_ids": ["ada"]
//! #         }]
//! #     }"#,
//! # )?;
//! let consensus = Playbook::built_in("consensus").expect("it is built in");
//! let plan = plan(&facts, consensus, "2026-03-10T20:00:00-04:00".parse()?);
//! let mut text = String::new();
//! ENGLISH.reason(&plan.steps[0].reasons[1], &mut text);
//! assert_eq!(
//!     text,
//!     "A thank-you does most while the conversation is fresh, best at 17:00 on Tuesday, 10 March."
//! );
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

mod by_modules;
mod cldr;
pub mod companies;
mod dutch;
mod english;
mod french;
mod german;
mod label;
mod language;
mod languages;
mod mail_text;
mod names;
mod obligations;
mod parts;
pub mod plan_json;
#[cfg(feature = "test-language")]
mod pseudo_locale;
mod spanish;
mod statistics;

#[cfg(feature = "test-language")]
pub use pseudo_locale::{PSEUDO_LOCALE, PseudoLocale, accented};

pub use self::{
    dutch::Dutch,
    english::English,
    french::French,
    german::German,
    label::{
        Action, Counterpart, EventDetails, InterviewDetails, LegendEntry, MonthForm, NamedDate, Position,
        RequestOrdinal, Shorten, ShortenAfter, TimelineEvent,
    },
    language::Language,
    languages::language_of,
    mail_text::{MailText, MailTexts},
    obligations::ObligationLanguage,
    spanish::Spanish,
    statistics::{ApplicationGroup, StatisticsLanguage, WaitingTime},
};

/// English.
pub const ENGLISH: &English = &English;

/// French of France.
pub const FRENCH: &French = &French::France;
/// Spanish.
pub const SPANISH: &Spanish = &Spanish;
