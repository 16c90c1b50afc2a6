//! Whether plans are asked for with their reasons.

use planning::{Facts, Instant, Plan, Playbook};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use wording::{
    ENGLISH,
    written::{Detail, WrittenPlan},
};

/// Whether the steps of a plan have their reasons and advice.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReasonsWanted {
    /// They have them.
    #[default]
    All,
    /// They have neither; the plan is made faster.
    None,
}

impl ReasonsWanted {
    /// The plan, with as much as is wanted.
    pub(crate) fn plan<'f>(self, facts: &'f Facts, playbook: &'f Playbook, as_of: Instant) -> Plan<'f> {
        match self {
            Self::All => planning::plan(facts, playbook, as_of),
            Self::None => planning::plan_without_reasons(facts, playbook, as_of),
        }
    }

    /// What is written of a step.
    pub(crate) fn detail(self) -> Detail {
        match self {
            Self::All => Detail::Reasons,
            Self::None => Detail::NoReasons,
        }
    }

    /// The plan as it is answered.
    pub(crate) fn written<'p>(self, plan: &'p Plan) -> WrittenPlan<'p> {
        WrittenPlan::new(plan, ENGLISH, self.detail())
    }
}

/// How much a preview says.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PreviewQuery {
    /// `none` leaves out the reasons and the advice of the steps, and makes the plan faster.
    #[serde(default)]
    #[param(inline)]
    pub reasons: ReasonsWanted,
}
