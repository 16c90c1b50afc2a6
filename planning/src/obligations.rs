//! What employers owe applicants: duties to say where things stand, as dated data, and what follows of them for an
//! application.

mod applied;
mod rules;

pub(crate) use applied::obligations;
pub use applied::{ConditionStatus, EvaluatedCondition, Obligation, ObligationStatus};
pub use rules::{ObligationCondition, ObligationConditionKind, ObligationKey, ObligationRule, obligation_rules};

#[cfg(test)]
mod tests;
