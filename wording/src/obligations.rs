//! The trait for sentences about the duties of employers.

use planning::{ConditionStatus, Obligation, ObligationCondition, ObligationKey};

/// The sentences about what employers owe applicants. They say what a law requires and until when, and never that
/// somebody broke it: facts are missing for that.
pub trait ObligationLanguage {
    /// What a rule asks of employers.
    fn obligation_rule(&self, rule: ObligationKey) -> String;
    /// What else the law excepts, which applications do not say.
    fn obligation_exceptions(&self, rule: ObligationKey) -> String;
    /// What the employer of an application owes, and until when; dates in `year` need not name it. Where conditions are
    /// unknown, the sentence says them.
    fn obligation(&self, obligation: &Obligation, year: i32, out: &mut String);
    /// Whether a condition is met, or that this is not known.
    fn obligation_condition(&self, condition: ObligationCondition, status: ConditionStatus, out: &mut String);
}
