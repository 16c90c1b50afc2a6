//! `/v1/applications`: who applied where, for what, and how it ended.

mod http;

use entity::{ApplicationId, CandidateId, Stamp};
pub use http::*;
use planning::{
    Date, HolidayCalendar, Key, TimeZone,
    facts::{self, Channel, Company, Outcome, Position},
};
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
    /// The employer's public holidays; without it, only Saturdays and Sundays are free.
    #[serde(default)]
    pub holiday_calendar: Option<HolidayCalendar>,
    /// Further days on which this employer is closed.
    #[serde(default)]
    #[schema(max_items = 366)]
    pub closures: Vec<Date>,
    /// How it ended, once it has.
    #[serde(default)]
    pub outcome: Option<Outcome>,
}

impl Checked for ApplicationInput {}

resource! {
    /// An application.
    Application: ApplicationId, ApplicationInput, patch ApplicationPatch
}

impl ApplicationInput {
    fn into_row(self, stamp: Stamp<ApplicationId>) -> entity::Application {
        let Company { name, sector, culture, main_phone, postal_address } = self.company;
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
            forbidden_channels: entity::TextList(self.forbidden_channels.iter().map(stored::to_word).collect()),
            time_zone: self.time_zone.to_string(),
            holiday_calendar: self.holiday_calendar.map(|calendar| calendar.code().to_owned()),
            closures: stored::to_list(&self.closures),
            outcome_kind: self.outcome.map(|outcome| stored::to_word(&outcome.kind)),
            outcome_at: self.outcome.map(|outcome| outcome.at.into()),
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
            forbidden_channels: row
                .forbidden_channels
                .0
                .iter()
                .map(|channel| stored::word(channel))
                .collect::<Result<_, _>>()?,
            time_zone: stored::text(&row.time_zone)?,
            holiday_calendar: stored::optional(row.holiday_calendar.as_ref())?,
            closures: stored::list(&row.closures)?,
            outcome: outcome
                .map(|(kind, at)| {
                    Ok::<_, Problem>(Outcome { kind: stored::word(kind)?, at: stored::instant(at)?, respond_by: None })
                })
                .transpose()?,
        })
    }
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
    let input = ApplicationInput::from_row(row)?;
    Ok(facts::Application {
        company: input.company,
        position: input.position,
        applied_on: input.applied_on,
        urgent: input.urgent,
        forbidden_channels: input.forbidden_channels,
        time_zone: input.time_zone,
        holiday_calendar: input.holiday_calendar,
        closures: input.closures,
        outcome: input.outcome,
        competing_offers: Vec::new(),
        accepted_elsewhere_at: None,
        strengths: Vec::new(),
        locale: None,
    })
}
