//! The legal duties of employers to inform applicants, as data with dates, and the obligations that follow for an
//! application.

mod evaluate;
mod rules;

pub(crate) use evaluate::obligations;
pub use evaluate::{ConditionStatus, EvaluatedCondition, Obligation, ObligationStatus};
pub use rules::{ObligationCondition, ObligationConditionKind, ObligationKey, ObligationRule, obligation_rules};

#[cfg(test)]
mod tests;
