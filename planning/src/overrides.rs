//! The candidate's decisions about steps.

use crate::facts::{OverrideDetails, StepOverride};

/// The candidate's decisions about all steps.
#[derive(Clone, Copy)]
pub(crate) struct StepOverrides<'f>(pub(crate) &'f [StepOverride]);

impl StepOverrides<'_> {
    /// The decision about the step with the id that `id` makes. Without any overrides the id is not made.
    pub(crate) fn for_step(self, id: impl FnOnce() -> String) -> OverrideDetails {
        if self.0.is_empty() {
            return OverrideDetails::default();
        }
        let id = id();
        self.0.iter().find(|said| said.step_id == id).map_or_else(OverrideDetails::default, |said| said.details)
    }
}
