//! Applications.

use database::contains_text;
use planning::{
    Date, Headcount, HolidayCalendar, Instant, Key, Locale, Name, Note, Phone, TimeZone,
    facts::{
        ApplicationDetails, Channel, Company, CompetingOffer, Culture, Outcome, OutcomeKind, Position, Sector,
        Seniority,
    },
};
use sea_orm::{Condition, entity::prelude::*};

use super::{account_table, cells::Cell, impl_remote_record, table};
use crate::{ApplicationId, CandidateId};

table! {
    /// An application.
    "applications": Application, ApplicationId {
        /// The client's own id.
        remote_id: Option<Key>,
        /// The candidate who applied.
        candidate_id: CandidateId,
        /// The key of the built-in playbook that it follows.
        built_in_playbook: Option<Key>,
        /// The key of the account's own playbook that it follows.
        own_playbook: Option<Key>,
    }
    details ApplicationDetails {
        applied_on: Option<Date>,
        urgent: bool,
        forbidden_channels: Vec<Channel>,
        time_zone: TimeZone,
        holiday_calendar: Option<HolidayCalendar>,
        closures: Vec<Date>,
        competing_offers: Vec<CompetingOffer>,
        accepted_elsewhere_at: Option<Instant>,
        strengths: Vec<Note>,
        publicly_advertised: Option<bool>,
        employer_size: Option<Headcount>,
        locale: Option<Locale>,
        familiar: Option<bool>,
    }
    within company: Company {
        company_name: Name = name,
        company_sector: Sector = sector,
        company_culture: Culture = culture,
        company_main_phone: Option<Phone> = main_phone,
        company_postal_address: Option<Note> = postal_address,
    }
    within position: Position {
        position_title: Name = title,
        position_seniority: Seniority = seniority,
    }
    within outcome: OptionalOutcome {
        outcome_kind: Option<OutcomeKind> = kind,
        outcome_at: Option<Instant> = at,
        outcome_respond_by: Option<Instant> = respond_by,
    }
}

/// The outcome of an application, if it has one.
struct OptionalOutcome {
    kind: Option<OutcomeKind>,
    at: Option<Instant>,
    respond_by: Option<Instant>,
}

impl From<OptionalOutcome> for Option<Outcome> {
    fn from(OptionalOutcome { kind, at, respond_by }: OptionalOutcome) -> Self {
        Some(Outcome { kind: kind?, at: at?, respond_by })
    }
}

impl From<Option<Outcome>> for OptionalOutcome {
    fn from(outcome: Option<Outcome>) -> Self {
        Self {
            kind: outcome.map(|outcome| outcome.kind),
            at: outcome.map(|outcome| outcome.at),
            respond_by: outcome.and_then(|outcome| outcome.respond_by),
        }
    }
}

/// The filter of a list of applications.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The candidate.
    pub candidate_id: Option<CandidateId>,
    /// The client's own id.
    pub remote_id: Option<Key>,
    /// The outcome. `Some(None)` selects applications without an outcome.
    pub outcome: Option<Option<OutcomeKind>>,
    /// The key of the playbook that it names.
    pub playbook: Option<Key>,
    /// Text in the company's name, whatever its case.
    pub company: Option<String>,
    /// Text in the company's name or the position's title, whatever its case.
    pub text: Option<String>,
}

fn condition(filter: &Filter) -> Condition {
    let company = |text: &str| contains_text(Column::CompanyName, text);
    let position = |text: &str| contains_text(Column::PositionTitle, text);
    Condition::all()
        .add_option(filter.candidate_id.map(|id| Column::CandidateId.eq(id)))
        .add_option(filter.remote_id.as_deref().map(|id| Column::RemoteId.eq(id)))
        .add_option(filter.outcome.map(|outcome| match outcome {
            Some(kind) => Column::OutcomeKind.eq(Cell(kind)),
            None => Column::OutcomeKind.is_null(),
        }))
        .add_option(
            filter
                .playbook
                .as_deref()
                .map(|key| Condition::any().add(Column::BuiltInPlaybook.eq(key)).add(Column::OwnPlaybook.eq(key))),
        )
        .add_option(filter.company.as_deref().map(company))
        .add_option(filter.text.as_deref().map(|text| Condition::any().add(company(text)).add(position(text))))
}

account_table!(
    Application: Filter, plans Own, events "application", follows own_playbook,
    searched |row| [Some(&*row.details.company.name), Some(&*row.details.position.title)]
);
impl_remote_record!(Application: ApplicationId);
