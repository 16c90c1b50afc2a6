//! The query parameter `reasons`.

use planning::{Facts, Instant, Plan, Playbook};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use wording::{
    Language,
    plan_json::{Detail, PlanJson},
};

/// Whether the steps of a plan have their reasons and advice.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReasonsWanted {
    /// With reasons and advice.
    #[default]
    All,
    /// Without both. The plan is made faster.
    None,
}

impl ReasonsWanted {
    /// Makes the plan with or without reasons.
    pub(crate) fn plan<'f>(self, facts: &'f Facts, playbook: &'f Playbook, as_of: Instant) -> Plan<'f> {
        match self {
            Self::All => planning::plan(facts, playbook, as_of),
            Self::None => planning::plan_without_reasons(facts, playbook, as_of),
        }
    }

    /// The parts of a step that are serialised.
    pub(crate) fn detail(self) -> Detail {
        match self {
            Self::All => Detail::Reasons,
            Self::None => Detail::NoReasons,
        }
    }

    /// The plan in the response, in that language.
    pub(crate) fn to_json<'p>(self, plan: &'p Plan, language: &'p dyn Language) -> PlanJson<'p> {
        PlanJson::new(plan, language, self.detail())
    }
}

/// The query parameters of a preview.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PreviewQuery {
    /// `none` leaves out the reasons and the advice of the steps, and makes the plan faster.
    #[serde(default)]
    pub reasons: ReasonsWanted,
}
