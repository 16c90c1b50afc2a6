//! What the candidate decided about steps.

use crate::facts::{OverrideDetails, StepOverride};

/// What the candidate decided about all steps.
#[derive(Clone, Copy)]
pub(crate) struct Overrides<'f>(pub(crate) &'f [StepOverride]);

impl Overrides<'_> {
    /// What was said about the step whose id `id` makes; most candidates say nothing, and no id is made.
    pub(crate) fn on(self, id: impl FnOnce() -> String) -> OverrideDetails {
        if self.0.is_empty() {
            return OverrideDetails::default();
        }
        let id = id();
        self.0.iter().find(|said| said.step_id == id).map_or_else(OverrideDetails::default, |said| said.details)
    }
}
