//! The legal duties of employers to inform applicants, as data with dates, and the obligations that follow for an
//! application.

mod applied;
mod rules;

pub(crate) use applied::obligations;
pub use applied::{ConditionStatus, EvaluatedCondition, Obligation, ObligationStatus};
pub use rules::{ObligationCondition, ObligationConditionKind, ObligationKey, ObligationRule, obligation_rules};

#[cfg(test)]
mod tests;
