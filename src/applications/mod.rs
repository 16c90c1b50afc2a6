//! `/v1/applications`: who applied where, for what, and how it ended.

mod http;
mod list;
mod references;

use chrono::{DateTime, Utc};
use entity::{ApplicationId, CandidateId, Stamp};
pub use http::*;
pub use list::*;
use planning::{
    Date, HolidayCalendar, Instant, Key, Locale, Note, Playbook, TimeZone, Violation,
    facts::{self, Channel, Company, CompetingOffer, Outcome, Position},
};
pub(crate) use references::{exists, has_contacts, named_in_body, page_of, refused, unknown_in_body};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    http::{Checked, resource},
    problem::Problem,
    stored,
};

/// An application, as a client writes it.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "candidate_id": "0198c0de-7a3b-7c4d-8e5f-60718293a4b5",
    "company": {"name": "Acme", "sector": "corporate", "main_phone": "+1 212 555 0199"},
    "position": {"title": "Data Engineer", "seniority": "senior"},
    "applied_on": "2026-02-16",
    "time_zone": "America/New_York",
    "holiday_calendar": "US-NY"
}))]
pub struct ApplicationInput {
    /// The client's own id for the application.
    #[serde(default)]
    pub remote_id: Option<Key>,
    /// Who applied.
    pub candidate_id: CandidateId,
    /// The employer.
    pub company: Company,
    /// The position applied for.
    pub position: Position,
    /// The day the application went in.
    #[serde(default)]
    pub applied_on: Option<Date>,
    /// Whether the employer needs somebody soon.
    #[serde(default)]
    pub urgent: bool,
    /// Channels that the employer doesn't want to be contacted by.
    #[serde(default)]
    #[schema(max_items = 4)]
    pub forbidden_channels: Vec<Channel>,
    /// The employer's time zone.
    pub time_zone: TimeZone,
    /// The employer's public holidays, one of `GET /v1/holiday-calendars`; without it, only Saturdays and Sundays are free.
    #[serde(default)]
    pub holiday_calendar: Option<HolidayCalendar>,
    /// Further days on which this employer is closed.
    #[serde(default)]
    #[schema(max_items = 366)]
    pub closures: Vec<Date>,
    /// How it ended, once it has.
    #[serde(default)]
    pub outcome: Option<Outcome>,
    /// Offers of other employers while this one is still deciding.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub competing_offers: Vec<CompetingOffer>,
    /// When the candidate accepted another job. Without an outcome of its own, the application then counts as withdrawn.
    #[serde(default)]
    pub accepted_elsewhere_at: Option<Instant>,
    /// Qualifications for this position; messages prefer them to the candidate's own.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub strengths: Vec<Note>,
    /// The language and region of its messages; the candidate's, if left out.
    #[serde(default)]
    pub locale: Option<Locale>,
    /// The key of the playbook that it follows, built in or your own; `consensus`, if left out. Its plan, its messages and
    /// the agenda go by it.
    #[serde(default)]
    #[schema(example = "consensus")]
    pub playbook: Option<Key>,
}

impl Checked for ApplicationInput {
    fn violations(&self) -> Vec<Violation> {
        self.clone().into_facts().violations()
    }
}

resource! {
    /// An application.
    Application: ApplicationId, ApplicationInput, patch ApplicationPatch
}

impl ApplicationInput {
    fn into_row(self, stamp: Stamp<ApplicationId>) -> entity::Application {
        let Company { name, sector, culture, main_phone, postal_address } = self.company;
        let playbook = self.playbook.map(String::from);
        let (built_in_playbook, own_playbook) = match playbook.as_deref().and_then(Playbook::built_in) {
            Some(_) => (playbook, None),
            None => (None, playbook),
        };
        entity::Application {
            account_id: stamp.account_id,
            id: stamp.id,
            version: stamp.version,
            created_at: stamp.created_at,
            updated_at: stamp.updated_at,
            remote_id: self.remote_id.map(Into::into),
            candidate_id: self.candidate_id,
            company_name: name.into(),
            company_sector: stored::to_word(&sector),
            company_culture: stored::to_word(&culture),
            company_main_phone: main_phone.map(Into::into),
            company_postal_address: postal_address.map(Into::into),
            position_title: self.position.title.into(),
            position_seniority: stored::to_word(&self.position.seniority),
            applied_on: self.applied_on.map(Into::into),
            urgent: self.urgent,
            forbidden_channels: stored::to_words(&self.forbidden_channels),
            time_zone: self.time_zone.to_string(),
            holiday_calendar: self.holiday_calendar.map(|calendar| calendar.code().to_owned()),
            closures: stored::to_list(&self.closures),
            outcome_kind: self.outcome.map(|outcome| stored::to_word(&outcome.kind)),
            outcome_at: self.outcome.map(|outcome| outcome.at.into()),
            outcome_respond_by: self.outcome.and_then(|outcome| outcome.respond_by).map(Into::into),
            competing_offers: entity::OfferList(self.competing_offers.into_iter().map(to_stored_offer).collect()),
            accepted_elsewhere_at: self.accepted_elsewhere_at.map(Into::into),
            strengths: stored::to_list(&self.strengths),
            locale: self.locale.as_ref().map(stored::to_word),
            built_in_playbook,
            own_playbook,
        }
    }

    fn from_row(row: &entity::Application) -> Result<Self, Problem> {
        let outcome = row.outcome_kind.as_deref().zip(row.outcome_at);
        Ok(Self {
            remote_id: stored::optional(row.remote_id.as_ref())?,
            candidate_id: row.candidate_id,
            company: Company {
                name: stored::text(&row.company_name)?,
                sector: stored::word(&row.company_sector)?,
                culture: stored::word(&row.company_culture)?,
                main_phone: stored::optional(row.company_main_phone.as_ref())?,
                postal_address: stored::optional(row.company_postal_address.as_ref())?,
            },
            position: Position {
                title: stored::text(&row.position_title)?,
                seniority: stored::word(&row.position_seniority)?,
            },
            applied_on: stored::date(row.applied_on)?,
            urgent: row.urgent,
            forbidden_channels: stored::words(&row.forbidden_channels)?,
            time_zone: stored::text(&row.time_zone)?,
            holiday_calendar: stored::optional(row.holiday_calendar.as_ref())?,
            closures: stored::list(&row.closures)?,
            outcome: outcome.map(|(kind, at)| stored_outcome(kind, at, row.outcome_respond_by)).transpose()?,
            competing_offers: row.competing_offers.0.iter().map(stored_offer).collect::<Result<_, _>>()?,
            accepted_elsewhere_at: stored::optional_instant(row.accepted_elsewhere_at)?,
            strengths: stored::list(&row.strengths)?,
            locale: stored::optional_word(row.locale.as_ref())?,
            playbook: stored::optional(row.own_playbook.as_ref().or(row.built_in_playbook.as_ref()))?,
        })
    }

    fn into_facts(self) -> facts::Application {
        facts::Application {
            company: self.company,
            position: self.position,
            applied_on: self.applied_on,
            urgent: self.urgent,
            forbidden_channels: self.forbidden_channels,
            time_zone: self.time_zone,
            holiday_calendar: self.holiday_calendar,
            closures: self.closures,
            outcome: self.outcome,
            competing_offers: self.competing_offers,
            accepted_elsewhere_at: self.accepted_elsewhere_at,
            strengths: self.strengths,
            locale: self.locale,
        }
    }
}

fn stored_outcome(kind: &str, at: DateTime<Utc>, respond_by: Option<DateTime<Utc>>) -> Result<Outcome, Problem> {
    let respond_by = stored::optional_instant(respond_by)?;
    Ok(Outcome { kind: stored::word(kind)?, at: stored::instant(at)?, respond_by })
}

fn stored_offer(offer: &entity::CompetingOffer) -> Result<CompetingOffer, Problem> {
    Ok(CompetingOffer {
        id: stored::text(&offer.id)?,
        at: stored::instant(offer.at)?,
        respond_by: stored::optional_instant(offer.respond_by)?,
    })
}

fn to_stored_offer(offer: CompetingOffer) -> entity::CompetingOffer {
    entity::CompetingOffer { id: offer.id.into(), at: offer.at.into(), respond_by: offer.respond_by.map(Into::into) }
}

pub(crate) fn application(row: &entity::Application) -> Result<Application, Problem> {
    Ok(crate::http::Resource::new(row.stamp(), ApplicationInput::from_row(row)?).into())
}

/// A stored application as the planner sees it.
///
/// # Errors
///
/// [`Problem::Internal`], if the row can't be read.
pub fn facts(row: &entity::Application) -> Result<facts::Application, Problem> {
    ApplicationInput::from_row(row).map(ApplicationInput::into_facts)
}
